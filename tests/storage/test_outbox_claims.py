"""Whose a row of the outbox is: what a claim may still do when its lease is over, on both engines."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from bot.channels.leases import GRACE_S, Leases
from core.records import Attempt, Effect, Priority, Result
from core.usecases.notices import STARTED
from storage.database import Unit, connect
from storage.outbox import OutboxGateway
from storage.store import StoreFactory

NOW = 1_793_000_000_000
WAIT = 1 << 60
OK = Attempt(Result.OK, reference="7")


@pytest.fixture
def use(database):
    return lambda work: database.write(Unit(lambda tx: work(OutboxGateway(tx))))


def put(outbox, topic="", priority=Priority.NOTICE, address="telegram:1"):
    return outbox.put(1, 0, Effect("message", address, "{}", priority, topic=topic), NOW)


async def stands(database, columns="state, attempts"):
    [row] = await database.read(lambda tx: tx.all(f"SELECT {columns} FROM outbox"))
    return row


async def claimed(use, lease_ms=WAIT):
    row_id = (await use(put)) or 1
    return await use(lambda o: o.claim(row_id, NOW, lease_ms))


async def claimed_again(use, row):
    """By another, after the lease."""
    await use(lambda o: o.expire_leases(WAIT + 1))
    return await use(lambda o: o.claim(row.id, NOW, WAIT))


async def test_what_was_sent_is_marked_though_its_lease_is_over(database, use):
    row = await claimed(use)
    await use(lambda o: o.expire_leases(WAIT + 1))
    assert await stands(database) == ("unknown", 1)
    assert await use(lambda o: o.mark(row, OK, NOW, final=True))
    assert await stands(database, "state, reference, payload") == ("sent", "7", None)
    assert not await use(lambda o: o.mark(row, OK, NOW, final=True)), "it is told once"


async def test_what_was_sent_is_marked_though_another_tries_it_again(database, use):
    first = await claimed(use)
    second = await claimed_again(use, first)
    assert await use(lambda o: o.mark(first, OK, NOW, final=True))
    again = Attempt(Result.RETRY, retry_after_ms=1)
    assert not await use(lambda o: o.mark(second, again, NOW, final=False))
    assert await stands(database, "state") == ("sent",)


@pytest.mark.parametrize("result", [Result.RETRY, Result.UNKNOWN, Result.REFUSED])
async def test_any_other_end_of_a_lost_claim_is_no_end_of_anothers(database, use, result):
    first = await claimed(use)
    await claimed_again(use, first)
    attempt = Attempt(result, retry_after_ms=1)
    assert not await use(lambda o: o.mark(first, attempt, NOW, final=result is Result.REFUSED))
    assert await stands(database) == ("sending", 2)


async def test_what_was_given_up_is_not_sent_by_a_late_answer(database, use):
    row = await claimed(use)
    await use(lambda o: o.expire_leases(WAIT + 1))
    await use(lambda o: o.drop(row.id, "useless"))
    assert not await use(lambda o: o.mark(row, OK, NOW, final=True))
    assert await stands(database, "state") == ("failed",)


async def test_a_claim_is_kept_for_longer_while_it_is_ours(database, use):
    row = await claimed(use, lease_ms=5)
    assert await use(lambda o: o.renew(row, 9))
    assert await stands(database, "state, lease_ms") == ("sending", 9)
    again = await claimed_again(use, row)
    assert not await use(lambda o: o.renew(row, 9))
    assert await use(lambda o: o.renew(again, 9))


async def test_what_certainly_did_not_leave_is_put_back_by_whose_claim_it_was(database, use):
    row = await claimed(use)
    await use(lambda o: o.expire_leases(WAIT + 1))
    await use(lambda o: o.put_back(row))
    assert await stands(database) == ("queued", 0)
    first = await use(lambda o: o.claim(row.id, NOW, WAIT))
    await claimed_again(use, first)
    await use(lambda o: o.put_back(first))
    assert await stands(database) == ("sending", 2), "it is another's by now"


@pytest.mark.parametrize(("topic", "begins"), [(f"{STARTED}x", f"{STARTED}x"), ("started", ""), ("", "")])
async def test_only_what_waits_as_it_was_read_is_asked_about(use, topic, begins):
    row_id = await use(lambda o: put(o, topic))
    assert await use(lambda o: o.begins(row_id)) == begins
    assert await use(lambda o: o.begins(row_id, uncertain=True)) is None
    row = await use(lambda o: o.claim(row_id, NOW, WAIT))
    assert await use(lambda o: o.begins(row_id)) is None
    await use(lambda o: o.expire_leases(WAIT + 1))
    assert await use(lambda o: o.begins(row_id)) is None, "it may have arrived: nobody knew that"
    assert await use(lambda o: o.begins(row_id, uncertain=True)) == begins
    await use(lambda o: o.mark(row, OK, NOW, final=True))
    assert await use(lambda o: o.begins(row_id, uncertain=True)) is None


async def test_a_row_that_was_sent_does_not_fail_when_its_person_blocks_us(database, use):
    row = await claimed(use)
    await use(lambda o: o.mark(row, OK, NOW, final=True))
    sql = "INSERT INTO address (address, state, since_ms) VALUES ('telegram:1', 'blocked', 0)"
    await database.write(Unit(lambda tx: tx.run(sql)))
    assert await use(lambda o: o.claim(row.id, NOW, WAIT)) is None
    assert await stands(database, "state, error") == ("sent", None)


async def test_nobody_else_asks_about_a_row_until_its_claim_is_over(installed_postgres_url, background):
    database = connect(installed_postgres_url, background=background, lanes=1)
    await database.open()

    def do(work):
        return database.write(Unit(lambda tx: work(OutboxGateway(tx))))

    row_id = await do(lambda o: put(o, f"{STARTED}x"))
    with psycopg.connect(installed_postgres_url) as other:
        other.execute("UPDATE outbox SET state = 'sending', attempts = 1")
        asked = background.spawn(do(lambda o: o.begins(row_id)), name="asks")
        await asyncio.sleep(0.1)
        assert not asked.done()
        other.commit()
        assert await asked is None
    await database.close()


async def test_nothing_expires_while_marks_come_in_that_waited_for_the_storage(database, use):
    wall, now = [NOW], [0.0]
    leases = Leases(database, StoreFactory(), lambda: wall[0], lambda: now[0])
    row = await claimed(use, lease_ms=NOW + 60_000)

    async def looks(seconds):
        for _ in range(int(seconds)):
            now[0] += 1
            wall[0] += 1_000
            await leases.expire()
        return (await stands(database))[0]

    assert await looks(10) == "sending"
    now[0] += 80  # it answers nobody
    wall[0] += 80_000
    assert await looks(GRACE_S) == "sending"
    assert await looks(2) == "unknown"
    assert await claimed_again(use, row)
    wall[0] = WAIT + 2
    assert await looks(1) == "unknown", "who is gone loses its claim at once"
