"""Incoming SMS by either route: stored with the place in the inbox, handled once, whatever happens."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.channels.sms_port import Fetched, IncomingSms
from bot.handlers.sms_events import translate_sms
from core.database import StorageUnavailable
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


async def test_a_slower_replica_does_not_move_the_place_back(ears, bench, background):
    ears.texts("echo 1", "echo 2")
    other, begun, go = Ears(bench), threading.Event(), threading.Event()
    slow = Fetched(tuple(ears.provider.messages[:1]), "1")

    def fetch_slowly(_cursor):
        begun.set()
        return slow if go.wait(20) else None

    other.provider.fetch_incoming = fetch_slowly
    asked = background.spawn(other.poller.ask(), name="slow")
    assert await asyncio.to_thread(begun.wait, 20)  # from the place where both begin
    await ears.polls()
    go.set()
    await asked
    assert await cursor(bench) == ["2"]
    assert len(ears.said) == 2
    other.threads.shutdown()
