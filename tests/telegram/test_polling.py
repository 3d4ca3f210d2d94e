from __future__ import annotations

import asyncio
from collections import deque
from contextlib import asynccontextmanager

import pytest

from bot.handlers.telegram_backoff import Backoff
from bot.handlers.telegram_intake import UpdateIntake
from bot.handlers.telegram_polling import Poller
from bot.handlers.telegram_presses import Presses
from core.errors import NotStored
from tests.telegram.fake_api import OK, Say, error


class Store:
    """Keeps what it accepts; refuses while told to."""

    def __init__(self) -> None:
        self.events = []
        self.refusals = deque()
        self.gate = asyncio.Event()
        self.gate.set()

    async def accept(self, events) -> None:
        await self.gate.wait()
        if self.refusals:
            raise self.refusals.popleft()
        self.events.extend(events)

    @property
    def ids(self):
        return [event.source_id for event in self.events]


@pytest.fixture
def store():
    return Store()


@pytest.fixture
def polling(api, session, store, background):
    """Run a poller until the test leaves the block; then it must stop promptly."""

    @asynccontextmanager
    async def run():
        api.answer("deleteWebhook", OK)
        api.default = Say(body={"ok": True, "result": []}, hold_s=0.05)
        poller = Poller(
            session,
            UpdateIntake(42, lambda: 7),
            store.accept,
            Presses(session, background),
            lambda: 999,
            wait_s=1,
            backoff=Backoff(0.02, 0.05),
        )
        task = background.spawn(poller.run(), name="poll")
        try:
            yield poller
        finally:
            poller.stop()
            await asyncio.wait_for(task, 0.3)

    return run


async def until(condition):
    async with asyncio.timeout(2.0):
        while not condition():
            await asyncio.sleep(0.005)


def batch(*updates):
    return {"ok": True, "result": list(updates)}


def text(number, chat=5):
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": "x"}}


