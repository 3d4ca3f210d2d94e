"""After a dispute or a change of holder only what is newer proves the right; those linked never notice."""

from __future__ import annotations

from datetime import date

import pytest

from bot.commands.suspended import decide
from bot.dialogs.model import Kind
from core.bill_codes import new_token, token_digest
from core.fresh_facts import Dating, History, Stale, stale
from core.linking import AuditEvent, receipt_digest
from core.people import Why
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.facts import FLAT, NOBODYS, begins, office_code, with_facts
from tests.dialogs.people import accepts, another, hears, invites
from tests.dialogs.supplier import CODE, KEYS, put
from tests.dialogs.test_people import linked

NOVEMBER = 1_794_128_400_000  # the 8th, as in the conversations
DAY = 86_400_000
METER = "0012345 700,00"


@pytest.mark.parametrize(
    ("fact", "history", "why"),
    [
        (Dating(Period(2026, 10)), History(), None),
        (Dating(Period(2026, 10)), History(changed_ms=NOVEMBER), Stale.CHANGED),
        (Dating(Period(2026, 11)), History(changed_ms=NOVEMBER), None),
        (Dating(paid_on=date(2026, 11, 8)), History(changed_ms=NOVEMBER), Stale.CHANGED),
        (Dating(paid_on=date(2026, 11, 9)), History(changed_ms=NOVEMBER), None),
        (Dating(paid_on=date(2026, 11, 9)), History(changed_ms=NOVEMBER + 11 * 3_600_000), Stale.CHANGED),
        (Dating(issued_ms=NOVEMBER), History(changed_ms=NOVEMBER), Stale.CHANGED),
        (Dating(issued_ms=NOVEMBER + 1), History(NOVEMBER, NOVEMBER), None),
        (Dating(Period(2027, 3)), History(disputed_ms=NOVEMBER), Stale.DISPUTED),
        (Dating(paid_on=date(2027, 3, 1)), History(disputed_ms=NOVEMBER), Stale.DISPUTED),
    ],
)
def test_what_is_newer_counts(fact, history, why):
    assert stale(fact, history) is why


class Clock:
    def __init__(self, chat):
        self.now_ms = lambda: int(chat.now.timestamp() * 1000)


async def does(chat, work):
    return await chat.database.write(Unit(lambda tx: work(TxStore(tx))))


@pytest.fixture
async def disputed(home):
    """A stranger with a bill was linked, and the earlier holder has said that it was not them."""
    await with_facts(home.database)
    thief = another(home, 9)
    await thief.links(FLAT)
    hears(home, thief)
    await home.presses("not-me")
    home.later(hours=2)
    return thief.later(hours=2)


def again(home, number=10):
    """The same stranger in another chat."""
    return another(home, number)


async def proves_by(chat, fact):
    await begins(chat)
    if fact == "office":
        await chat.presses("no-receipt")
        await chat.presses("office")
        return await chat.says(await office_code(chat))
    if fact == "meter":
        await chat.presses("no-receipt")
        await chat.presses("meter")
        return await chat.says(METER)
    return await chat.says(CODE)


@pytest.mark.parametrize("fact", ["receipt", "meter"])
async def test_a_stranger_does_not_come_back_from_another_chat(home, disputed, fact):
    other = again(home)
    text = await proves_by(other, fact)
    assert "по счёту *7833 идёт проверка" in text
    assert other.path[-1:] != ("link.phone",)
    assert not other.codes
    assert other.offered == ["human", "menu"]
    assert "310,90" in await home.says("баланс")


async def test_nor_by_the_link_of_the_bill(home, disputed):
    token = await issues(home, "2026-10")
    other = again(home)
    said = await other._happens(Kind.COMMAND, command="start", text=token, sent_at=other.now)
    assert "идёт проверка" in said
    assert other.offered == ["human", "menu"]


async def issues(chat, month):
    token = new_token()

    def work(store):
        put(store.tx, "bill_issue", id=1, period=month, state="active", key_id=KEYS.current, begun_ms=1,
            touched_ms=1, cards=1)  # fmt: skip
        digest = token_digest(KEYS, token)
        put(store.tx, "bill_code", issue=1, account_id=1, code="", token=digest)

    await does(chat, work)
    return token


async def test_a_code_of_the_office_and_an_invitation_go_on(home, disputed):
    family = again(home)
    await proves_by(family, "office")
    assert family.path[-1:] == ("link.phone",)
    await family.presses("send")
    await family.effect_ends("ok")
    assert "подключён" in await family.says(family.code())
    guest = another(home, 11)
    await accepts(guest, await invites(home))
    assert await linked(guest)


