"""SMS in foul weather and under SIGKILL: each is heard once, each answer and each code leaves once.

The provider's answers are lost, late, broken or in another charset; its callbacks come twice, in disorder or
forged; the bot is killed. Judged from the provider's own ledger and from the files that billing gets.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
import re
from collections import Counter, defaultdict

import pytest

from bench import exchange, ours
from tests.faults.judge import at_rest
from tests.faults.test_readings import _take
from tests.faults.world import SMSC, World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
PHONES, KILLS = (150, 20) if LONG else (15, 2)
SCALE = 2
"""A minute of the provider's rules (no status yet, no text twice) is half a minute; our patience stays."""
ANSWERED_S = 900 if LONG else 240
HANGS = ("timeout_before", "timeout_after_accept")
LIES = ("500", "html", "wrong_charset", "huge", "reset", "error_9")
SHARE = 0.02
"""Of the sends, for each kind: one in six goes wrong."""
OF_CALLBACK = 0.1
OF_CALLBACKS = ("duplicate", "reorder", "bad_checksum", "500")
FIRST, SECOND = 137, 152
_MORE = f"""
[linking]
consent_version = "{ours.CONSENT_VERSION}"
"""
_CODE = re.compile(r"^(\d{6}) - ")
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 420)]


def _phone(index: int) -> str:
    return f"+7916{index:03d}4567"


class Phones:
    """What every phone got, from the provider's ledger."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.got: dict[str, list[str]] = defaultdict(list)
        self.texted = 0
        self._read_to = 0

    async def watch(self) -> None:
        while True:
            for fact in await self.world.facts(self._read_to):
                self._read_to = fact["n"]
                if fact["kind"] == "sms.sent":
                    self.got[fact["phone"]].append(fact["text"])
            await asyncio.sleep(0.1)

    async def says(self, phone: str, text: str, awaits: str) -> str:
        """Text it and wait for an answer with these words; a person with a button phone does no more."""
        before = len(self.got[phone])
        self.texted += 1
        await self.world.post(f"/control/phones/{phone}/send", text=text)
        while True:
            for answer in self.got[phone][before:]:
                if re.search(awaits, answer):
                    return answer
            await asyncio.sleep(0.1)

    async def person(self, index: int) -> None:
        """From nothing to a reading; every second one corrects it."""
        phone, value = _phone(index), exchange.shown(index)
        account = f"ЛС {exchange.number(index)} {exchange.receipt_code(index)}"
        await self.says(phone, account, "Согласны")
        code = _CODE.match(await self.says(phone, "да", _CODE.pattern))[1]
        await self.says(phone, f"КОД {code}", "Готово")
        await self.says(phone, str(value + FIRST), f"записано {value + FIRST}")
        if index % 2:
            await self.says(phone, f"П {value + SECOND}", f"{value + SECOND} вместо {value + FIRST}")


async def _prepare(world: World) -> None:
    files, today = world.folder / "billing", dt.datetime.now(tz=dt.UTC).date()
    exchange.write_accounts(files, PHONES, today, metered=True)
    exchange.write_meters(files, PHONES, today)
    (world.folder / "out").mkdir()
    await world.done("migrate")
    await world.done("import", str(files))
    url = f"http://127.0.0.1:{world.bot_port}/sms/smsc?charset=utf-8&sha1"
    await world.post("/control/sms", callback_url=url, callback_secret="s3cret")


async def _weather(world: World) -> None:
    for number, kind in enumerate((*HANGS, *LIES)):
        rule = {"target": "sms", "kind": kind, "method": "send", "delay_s": 20}
        await world.post("/control/faults", **rule, probability=SHARE, times=1_000_000, seed=number)
    for number, kind in enumerate(OF_CALLBACKS):
        rule = {"target": "callback", "kind": kind, "seed": number}
        await world.post("/control/faults", **rule, probability=OF_CALLBACK, times=1_000_000)


async def _kill_often(world: World, dice: random.Random) -> None:
    for _ in range(KILLS):
        await asyncio.sleep(dice.uniform(4.0, 12.0))
        await world.kill_bot()
        await world.start_bot()


async def test_each_sms_is_heard_once_and_answered_once(tmp_path):
    async with World(tmp_path, more=_MORE, sms=SMSC, emulator=("--time-scale", str(SCALE))) as world:
        await _prepare(world)
        await _weather(world)
        phones = Phones(world)
        world.background.spawn(phones.watch(), name="eyes")
        await world.start_bot()
        kills = world.background.spawn(_kill_often(world, random.Random(7)), name="kills")
        async with asyncio.timeout(ANSWERED_S):
            await asyncio.gather(*(phones.person(index) for index in range(PHONES)))
        await kills
        facts = await at_rest(world, 180)
        heard = world.rows("SELECT count(*) FROM inbox WHERE source = 'sms:smsc' AND state = 'done'")
        await world.done("export", "readings", "--to", str(world.folder / "out"))
        billing = _take(world.folder / "out")
    injected = Counter(f["fault_kind"] for f in facts if f["kind"] == "fault.injected")
    sent = [(f["phone"], f["text"]) for f in facts if f["kind"] == "sms.sent"]
    print(f"\n{KILLS} kills, {len(sent)} SMS sent, {phones.texted} heard, faults {dict(injected)}")
    assert set(injected) >= {"timeout_before", "timeout_after_accept", "duplicate", "bad_checksum"}
    codes = Counter(phone for phone, text in sent if _CODE.match(text))
    assert codes == dict.fromkeys(map(_phone, range(PHONES)), 1), "one code for one request"
    assert [one for one, times in Counter(sent).items() if times > 1] == []
    assert heard == [(phones.texted,)]
    assert billing.now == {
        exchange.number(index): str(exchange.shown(index) + (SECOND if index % 2 else FIRST))
        for index in range(PHONES)
    }
    assert set(billing.receipts.values()) == {1}
