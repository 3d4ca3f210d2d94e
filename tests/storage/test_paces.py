"""The row that replicas share, on both engines."""

from __future__ import annotations

import time

import psycopg

from core.pace import Line, Tempo
from core.records import Effect
from storage.database import Unit, connect
from storage.outbox import OutboxGateway
from storage.paces import PacesGateway

NOW = 1_795_000_000_000


async def does(database, work):
    return await database.write(Unit(lambda tx: work(PacesGateway(tx))))


async def test_a_line_is_new_then_as_it_was_kept(database):
    line, now_ms = await does(database, lambda paces: paces.open("telegram", NOW))
    assert line == Line()
    if database.engine == "sqlite":
        assert now_ms == NOW, "the only process has the only clock"
    else:
        assert abs(now_ms - time.time_ns() // 1_000_000) < 60_000, "the clock of the server"
    kept = line.take(Tempo(25), now_ms, 3)[0].rested(now_ms, 5_000)
    await does(database, lambda paces: paces.keep("telegram", kept))
    assert (await does(database, lambda paces: paces.open("telegram", NOW, wait=False)))[0] == kept
    assert (await does(database, lambda paces: paces.open("sms", NOW)))[0] == Line()


async def test_whom_a_flood_was_about_is_known_by_the_row(database):
    def flood(tx):
        row = OutboxGateway(tx).put(1, 0, Effect("message", "telegram:7", "{}"), NOW)
        paces = PacesGateway(tx)
        paces.open("telegram", NOW)
        paces.note_flood("telegram", row, NOW + 1)
        return paces.open("telegram", NOW)[0]

    line = await database.write(Unit(flood))
    assert (line.flood_address, line.flood_ms) == ("telegram:7", NOW + 1)


async def test_who_does_not_wait_gets_nothing_while_another_replica_has_the_line(
    installed_postgres_url, background
):
    database = connect(installed_postgres_url, background=background, lanes=1)
    await database.open()

    async def tries():
        return await does(database, lambda paces: paces.open("telegram", 0, wait=False))

    assert await tries() is not None
    with psycopg.connect(installed_postgres_url) as other:
        other.execute("SELECT 1 FROM send_pace FOR UPDATE")
        assert await tries() is None
    assert await tries() is not None
    await database.close()
