"""Gateways of linking on both engines: what the ports promise."""

from __future__ import annotations

import pytest

from core.consents import ConsentText, Given, Proof, Terms
from core.limits import DAY_S, HOUR_S, NOTHING, Scope
from core.linking import AuditEvent, CodeRequest, NewLink, VerificationState
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import KEYS, filled

NOW = 1_800_000_000_000
MONTHS = (Period(2026, 10), Period(2026, 9))


@pytest.fixture
async def use(database):
    """Run a function over the store in one transaction."""
    await filled(database)

    async def use(work):
        return await database.write(Unit(lambda tx: work(TxStore(tx))))

    return use


async def linked(use, account_id=1, address="telegram:1"):
    def work(store):
        subscriber = store.subscribers.create(address, NOW)
        store.links.add(NewLink(subscriber, account_id, address, "+79161234567"), NOW)
        return subscriber

    return await use(work)


async def test_evidence(use):
    found = await use(lambda s: s.receipts.evidence("1234567833", MONTHS))
    assert found.account_id == 1
    assert sorted(kept.period for kept in found.digests) == ["2026-09", "2026-10"]
    assert {kept.key_id for kept in found.digests} == {KEYS.current}
    nobody = await use(lambda s: s.receipts.evidence("0000000000", MONTHS))
    assert (nobody.account_id, nobody.digests) == (0, ())


async def test_evidence_of_one_month_only_and_of_a_switched_generation_only(use):
    found = await use(lambda s: s.receipts.evidence("1234567833", MONTHS[:1]))
    assert [kept.period for kept in found.digests] == ["2026-10"]

    def staged(store):
        store.tx.run("UPDATE receipt_code SET generation = 7 WHERE period = '2026-10'")
        return store.receipts.evidence("1234567833", MONTHS)

    assert [kept.period for kept in (await use(staged)).digests] == ["2026-09"]


async def test_evidence_by_the_number_before_a_renumbering(use):
    def renumber(store):
        store.tx.run("INSERT INTO account_alias (number, account_id) VALUES ('7700000001', 1)")
        return store.receipts.evidence("7700000001", MONTHS)

    assert (await use(renumber)).account_id == 1


async def test_one_number_for_two_accounts_proves_nothing(use):
    def collide(store):
        store.tx.run("UPDATE account_alias SET account_id = 2 WHERE number = '1234567833'")
        return store.receipts.evidence("1234567833", MONTHS)

    assert (await use(collide)).account_id == 0


async def test_card_prefers_the_asked_account_then_the_newest_link(use):
    subscriber = await linked(use)
    await use(lambda s: s.links.add(NewLink(subscriber, 2, "telegram:1", ""), NOW + 5))

    def cards(store):
        return [store.accounts.card(subscriber, preferred) for preferred in (0, 1, 2, 3)]

    shown = await use(cards)
    assert [card.account.id for card in shown] == [2, 1, 2, 2]
    assert {card.linked for card in shown} == {2}


async def test_card_is_for_active_links_only(use):
    subscriber = await linked(use)
    assert await use(lambda s: s.accounts.card(subscriber + 1, 1)) is None
    assert await use(lambda s: s.links.end(subscriber, 1, NOW))
    assert not await use(lambda s: s.links.end(subscriber, 1, NOW))
    assert await use(lambda s: s.accounts.card(subscriber, 1)) is None
    assert await use(lambda s: s.links.of(subscriber)) == ()
    assert await use(lambda s: s.tx.all("SELECT phone FROM link")) == [("",)]


async def test_card_of_an_account_that_left_billing(use):
    subscriber = await linked(use)

    def vanish(store):
        store.tx.run("DELETE FROM account_card")
        store.tx.run("DELETE FROM balance")
        return store.accounts.card(subscriber, 1)

    card = await use(vanish)
    assert (card.account.number, card.balance) == ("1234567833", None)


async def test_linking_again_keeps_one_row_and_takes_the_new_phone(use):
    subscriber = await linked(use)
    await use(lambda s: s.links.end(subscriber, 1, NOW))
    await use(lambda s: s.links.add(NewLink(subscriber, 1, "telegram:1", "+79990000000"), NOW + 9))
    [link] = await use(lambda s: s.links.of(subscriber))
    assert link.phone == "+79990000000"


async def test_neighbours_are_other_active_people_only(use):
    first = await linked(use)
    second = await linked(use, address="telegram:2")
    await linked(use, account_id=2, address="telegram:3")
    others = await use(lambda s: s.links.neighbours(1, second))
    assert [neighbour.address for neighbour in others] == ["telegram:1"]
    await use(lambda s: s.subscribers.mute("telegram:1", NOW, muted=True))
    assert await use(lambda s: s.links.neighbours(1, second)) == ()
    await use(lambda s: s.subscribers.mute("telegram:1", NOW, muted=False))
    await use(lambda s: s.links.end(first, 1, NOW))
    assert await use(lambda s: s.links.neighbours(1, second)) == ()


