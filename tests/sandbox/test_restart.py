"""State is what the ledger replays to: identifiers go on, nothing waiting is lost, a torn line is cut off."""

from __future__ import annotations

import json
import time

import pytest

from sandbox.clock import SandboxClock
from sandbox.ledger import Ledger, LedgerBroken
from tests.sandbox.test_polling import ids

KEYS = {"inline_keyboard": [[{"text": "ok", "callback_data": "yes"}]]}


async def test_everything_goes_on_after_a_restart(emulator, anna):
    await emulator.call("setMyCommands", commands=[{"command": "help", "description": "x"}])
    question = await emulator.call("sendMessage", chat_id=anna, text="?", reply_markup=KEYS)
    await emulator.call("sendMessage", chat_id=anna, text="k", reply_markup={"keyboard": [["a"]]})
    said = await emulator.say(anna, text="12345")
    press = {"message_id": question["message_id"], "data": "yes"}
    query = await emulator.post(f"/control/chats/{anna}/press", press)
    await emulator.post("/sms/send", {"id": "1", "phone": "+79161234567", "text": "code"})
    await emulator.advance(100)
    before = await emulator.chat(anna)
    now_ms = (await emulator.get("/clock"))["now_ms"]

    await emulator.restart()

    assert await emulator.chat(anna) == before
    assert ids(await emulator.call("getUpdates")) == [said["update_id"], query["update_id"]]
    assert 0 <= (await emulator.get("/clock"))["now_ms"] - now_ms < 5000
    assert (await emulator.call("getMyCommands"))[0]["command"] == "help"
    assert len((await emulator.get("/control/phones/+79161234567"))["messages"]) == 1
    after = await emulator.say(anna, text="next")
    assert after["update_id"] == query["update_id"] + 1
    assert after["message_id"] == said["message_id"] + 1
    newer = await emulator.post(f"/control/chats/{anna}/press", press)
    assert int(newer["query_id"]) == int(query["query_id"]) + 1
    assert await emulator.user(first_name="Boris") == anna + 1
    numbers = [fact["n"] for fact in await emulator.facts()]
    assert numbers == list(range(1, len(numbers) + 1))


async def test_confirmed_updates_stay_confirmed(emulator, anna):
    sent = [(await emulator.say(anna, text=str(number)))["update_id"] for number in range(3)]
    await emulator.call("getUpdates", offset=sent[2])
    await emulator.restart()
    assert ids(await emulator.call("getUpdates")) == sent[2:]


async def test_webhooks_and_faults_survive(emulator, anna, hook):
    from tests.sandbox.conftest import until

    await emulator.call("setWebhook", url=hook.url, secret_token="s")
    await emulator.post("/control/faults", {"target": "telegram", "kind": "500", "times": 2})
    await emulator.refused("getMe")
    await emulator.restart()
    said = await emulator.say(anna, text="x")
    await until(hook.accepted)
    assert hook.accepted() == [said["update_id"]]
    assert [(await emulator.refused("getMe"))[0] for _ in range(2)] == [500, 200]


@pytest.mark.parametrize("torn", ['{"n":99,"at_ms":1,"kin', '{"n":99,"at_ms":1,"kind":"x"}', "\x00\x00"])
async def test_a_torn_last_line_is_cut_off(emulator, anna, torn):
    await emulator.stop()
    path = emulator.folder / "ledger.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + torn.encode())
    await emulator.start()
    await emulator.say(anna, text="x")
    lines = path.read_bytes()
    assert lines.startswith(whole)
    facts = [json.loads(line) for line in lines.splitlines()]
    assert [fact["n"] for fact in facts] == list(range(1, len(facts) + 1))


def test_a_broken_middle_is_refused(tmp_path):
    path = tmp_path / "ledger.jsonl"
    path.write_text('{"n":1,"at_ms":1,"kind":"x"}\nrubbish\n{"n":2,"at_ms":1,"kind":"x"}\n')
    with pytest.raises(LedgerBroken, match="line 2"):
        Ledger(path, SandboxClock(0)).open()


def test_replay_of_100_000_lines_is_quick(tmp_path):
    ledger = Ledger(tmp_path / "ledger.jsonl", SandboxClock(0))
    ledger.open()
    for number in range(100_000):
        ledger.record("message.sent", chat_id=1, message={"text": "x" * 80, "message_id": number})
    ledger.close()
    again = Ledger(tmp_path / "ledger.jsonl", SandboxClock(0))
    seen = []
    again.on("message.sent", seen.append)
    start = time.process_time()
    again.open()
    took = time.process_time() - start
    assert len(seen) == again.last_n == 100_000
    assert json.loads(again.read(99_999))["n"] == 100_000
    again.close()
    assert took < 8, "a second on a quiet machine"
