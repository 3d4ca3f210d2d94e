"""getUpdates: offsets confirm, one poller, nothing is lost or invented."""

from __future__ import annotations

import asyncio

import aiohttp

from tests.sandbox.conftest import TOKEN


def ids(updates):
    return [update["update_id"] for update in updates]


async def test_waits_until_something_happens(emulator, anna, background):
    poll = background.spawn(emulator.call("getUpdates", timeout=10), name="poll")
    await asyncio.sleep(0.05)
    assert not poll.done()
    said = await emulator.say(anna, text="12345")
    updates = await asyncio.wait_for(poll, 1)
    assert ids(updates) == [said["update_id"]]
    assert updates[0]["message"]["text"] == "12345"


async def test_an_empty_poll_ends_after_its_timeout(emulator):
    assert await emulator.call("getUpdates", timeout=1) == []


async def test_offset_confirms_and_only_offset(emulator, anna):
    sent = [(await emulator.say(anna, text=str(number)))["update_id"] for number in range(3)]
    assert ids(await emulator.call("getUpdates")) == sent
    assert ids(await emulator.call("getUpdates", offset=sent[1])) == sent[1:]
    await asyncio.sleep(0.02)
    assert ids(await emulator.call("getUpdates", offset=sent[0])) == sent[1:], (
        "confirmed ones never come back"
    )
    confirmed = await emulator.facts("update.confirmed")
    assert [fact["update_ids"] for fact in confirmed] == [sent[:1]]


async def test_limit_and_order(emulator, anna):
    sent = [(await emulator.say(anna, text=str(number)))["update_id"] for number in range(5)]
    assert sent == list(range(sent[0], sent[0] + 5))
    assert ids(await emulator.call("getUpdates", limit=2)) == sent[:2]


async def test_negative_offset_forgets_older_ones(emulator, anna):
    sent = [(await emulator.say(anna, text=str(number)))["update_id"] for number in range(5)]
    assert ids(await emulator.call("getUpdates", offset=-2)) == sent[-2:]
    assert ids(await emulator.call("getUpdates")) == sent[-2:]


async def test_same_offset_at_once_gives_one_update(make):
    emulator = await make(retry_scale=1.0)
    anna = await emulator.user()
    sent = [(await emulator.say(anna, text=str(number)))["update_id"] for number in range(3)]
    assert ids(await emulator.call("getUpdates")) == sent
    assert ids(await emulator.call("getUpdates")) == sent[:1]


async def test_second_poller_ends_the_first(emulator, background):
    first = background.spawn(emulator.refused("getUpdates", timeout=10), name="poll")
    await asyncio.sleep(0.05)
    second = background.spawn(emulator.call("getUpdates", timeout=1), name="poll")
    status, answer = await first
    assert status == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
    assert await second == []


async def test_no_polling_while_a_webhook_is_set(emulator, hook, background):
    waiting = background.spawn(emulator.description("getUpdates", timeout=10), name="poll")
    await asyncio.sleep(0.05)
    await emulator.call("setWebhook", url=hook.url)
    assert await waiting == "Conflict: terminated by setWebhook request"
    status, answer = await emulator.refused("getUpdates")
    assert status == 409
    assert "while webhook is active" in answer["description"]
    await emulator.call("deleteWebhook")
    assert await emulator.call("getUpdates") == []


async def test_allowed_updates_are_remembered(emulator, anna):
    await emulator.call("getUpdates", allowed_updates=["callback_query"])
    assert (await emulator.say(anna, text="unheard"))["update_id"] is None
    await emulator.call("getUpdates", offset=1)
    assert (await emulator.say(anna, text="still unheard"))["update_id"] is None
    await emulator.call("getUpdates", allowed_updates=[])
    assert (await emulator.say(anna, text="heard"))["update_id"]


async def test_presses_expire_after_150_seconds_and_messages_after_a_day(emulator, anna):
    message = await emulator.call(
        "sendMessage",
        chat_id=anna,
        text="?",
        reply_markup={"inline_keyboard": [[{"text": "ok", "callback_data": "ok"}]]},
    )
    text = await emulator.say(anna, text="12345")
    press = await emulator.post(
        f"/control/chats/{anna}/press", {"message_id": message["message_id"], "data": "ok"}
    )
    await emulator.advance(149)
    assert ids(await emulator.call("getUpdates")) == [text["update_id"], press["update_id"]]
    await emulator.advance(2)
    assert ids(await emulator.call("getUpdates", offset=-100)) == [text["update_id"]]
    await emulator.advance(86_400)
    assert (await emulator.call("getWebhookInfo"))["pending_update_count"] == 0
    expired = await emulator.facts("update.expired")
    assert [fact["update_ids"] for fact in expired] == [[press["update_id"]], [text["update_id"]]]


async def _get(session, url):
    async with session.get(url):
        pass


async def test_a_killed_poller_loses_nothing(emulator, anna, background):
    async with aiohttp.ClientSession() as doomed:
        poll = background.spawn(
            _get(doomed, f"{emulator.base}/bot{TOKEN}/getUpdates?timeout=10"), name="poll"
        )
        await asyncio.sleep(0.05)
        poll.cancel()
    await asyncio.sleep(0.05)
    said = await emulator.say(anna, text="12345")
    assert await emulator.facts("update.delivered") == []
    assert ids(await emulator.call("getUpdates", offset=0, timeout=1)) == [said["update_id"]]


async def test_the_next_poll_of_a_restarted_bot_is_no_conflict(emulator, anna, background):
    async with aiohttp.ClientSession() as doomed:
        url = f"{emulator.base}/bot{TOKEN}/getUpdates?timeout=10"
        poll = background.spawn(_get(doomed, url), name="poll")
        await asyncio.sleep(0.05)
        poll.cancel()
    await asyncio.sleep(0.05)
    assert await emulator.call("getUpdates", timeout=1) == []
    assert [fact for fact in await emulator.facts("api.call") if fact["status"] == 409] == []
