"""A deletion that is killed anywhere is finished by the next process; it works in short transactions."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from core.own_data import DataRequest, RequestKind
from storage.data_requests import DataRequestsGateway
from storage.database import Unit
from storage.erasure import CHUNK, Erasure

ADDRESS, OTHER, NOW = "telegram:1", "telegram:2", 1_000_000
MANY = CHUNK * 2 + 50


def fill(tx):
    """Two people with more rows than fit into a chunk; the first asks to be forgotten."""
    for subscriber, address in ((1, ADDRESS), (2, OTHER)):
        tx.run("INSERT INTO subscriber (id, created_ms) VALUES (:id, 1)", id=subscriber)
        tx.run(
            "INSERT INTO consent (subscriber_id, purpose, version, address, event_id, given_ms, said)"
            " VALUES (:id, 'linking', '1', :address, 1, 1, 'yes')",
            id=subscriber,
            address=address,
        )
        tx.run("INSERT INTO session (address, updated_ms) VALUES (:address, 1)", address=address)
        tx.many(
            "INSERT INTO audit_event (at_ms, kind, address, subscriber_id, account_id, detail)"
            " VALUES (:at, 'linked', :address, :id, 1, '*7833')",
            [{"at": n, "address": address, "id": subscriber} for n in range(MANY)],
        )
        tx.many(
            "INSERT INTO inbox (source, source_id, address, received_ms, state, body)"
            " VALUES (:source, :n, :address, 1, :state, :body)",
            [
                {
                    "source": address,
                    "n": str(n),
                    "address": address,
                    "state": "dead" if n % 10 == 0 else "done",
                    "body": b"words" if n % 10 == 0 else None,
                }
                for n in range(MANY)
            ],
        )
        tx.many(
            "INSERT INTO outbox (event_id, step, address, kind, priority, state, created_ms)"
            " VALUES (:event, 0, :address, 'message', 0, 'sent', 1)",
            [{"event": subscriber * 10_000 + n, "address": address} for n in range(MANY)],
        )
    request = DataRequest(RequestKind.ERASURE, 1, ADDRESS, 1 << 40, NOW, (ADDRESS,))
    DataRequestsGateway(tx).open(request)


def counts(tx):
    """Rows of each person by table; what is aliased counts for nobody."""
    sql = (
        "SELECT (SELECT count(*) FROM {0} WHERE address = :a), (SELECT count(*) FROM {0} WHERE address = :b)"
    )
    tables = ("inbox", "outbox", "session", "audit_event", "consent", "data_request")
    return {table: tx.one(sql.format(table), a=ADDRESS, b=OTHER) for table in tables}


DONE = {
    "inbox": (0, MANY),
    "outbox": (0, MANY),
    "session": (0, 1),
    "audit_event": (0, MANY),
    "consent": (0, 1),
    "data_request": (0, 0),
}


async def test_more_than_a_chunk_of_one_person_and_nothing_of_another(database):
    await database.write(Unit(fill))
    assert await Erasure(database, lambda address: f"x:{address[-1]}")(NOW + 5) == 1
    assert await database.read(counts) == DONE
    kept = await database.read(lambda tx: tx.all("SELECT DISTINCT address, said FROM consent ORDER BY said"))
    assert kept == [("x:1", ""), (OTHER, "yes")]
    identities = "SELECT count(*), count(body) FROM inbox WHERE source = 'telegram:1'"
    assert await database.read(lambda tx: tx.one(identities)) == (MANY - MANY // 10, 0)
    request = "SELECT address, addresses, event_id, done_ms FROM data_request"
    assert await database.read(lambda tx: tx.one(request)) == ("x:1", "", 0, NOW + 5)


async def test_every_transaction_is_short(database):
    await database.write(Unit(fill))
    changed = []

    class Watching:
        read, engine = database.read, database.engine

        async def write(self, unit):
            def work(tx, work=unit.work):
                counted = Counted(tx)
                result = work(counted)
                changed.append(counted.rows)
                return result

            return await database.write(Unit(work, priority=unit.priority))

    await Erasure(Watching(), lambda _: "x")(NOW)
    assert max(changed) <= CHUNK
    assert len(changed) > 9


class Counted:
    """A transaction that counts the rows it changes."""

    def __init__(self, tx):
        self._tx, self.rows = tx, 0

    def run(self, sql, **params):
        changed = self._tx.run(sql, **params)
        self.rows += changed
        return changed

    def __getattr__(self, name):
        return getattr(self._tx, name)


KILLED = """
import asyncio, os, sys
from core.background import Background
from storage.database import connect
from storage.erasure import Erasure

async def main(url, writes):
    background = Background()
    options = {"lanes": 1, "readers": 1} if url.startswith("postgresql") else {}
    database = connect(url, background=background, **options)
    await database.open()

    class Dying:
        read, left = database.read, writes

        async def write(self, unit):
            if not self.left:
                os.kill(os.getpid(), 9)
            self.left -= 1
            return await database.write(unit)

    await Erasure(Dying(), lambda address: "x:" + address[-1])(1)

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


@pytest.mark.parametrize("writes", [0, 1, 4, 7, 11])
async def test_killed_in_the_middle_and_finished_by_the_next_process(database_url, writes):
    """A process of its own, killed for good between two commits."""
    from core.background import Background
    from storage.database import connect

    background = Background()
    options = {"lanes": 1, "readers": 1} if database_url.startswith("postgresql") else {}
    first = connect(database_url, background=background, **options)
    await first.open()
    await first.write(Unit(fill))
    await first.close()
    command = [sys.executable, "-c", KILLED, database_url, str(writes)]
    dead = await asyncio.to_thread(subprocess.run, command, check=False, timeout=60)
    assert dead.returncode == -9
    after = connect(database_url, background=background, **options)
    await after.open()
    before = await after.read(counts)
    assert before["data_request"] == (1, 0)
    assert await Erasure(after, lambda address: f"x:{address[-1]}")(NOW) == 1
    assert await after.read(counts) == DONE
    await after.close()
    await background.close()
