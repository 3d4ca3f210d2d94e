"""Retention by the clock: every table with people in it is purged, not a day too early, nothing of others."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from bot.retention import keep_days
from core.data_register import REGISTER
from scheduler.housekeeping import DAY_MS, Housekeeping
from storage.database import Unit
from storage.purge import CHUNK, Purge
from storage.purge_rules import HISTORIES, RULES
from tests.config.good import config

BEGIN = datetime(2026, 11, 8, 9, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.moment = BEGIN

    def now(self):
        return self.moment

    def now_ms(self):
        return int(self.moment.timestamp() * 1000)


@pytest.fixture
def clock():
    return Clock()


def insert(tx, table, **values):
    names = ", ".join(values)
    tx.run(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{n}' for n in values)})", **values)


def fill(tx):
    """One row of a person in every table that has days, all of the beginning."""
    at = int(BEGIN.timestamp() * 1000)
    who = {"address": "telegram:1"}
    insert(tx, "subscriber", id=1, created_ms=at)
    insert(tx, "address", **who, subscriber_id=1, since_ms=at)
    insert(tx, "session", **who, updated_ms=at)
    for number, state in enumerate(("done", "dead", "pending")):
        insert(tx, "inbox", source="t", source_id=str(number), **who, received_ms=at, state=state)
    sent = {"kind": "message", "priority": 0, "created_ms": at}
    insert(tx, "outbox", event_id=1, step=0, **who, **sent, state="sent")
    insert(tx, "outbox", event_id=1, step=1, **who, **sent, state="queued")
    link = {"subscriber_id": 1, "phone": "+79161234567", **who, "since_ms": at}
    insert(tx, "link", **link, account_id=1, active=0, ended_ms=at)
    proof = {"purpose": "linking", "version": "1", **who, "event_id": 1, "given_ms": at}
    insert(tx, "consent", subscriber_id=1, **proof, revoked_ms=at)
    insert(tx, "consent", subscriber_id=1, **proof)
    asked = {"subscriber_id": 1, **who, "event_id": 1, "asked_ms": at}
    insert(tx, "data_request", kind="export", **asked, done_ms=at)
    insert(tx, "audit_event", at_ms=at, kind="linked", **who, subscriber_id=1, account_id=1, detail="")
    insert(tx, "tally", scope="x", subject="telegram:1", bucket=1, times=1, last_ms=at)
    insert(
        tx, "verification", **who, subscriber_id=1, account_id=1, number="1", phone="+7", key_id="k",
        created_ms=at, expires_ms=at,
    )  # fmt: skip


async def rows(database):
    """How many rows each table of `fill` has."""
    tables = ("subscriber", "address", "session", "inbox", "outbox", "link", "consent", "data_request",
              "audit_event", "tally", "verification")  # fmt: skip

    def count(tx):
        return {table: tx.one(f"SELECT count(*) FROM {table}")[0] for table in tables}

    return await database.read(count)


def housekeeping(database, clock, **changes):
    return Housekeeping(Purge(database), clock, keep_days(config(**changes)))


async def test_each_table_loses_its_rows_on_its_day(database, clock):
    """Two ticks a day for four years; what is gone when."""
    await database.write(Unit(fill))
    keeping, gone, before = housekeeping(database, clock), {}, await rows(database)
    for day in (0, 1, 2, 3, 13, 14, 15, 29, 30, 31, 32, 89, 90, 91, 364, 365, 366, 1094, 1095, 1096, 1465):
        clock.moment = BEGIN + timedelta(days=day, minutes=1)
        await keeping.tick()
        now = await rows(database)
        for table, count in now.items():
            if count != before[table]:
                gone.setdefault(table, []).append((day, count))
        before = now
    assert gone == {
        "verification": [(2, 0)],
        "inbox": [(14, 2), (90, 1)],  # the pending one is never too old
        "session": [(30, 0)],
        "tally": [(31, 0)],
        "outbox": [(90, 1)],  # nor is what is still to be sent
        "link": [(90, 0)],
        "address": [(365, 0)],
        "consent": [
            (1095, 1),
            (1465, 0),
        ],  # the one in force lapses with the address, and is kept from then on
        "data_request": [(1095, 0)],
        "audit_event": [(1095, 0)],
        "subscriber": [(1465, 0)],
    }


async def test_somebody_linked_is_kept_however_silent(database, clock):
    await database.write(Unit(fill))
    await database.write(Unit(lambda tx: tx.run("UPDATE link SET active = 1, ended_ms = 0")))
    clock.moment = BEGIN + timedelta(days=800)
    await housekeeping(database, clock).tick()
    now = await rows(database)
    assert (now["link"], now["address"], now["subscriber"], now["consent"]) == (1, 1, 1, 2)


async def test_a_suspended_link_waits_for_the_staff(database, clock):
    await database.write(Unit(fill))
    await database.write(Unit(lambda tx: tx.run("UPDATE link SET suspended_ms = 5, ended_ms = 0")))
    clock.moment = BEGIN + timedelta(days=800)
    await housekeeping(database, clock).tick()
    assert (await rows(database))["link"] == 1


async def test_stop_is_never_forgotten(database, clock):
    await database.write(Unit(fill))
    await database.write(Unit(lambda tx: tx.run("UPDATE address SET muted = 1")))
    clock.moment = BEGIN + timedelta(days=5000)
    await housekeeping(database, clock).tick()
    assert (await rows(database))["address"] == 1


async def test_days_are_configuration(database, clock):
    await database.write(Unit(fill))
    clock.moment = BEGIN + timedelta(days=31, minutes=1)
    changed = {"retention__consent_days": "30", "retention__link_days": "30", "retention__audit_days": "30"}
    await housekeeping(database, clock, **changed).tick()
    now = await rows(database)
    assert (now["consent"], now["link"], now["audit_event"]) == (1, 0, 0)


async def test_an_erasure_that_is_not_finished_is_not_purged(database, clock):
    await database.write(Unit(fill))
    await database.write(Unit(lambda tx: tx.run("UPDATE data_request SET kind = 'erasure', done_ms = 0")))
    clock.moment = BEGIN + timedelta(days=3000)
    await housekeeping(database, clock).tick()
    assert (await rows(database))["data_request"] == 1


def history(tx):
    """Three months of billing for two accounts."""
    months = ("2021-09", "2021-10", "2026-10")
    for dataset, table in HISTORIES.items():
        for month in months:
            insert(tx, "dataset_generation", dataset=dataset, period=month, generation=1)
            for account in (1, 2):
                key = {"account_id": account, "period": month, "generation": 1}
                insert(tx, table, **key, **json.loads(MORE[table]))


MORE = {
    "charge": '{"opening":0,"charged":0,"paid":0,"recalculated":0,"penalty":0,"closing":0}',
    "charge_line": '{"line":1,"kind":"x","title":"x","amount":0}',
    "payment": '{"line":1,"paid_on":"2026-10-01","amount":0}',
    "reading": '{"serial":"1","taken_on":"2026-10-01","source":"x","t1":1}',
    "receipt_code": '{"digest":"x","key_id":"k"}',
}


async def test_months_of_billing_go_whole(database, clock):
    await database.write(Unit(history))
    await housekeeping(database, clock).tick()  # 60 months: October 2021 is the last

    def months(tx):
        sql = "SELECT DISTINCT period FROM {0} ORDER BY period"
        return {t: [r[0] for r in tx.all(sql.format(t))] for t in (*HISTORIES.values(), "dataset_generation")}

    kept = await database.read(months)
    assert set(map(tuple, kept.values())) == {("2021-10", "2026-10")}


async def test_more_than_a_chunk(database):
    def many(tx):
        tx.many(
            "INSERT INTO audit_event (at_ms, kind, address, subscriber_id, account_id, detail)"
            " VALUES (:at, 'x', 'telegram:1', 1, 1, '')",
            [{"at": at} for at in range(CHUNK * 2 + 10)],
        )

    await database.write(Unit(many))
    assert await Purge(database)("audit", CHUNK * 2, DAY_MS) == CHUNK * 2
    assert (await rows(database))["audit_event"] == 10


def test_every_rule_has_days_and_every_day_a_rule():
    days = keep_days(config())
    assert set(RULES) | {"history"} == set(days)
    for table in REGISTER.values():
        for rule in table.keep.split(", "):
            assert rule in days or not table.personal or " " in rule
