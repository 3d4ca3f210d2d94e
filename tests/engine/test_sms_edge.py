"""Incoming SMS: who is answered, what is kept of them, what a poll does that fails. One engine is enough."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.sms_port import Fetched, IncomingSms, SmsError, SmsFault
from bot.dialogs.engine import Ignored
from bot.handlers.picked import Picked
from bot.handlers.sms_events import LONGEST, sms_event, translate_sms
from core.database import StorageUnavailable
from core.errors import Malformed
from core.sms_heard import Route
from tests.engine.sms import HOME, OWN, PHONE, Ears


@pytest.fixture
def engine():
    return "sqlite"


@pytest.fixture
def ears(bench):
    made = Ears(bench)
    yield made
    made.threads.shutdown()


def sms(text="echo", id_="1", phone=PHONE, **more):
    return IncomingSms(id_, phone, text, OWN, **more)


async def cursor(bench):
    return [row[0] for row in await bench.all("SELECT value FROM setting WHERE name = 'sms-cursor:smsc'")]


async def test_the_place_moves_in_the_commit_that_stores_the_page(ears, bench, monkeypatch):
    """The storage goes away right after it: nothing is asked for twice, nothing is lost."""
    real, writes = bench.database.write, []

    async def once(unit):
        writes.append(unit)
        if len(writes) > 1:
            raise StorageUnavailable("full", "no space")
        return await real(unit)

    ears.texts("echo 1")
    ears.texts("echo 2", phone="+79020000000")
    monkeypatch.setattr(bench.database, "write", once)
    await ears.polls()
    assert len(writes) == 3, "the page, then a turn for each of its phones"
    monkeypatch.setattr(bench.database, "write", real)
    assert (await cursor(bench), await bench.states()) == (["2"], ["pending", "pending"])


def test_a_page_locks_all_its_phones_in_one_order():
    locked = []

    class Tx:
        def lock(self, *keys):
            locked.append(keys)

    class Player:
        def open_store(self, tx):
            return None

    Picked(Player(), lambda _: (), ["tel:+72", "tel:+71", "tel:+72"], careful=False).store(Tx())
    lone = Picked(Player(), lambda _: (), ["tel:+71"], careful=False)
    lone.store(Tx())
    assert (locked, lone.unit().key) == ([("tel:+71", "tel:+72")], "tel:+71")


async def test_a_careful_process_only_stores(ears, bench):
    bench.intake._careful = True
    ears.texts("echo")
    await ears.polls()
    assert await bench.states() == ["pending"]
    assert await bench.all("SELECT crashes FROM inbox") == [(1,)]


async def test_many_are_taken_in_pieces(ears, bench, monkeypatch):
    monkeypatch.setattr("bot.handlers.sms_inbox.AT_ONCE", 2)
    ears.texts(*(f"echo {n}" for n in range(5)))
    await ears.polls()
    assert await bench.states() == ["done"] * 5
    assert await cursor(bench) == ["5"]


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


async def test_the_place_passes_a_page_that_nobody_can_read(ears, monkeypatch):
    monkeypatch.setattr(ears.provider, "fetch_incoming", lambda cursor: Fetched((), "1999", 1000))
    assert await ears.poller._round() == 30
    assert await ears.bench.all("SELECT value FROM setting WHERE name LIKE 'sms-cursor:%'") == [("1999",)]
    assert ears.poller.counts == {"unreadable": 1, "ok": 1}


async def test_it_asks_for_ever(ears, background, monkeypatch):
    ears.poller._every_s = 0.01
    background.spawn(ears.poller.run(), name="sms-inbox")
    ears.texts("echo")
    async with asyncio.timeout(5):
        while not ears.said:
            await asyncio.sleep(0.01)


async def test_a_failing_turn_holds_up_no_other_phone(ears, bench):
    ears.texts("boom")
    ears.texts("echo ок", phone="+79020000000")
    await ears.polls()
    assert ears.said == [[["toy-echo", {"text": "ок"}]]]
    assert await bench.all("SELECT state, attempts FROM inbox ORDER BY id") == [("pending", 1), ("done", 0)]
    ears.texts("boom", phone="+79030000000")
    assert await ears.polls() == 1
    assert (await bench.states())[-1] == "pending"
