"""What goes in lists and what goes alone, as the outbox tells it on both engines."""

from __future__ import annotations

from core.records import Attempt, Effect, Priority, Result
from storage.database import Unit
from storage.outbox import OutboxGateway

NOW = 1_793_000_000_000
WAIT = 1 << 60


async def test_fresh_notices_of_a_scheme_go_in_lists_and_all_else_alone(database):
    def fill(tx):
        outbox = OutboxGateway(tx)
        given = [
            ("tel:+1", Priority.NOTICE),  # 1: in a list
            ("tel:+1", Priority.NOTICE),  # 2: behind it
            ("telegram:1", Priority.NOTICE),  # 3: alone
            ("tel:+2", Priority.REPLY),  # 4: an answer
            ("tel:+2", Priority.NOTICE),  # 5: behind the answer
            ("tel:+3", Priority.NOTICE),  # 6: nobody knows whether it was sent
            ("tel:+4", Priority.BULK),  # 7
            ("telex:1", Priority.NOTICE),  # 8: another scheme
        ]
        for step, (address, priority) in enumerate(given):
            outbox.put(1, step, Effect("message", address, "{}", priority), NOW)
        row = outbox.claim(6, NOW, WAIT)
        outbox.mark(row, Attempt(Result.UNKNOWN, retry_after_ms=1), NOW, final=False)

    await database.write(Unit(fill))

    async def ids(work):
        return [row.id for row in await database.read(lambda tx: work(OutboxGateway(tx)))]

    later = NOW + 5
    assert await ids(lambda o: o.listed(Priority.NOTICE, later, 9, "tel")) == [1]
    assert await ids(lambda o: o.listed(Priority.BULK, later, 9, "tel")) == [7]
    assert await ids(lambda o: o.due(Priority.NOTICE, later, 9, "tel")) == [3, 8, 6]
    assert await ids(lambda o: o.due(Priority.NOTICE, later, 9)) == [1, 3, 8, 6]
    assert await ids(lambda o: o.due(Priority.REPLY, later, 9)) == [4]
    assert await ids(lambda o: o.due(Priority.NOTICE, later, 9, "tel", "tel")) == [6]
    assert await ids(lambda o: o.due(Priority.NOTICE, later, 9, "tel", "telegram")) == [3]
    assert await ids(lambda o: o.due(Priority.REPLY, later, 9, only="telegram")) == []
