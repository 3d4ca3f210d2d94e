"""Staff: the alert in the log and in the figures, `suspended list | restore | end`."""

from __future__ import annotations

import json

import pytest
from structlog.testing import capture_logs

from bot.channels.alerts import AlertSender
from bot.commands.suspended import decide, read_suspended, suspended_handlers
from bot.dialogs.codec import decode_reply
from bot.people_watch import PeopleWatch
from core.clock import from_ms
from core.linking import NewLink
from core.people import Why
from core.records import OutboxRow, Result
from storage.database import Unit
from storage.purge import Purge
from storage.store import StoreFactory, TxStore
from tests.dialogs.supplier import fill

NOW = 1_762_592_400_000


class At:
    """A clock that stands."""

    def now_ms(self):
        return NOW

    def now(self):
        return from_ms(NOW)


@pytest.fixture
async def suspended(database):
    """A database with one disputed link; its id."""
    await database.write(Unit(fill))

    def work(tx):
        store = TxStore(tx)
        person = store.subscribers.create("telegram:9", NOW)
        store.links.add(NewLink(person, 1, "telegram:9", "+79021112233"), NOW)
        mine = store.people.mine(person, 1)
        store.people.suspend(mine, Why.DISPUTED, NOW + 5)
        return mine.link_id

    return await database.write(Unit(work))


async def told(database):
    rows = await database.read(
        lambda tx: tx.all("SELECT address, payload FROM outbox WHERE kind = 'message' ORDER BY id")
    )
    return [(address, decode_reply(payload).phrases[0].key) for address, payload in rows]


async def test_list(database, suspended):
    [row] = await read_suspended(database, 0)
    assert row == (suspended, NOW + 5, "disputed", "1234567833", "telegram:9", "owner")
    assert await read_suspended(database, suspended) == []


async def test_restore_gives_the_link_back_and_tells(database, suspended):
    assert await decide(database, suspended, restore=True, clock=At())
    assert await told(database) == [("telegram:9", "suspended-restored")]
    links = await database.read(lambda tx: TxStore(tx).links.of(1))
    assert [link.account.id for link in links] == [1]
    assert not await decide(database, suspended, restore=True, clock=At())


async def test_end_forgets_the_phone_and_lets_the_bill_decide_again(database, suspended):
    assert await decide(database, suspended, restore=False, clock=At())
    assert await told(database) == [("telegram:9", "suspended-ended")]
    rows = await database.read(lambda tx: tx.all("SELECT active, phone, suspended_why FROM link"))
    assert rows == [(0, "", "")]
    again = NewLink(1, 1, "telegram:9", "+79021112233")
    assert await database.write(Unit(lambda tx: TxStore(tx).links.add(again, NOW)))


async def test_a_disputed_person_who_withdrew_is_still_barred_until_staff_end_it(database, suspended):
    again = NewLink(1, 1, "telegram:9", "+79021112233")
    await database.write(Unit(lambda tx: TxStore(tx).subscribers.forget(1, NOW)))
    assert not await database.write(Unit(lambda tx: TxStore(tx).links.add(again, NOW)))
    assert not await decide(database, suspended, restore=True, clock=At())
    assert await decide(database, suspended, restore=False, clock=At())
    assert await database.write(Unit(lambda tx: TxStore(tx).links.add(again, NOW)))


async def test_the_running_bot_answers_the_same(database, suspended):
    handlers = suspended_handlers(database, At())
    assert [row[0] for row in await handlers["suspended.list"]({"after": 0})] == [suspended]
    assert await handlers["suspended.decide"]({"id": suspended, "restore": True})
    assert not await handlers["suspended.decide"]({"id": suspended, "restore": True})


async def test_decisions_are_in_the_trail(database, suspended):
    await decide(database, suspended, restore=False, clock=At())
    notes = await database.read(lambda tx: tx.all("SELECT kind, account_id, detail FROM audit_event"))
    assert notes == [("link-ended", 1, "disputed")]


async def test_figures(database, suspended):
    alerts = {"link-disputed": 2}
    watch = PeopleWatch(database, StoreFactory(), lambda: NOW, alerts=alerts)
    await watch(NOW)
    figures = {(sample.name, sample.labels): sample.value for sample in watch.samples()}
    assert figures == {
        ("abonent_suspended_links", (("why", "disputed"),)): 1,
        ("abonent_alerts_total", (("event", "link-disputed"),)): 2,
    }


def row(payload):
    return OutboxRow(1, 1, "system", "alert", payload, 1, NOW, 0)


async def test_an_alert_is_a_line_of_the_log():
    sender = AlertSender()
    with capture_logs() as lines:
        payload = json.dumps({"event": "link-disputed", "link": 7, "account": 1})
        assert (await sender.send(row(payload))).result is Result.OK
    [line] = lines
    assert line["log_level"] == "warning"
    assert (line["alert"], line["link"], line["account"]) == ("link-disputed", 7, 1)
    assert sender.counts == {"link-disputed": 1}


@pytest.mark.parametrize("payload", ["", "[]", "{}", '{"event": {}}'])
async def test_what_is_no_alert_is_refused(payload):
    sender = AlertSender()
    assert (await sender.send(row(payload))).result is Result.REFUSED
    assert not sender.counts


async def test_old_invitations_are_deleted(database):
    from core.people import Invitation, Role

    def work(tx):
        store = TxStore(tx)
        person = store.subscribers.create("telegram:1", NOW)
        for age, name in ((0, "new"), (3, "old")):
            made = NOW - age * 24 * 3600 * 1000
            invitation = Invitation(0, 1, "", person, Role.READER)
            store.invitations.add(invitation, f"t-{name}", f"c-{name}", made, made + 1)

    await database.write(Unit(work))
    assert await Purge(database)("invitations", NOW - 2 * 24 * 3600 * 1000) == 1
    assert await database.read(lambda tx: tx.all("SELECT token FROM invitation")) == [("t-new",)]
