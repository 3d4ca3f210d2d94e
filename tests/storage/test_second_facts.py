"""Meters, payments, codes of the office and requests for a phone, on both engines."""

from __future__ import annotations

from datetime import date

import pytest

from core.linking import CodeRequest, VerificationState
from core.second_facts import MeterFacts, OfficeCode
from storage.billing_data import _number
from storage.database import Unit
from storage.purge import Purge
from storage.store import TxStore
from tests.dialogs.facts import BEFORE, FLAT, LAST, NOBODYS, OLD, RENUMBERED, SERIAL, more
from tests.dialogs.supplier import fill, put

DAYS = (date(2026, 10, 21), date(2026, 10, 3))

NOW, DAY = 1_793_000_000_000, 24 * 3600 * 1000
REQUEST = CodeRequest("telegram:1", 1, 1, FLAT, "+79161234567")


@pytest.fixture
async def use(database):
    def supply(tx):
        fill(tx)
        more(tx)

    await database.write(Unit(supply))

    async def use(work):
        return await database.write(Unit(lambda tx: work(TxStore(tx))))

    return use


async def test_meters_still_there_and_newest_payments(use):
    assert await use(lambda s: s.facts.meter_and_payments(FLAT, 2)) == MeterFacts(
        1, (SERIAL,), (LAST, BEFORE), DAYS
    )
    assert (await use(lambda s: s.facts.meter_and_payments(FLAT, 1))).payments == (LAST,)
    assert await use(lambda s: s.facts.meter_and_payments(NOBODYS, 2)) == MeterFacts()


async def test_what_an_import_has_only_staged_proves_nothing(use):
    def stage(store):
        row = {"zones": 1, "digits": 5, "decimals": 0, "ratio": 1, "automatic": 0}
        put(store.tx, "meter", account_id=1, generation=2, serial="777", **row)
        put(
            store.tx,
            "payment",
            account_id=1,
            period="2026-11",
            generation=2,
            line=1,
            paid_on="2026-11-02",
            amount=9,
        )
        put(
            store.tx,
            "payment",
            account_id=1,
            period="2026-10",
            generation=1,
            line=9,
            paid_on="2026-10-30",
            amount=-5,
        )
        return store.facts.meter_and_payments(FLAT, 2)

    assert await use(stage) == MeterFacts(1, (SERIAL,), (LAST, BEFORE), DAYS)


async def test_two_accounts_for_one_number_prove_nothing(use):
    def collide(store):
        store.tx.run("UPDATE account_alias SET account_id = 2 WHERE number = :n", n=FLAT)
        facts = store.facts
        return facts.meter_and_payments(FLAT, 2), facts.office_code(FLAT, "a", NOW), facts.account_of(FLAT)

    assert await use(collide) == (MeterFacts(), OfficeCode(), 0)


async def test_the_account_as_billing_has_it_now(use):
    account = await use(lambda store: store.facts.account(store.facts.account_of(OLD)))
    assert (account.number, account.phone, account.closed, account.known) == (
        RENUMBERED, "+79000000006", False, True,
    )  # fmt: skip
    closed = await use(lambda store: store.facts.account(4))
    assert closed.closed
    assert not (await use(lambda store: store.facts.account(99))).known


async def test_an_office_code_from_issue_to_end(use):
    def life(store):
        facts = store.facts
        seen = [facts.office_code(FLAT, "telegram:1", NOW)]
        facts.issue_office_code(1, "k1", "aa", NOW, NOW + DAY)
        facts.issue_office_code(1, "k1", "bb", NOW + 1, NOW + DAY)
        seen.append(facts.office_code(FLAT, "telegram:1", NOW + 2))
        facts.use_office_code(seen[-1].id, "telegram:1", NOW + 3)
        seen += [facts.office_code(FLAT, address, NOW + 4) for address in ("telegram:1", "telegram:2")]
        seen.append(facts.office_code(FLAT, "telegram:1", NOW + DAY))
        facts.end_office_code(seen[1].id, NOW + 5)
        seen.append(facts.office_code(FLAT, "telegram:1", NOW + 5))
        return [code.digest for code in seen]

    assert await use(life) == ["", "bb", "bb", "", "", ""]


async def test_old_office_codes_are_purged(use, database):
    await use(lambda store: store.facts.issue_office_code(1, "k1", "aa", NOW, NOW + DAY))
    assert await Purge(database)("office_codes", NOW) == 0
    assert await Purge(database)("office_codes", NOW + 2 * DAY) == 1


async def test_requests_that_wait_for_a_phone(use):
    def wait(store):
        requests = store.verifications
        first = requests.open(REQUEST, "k1", NOW, NOW + 1000)
        second = requests.open(REQUEST, "k1", NOW, NOW + 5000)
        void = requests.open(REQUEST, "k1", NOW, NOW + 5000)
        requests.close(void, VerificationState.VOID)
        early, late = ([r.id for r in requests.waiting(REQUEST.phone, NOW + ms)] for ms in (0, 2000))
        return early == [second, first], late == [second], requests.waiting("+79990000000", NOW)

    assert await use(wait) == (True, True, ())


async def test_a_confirmed_request_is_taken_once(use):
    def spend(store):
        request = store.verifications.open(REQUEST, "k1", NOW, NOW + 1000)
        before = store.verifications.spend(request)
        store.verifications.close(request, VerificationState.CONFIRMED)
        return before, store.verifications.spend(request), store.verifications.spend(request)

    assert await use(spend) == (False, True, False)


async def test_a_first_import_after_the_renumbering_knows_the_number_before(database):
    def bring(tx):
        _number(tx, [{"account": "2900000099", "old_account": "0710000099"}])
        facts = TxStore(tx).facts
        return facts.account_of("0710000099"), facts.account_of("2900000099")

    before, now = await database.write(Unit(bring))
    assert before == now > 0
