"""The life of one effect: claimed, sent, marked, tried again, told."""

from __future__ import annotations

import asyncio

import pytest

from core.database import StorageUnavailable, Unit
from core.records import Attempt, Effect, Priority, Result
from tests.engine.conftest import HOME

OK = Attempt(Result.OK, reference="1")


async def due(bench):
    await bench.delivery._send_due()
    await bench.settle()


async def test_one_address_is_first_in_first_out(bench):
    bench.outside.script = [Attempt(Result.RETRY, reason="500", retry_after_ms=1_000)]
    await bench.hears("twice", "echo")
    assert bench.outside.keys == ["toy-one"]
    await due(bench)
    assert bench.outside.keys == ["toy-one"], "what waits for its retry holds up its address"
    bench.clock.ms += 1_000
    await due(bench)
    assert bench.outside.keys == ["toy-one", "toy-one", "toy-two", "toy-echo"]
    assert await bench.states("outbox") == ["sent"] * 3


async def test_other_addresses_do_not_wait(bench):
    bench.outside.script = [Attempt(Result.RETRY, retry_after_ms=60_000)]
    await bench.hears("echo")
    await bench.hears("echo", address="telegram:8")
    assert [row.address for row in bench.outside.rows] == [HOME, "telegram:8"]


async def test_an_unknown_outcome_is_tried_again_and_says_so(bench):
    bench.outside.script = [Attempt(Result.UNKNOWN, reason="timeout")]
    await bench.hears("echo")
    assert await bench.states("outbox") == ["unknown"]
    bench.clock.ms += 1_000
    await due(bench)
    assert [row.uncertain for row in bench.outside.rows] == [False, True]
    assert await bench.states("outbox") == ["sent"]


async def test_a_sender_that_raises_has_an_unknown_outcome(bench, caplog):
    bench.outside.script = [RuntimeError("a bug")]
    await bench.hears("echo")
    assert await bench.states("outbox") == ["unknown"]


async def test_a_claim_of_a_dead_process_becomes_unknown_at_start(bench):
    bench.outside.hold = asyncio.Event()
    await bench.intake.accept([bench.event(text="echo")])
    assert await bench.states("outbox") == ["sending"]
    bench.outside.hold.set()
    # The process dies before it marks; the next one finds the claim.
    await bench.database.write(Unit(lambda tx: tx.run("UPDATE outbox SET state = 'sending', lease_ms = 1")))
    await bench.settle()
    await bench.database.write(Unit(lambda tx: tx.run("UPDATE outbox SET state = 'sending', lease_ms = 9")))
    bench.outside.rows.clear()
    bench.build()
    await bench.delivery._leases.expire_all()
    await due(bench)
    assert [row.uncertain for row in bench.outside.rows] == [True]
    assert await bench.states("outbox") == ["sent"]


async def test_an_effect_is_given_up_at_its_deadline_and_its_waiter_is_told(bench):
    busy = Attempt(Result.RETRY, reason="busy", retry_after_ms=50_000)
    bench.outside.script = [busy, OK, busy]
    await bench.hears("code")
    bench.clock.ms += 50_000
    await due(bench)
    rows = await bench.all("SELECT kind, state, error FROM outbox ORDER BY id")
    assert rows[0] == ("code", "failed", "gave up: busy")
    assert bench.outside.keys == ["toy-code", "toy-code-gave_up"]
    assert await bench.all("SELECT source, state FROM inbox ORDER BY id") == [
        ("test", "done"),
        ("effect", "done"),
    ]


@pytest.mark.parametrize("result", ["ok", "refused"])
async def test_the_session_that_waits_hears_the_result_once(bench, result):
    bench.outside.script = [Attempt(Result(result), reference="1")]
    await bench.hears("code")
    assert bench.outside.keys == ["toy-code", f"toy-code-{result}"]
    assert len(await bench.all("SELECT 1 FROM inbox WHERE source = 'effect'")) == 1


async def test_a_result_nobody_waits_for_any_more_moves_nothing(bench):
    bench.outside.hold = asyncio.Event()
    await bench.intake.accept([bench.event(text="code")])
    await bench.intake.accept([bench.event(text="cancel")])
    bench.outside.hold.set()
    await bench.settle()
    assert bench.outside.keys == ["toy-code", "toy-cancelled"]


async def test_a_person_who_blocked_us_is_remembered_and_forgotten(bench):
    bench.outside.script = [Attempt(Result.BLOCKED, reason="bot was blocked by the user")]
    await bench.hears("twice")
    assert await bench.all("SELECT state FROM address") == [("blocked",)]
    assert await bench.all("SELECT state, error FROM outbox ORDER BY id") == [
        ("failed", "bot was blocked by the user"),
        ("failed", "blocked"),
    ]
    await bench.hears("echo")
    assert await bench.all("SELECT state FROM address") == [("active",)]
    assert bench.outside.keys[-1] == "toy-echo"


