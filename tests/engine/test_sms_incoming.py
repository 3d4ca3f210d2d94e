"""Incoming SMS by either route: stored with the place in the inbox, handled once, whatever happens."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.channels.sms_port import Fetched, IncomingSms, SmsError, SmsFault
from bot.dialogs.engine import Ignored
from bot.handlers.sms_events import LONGEST, sms_event, translate_sms
from core.database import StorageUnavailable
from core.errors import Malformed
from core.sms_heard import Route
from tests.engine.sms import HOME, OWN, PHONE, Ears


@pytest.fixture
def ears(bench):
    made = Ears(bench)
    yield made
    made.threads.shutdown()


def sms(text="echo", id_="1", phone=PHONE, **more):
    return IncomingSms(id_, phone, text, OWN, **more)


async def cursor(bench):
    return [row[0] for row in await bench.all("SELECT value FROM setting WHERE name = 'sms-cursor:smsc'")]


async def test_what_came_is_answered_and_never_asked_for_again(ears, bench):
    ears.texts("echo привет")
    assert await ears.polls() == 1
    assert ears.said == [[["toy-echo", {"text": "привет"}]]]
    assert bench.outside.rows[0].address == HOME
    ears.texts("echo раз", "echo два")
    assert [await ears.polls(), await ears.polls()] == [2, 0]
    assert ears.provider.asked == ["", "1", "3"]
    assert [say[0][1]["text"] for say in ears.said] == ["привет", "раз", "два"]
    assert (
        await bench.all("SELECT source, state, body FROM inbox ORDER BY id")
        == [("sms:smsc", "done", None)] * 3
    )


async def test_a_page_and_its_place_are_one_commit(ears, bench, monkeypatch):
    """The process dies after the provider's answer: all of it is asked for again, nothing twice."""
    ears.texts("echo 1", "echo 2")
    real = bench.database.write

    async def dies(unit):
        raise StorageUnavailable("full", "no space")

    monkeypatch.setattr(bench.database, "write", dies)
    assert await ears.poller._round() == 30
    monkeypatch.setattr(bench.database, "write", real)
    assert (await cursor(bench), await bench.states(), ears.poller.counts) == ([], [], {"storage": 1})
    await ears.polls()
    assert (await cursor(bench), await bench.states()) == (["2"], ["done", "done"])


async def test_killed_between_storing_and_answering_it_is_answered_by_the_next_process(ears, bench):
    """Two messages are stored, none is played: the inbox has them, and the provider is not asked again."""
    ears.texts("echo 1", "echo 2")
    bench.intake.handle = lambda *_: asyncio.sleep(0)
    await ears.polls()
    assert (await cursor(bench), await bench.states()) == (["2"], ["pending", "pending"])
    bench.build()
    bench.intake._engine._translators["sms"] = translate_sms
    bench.delivery._senders["message@tel"] = bench.outside
    while await bench.intake._retry_once():
        await bench.settle()
    assert [say[0][1]["text"] for say in ears.said] == ["1", "2"]
    assert await ears.polls() == 0


async def test_a_careful_process_only_stores(ears, bench):
    bench.intake._careful = True
    ears.texts("echo")
    await ears.polls()
    assert await bench.states() == ["pending"]
    assert await bench.all("SELECT crashes FROM inbox") == [(1,)]


async def test_a_failing_turn_holds_up_no_other_phone(ears, bench):
    ears.texts("boom")
    ears.texts("echo ок", phone="+79020000000")
    await ears.polls()
    assert ears.said == [[["toy-echo", {"text": "ок"}]]]
    assert await bench.all("SELECT state, attempts FROM inbox ORDER BY id") == [("pending", 1), ("done", 0)]
    ears.texts("boom", phone="+79030000000")
    assert await ears.polls() == 1
    assert (await bench.states())[-1] == "pending"


async def test_many_are_taken_in_pieces(ears, bench, monkeypatch):
    monkeypatch.setattr("bot.handlers.sms_inbox.AT_ONCE", 2)
    ears.texts(*(f"echo {n}" for n in range(5)))
    await ears.polls()
    assert await bench.states() == ["done"] * 5
    assert await cursor(bench) == ["5"]


async def test_two_routes_tell_one_message(ears):
    ears.texts("echo 1", "echo 1")
    first, second = ears.provider.messages
    await ears.hearing(Route.CALLBACK, [first])
    await ears.polls()
    await ears.hearing(Route.CALLBACK, [second, first])
    await ears.bench.settle()
    assert len(ears.said) == 2, "two messages, though their texts are equal"


async def test_two_routes_with_ids_of_their_own_tell_one_message(ears):
    ears.texts("echo 1", "echo 1", "echo 2")
    await ears.hearing(Route.CALLBACK, [sms("echo 1", "a"), sms("echo 1", "b")])
    await ears.polls()
    assert [say[0][1]["text"] for say in ears.said] == ["1", "1", "2"]


