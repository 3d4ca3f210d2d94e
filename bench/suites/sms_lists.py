"""Reminders to many phones through the real outbox, in lists and one by one: requests and time."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from bench import ours
from bench.arena import Arena
from bench.figures import Figure, Result
from bench.lane import BenchError
from bench.smsc_stub import SmscStub
from bench.suites.base import Suite
from bot.assembly import SmsWriter, Texts
from bot.channels.delivery import Delivery, Limits
from bot.channels.sms_http import SmsHttp
from bot.channels.sms_line import SmsLine
from bot.channels.sms_rates import Gate
from bot.channels.sms_smsc import Smsc
from bot.channels.smsc_account import SmscAccount
from bot.config import load_config
from bot.config.domain import keyring_of
from bot.dialogs.codec import encode_reply
from bot.dialogs.model import Reply, say
from bot.sms_sending import SmsSending
from core.background import Background
from core.clock import SystemClock
from core.phones import address_of
from core.records import Effect, Priority
from core.values import Masked, Money
from storage.database import Database, Tx, Unit, connect
from storage.outbox import OutboxGateway
from storage.store import StoreFactory

NAME = "sms_list_requests"
_LEFT = "SELECT count(*) FROM outbox WHERE state <> 'sent'"
_AT_ONCE = 1_000
_LONGEST_S = 300.0


def _phone(index: int) -> str:
    return f"+79{index:09d}"


def _fill(first: int, count: int, priority: Priority, event: int, tx: Tx) -> None:
    outbox, now_ms = OutboxGateway(tx), time.time_ns() // 1_000_000
    today, account = dt.datetime.now(tz=dt.UTC).date(), Masked("1234567833")
    for index in range(first, first + count):
        said = say("card-due-undated", account=account, as_of=today, debt=Money(10_000 + index))
        text = encode_reply(Reply((said,)))
        outbox.put(event, index, Effect("message", address_of(_phone(index)), text, priority), now_ms)


class _Room:
    """The sending half of the bot before a stub of SMSC, in this process."""

    def __init__(self, arena: Arena, config_file: Path, database: Database, background: Background) -> None:
        config, clock, open_store = load_config(config_file, {}), SystemClock(), StoreFactory()
        # The money of a day would be spent; that is measured nowhere.
        config = replace(config, limits=replace(config.limits, sms_kopecks_per_day=10_000_000_000))
        config = replace(config, sending=replace(config.sending, sms_per_second=0))
        self.stub, self.database = SmscStub(), database
        self._config, self._clock, self._store = config, clock, open_store
        self._background, self._arena = background, arena
        self._texts = Texts.of(config, clock)
        self._begun = 0

    async def send(self, count: int, priority: Priority) -> tuple[int, float]:
        """Requests and seconds that so many SMS took; each arrived once."""
        first, self._begun = self._begun, self._begun + count
        for at in range(first, first + count, _AT_ONCE):
            size, event = min(_AT_ONCE, first + count - at), first + 1
            await self.database.write(Unit(partial(_fill, at, size, priority, event)))
        before, begun = self.stub.requests, time.perf_counter()
        await self._work()
        for index in range(first, first + count):
            if len(self.stub.texts.get(_phone(index), ())) != 1:
                raise BenchError(f"{_phone(index)} got {self.stub.texts.get(_phone(index), [])}")
        return self.stub.requests - before, time.perf_counter() - begun

    async def _work(self) -> None:
        account = SmscAccount(api_key="bench")
        provider = Smsc(account, SmsHttp([self.stub.url]), Gate(self._clock.now_ms))
        with ThreadPoolExecutor(4) as threads:
            line = SmsLine(provider, threads, self.database, self._store, self._clock)
            sending = SmsSending(self._config, line, SmsWriter(self._texts, keyring_of(self._config)))
            delivery = Delivery(
                self.database,
                self._store,
                sending.senders,
                clock=self._clock,
                background=self._background,
                limits=Limits(),
                tell=_nobody,
            )
            if sending.lists is not None:
                delivery.leave_to(sending.lists)
            delivery.start(alone=True)
            deadline = time.perf_counter() + _LONGEST_S
            while await self.database.read(lambda tx: tx.one(_LEFT)) != (0,):
                if time.perf_counter() > deadline:
                    raise BenchError("the SMS did not leave in time")
                await asyncio.sleep(0.02)
            await delivery.drain(5.0)


async def _nobody(_event_id: int, _address: str) -> None:
    """Nobody waits."""


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """Messages of one request: reminders, which go in lists, against answers, which go one by one."""
    count = arena.scale.reminders
    setup = ours.configure(arena, "lists", f"sqlite:///{arena.scratch / 'lists.db'}", "polling")
    await ours.command(setup, arena.cores.load, "migrate")
    background = Background()
    database = connect(load_config(setup.config, {}).database.url, background=background)
    await database.open()
    try:
        room = _Room(arena, setup.config, database, background)
        with room.stub.serve():
            single, single_s = await room.send(count // 10, Priority.REPLY)
            listed, listed_s = await room.send(count, Priority.NOTICE)
    finally:
        await background.close()
        await database.close()
    value, reference = count / listed, count // 10 / single
    figure = Figure(
        NAME, round(value, 3), "SMS/request", round(reference, 3), value / reference, 50, "higher"
    )
    faster = (count / listed_s) / (count // 10 / single_s)
    beside = f"{count:,} reminders in {listed} requests, {count / listed_s:.0f}/s, {faster:.1f} times as fast"
    return [Result(figure, beside)]


SUITE = Suite((NAME,), measure)