async def test_what_was_sent_is_marked_however_long_the_storage_is_away(bench, monkeypatch):
    write, failures = bench.database.write, [3]

    async def shaky(unit):
        if unit.priority == 1 and failures[0]:
            failures[0] -= 1
            raise StorageUnavailable("full", "the disk is full")
        return await write(unit)

    monkeypatch.setattr(bench.database, "write", shaky)
    await bench.hears("echo")
    assert await bench.states("outbox") == ["sent"]
    assert len(bench.outside.rows) == 1


async def test_a_reply_does_not_wait_behind_a_timer_or_bulk(bench):
    def put(tx):
        outbox = bench.intake.open_store(tx).outbox
        payload = '{"t":[["bulk",{}]]}'
        outbox.put(900, 0, Effect("message", HOME, payload, Priority.BULK), bench.clock.ms)
        later = bench.clock.ms + 3_600_000
        outbox.put(900, 1, Effect("message", HOME, payload, not_before_ms=later), bench.clock.ms)

    await bench.database.write(Unit(put))
    await bench.hears("echo")
    assert bench.outside.keys == ["toy-echo"]


async def test_of_a_crowd_of_unsent_replies_the_newest_of_each_topic_stays(bench):
    bench.outside.hold = asyncio.Event()
    for number in range(30):
        await bench.intake.accept([bench.event(text=f"echo {number}")])
    bench.outside.hold.set()
    await bench.settle()
    rows = await bench.all("SELECT state, error FROM outbox ORDER BY id")
    assert rows[0] == ("sent", None)
    assert rows[-1] == ("sent", None)
    assert [n for n, (_, error) in enumerate(rows) if error == "superseded"] == list(range(1, 20))


async def test_an_edit_names_the_row_it_replaces_only_while_that_is_the_last_message(bench):
    await bench.hears("number")
    [(prompt,)] = await bench.all("SELECT prompt FROM session")
    carrier = "1"
    await bench.hears("", kind="choice", choice="no", prompt=prompt, carrier=carrier)
    assert bench.outside.rows[-1].replaced == "1"
    [(prompt,)] = await bench.all("SELECT prompt FROM session")
    await bench.hears("5")
    [(prompt,)] = await bench.all("SELECT prompt FROM session")
    await bench.hears("", kind="choice", choice="no", prompt=prompt, carrier="1")
    assert bench.outside.rows[-1].replaced == "", "the pressed message is not the last one any more"


async def test_three_taps_are_one_effect(bench):
    await bench.hears("number")
    [(prompt,)] = await bench.all("SELECT prompt FROM session")
    press = {"kind": "choice", "choice": "yes", "prompt": prompt}
    await asyncio.gather(*(bench.intake.accept([bench.event(**press)]) for _ in range(3)))
    await bench.settle()
    assert bench.outside.keys.count("toy-agreed") == 1
    assert bench.outside.keys.count("notice-stale-button") == 2


@pytest.mark.parametrize(
    ("state", "muted", "priority", "sent"),
    [
        ("active", 0, Priority.BULK, True),
        ("active", 1, Priority.BULK, False),
        ("active", 1, Priority.NOTICE, True),
        ("blocked", 0, Priority.NOTICE, False),
        ("active", 1, Priority.REPLY, True),
    ],
)
async def test_stop_and_a_block_are_looked_at_again_when_a_row_is_claimed(
    bench, state, muted, priority, sent
):
    def put(tx):
        tx.run(
            "INSERT INTO address (address, state, muted, since_ms) VALUES (:a, :s, :m, 0)",
            a=HOME,
            s=state,
            m=muted,
        )
        effect = Effect("message", HOME, '{"t":[["toy-news",{}]]}', priority)
        bench.intake.open_store(tx).outbox.put(900, 0, effect, bench.clock.ms)

    await bench.database.write(Unit(put))
    if state == "blocked":
        assert await bench.states("outbox") == ["failed"], "nothing is queued to who blocked us"
    await due(bench)
    assert (bench.outside.keys == ["toy-news"]) is sent
    assert await bench.states("outbox") == ["sent" if sent else "failed"]


async def test_who_blocked_us_after_it_was_queued_gets_nothing_either(bench):
    def put(tx):
        store = bench.intake.open_store(tx)
        store.outbox.put(900, 0, Effect("message", HOME, "{}", Priority.NOTICE), bench.clock.ms)
        store.sessions.set_state(HOME, "blocked", 0)

    await bench.database.write(Unit(put))
    await due(bench)
    assert bench.outside.rows == []
    assert await bench.states("outbox") == ["failed"]


async def test_what_a_turn_tells_somebody_unasked_waits_for_the_pace(bench):
    """Born claimed, it would pass by the pace that all replicas share."""

    def put(tx):
        effect = Effect("message", HOME, '{"t":[["toy-news",{}]]}', Priority.NOTICE)
        return bench.intake.open_store(tx).outbox.put(900, 0, effect, bench.clock.ms, 1 << 60)

    assert isinstance(await bench.database.write(Unit(put)), int)
    assert await bench.states("outbox") == ["queued"]
