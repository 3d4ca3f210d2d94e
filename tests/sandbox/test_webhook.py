"""Webhook delivery: lanes, retries, secret, calls in answers."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from tests.sandbox.conftest import until


@pytest.fixture
async def hooked(emulator, hook):
    """Sets the webhook with any parameters."""

    async def set_webhook(**params):
        await emulator.call("setWebhook", url=hook.url, **params)

    return set_webhook


async def test_delivers_with_the_secret_and_confirms_on_2xx(emulator, anna, hook, hooked):
    await hooked(secret_token="s3cret-_")
    said = await emulator.say(anna, text="12345")
    await until(hook.accepted)
    update = hook.got[0][0]
    assert update["update_id"] == said["update_id"]
    assert update["message"]["text"] == "12345"
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret-_"
    await until(lambda: not len(emulator.desk.telegram.queue))
    confirmed = await emulator.facts("update.confirmed")
    assert [(fact["update_ids"], fact["via"]) for fact in confirmed] == [([said["update_id"]], "webhook")]


async def test_retries_in_order_until_accepted(emulator, anna, hook, hooked):
    hook.plan = [500, 502, 404]
    await hooked()
    sent = [(await emulator.say(anna, text=str(number)))["update_id"] for number in range(3)]
    await until(lambda: len(hook.accepted()) == 3)
    assert hook.accepted() == sent
    assert [update["update_id"] for update, status in hook.got if status != 200] == [sent[0]] * 3
    info = await emulator.call("getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 404 Not Found"


async def test_retry_delays_grow(make, hook):
    emulator = await make(retry_scale=1000.0)
    anna = await emulator.user()
    hook.plan = [500] * 8
    await emulator.call("setWebhook", url=hook.url)
    await emulator.say(anna, text="x")
    await until(hook.accepted)
    tries = [fact["real_ms"] for fact in await emulator.facts("update.delivered")]
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert len(pauses) == 8
    assert pauses[0] < 20, "the first retry is at once"
    assert pauses[5] >= 32, "2, 4, 8, 16, 32 thousandths"
    assert pauses[7] >= 60, "the cap is a random 60 to 120"


async def test_retry_after_is_honoured(make, hook):
    emulator = await make(retry_scale=100.0)
    anna = await emulator.user()
    hook.plan = [(503, {"Retry-After": "30"})]
    await emulator.call("setWebhook", url=hook.url)
    await emulator.say(anna, text="x")
    await until(hook.accepted)
    first, second = [fact["real_ms"] for fact in await emulator.facts("update.delivered")]
    assert 300 <= second - first < 900


async def test_a_failing_lane_holds_back_only_itself(emulator, hook, hooked):
    anna, boris = await emulator.user(), await emulator.user(first_name="Boris")
    await hooked()
    await emulator.say(boris, text="warm up")
    await until(hook.accepted)
    await emulator.post("/control/faults", {"target": "webhook", "kind": "500", "chat_id": anna, "times": 4})
    late = await emulator.say(anna, text="late")
    soon = await emulator.say(boris, text="soon")
    await until(lambda: len(hook.accepted()) == 3)
    assert hook.accepted()[1:] == [soon["update_id"], late["update_id"]]


async def test_texts_and_presses_of_one_person_are_different_lanes(emulator, anna, hook, hooked):
    await hooked()
    await emulator.say(anna, text="warm up")
    await until(hook.accepted)
    message = await emulator.call(
        "sendMessage",
        chat_id=anna,
        text="?",
        reply_markup={"inline_keyboard": [[{"text": "ok", "callback_data": "ok"}]]},
    )
    hook.plan = [(500, {"Retry-After": "20"})]
    text = await emulator.say(anna, text="held back")
    await until(lambda: len(hook.got) == 2)
    press = await emulator.post(
        f"/control/chats/{anna}/press", {"message_id": message["message_id"], "data": "ok"}
    )
    await until(lambda: len(hook.accepted()) == 3)
    assert hook.accepted()[1:] == [press["update_id"], text["update_id"]]


async def test_a_closed_door_is_tried_again(emulator, anna, hook, hooked):
    hook.reset = 2
    await hooked()
    said = await emulator.say(anna, text="x")
    await until(lambda: not len(emulator.desk.telegram.queue))
    assert hook.accepted()[-1] == said["update_id"]
    errors = [fact["error"] for fact in await emulator.facts("webhook.error")]
    assert errors == ["Webhook connection closed"] * 2


async def test_a_call_in_the_answer_is_carried_out(emulator, anna, hook, hooked):
    hook.answer = {"method": "sendMessage", "chat_id": anna, "text": "from the answer"}
    await hooked()
    await emulator.say(anna, text="x")
    messages = emulator.desk.telegram.world.chats[anna].messages
    await until(lambda: any(message.body.get("text") == "from the answer" for message in messages.values()))


async def test_getting_in_the_answer_is_ignored(emulator, anna, hook, hooked):
    hook.answer = {"method": "deleteWebhook"}
    await hooked()
    await emulator.say(anna, text="x")
    await until(hook.accepted)
    assert (await emulator.call("getWebhookInfo"))["url"] == hook.url


async def test_410_for_23_hours_removes_the_webhook(emulator, anna, hook, hooked):
    hook.plan = [410] * 100
    await hooked()
    await emulator.say(anna, text="x")
    await until(lambda: len(hook.got) >= 2)
    await emulator.advance(23 * 3600 + 60)
    await until(lambda: not emulator.desk.telegram.profile.webhook)
    assert (await emulator.call("getUpdates"))[0]["message"]["text"] == "x"


async def test_an_update_that_would_outlive_itself_is_dropped(emulator, anna, hook, hooked):
    hook.plan = [(500, {"Retry-After": "3600"}), (500, {"Retry-After": "3600"})]
    await hooked()
    await emulator.post(
        "/control/updates",
        {"update": {"message": {"text": "short-lived"}}, "lane": "x:1"},
    )
    await emulator.advance(86_400 - 30)
    await until(lambda: not len(emulator.desk.telegram.queue))
    assert len(await emulator.facts("update.dropped", "update.expired")) == 1


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "ftp://127.0.0.1/"}, "Bad Request: invalid webhook URL specified"),
        (
            {"url": "https://example.org/"},
            "Bad Request: bad webhook: the sandbox delivers to this machine only (127.0.0.1)",
        ),
        ({"secret_token": "пароль"}, "Bad Request: secret token contains unallowed characters"),
        ({"secret_token": "x" * 257}, "Bad Request: secret token is too long"),
    ],
)
async def test_refuses_bad_webhooks(emulator, hook, params, words):
    assert await emulator.description("setWebhook", **{"url": hook.url, **params}) == words


async def test_set_webhook_at_most_once_a_second(make, hook):
    emulator = await make(retry_scale=1.0)
    await emulator.call("setWebhook", url=hook.url)
    status, answer = await emulator.refused("setWebhook", url=hook.url)
    assert (status, answer["parameters"]) == (429, {"retry_after": 1})


async def test_one_connection_until_something_succeeded(emulator, hook, hooked):
    people = [await emulator.user(first_name=str(number)) for number in range(3)]
    hook.gate.clear()
    await hooked(max_connections=2)
    for person in people:
        await emulator.say(person, text="x")
    await until(lambda: hook.waiting)
    await asyncio.sleep(0.05)
    assert hook.waiting == 1, "nothing has succeeded yet"
    hook.gate.set()
    await until(lambda: len(hook.accepted()) == 3)
    hook.gate.clear()
    for person in people:
        await emulator.say(person, text="y")
    await until(lambda: hook.waiting == 2)
    await asyncio.sleep(0.05)
    assert hook.waiting == 2, "max_connections"
    hook.gate.set()
    await until(lambda: len(hook.accepted()) == 6)