async def test_subscriber_and_mute_meet_in_the_session(use):
    subscriber = await linked(use)
    await use(lambda s: s.subscribers.mute("telegram:1", NOW, muted=True))
    session, _ = await use(lambda s: s.sessions.load("telegram:1"))
    assert (session.subscriber_id, session.muted) == (subscriber, True)


async def test_counts_of_an_hour_and_a_day(use):
    key, other = (Scope.FAILED_ADDRESS, "telegram:1"), (Scope.FAILED_ACCOUNT, "1234567833")

    def work(store):
        for ago in (DAY_S + 1200, DAY_S - 600, HOUR_S + 1200, HOUR_S - 600, 0, 0):
            store.attempts.bump([key], NOW - ago * 1000)
        return store.attempts.counts([other, key], NOW)

    counts = await use(work)
    assert list(counts) == [other, key]
    assert counts[other] == NOTHING
    count = counts[key]
    assert (count.hour, count.day, count.last_ms) == (3, 5, NOW)
    assert NOW - HOUR_S * 1000 - 600_000 < count.hour_first_ms <= NOW - HOUR_S * 1000 + 600_000
    assert NOW - DAY_S * 1000 - 600_000 < count.day_first_ms <= NOW - DAY_S * 1000 + 600_000


async def test_counts_do_not_mix_scopes_or_subjects(use):
    def work(store):
        store.attempts.bump([(Scope.SMS_PHONE, "a"), (Scope.SMS_ADDRESS, "b")], NOW)
        keys = [(Scope.SMS_PHONE, "b"), (Scope.SMS_ADDRESS, "a"), (Scope.SMS_PHONE, "a")]
        return [count.day for count in store.attempts.counts(keys, NOW).values()]

    assert await use(work) == [0, 0, 1]


REQUEST = CodeRequest("telegram:1", 1, 1, "1234567833", "+79161234567")


async def test_life_of_a_verification(use):
    def work(store):
        codes = store.verifications
        first = codes.open(REQUEST, "k1", NOW, NOW + 10)
        codes.missed(first)
        seen = [codes.find(first), codes.renew(first, "k2", NOW + 20), codes.find(first)]
        codes.sent(first, 1, NOW + 99)  # the result of the sending before: it means nothing any more
        codes.sent(first, 2, NOW + 30)
        seen.append(codes.find(first))
        codes.close(first, VerificationState.VOID)
        return seen, codes.renew(first, "k2", NOW + 40), codes.find(first), codes.find(first + 1)

    (before, counter, renewed, sent), again, void, missing = await use(work)
    assert (before.request, before.key_id, before.counter, before.tries) == (REQUEST, "k1", 1, 1)
    assert (counter, renewed.counter, renewed.tries, renewed.key_id) == (2, 2, 0, "k2")
    assert sent.expires_ms == NOW + 30
    assert (again, void.state, missing) == (0, VerificationState.VOID, None)


async def test_share_of_confirmed(use):
    def work(store):
        for number in range(6):
            opened = store.verifications.open(REQUEST, "k1", NOW + number, NOW + 10)
            if number % 2:
                store.verifications.close(opened, VerificationState.CONFIRMED)
        share = store.verifications.share
        return share(NOW, 50), share(NOW + 4, 50), share(NOW, 3), share(NOW + 99, 50)

    assert await use(work) == ((6, 3), (2, 1), (3, 2), (0, 0))


async def test_consents_follow_each_other(use):
    def work(store):
        subscriber = store.subscribers.create("telegram:1", NOW)
        seen = [store.consents.current(subscriber, "linking")]
        for version in ("1", "2"):
            proof = Proof("telegram:1", 5, "yes", ConsentText(f"words of {version}"))
            store.consents.keep(Given(subscriber, "linking", Terms(version), NOW, proof))
            seen.append(store.consents.current(subscriber, "linking"))
        seen.append(store.consents.current(subscriber, "sms"))
        revoked = (
            store.consents.revoke(subscriber, "linking", NOW),
            store.consents.revoke(subscriber, "linking", NOW),
        )
        return (
            [consent and consent.version for consent in seen],
            revoked,
            store.consents.current(subscriber, "linking"),
        )

    assert await use(work) == ([None, "1", "2", None], (True, False), None)


async def test_audit_and_phone_and_dispatcher(use):
    subscriber = await linked(use)
    await use(lambda s: s.audit.note(AuditEvent("linked", "telegram:1", subscriber, 1, "x"), NOW))
    assert await use(lambda s: s.tx.one("SELECT kind, account_id, detail FROM audit_event")) == (
        "linked",
        1,
        "x",
    )
    assert await use(lambda s: s.accounts.phone_on_record(1)) == "8 (916) 123-45-67"
    assert await use(lambda s: s.accounts.phone_on_record(2)) == ""
    assert await use(lambda s: s.accounts.phone_on_record(99)) == ""
    assert (await use(lambda s: s.accounts.dispatcher(subscriber, 1))).phone == "+7 8182 20-02-20"
    assert await use(lambda s: s.accounts.dispatcher(subscriber + 1, 1)) is None
