"""Helpers of the storage tests: a table of marks, batches made on purpose."""

from __future__ import annotations

import asyncio
import threading
import time

from storage.database import Unit

KEY = "telegram:1"
CREATE = "CREATE TABLE mark (id BIGINT PRIMARY KEY, name TEXT NOT NULL DEFAULT '', body {{blob}}) {{strict}}"


def put(number, name=""):
    """Work that inserts a mark and returns its number."""

    def work(tx):
        tx.run("INSERT INTO mark (id, name) VALUES (:id, :name)", id=number, name=name)
        return number

    return work


def put_and_fail(number):
    def work(tx):
        put(number)(tx)
        raise ValueError(f"unit {number} fails")

    return work


def unit(work, **options):
    return Unit(work, **{"key": KEY, **options})


async def together(database, *units):
    """Write the units in one batch; exceptions are returned."""
    return await asyncio.gather(*(database.write(one) for one in units), return_exceptions=True)


async def marks(database):
    """Numbers of all committed marks."""
    return [row[0] for row in await database.read(lambda tx: tx.all("SELECT id FROM mark ORDER BY id"))]


def sleeper(seconds):
    return lambda _: time.sleep(seconds)


def no_more_threads_than(before):
    """Whether the threads started since then have ended; one that was told to may need a moment."""
    for thread in set(threading.enumerate()) - before:
        thread.join(1)
    return set(threading.enumerate()) <= before


class Commits:
    """Counts the transactions of a database that were committed from now on."""

    def __init__(self, database):
        self.count = 0
        if database.engine == "sqlite":
            sessions = [database._session]
        else:
            sessions = [line.session for line in database._lines()]
        for session in sessions:
            session.commit = self._counting(session.commit)

    def _counting(self, commit):
        def counted():
            commit()
            self.count += 1

        return counted
