"""After an import: another holder, a closed account, a new number; once for each person, whatever crashes."""

from __future__ import annotations

import pytest

from bot.dialogs.codec import decode_reply
from bot.people_watch import CHUNK, DONE, PAGE, PeopleWatch
from core.linking import NewLink
from core.people import Role, Why
from core.records import Effect, Priority
from storage.database import Unit
from storage.store import StoreFactory, TxStore
from tests.dialogs.supplier import fill, put

NOW = 1_762_592_400_000
OTHER = "Сидорова Мария Павловна"
SAME = "ИВАНОВ И.И."


class Billing:
    """A supplied database whose next import says what a test wants."""

    def __init__(self, database):
        self.database, self.generation = database, 1
        self.writes = []

    async def do(self, work):
        return await self.database.write(Unit(lambda tx: work(TxStore(tx))))

    async def links(self, account_id, address, role=Role.OWNER, subscriber=0):
        def work(store):
            person = subscriber or store.subscribers.create(address, NOW)
            store.links.add(NewLink(person, account_id, address, "+79161234567", role), NOW)
            return person

        return await self.do(work)

    async def imports(self, **changes):
        """The next generation: every account as it was, but for `a<id>={column: value}`."""
        self.generation += 1
        columns = "account_id, number, kind, holder, address, phone, grp, status"

        def work(store):
            tx, old, new = store.tx, self.generation - 1, self.generation
            tx.run(
                f"INSERT INTO account_card (generation, {columns})"
                f" SELECT {new}, {columns} FROM account_card WHERE generation = {old}"
            )
            for account, values in changes.items():
                for column, value in values.items():
                    tx.run(
                        f"UPDATE account_card SET {column} = :value"
                        f" WHERE generation = {new} AND account_id = {account[1:]}",
                        value=value,
                    )
            tx.run(f"UPDATE dataset_generation SET generation = {new} WHERE dataset = 'accounts'")

        await self.do(work)

    def watch(self, database=None):
        return PeopleWatch(database or self.database, StoreFactory(), lambda: NOW + self.generation)

    async def looks(self):
        return await self.watch().run()

    async def looks_again(self):
        """As after a crash before the end was noted."""
        await self.do(lambda store: store.settings.drop(DONE))
        return await self.looks()

    async def told(self):
        """(address, keys) of every message."""
        rows = await self.do(
            lambda s: s.tx.all("SELECT address, payload FROM outbox WHERE kind = 'message' ORDER BY id")
        )
        return [(address, [p.key for p in decode_reply(payload).phrases]) for address, payload in rows]

    async def state(self):
        rows = await self.do(
            lambda s: s.tx.all("SELECT account_id, active, suspended_why FROM link ORDER BY id")
        )
        return [tuple(row) for row in rows]


@pytest.fixture
async def billing(database):
    await database.write(Unit(fill))
    return Billing(database)


async def test_another_holder_suspends_everybody_and_tells_each_once(billing):
    await billing.links(1, "telegram:1")
    await billing.links(1, "telegram:2", Role.READER)
    await billing.links(2, "telegram:3")
    await billing.imports(a1={"holder": OTHER})
    assert await billing.looks() == 2
    assert await billing.state() == [(1, 0, "holder"), (1, 0, "holder"), (2, 1, "")]
    assert await billing.told() == [
        ("telegram:1", ["suspended-holder"]),
        ("telegram:2", ["suspended-holder"]),
    ]


async def test_the_same_import_again_does_nothing(billing):
    await billing.links(1, "telegram:1")
    await billing.imports(a1={"holder": OTHER})
    await billing.looks()
    assert await billing.looks() == 0
    assert await billing.looks_again() == 0
    await billing.imports()
    assert await billing.looks() == 0
    assert len(await billing.told()) == 1


async def test_another_spelling_is_no_change(billing):
    await billing.links(1, "telegram:1")
    await billing.imports(a1={"holder": SAME})
    assert await billing.looks() == 0
    assert await billing.told() == []


async def test_a_closed_account(billing):
    await billing.links(1, "telegram:1")
    await billing.imports(a1={"status": "closed"})
    assert await billing.looks() == 1
    assert await billing.told() == [("telegram:1", ["suspended-closed"])]


async def test_an_account_linked_when_it_was_closed_stays(billing):
    await billing.links(4, "telegram:1")
    await billing.imports()
    assert await billing.looks() == 0


async def test_closed_again_after_it_was_opened(billing):
    await billing.links(4, "telegram:1")
    await billing.imports(a4={"status": "active"})
    assert await billing.looks() == 0
    await billing.imports(a4={"status": "closed"})
    assert await billing.looks() == 1


