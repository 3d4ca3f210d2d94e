"""How bills come: one way for an account, every change kept, each bill told of once and a correction once."""

from __future__ import annotations

import pytest

from core.ebill.model import Change, MonthBill, Way, Why
from core.linking import NewLink
from core.people import Role
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import fill, put

OCTOBER, NOVEMBER = Period(2026, 10), Period(2026, 11)
NOW = 1_762_592_400_000


class Kept:
    """A supplied database; account 1 is linked by an owner."""

    def __init__(self, database):
        self.database = database

    async def do(self, work):
        return await self.database.write(Unit(lambda tx: work(TxStore(tx))))

    async def ebills(self, name, *given):
        return await self.do(lambda store: getattr(store.ebills, name)(*given))

    async def links(self, account_id=1, address="telegram:1", role=Role.OWNER):
        def work(store):
            person = store.subscribers.create(address, NOW)
            store.links.add(NewLink(person, account_id, address, "+79161234567", role), NOW)
            return person

        return await self.do(work)

    async def switches(self, way=Way.ELECTRONIC, person=1, first=OCTOBER, account=1, why=Why.ASKED):
        change = Change(account, way, why, NOW, first, person, "telegram:1", "2026-11", "chat", 7)
        return await self.ebills("switch", change)

    async def charges(self, charged, period="2026-11", generation=2):
        """An import that switches the bills of a month."""

        def work(store):
            zeros = dict.fromkeys(("opening", "paid", "recalculated", "penalty", "closing"), 0)
            row = {"account_id": 1, "period": period, "generation": generation}
            store.tx.run("DELETE FROM charge WHERE generation = :g", g=generation)
            put(store.tx, "charge", **row, charged=charged, **zeros)
            sql = "DELETE FROM dataset_generation WHERE dataset = 'charges' AND period = :p"
            store.tx.run(sql, p=period)
            put(store.tx, "dataset_generation", dataset="charges", period=period, generation=generation)

        await self.do(work)


@pytest.fixture
async def kept(database):
    await database.write(Unit(fill))
    return Kept(database)


async def test_an_account_has_one_way_and_every_change_is_kept(kept):
    assert await kept.ebills("of", 1) is None
    assert not await kept.switches(Way.PAPER)  # paper it is already
    assert await kept.switches()
    assert not await kept.switches(person=2)  # the first one stands
    standing = await kept.ebills("of", 1)
    assert (standing.way, standing.subscriber_id, standing.first) == (Way.ELECTRONIC, 1, OCTOBER)
    assert standing.channel == "telegram"
    assert await kept.switches(Way.PAPER, first=NOVEMBER)
    assert (await kept.ebills("of", 1)).subscriber_id == 0
    assert await kept.switches(person=2)
    rows = await kept.do(
        lambda s: s.tx.all("SELECT way, subscriber_id, version, confirmed, event_id, due FROM ebill_change")
    )
    assert rows == [
        ("electronic", 1, "2026-11", "chat", 7, 1),
        ("paper", 1, "2026-11", "chat", 7, 1),
        ("electronic", 2, "2026-11", "chat", 7, 1),
    ]


async def test_bills_are_due_from_the_first_month_and_only_as_billing_shows_them(kept):
    assert await kept.ebills("latest", 1) == OCTOBER  # November is staged by an import that was not switched
    await kept.switches(first=OCTOBER)
    due = await kept.ebills("due", (0, ""), Period(2026, 8), 10)
    assert due == (MonthBill(1, 1, OCTOBER, "106050 0 0", ""),)
    assert await kept.ebills("due", (1, "2026-10"), Period(2026, 8), 10) == ()
    assert await kept.ebills("due", (0, ""), NOVEMBER, 10) == ()  # too old to be news
    await kept.switches(Way.PAPER)
    assert await kept.ebills("due", (0, ""), Period(2026, 8), 10) == ()
    await kept.switches(first=NOVEMBER)
    assert await kept.ebills("due", (0, ""), Period(2026, 8), 10) == ()  # October came on paper


async def test_a_bill_is_told_of_once_and_each_correction_once(kept):
    await kept.switches(first=NOVEMBER)
    await kept.charges(120000)
    (bill,) = await kept.ebills("due", (0, ""), OCTOBER, 10)
    assert not bill.corrects
    assert await kept.ebills("told", bill, NOW)
    assert not await kept.ebills("told", bill, NOW)  # a second replica
    assert await kept.ebills("bill", 1, NOVEMBER) is None
    await kept.charges(120000)  # the same import again
    assert await kept.ebills("due", (0, ""), OCTOBER, 10) == ()
    await kept.charges(119000)
    corrected = await kept.ebills("bill", 1, NOVEMBER)
    assert (corrected.corrects, corrected.figures) == (True, "119000 0 0")
    assert await kept.ebills("told", corrected, NOW)
    assert not await kept.ebills("told", corrected, NOW)
    assert await kept.ebills("due", (0, ""), OCTOBER, 10) == ()


async def test_who_owns_it_no_more_is_found_with_the_reason(kept):
    person = await kept.links()
    await kept.switches(person=person)
    assert await kept.ebills("ended", 0, NOW, 10) == []
    await kept.ebills("waits", 1, NOW - 5)
    await kept.ebills("waits", 1, NOW + 5)  # the first moment stays
    assert [why for _, why in await kept.ebills("ended", 0, NOW, 10)] == [Why.UNREACHABLE]
    await kept.ebills("waits", 1, 0)
    assert await kept.ebills("ended", 0, NOW, 10) == []
    me = await kept.do(lambda s: s.people.mine(person, 1))
    await kept.do(lambda s: s.tx.run("UPDATE link SET role = 'payer'"))
    assert [why for _, why in await kept.ebills("ended", 0, NOW, 10)] == [Why.ENDED]
    for reason in ("holder", "closed"):
        sql = "UPDATE link SET active = 0, suspended_ms = 1, suspended_why = :why WHERE id = :id"
        await kept.do(lambda s, reason=reason, sql=sql: s.tx.run(sql, why=reason, id=me.link_id))
        assert [why for _, why in await kept.ebills("ended", 0, NOW, 10)] == [Why(reason)]
    assert await kept.ebills("ended", 1, NOW, 10) == []


async def test_the_chat_used_last_comes_first_and_silent_ones_not_at_all(kept):
    person = await kept.links()

    def more(store):
        for at, chat in ((5, "telegram:2"), (9, "telegram:3"), (7, "telegram:4")):
            put(store.tx, "address", address=chat, subscriber_id=person, since_ms=1)
            put(store.tx, "session", address=chat, updated_ms=at)
        store.tx.run("UPDATE address SET muted = 1 WHERE address = 'telegram:3'")

    await kept.do(more)
    assert await kept.ebills("places", person) == ("telegram:4", "telegram:2", "telegram:1")