async def test_offset_follows_what_was_stored(api, store, polling):
    api.answer("getUpdates", batch(text(10), text(11)), batch(text(12)))
    async with polling() as poller:
        await until(lambda: len(api.called("getUpdates")) >= 3)
    first, second, third = api.called("getUpdates")[:3]
    assert "offset" not in first
    assert (second["offset"], third["offset"]) == (12, 13)
    assert (first["limit"], first["timeout"]) == (100, 1)
    assert first["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]
    assert store.ids == ["10", "11", "12"]
    assert poller.last_poll_ms == 999


async def test_the_webhook_goes_and_what_is_queued_stays(api, polling):
    async with polling():
        await until(lambda: api.called("getUpdates"))
    assert api.calls[0].method == "deleteWebhook"
    assert api.called("deleteWebhook") == [{"drop_pending_updates": False}]


async def test_nothing_is_confirmed_before_it_is_stored(api, store, polling):
    store.gate.clear()
    api.answer("getUpdates", batch(text(10)))
    async with polling():
        await asyncio.sleep(0.15)
        assert len(api.called("getUpdates")) == 1
        store.gate.set()
        await until(lambda: len(api.called("getUpdates")) >= 2)
    assert api.called("getUpdates")[1]["offset"] == 11


async def test_what_could_not_be_stored_is_asked_for_again(api, store, polling):
    store.refusals.extend([NotStored("disk full"), RuntimeError("a bug")])
    api.answer("getUpdates", *[batch(text(10))] * 3)
    async with polling():
        await until(lambda: store.ids == ["10"] and len(api.called("getUpdates")) >= 4)
    offsets = [call.get("offset") for call in api.called("getUpdates")[:4]]
    assert offsets == [None, None, None, 11]


async def test_numbers_may_start_anew(api, store, polling):
    """After a week without updates the next number is random: a lower one is as new as any."""
    api.answer("getUpdates", batch(text(900)), batch(text(3)))
    async with polling():
        await until(lambda: len(api.called("getUpdates")) >= 3)
    assert [call.get("offset") for call in api.called("getUpdates")[:3]] == [None, 901, 4]
    assert store.ids == ["900", "3"]


async def test_a_malformed_update_does_not_stop_its_neighbours(api, store, polling):
    evil = r'{"update_id":1},5,{"message":{}},{"update_id":"2"},{"update_id":3,"x":"\ud800"}'
    api.answer("getUpdates", Say(body=f'{{"ok":true,"result":[{evil}]}}'))
    async with polling():
        await until(lambda: len(api.called("getUpdates")) >= 2)
    assert len(store.events) == 5
    assert (store.ids[0], store.ids[-1]) == ("1", "3")
    assert api.called("getUpdates")[1]["offset"] == 4


async def test_a_batch_without_any_number_does_not_spin(api, store, polling):
    api.answer("getUpdates", *[batch({"x": 1})] * 200)
    async with polling():
        await asyncio.sleep(0.3)
    assert 2 <= len(api.called("getUpdates")) < 20


@pytest.mark.parametrize(
    "trouble",
    [
        error(
            409, "Conflict: terminated by other getUpdates request; make sure that only one bot is running"
        ),
        error(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook"),
        error(401, "Unauthorized"),
        error(500, "Internal Server Error"),
        Say(502, "<html>", content_type="text/html"),
        Say(200, "not JSON"),
        Say(200, '{"ok":true,"result":{}}'),
        Say(reset=True),
        Say(halve=True, body={"ok": True, "result": [text(1)]}),
    ],
)
async def test_trouble_passes(api, store, polling, trouble):
    api.answer("getUpdates", trouble, trouble, batch(text(10)))
    async with polling():
        await until(lambda: store.ids == ["10"])
    assert not any("offset" in call for call in api.called("getUpdates")[:3])


async def test_a_flood_is_waited_out(api, store, polling):
    api.answer("getUpdates", error(429, "Too Many Requests", retry_after=0.4), batch(text(10)))
    async with polling():
        await asyncio.sleep(0.3)
        assert len(api.called("getUpdates")) == 1
        await until(lambda: store.ids == ["10"])


async def test_trouble_with_the_webhook_passes(api, store, polling):
    api.answer("deleteWebhook", error(500, "x"), Say(reset=True))
    api.answer("getUpdates", batch(text(10)))
    async with polling():
        await until(lambda: store.ids == ["10"])
    assert len(api.called("deleteWebhook")) == 3


async def test_presses_are_answered_once_stored(api, store, polling):
    press = {"update_id": 10, "callback_query": {"id": "abc", "from": {"id": 5}, "data": "x"}}
    store.gate.clear()
    api.answer("getUpdates", batch(press))
    async with polling():
        await asyncio.sleep(0.1)
        assert not api.called("answerCallbackQuery")
        store.gate.set()
        await until(lambda: api.called("answerCallbackQuery"))
    assert api.called("answerCallbackQuery") == [{"callback_query_id": "abc"}]


async def test_it_stops_at_once_while_it_waits(api, polling):
    api.answer("getUpdates", Say(hold_s=30))
    async with polling():
        await until(lambda: api.called("getUpdates"))


async def test_a_batch_that_arrived_is_stored_before_it_stops(api, store, polling, background):
    store.gate.clear()
    api.answer("getUpdates", batch(text(10)))
    async with polling() as poller:
        await until(lambda: len(api.called("getUpdates")) == 1)
        await asyncio.sleep(0.05)
        poller.stop()
        store.gate.set()
    assert store.ids == ["10"]


def test_waits_grow_and_never_fall_in_step():
    backoff = Backoff()
    waits = [backoff.step() for _ in range(8)]
    for wait, most in zip(waits, (1, 2, 4, 8, 16, 30, 30, 30), strict=True):
        assert most / 2 <= wait <= most
    backoff.reset()
    assert backoff.step() <= 1
    assert len({Backoff().step() for _ in range(10)}) > 1


@pytest.mark.parametrize(
    "trouble", [error(400, "Bad Request: query is too old and response timeout expired"), Say(reset=True)]
)
async def test_a_press_that_cannot_be_answered_is_no_trouble(api, session, background, trouble):
    api.answer("answerCallbackQuery", trouble)
    presses = Presses(session, background)
    presses.answer("abc")
    await until(lambda: not len(background))


async def test_presses_are_bounded_and_end_with_the_application(api, session, background):
    api.default = Say(hold_s=0.2)
    presses = Presses(session, background)
    for number in range(150):
        presses.answer(str(number))
    presses.answer("")
    assert (len(background), presses.dropped) == (100, 50)
    await background.close()
    await asyncio.sleep(0)
    presses.answer("late")
    assert presses._flying == 0