async def test_an_account_that_billing_does_not_list_stays_linked(billing):
    await billing.links(1, "telegram:1")
    await billing.imports()
    await billing.do(lambda s: s.tx.run("DELETE FROM account_card WHERE generation = 2 AND account_id = 1"))
    assert await billing.looks() == 0
    assert await billing.state() == [(1, 1, "")]


async def test_a_new_number_is_told_once_and_keeps_the_link(billing):
    await billing.links(1, "telegram:1")
    await billing.imports(a1={"number": "7700001111"})
    assert await billing.looks() == 0
    assert await billing.told() == [("telegram:1", ["renumbered", "renumbered-before"])]
    assert await billing.looks_again() == 0
    await billing.imports()
    await billing.looks()
    assert len(await billing.told()) == 1
    links = await billing.do(lambda s: s.links.of(1))
    assert [link.account.number for link in links] == ["7700001111"]


async def test_one_message_for_a_person_with_several_accounts(billing):
    person = await billing.links(1, "telegram:1")
    await billing.links(2, "telegram:1", subscriber=person)
    await billing.links(5, "telegram:1", subscriber=person)
    await billing.imports(a1={"holder": OTHER}, a2={"status": "closed"}, a5={"number": "7700001111"})
    assert await billing.looks() == 2
    told = await billing.told()
    assert [(address, sorted(keys)) for address, keys in told] == [
        ("telegram:1", ["suspended-closed", "suspended-holder"]),
        ("telegram:1", ["renumbered", "renumbered-before"]),
    ]


async def test_who_said_stop_is_suspended_in_silence(billing):
    await billing.links(1, "telegram:1")
    await billing.do(lambda s: s.subscribers.mute("telegram:1", NOW, muted=True))
    await billing.imports(a1={"holder": OTHER})
    assert await billing.looks() == 1
    assert await billing.told() == []


async def test_a_link_from_before_is_looked_at_from_now_on(billing):
    """Links made by the release before this one know nothing of their account."""
    await billing.links(1, "telegram:1")
    await billing.do(lambda s: s.tx.run("UPDATE link SET number_seen = '', holder_seen = ''"))
    await billing.imports(a1={"holder": OTHER, "status": "closed", "number": "7700001111"})
    assert await billing.looks() == 0
    assert await billing.told() == []
    await billing.imports(a1={"holder": "Кузнецов К. К."})
    assert await billing.looks() == 1


async def test_a_link_given_back_is_not_suspended_again_for_the_same(billing):
    await billing.links(1, "telegram:1")
    await billing.imports(a1={"holder": OTHER, "status": "closed"})
    await billing.looks()
    [found] = await billing.do(lambda s: s.people.all_suspended(0, 10))
    await billing.do(lambda s: s.people.restore(found.link_id, 1))
    assert await billing.looks_again() == 0
    await billing.imports()
    assert await billing.looks() == 0
    assert await billing.state() == [(1, 1, "")]


async def test_a_link_given_back_is_watched_from_that_moment(billing):
    """Nobody looks between the decision and the next import."""
    await billing.links(1, "telegram:1")
    await billing.imports(a1={"status": "closed"})
    await billing.looks()
    [found] = await billing.do(lambda s: s.people.all_suspended(0, 10))
    await billing.do(lambda s: s.people.restore(found.link_id, 1))
    await billing.imports(a1={"holder": OTHER})
    assert await billing.looks() == 1


async def test_whoever_links_again_after_a_change_of_holder_is_a_new_link(billing):
    person = await billing.links(1, "telegram:1")
    await billing.imports(a1={"holder": OTHER})
    await billing.looks()
    await billing.links(1, "telegram:1", subscriber=person)
    assert await billing.state() == [(1, 1, "")]
    assert await billing.looks_again() == 0


class Mortal:
    """A database whose process dies after so many commits."""

    def __init__(self, database, commits):
        self.database, self.left = database, commits

    async def read(self, work):
        return await self.database.read(work)

    async def write(self, unit):
        if not self.left:
            raise KeyboardInterrupt
        self.left -= 1
        return await self.database.write(unit)


async def crowd(billing, people):
    """Many people, each with a flat of their own and the same house."""

    def work(store):
        for n in range(1, people + 1):
            account = 1000 + n
            put(store.tx, "account", id=account, number=str(5_000_000_000 + n))
            card = {"kind": "person", "holder": "Иванов И. И.", "address": "кв. 1", "status": "active"}
            put(
                store.tx,
                "account_card",
                account_id=account,
                generation=1,
                number=str(5_000_000_000 + n),
                **card,
            )
            person = store.subscribers.create(f"telegram:{n}", NOW)
            for linked in (account, 2):
                store.links.add(NewLink(person, linked, f"telegram:{n}", "+79161234567"), NOW)

    await billing.do(work)
    changes = {f"a{1000 + n}": {"holder": OTHER} for n in range(1, people + 1)}
    await billing.imports(**changes, a2={"status": "closed"})