async def test_at_the_same_moment_by_both_routes_it_is_one_message(ears):
    ears.texts("echo 1")
    calls = [ears.hearing(Route.CALLBACK, [sms("echo 1", "a")]) for _ in range(3)]
    await asyncio.gather(ears.poller.ask(), *calls)
    await ears.bench.settle()
    assert len(ears.said) == 1


async def test_one_route_alone_keeps_no_digests(bench):
    alone = Ears(bench, both=False)
    alone.texts("echo", "echo")
    await alone.polls()
    assert len(alone.said) == 2
    assert await bench.all("SELECT count(*) FROM sms_heard") == [(0,)]
    alone.threads.shutdown()


async def test_without_an_id_the_words_and_the_minute_are_its_identity(ears):
    for _ in range(2):
        await ears.hearing(Route.CALLBACK, [sms(id_="")])
    await ears.bench.settle()
    assert len(ears.said) == 1


@pytest.mark.parametrize(
    ("phone", "who"),
    [("PRIMER", "letters"), ("9000", "short"), (OWN, "own"), ("+375291234567", "abroad"), ("", "letters"),
     ("900-ое", "letters"), ("+7916123456", "abroad"), ("8 (900) 1", "short")],
)  # fmt: skip
async def test_nobody_answers_what_no_subscriber_sent(ears, bench, phone, who, caplog):
    ears.texts("echo тайна", phone=phone)
    await ears.polls()
    assert ears.said == []
    assert await bench.all("SELECT address, state, error FROM inbox") == [("system", "done", f"sms-{who}")]
    assert bench.intake.counts == {f"sms-{who}": 1}
    assert "тайна" not in caplog.text


def test_of_what_nobody_answers_the_words_are_not_kept():
    event = sms_event("smsc", sms("пароль", phone="BANK"), [OWN], 7)
    assert event.body == b'{"who":"letters"}'
    assert translate_sms(event.body, 7) == Ignored("sms-letters")


def test_what_is_kept_is_clean_and_short():
    event = sms_event("smsc", sms("я\0" + "ы" * 500 + "\ud800", received_ms=1_000), [OWN], 7_000)
    read = translate_sms(event.body, 7_000)
    assert (event.source, event.source_id, event.address) == ("sms:smsc", "1", HOME)
    assert len(read.text) == LONGEST
    assert read.text.startswith("я\ufffdы")
    assert (read.sent_at.timestamp(), read.received_at.timestamp()) == (1, 7)
    undated = translate_sms(sms_event("smsc", sms(), [OWN], 7_000).body, 7_000)
    assert undated.sent_at.timestamp() == 7


@pytest.mark.parametrize("body", [b"", b"[]", b'{"text":5}', b'{"text":"","at_ms":1e40}', b'{"at_ms":9e99}'])
def test_what_is_no_sms_is_malformed(body):
    with pytest.raises(Malformed):
        translate_sms(body, 7)


@pytest.mark.parametrize(
    ("error", "rest"),
    [
        (SmsError(SmsFault.TRANSIENT), 30),
        (SmsError(SmsFault.RATE), 60),
        (SmsError(SmsFault.RATE, retry_after_ms=90_000), 90),
        (SmsError(SmsFault.AUTH), 900),
        (SmsError(SmsFault.BLOCKED, retry_after_ms=1_800_000), 1800),
        (ZeroDivisionError(), 60),
    ],
)
async def test_a_poll_that_fails_rests_and_loses_nothing(ears, error, rest):
    ears.texts("echo")
    ears.provider.fails = [error]
    assert await ears.poller._round() == rest
    assert await ears.poller._round() == 30
    await ears.bench.settle()
    assert len(ears.said) == 1
    assert ears.poller.counts["ok"] == 1


async def test_a_slower_replica_does_not_move_the_place_back(ears, bench, background):
    ears.texts("echo 1", "echo 2")
    other, go = Ears(bench), threading.Event()
    slow = Fetched(tuple(ears.provider.messages[:1]), "1")
    other.provider.fetch_incoming = lambda _cursor: slow if go.wait(5) else None
    asked = background.spawn(other.poller.ask(), name="slow")
    await ears.polls()
    go.set()
    await asked
    assert await cursor(bench) == ["2"]
    assert len(ears.said) == 2
    other.threads.shutdown()


async def test_it_asks_for_ever(ears, background, monkeypatch):
    ears.poller._every_s = 0.01
    background.spawn(ears.poller.run(), name="sms-inbox")
    ears.texts("echo")
    async with asyncio.timeout(5):
        while not ears.said:
            await asyncio.sleep(0.01)
