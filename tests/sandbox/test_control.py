"""The control API: people act, buttons are pressed, things break on demand, the clock moves."""

from __future__ import annotations

import json

import aiohttp
import pytest

from tests.sandbox.test_polling import ids

KEYS = {
    "inline_keyboard": [[{"text": "ok", "callback_data": "yes"}, {"text": "pay", "url": "http://a.ru/x"}]]
}


@pytest.fixture
async def question(emulator, anna):
    """A message with an inline keyboard."""
    return (await emulator.call("sendMessage", chat_id=anna, text="?", reply_markup=KEYS))["message_id"]


async def press(emulator, chat_id, **what):
    return await emulator.raw(f"/control/chats/{chat_id}/press", what)


async def test_press_by_data_and_by_text(emulator, anna, question):
    for what in ({"data": "yes"}, {"text": "ok"}, {"text": "ok", "message_id": question}):
        status, answer = await press(emulator, anna, **what)
        assert (status, answer["message_id"]) == (200, question)
    queries = [update["callback_query"] for update in await emulator.call("getUpdates")]
    assert [query["data"] for query in queries] == ["yes"] * 3
    assert len({query["id"] for query in queries}) == 3
    assert queries[0]["message"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "yes"
    assert queries[0]["from"]["id"] == anna


async def test_a_link_is_no_update(emulator, anna, question):
    status, answer = await press(emulator, anna, text="pay")
    assert (status, answer["update_id"], answer["url"]) == (200, None, "http://a.ru/x")


async def test_buttons_that_are_gone(emulator, anna, question):
    await emulator.call("editMessageText", chat_id=anna, message_id=question, text="done")
    stale = {"message_id": question, "data": "yes"}
    status, answer = await press(emulator, anna, **stale)
    assert status == 409
    assert "no such button" in answer["error"]
    status, answer = await press(emulator, anna, **stale, force=True)
    assert status == 200
    assert (await emulator.call("getUpdates"))[0]["callback_query"]["data"] == "yes"


async def test_bottom_buttons_send_messages(emulator, anna):
    rows = [[{"text": "phone", "request_contact": True}], ["balance"]]
    await emulator.call("sendMessage", chat_id=anna, text="x", reply_markup={"keyboard": rows})
    await press(emulator, anna, text="balance")
    await press(emulator, anna, text="phone")
    balance, contact = [update["message"] for update in await emulator.call("getUpdates")]
    assert balance["text"] == "balance"
    assert contact["contact"]["user_id"] == anna
    assert contact["reply_to_message"]["text"] == "x"


async def test_editing_replying_raw(emulator, anna, question):
    said = await emulator.say(anna, text="/help me", reply_to=question)
    await emulator.say(anna, text="changed", edit=said["message_id"])
    await emulator.say(anna, text="odd", raw={"message": {"date": "soon", "chat": {"type": "other"}}})
    first, second, third = await emulator.call("getUpdates")
    assert first["message"]["reply_to_message"]["message_id"] == question
    assert first["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    assert second["edited_message"]["text"] == "changed"
    assert second["edited_message"]["message_id"] == said["message_id"]
    assert (third["message"]["date"], third["message"]["chat"]["type"]) == ("soon", "other")
    assert third["message"]["chat"]["id"] == anna


async def test_blocking_tells_the_bot_and_start_unblocks(emulator, anna):
    await emulator.post(f"/control/chats/{anna}/block")
    status, _ = await emulator.raw(f"/control/chats/{anna}/send", {"text": "x"})
    assert status == 409
    await emulator.say(anna, start="")
    updates = await emulator.call("getUpdates")
    statuses = [
        update["my_chat_member"]["new_chat_member"]["status"]
        for update in updates
        if "my_chat_member" in update
    ]
    assert statuses == ["kicked", "member"]
    assert updates[-1]["message"]["text"] == "/start"


async def test_groups_and_privacy(make):
    emulator = await make(group_privacy=True)
    anna = await emulator.user()
    group = (await emulator.post("/control/groups", {"title": "House", "members": [anna]}))["id"]
    assert group < 0
    assert (await emulator.say(group, **{"from": anna, "text": "hello"}))["update_id"] is None
    assert (await emulator.say(group, **{"from": anna, "text": "/help"}))["update_id"]
    status, _ = await emulator.raw(f"/control/chats/{group}/send", {"text": "who?"})
    assert status == 400


async def test_raw_updates_and_repeats(emulator, anna):
    first = await emulator.post("/control/updates", {"update": {"message": {"text": None}}, "repeat": 3})
    odd = '{"update": {"poll": "\\ud800", "big": 123456789012345678901234567890}}'
    async with emulator.http.post("/control/updates", data=odd) as answer:
        second = await answer.json()
    assert second["update_id"] == first["update_id"] + 1
    await emulator.post("/control/updates", {"update": [1, 2]})
    async with emulator.http.get("/bot123456:AAtest/getUpdates") as answer:
        updates = json.loads(await answer.read())["result"]
    assert updates[1]["poll"] == "\ud800"
    assert updates[1]["big"] == 123456789012345678901234567890
    assert updates[2] == [1, 2]
    offset = second["update_id"] + 5
    assert ids(await emulator.call("getUpdates", offset=offset)) == [first["update_id"]]
    assert ids(await emulator.call("getUpdates", offset=offset + 1)) == [first["update_id"]]
    assert await emulator.call("getUpdates", offset=offset + 2) == []
    await emulator.restart()
    assert (await emulator.say(anna, text="x"))["update_id"] > second["update_id"]


async def test_duplicates_by_polling(emulator, anna):
    await emulator.post("/control/duplicates", {"min": 3, "max": 3, "seed": 1})
    sent = [(await emulator.say(anna, text=str(number)))["update_id"] for number in range(4)]
    seen, offset = [], 0
    while batch := ids(await emulator.call("getUpdates", offset=offset)):
        seen += batch
        offset = max(offset, batch[-1] + 1)
    assert sorted(seen) == sorted(sent * 3)


async def test_a_batch_fetched_twice_owes_no_more_repeats(emulator, anna):
    await emulator.post("/control/duplicates", {"min": 2, "max": 2, "seed": 1})
    said = (await emulator.say(anna, text="x"))["update_id"]
    for _ in range(3):
        await emulator.call("getUpdates", limit=1)
        await emulator.restart()
    queued = await emulator.facts("update.queued")
    assert [(fact["update_id"], fact["echo"]) for fact in queued] == [(said, False), (said, True)]


async def test_duplicates_by_webhook(emulator, anna, hook):
    from tests.sandbox.conftest import until

    await emulator.post("/control/duplicates", {"min": 2, "max": 2, "seed": 1})
    await emulator.call("setWebhook", url=hook.url)
    sent = [(await emulator.say(anna, text=str(number)))["update_id"] for number in range(3)]
    await until(lambda: len(hook.accepted()) == 6)
    assert sorted(hook.accepted()) == sorted(sent * 2)


async def test_reorder_keeps_lanes(emulator, anna, question):
    await emulator.post("/control/reorder", {"window": 40, "seed": 3})
    for number in range(20):
        assert (await emulator.say(anna, text=str(number)))["update_id"] is None
        await press(emulator, anna, data="yes")
    updates = await emulator.call("getUpdates", timeout=2)
    kinds = ["message" in update for update in updates]
    assert len(kinds) == 40
    assert kinds != [True, False] * 20, "presses moved against texts"
    assert kinds not in (sorted(kinds), sorted(kinds, reverse=True)), "and are mixed with them"
    assert [update["message"]["text"] for update in updates if "message" in update] == [
        str(n) for n in range(20)
    ]
    await emulator.say(anna, text="alone")
    assert (await emulator.call("getUpdates", offset=updates[-1]["update_id"] + 1, timeout=2))[0]["message"][
        "text"
    ] == ("alone")


async def test_faults_match_count_and_clear(emulator, anna):
    other = await emulator.user(first_name="Boris")
    rule = {"target": "telegram", "method": "sendMessage", "chat_id": anna, "kind": "429", "times": 2}
    await emulator.post("/control/faults", {**rule, "retry_after": 3})
    assert await emulator.call("sendMessage", chat_id=other, text="x")
    for _ in range(2):
        status, answer = await emulator.refused("sendMessage", chat_id=anna, text="x")
        assert (status, answer["parameters"]["retry_after"]) == (429, 3)
    assert await emulator.call("sendMessage", chat_id=anna, text="x")
    await emulator.post(
        "/control/faults", {"target": "telegram", "kind": "429_bare", "probability": 0.5, "seed": 7}
    )
    verdicts = [(await emulator.refused("getMe"))[0] for _ in range(40)]
    assert 8 < verdicts.count(429) < 32
    assert (await emulator.get("/control/faults"))[0]["hits"] == verdicts.count(429)
    async with emulator.http.delete("/control/faults") as answer:
        assert answer.status == 200
    assert await emulator.call("getMe")


@pytest.mark.parametrize(
    "rule",
    [
        {"target": "moon", "kind": "500"},
        {"target": "telegram", "kind": "explode"},
        {"target": "telegram", "kind": "500", "times": 0},
        {"target": "telegram", "kind": "500", "probability": 2},
        {"target": "telegram", "kind": "500", "often": True},
    ],
)
async def test_bad_faults(emulator, rule):
    status, answer = await emulator.raw("/control/faults", rule)
    assert status == 400
    assert answer["error"]


async def test_clock(emulator):
    start = 1795161600000
    assert start <= (await emulator.get("/clock"))["now_ms"] < start + 60_000
    await emulator.advance(86_400)
    assert (await emulator.get("/clock"))["now_ms"] >= start + 86_400_000
    await emulator.post("/control/clock", {"set_ms": start - 1000})
    assert (await emulator.get("/control/clock"))["now_ms"] < start + 1000
    for body in ({}, {"advance_s": "x"}, {"set_ms": 1, "advance_s": 1}, {"advance_s": 1e300}):
        status, _ = await emulator.raw("/control/clock", body)
        assert status == 400


async def test_users(emulator):
    many = await emulator.post("/control/users", {"count": 3, "id": 10, "opened": True})
    assert many["ids"] == [10, 11, 12]
    for body in ({}, {"first_name": ""}, {"first_name": "A", "phone": "8916"}, {"first_name": "A", "id": 11}):
        status, _ = await emulator.raw("/control/users", body)
        assert status in {400, 409}
    state = await emulator.get("/control/state")
    assert [user["id"] for user in state["users"]] == [10, 11, 12]


async def test_events_stream(emulator, anna):
    async with aiohttp.ClientSession() as http, http.get(f"{emulator.base}/control/events?after=0") as stream:
        kinds = []
        async for line in stream.content:
            if line.startswith(b"data: "):
                kinds.append(json.loads(line[6:])["kind"])
                if len(kinds) == 2:
                    await emulator.say(anna, text="x")
            if "update.queued" in kinds:
                break
    assert kinds[:2] == ["clock.started", "user.added"]
    assert kinds[-2:] == ["message.received", "update.queued"]


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": "a", "photo": True}, {"text": "a", "color": 1}, {"album": 1}, {"contact": 5}],
)
async def test_bad_sends(emulator, anna, body):
    status, answer = await emulator.raw(f"/control/chats/{anna}/send", body)
    assert status == 400
    assert answer["error"]


async def test_unknown_chats_and_bad_bodies(emulator):
    assert (await emulator.raw("/control/chats/5/send", {"text": "x"}))[0] == 404
    assert (await emulator.raw("/control/chats/x/send", {"text": "x"}))[0] == 400
    async with emulator.http.post("/control/users", data="{") as answer:
        assert answer.status == 400
    async with emulator.http.post("/control/users", data="[]") as answer:
        assert answer.status == 400


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Host": "evil.example:8090"}, {"Origin": "null"}]
)
async def test_pages_of_other_sites_are_refused(emulator, headers):
    async with emulator.http.post("/control/users", data='{"first_name": "x"}', headers=headers) as answer:
        assert answer.status == 403
    own = {"Origin": emulator.base}
    async with emulator.http.post("/control/users", data='{"first_name": "x"}', headers=own) as answer:
        assert answer.status == 200