@pytest.mark.parametrize("commits", [0, 1, 3])
async def test_a_crash_in_the_middle_is_made_up_for_and_nobody_is_told_twice(billing, commits):
    people = 3 * CHUNK
    await crowd(billing, people)
    with pytest.raises(KeyboardInterrupt):
        await billing.watch(Mortal(billing.database, commits)).run()
    before = len(await billing.told())
    assert before < people
    await billing.looks()
    told = await billing.told()
    assert len(told) == people
    assert {len(keys) for _, keys in told} == {2}
    assert len({address for address, _ in told}) == people
    assert {why for _, _, why in await billing.state()} == {"holder", "closed"}


async def test_a_transaction_is_short_however_many_changed(billing):
    """Counted in statements: milliseconds differ from machine to machine."""
    await crowd(billing, PAGE)
    sizes = []

    class Counting:
        database = billing.database

        async def read(self, work):
            return await self.database.read(work)

        async def write(self, unit):
            def work(tx):
                counted = Counted(tx)
                done = unit.work(counted)
                sizes.append(counted.statements)
                return done

            return await self.database.write(Unit(work, priority=unit.priority))

    assert await billing.watch(Counting()).run() == 2 * PAGE
    assert max(sizes) <= 16 * CHUNK


class Counted:
    """A transaction that counts its statements."""

    def __init__(self, tx):
        self.tx, self.engine, self.statements = tx, tx.engine, 0

    def __getattr__(self, name):
        self.statements += 1
        return getattr(self.tx, name)


async def test_a_clerk_with_many_accounts_gets_one_message(billing):
    count = 3 * CHUNK + 1
    person = await billing.links(2, "telegram:1")

    def work(store):
        for account in range(1001, 1001 + count):
            put(store.tx, "account", id=account, number=str(account))
            card = {"kind": "person", "holder": "Иванов И. И.", "address": "кв. 1", "status": "active"}
            put(store.tx, "account_card", account_id=account, generation=1, number=str(account), **card)
            store.links.add(NewLink(person, account, "telegram:1", "+79161234567"), NOW)

    await billing.do(work)
    await billing.imports(**{f"a{account}": {"status": "closed"} for account in range(1001, 1001 + count)})
    with pytest.raises(KeyboardInterrupt):
        await billing.watch(Mortal(billing.database, 2)).run()
    assert await billing.looks() == count - 2 * CHUNK
    assert await billing.told() == [("telegram:1", ["suspended-closed"] * 3 + ["suspended-more"])]


async def test_two_looks_at_once_tell_once(billing):
    import asyncio

    await crowd(billing, 12)
    done = await asyncio.gather(billing.watch().run(), billing.watch().run())
    assert sum(done) == 24
    assert len(await billing.told()) == 12


async def test_reasons_are_written_down(billing):
    await billing.links(1, "telegram:1")
    await billing.imports(a1={"holder": OTHER})
    await billing.looks()
    notes = await billing.do(lambda s: s.tx.all("SELECT account_id, detail FROM audit_event"))
    assert notes == [(1, str(Why.HOLDER))]


async def test_nothing_queued_between_two_transactions_is_sent_but_the_news(billing):
    """A clerk's many accounts are suspended a few at a time; the queue is silenced each time."""
    count = 2 * CHUNK
    person = await billing.links(1001, "telegram:1")

    def work(store):
        for account in range(1001, 1001 + count):
            put(store.tx, "account", id=account, number=str(account))
            card = {"kind": "person", "holder": "Иванов И. И.", "address": "кв. 1", "status": "active"}
            put(store.tx, "account_card", account_id=account, generation=1, number=str(account), **card)
            store.links.add(NewLink(person, account, "telegram:1", "+79161234567"), NOW)

    def queue(store):
        for step, priority in enumerate(Priority):
            store.outbox.put(900_000, step, Effect("message", "telegram:1", "{}", priority, topic="sum"), NOW)

    await billing.do(work)
    await billing.imports(**{f"a{account}": {"status": "closed"} for account in range(1001, 1001 + count)})
    with pytest.raises(KeyboardInterrupt):
        await billing.watch(Mortal(billing.database, 1)).run()
    await billing.do(queue)
    await billing.looks()
    rows = await billing.do(lambda s: s.tx.all("SELECT topic, state FROM outbox ORDER BY id"))
    assert rows == [("suspended-closed", "queued"), *[("sum", "failed")] * len(Priority)]