async def test_a_code_of_the_office_from_before_the_dispute_does_not(home):
    await with_facts(home.database)
    early = await office_code(home)
    thief = another(home, 9)
    await thief.links(FLAT)
    home.later(minutes=1)
    hears(home, thief)
    await home.presses("not-me")
    other = again(home)
    await begins(other)
    await other.presses("no-receipt")
    await other.presses("office")
    assert "идёт проверка" in await other.says(early)


async def test_a_wrong_fact_is_answered_as_for_nobodys_number(home, disputed):
    told = []
    for number, chat in ((FLAT, again(home, 20)), (NOBODYS, again(home, 21))):
        await begins(chat, number)
        told.append((await chat.says("000000"), chat.path, tuple(chat.statements)))
    assert told[0] == told[1]


async def decided(home, *, restore):
    [(link_id,)] = await home.database.read(
        lambda tx: tx.all("SELECT id FROM link WHERE suspended_why = 'disputed'")
    )
    assert await decide(home.database, link_id, restore=restore, clock=Clock(home))


async def test_when_it_was_family_everything_is_as_before(home, disputed):
    await decided(home, restore=True)
    other = again(home)
    await proves_by(other, "receipt")
    assert other.path[-1:] == ("link.phone",)


async def test_when_it_was_a_stranger_only_newer_bills_count(home, disputed):
    await decided(home, restore=False)
    text = await proves_by(again(home), "receipt")
    assert "прежние квитанции и платежи не подходят" in text
    assert "квитанция за ноябрь" in text
    assert "прежние" in await proves_by(again(home, 12), "meter")

    def bill_of_november(store):
        put(store.tx, "dataset_generation", dataset="receipt_codes", period="2026-11", generation=1)
        digest = receipt_digest(KEYS, FLAT, "2026-11", "111222")
        put(store.tx, "receipt_code", account_id=1, generation=1, period="2026-11", digest=digest,
            key_id=KEYS.current)  # fmt: skip

    await does(home, bill_of_november)
    home.later(days=28)
    later = again(home, 13)
    await begins(later)
    assert "прежние" not in await later.says("111222")
    assert later.path[-1:] == ("link.phone",)


async def test_a_right_fact_that_is_too_old_counts_against_nobody(home, disputed):
    await proves_by(again(home), "receipt")
    scopes = await home.database.read(
        lambda tx: tx.all("SELECT scope FROM tally WHERE scope LIKE 'failed%' AND subject <> ''")
    )
    assert scopes == []


@pytest.mark.parametrize("kind", ["link-suspended", "holder-changed"])
async def test_a_former_holder_does_not_prove_with_an_old_bill(chat, kind):
    now_ms = int(chat.now.timestamp() * 1000)
    event = AuditEvent(kind, "system", 0, 1, str(Why.HOLDER))
    await does(chat, lambda store: store.audit.note(event, now_ms))
    chat.later(days=3)
    await begins(chat)
    assert "Нужна квитанция за ноябрь или новее" in await chat.says(CODE)
    assert not chat.codes


async def test_a_closed_account_is_no_change_of_holder(chat):
    event = AuditEvent("link-suspended", "system", 0, 1, str(Why.CLOSED))
    await does(chat, lambda store: store.audit.note(event, int(chat.now.timestamp() * 1000)))
    await begins(chat)
    await chat.says(CODE)
    assert chat.path[-1:] == ("link.phone",)


async def test_who_was_on_the_way_when_it_happened_begins_again(home):
    """The right was proven a moment before the dispute; the code of the phone came after."""
    thief, other = another(home, 9), again(home)
    await other.proves(FLAT)
    await other.presses("send")
    await other.effect_ends("ok")
    for chat in (thief, home, other):
        chat.later(minutes=2)  # the phone gets no second code sooner
    await thief.links(FLAT)
    hears(home, thief)
    await home.presses("not-me")
    assert "пока вы подключали счёт" in await other.says(other.code())
    assert not await linked(other)
    await other.presses("link")
    assert "идёт проверка" in await other.says(f"{FLAT} {CODE}")


async def test_nor_does_what_was_left_go_on(home):
    other = again(home)
    await other.proves(FLAT)
    await other.says("меню")
    thief = another(home, 9)
    await thief.links(FLAT)
    hears(home, thief)
    await home.presses("not-me")
    other.later(minutes=2)
    await other.says("подключить")
    await other.presses("go-on")
    await other.presses("send")
    await other.effect_ends("ok")
    assert "что-то изменилось" in await other.says(other.code())
    assert not await linked(other)
