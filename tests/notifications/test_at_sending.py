"""What is asked when a message leaves: the policy of that moment, and whether it is of use still."""

from __future__ import annotations

import pytest

from bot.app import App
from core.broadcasts.model import State
from core.notifications.kinds import Kind
from core.records import OutboxRow, Priority
from storage.database import Unit
from storage.store import StoreFactory
from tests.broadcasts.conftest import Hall
from tests.config.good import config
from tests.dialogs.supplier import fill
from tests.notifications.planned import at
from tests.notifications.world import Office
from tests.policy.strict import StrictChat

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
SUMS = {Kind.BILL: "1 060,50", Kind.DEBT: "1 250,40", Kind.DUE: "2 310,90"}


@pytest.fixture
async def bank(bank):
    """Somebody of whose bill, due and overdue sums messages wait: what they say is kept without a policy."""
    await bank.bills(1)
    await bank.look(Kind.BILL)
    await bank.tell()
    await bank.balances(1, overdue=125040, overdue_since="2026-10-16")
    await bank.look(Kind.DEBT, at(8, 12))
    await bank.tell()
    await bank.balances(1)
    await bank.look(Kind.DUE, at(12, 0, 1))
    await bank.tell(at(12, 12))
    return bank


async def on_the_wire(bank, mode):
    """What Telegram would be asked under a policy for all that waits."""
    chat = StrictChat(bank.database, mode=mode)
    fields = "id, event_id, address, kind, payload, created_ms"
    rows = await bank.do(lambda s: s.tx.all(f"SELECT {fields} FROM outbox ORDER BY id"))
    for id_, event_id, address, kind, payload, created_ms in rows:
        await chat.sender.send(OutboxRow(id_, event_id, address, kind, payload, 1, created_ms, 0))
    return [body.decode("unicode_escape").replace("\xa0", " ") for body in chat.recorder.bodies]


async def test_sums_are_kept_back_by_the_policy_of_the_moment_of_sending(bank):
    told = await on_the_wire(bank, "open")
    assert [words in text for words, text in zip(SUMS.values(), told, strict=True)] == [True] * 3
    kept = await on_the_wire(bank, "strict")
    assert [words in text for words in SUMS.values() for text in kept] == [False] * 9
    assert len(kept) == 3


class _Clock:
    def __init__(self, hall):
        self._hall = hall

    def now_ms(self):
        return self._hall.now_ms


@pytest.fixture
async def hall(database):
    await database.write(Unit(fill))
    hall = Hall(database)
    await hall.people(1)
    return hall


@pytest.fixture
def claimed(hall, database_url, background):
    """Claims the one row that waits, as the program does that is put together of the configuration."""
    app = App(config(database__url=database_url), _Clock(hall), background)

    def work(tx):
        store = StoreFactory()(tx)
        (row,) = [
            *store.outbox.due(Priority.NOTICE, hall.now_ms, 9),
            *store.outbox.due(Priority.BULK, hall.now_ms, 9),
        ]
        return app.delivery.claim_in(store, row, hall.now_ms, 1)

    return lambda: hall.database.write(Unit(work))


async def test_the_program_asks_whether_a_reminder_is_of_use(hall, claimed):
    made = await hall.plan()
    await Office.dispatch(hall).run()
    await hall.do(lambda s: s.tx.run("UPDATE link SET active = 0"))
    assert await claimed() is None
    assert (await hall.of(made))[:2] == ("dropped", "unlinked")


async def test_the_program_asks_whether_a_broadcast_runs(hall, claimed):
    made = await hall.started()
    assert await hall.dispatch().run() == 1
    sql = "SELECT priority, topic FROM outbox"
    assert await hall.do(lambda s: s.tx.all(sql)) == [(Priority.BULK, "start:broadcast")]
    assert await hall.turn(made, State.PAUSED, State.RUNNING)
    assert await claimed() is None
    assert await hall.recipients(made) == [("telegram:10", "planned", "")]
