"""`broadcast new | show | test | start | pause | resume | stop | list | report` (docs/broadcasts.md)."""

from __future__ import annotations

import asyncio
import csv
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec

from bot.broadcasts.desk import BroadcastDesk, Seen
from bot.commands.database import database_or_bot
from bot.control.client import ControlClient
from core.address_ranges import RangeError, ranges_of
from core.broadcasts.model import Audience, Channels, Draft, State
from core.clock import SystemClock, from_ms
from core.masking import Masker
from storage.store import StoreFactory

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from bot.config import Config

LONGEST, LONGEST_SMS = 3500, 670
GATHERED_S, POLL_S = 600, 0.5
_TELEGRAM = re.compile(r"(?:telegram:)?(\d{1,18})")
_PHONE = re.compile(r"(?:tel:)?(\+7\d{10})")
_STATES = {
    "start": State.RUNNING,
    "resume": State.RUNNING,
    "pause": State.PAUSED,
    "stop": State.STOPPED,
}


class Desk(Protocol):
    """`BroadcastDesk`, here or in the running bot."""

    async def make(self, draft: Draft) -> int: ...

    async def look(self, broadcast_id: int) -> Seen | None: ...

    async def last(self) -> Sequence[Seen]: ...

    async def turn(self, broadcast_id: int, state: State, number: str = "") -> str: ...

    async def attempt(self, broadcast_id: int, address: str) -> str: ...

    async def report(self, broadcast_id: int, after: int) -> Sequence[tuple[int, str, str, str, int]]: ...


class RemoteDesk:
    """The desk of the running bot."""

    def __init__(self, client: ControlClient) -> None:
        self._client = client

    async def make(self, draft: Draft) -> int:
        return int(await self._client.call("broadcast.make", **msgspec.to_builtins(draft)))

    async def look(self, broadcast_id: int) -> Seen | None:
        return msgspec.convert(await self._client.call("broadcast.look", id=broadcast_id), Seen | None)

    async def last(self) -> Sequence[Seen]:
        return msgspec.convert(await self._client.call("broadcast.last"), list[Seen])

    async def turn(self, broadcast_id: int, state: State, number: str = "") -> str:
        told = await self._client.call("broadcast.turn", id=broadcast_id, state=str(state), number=number)
        return str(told)

    async def attempt(self, broadcast_id: int, address: str) -> str:
        return str(await self._client.call("broadcast.attempt", id=broadcast_id, address=address))

    async def report(self, broadcast_id: int, after: int) -> Sequence[tuple[int, str, str, str, int]]:
        told = await self._client.call("broadcast.report", id=broadcast_id, after=after)
        return msgspec.convert(told, list[tuple[int, str, str, str, int]])


@asynccontextmanager
async def _desk(config: Config) -> AsyncIterator[Desk]:
    async with database_or_bot(config) as reached:
        if isinstance(reached, ControlClient):
            yield RemoteDesk(reached)
        else:
            price = config.limits.sms_part_kopecks
            yield BroadcastDesk(reached, StoreFactory(), SystemClock().now_ms, price)


async def broadcast(config: Config, given: argparse.Namespace) -> int:
    """Carry out one of the commands; 1 when it cannot be done."""
    match given.broadcast:
        case "new":
            return await _new(config, given)
        case "list":
            return await _list(config)
        case "show":
            return await _show(config, given.id)
        case "test":
            return await _test(config, given.id, given.to)
        case "report":
            return await _report(config, given.id, given.to)
        case _:
            return await _turn(config, given)


async def _new(config: Config, given: argparse.Namespace) -> int:
    try:
        draft = draft_of(given)
    except (ValueError, OSError) as error:
        return _refused(str(error))
    async with _desk(config) as desk:
        made = await desk.make(draft)
        print(f"broadcast {made}: looking for its recipients", file=sys.stderr)
        seen = await _gathered(desk, made)
    if seen is None:
        print(f"still looking: see `broadcast show {made}`; the bot has to run", file=sys.stderr)
        return 0
    _print(seen)
    return 0


async def _gathered(desk: Desk, made: int) -> Seen | None:
    """Wait until the running bot has found everybody; None when it does not."""
    if isinstance(desk, RemoteDesk):
        for _ in range(int(GATHERED_S / POLL_S)):
            seen = await desk.look(made)
            if seen is not None and seen.state != State.GATHERING:
                return seen
            await asyncio.sleep(POLL_S)
    return None


def draft_of(given: argparse.Namespace) -> Draft:
    """What the arguments ask for. Raises ValueError with what is wrong, OSError for a file."""
    words = _words(given.words, LONGEST)
    short = _words(given.short, LONGEST_SMS) if given.short else words
    channels = Channels(given.channels)
    if channels is not Channels.MESSENGER and len(short) > LONGEST_SMS:
        raise ValueError(f"as an SMS it has {len(short)} characters, {LONGEST_SMS} fit: give --short FILE")
    try:
        places = given.places and "; ".join(given.places)
        if places:
            ranges_of(places)
    except RangeError as error:
        raise ValueError(f"--places: {error}") from error
    audience = Audience(
        places or "", tuple(given.tariff), tuple(given.window), given.holder,
        given.debt_from * 100, given.overdue_from * 100,
    )  # fmt: skip
    return Draft(words, short, audience, channels, given.legal, given.by)


def _words(file: Path, most: int) -> str:
    try:
        text = file.read_text("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise ValueError(f"{file} is not UTF-8: save it as UTF-8") from error
    if not text or "\0" in text:
        raise ValueError(f"{file} holds no text")
    if len(text) > most:
        raise ValueError(f"{file} has {len(text)} characters, {most} fit")
    return text


async def _show(config: Config, number: int) -> int:
    async with _desk(config) as desk:
        seen = await desk.look(number)
    if seen is None:
        return _refused("there is no such broadcast: see `broadcast list`")
    _print(seen)
    return 0


def _print(seen: Seen) -> None:
    """The preview and, later, the progress."""
    print(f"broadcast {seen.id}  {seen.state}  by {seen.made_by}  {_when(seen.made_ms)}")
    print(f"--- messenger ---\n{seen.words}\n--- SMS, parts: {seen.sms_parts} ---\n{seen.words_short}\n---")
    total = sum(seen.states.values())
    print(f"recipients: {total}  messenger: {seen.by_channel.get('messenger', 0)}", end="  ")
    print(f"SMS: {seen.by_channel.get('sms', 0)}, up to {seen.kopecks // 100}.{seen.kopecks % 100:02} rub")
    if seen.started_ms:
        print(*(f"{state}: {count}" for state, count in sorted(seen.states.items())), sep="  ")
        for why, count in sorted(seen.reasons.items()):
            print(f"  {why}: {count}")
    if seen.state == State.READY:
        print(f"try it:   broadcast test {seen.id} --to +79XXXXXXXXX (or a Telegram id)")
        print(f"start it: broadcast start {seen.id} --confirm NUMBER, the number is {seen.number}")


async def _list(config: Config) -> int:
    async with _desk(config) as desk:
        found = await desk.last()
    for seen in found:
        sent = seen.states.get("sent", 0)
        first = seen.words.splitlines()[0][:40]
        print(
            seen.id, seen.state, _when(seen.made_ms), f"{sent}/{sum(seen.states.values())}", first, sep="  "
        )
    print(f"broadcasts: {len(found)}" if found else "no broadcasts", file=sys.stderr)
    return 0


async def _turn(config: Config, given: argparse.Namespace) -> int:
    async with _desk(config) as desk:
        if given.broadcast == "resume":
            seen = await desk.look(given.id)
            if seen is not None and seen.state == State.READY:
                return _refused("it was never started: `broadcast start` asks for its number")
        why = await desk.turn(given.id, _STATES[given.broadcast], getattr(given, "confirm", ""))
    if why:
        return _refused(why)
    print(f"broadcast {given.id}: {_STATES[given.broadcast]}", file=sys.stderr)
    return 0


async def _test(config: Config, number: int, to: str) -> int:
    telegram, phone = _TELEGRAM.fullmatch(to), _PHONE.fullmatch(to)
    if telegram is None and phone is None:
        return _refused(f"{to!r} is neither a phone such as +79161234567 nor a Telegram id")
    address = f"tel:{phone[1]}" if phone else f"telegram:{telegram[1]}" if telegram else ""
    async with _desk(config) as desk:
        why = await desk.attempt(number, address)
    if why:
        return _refused(why)
    print("on its way", file=sys.stderr)
    return 0


async def _report(config: Config, number: int, to: Path) -> int:
    """A line for each recipient: the address is masked, as in the log."""
    masker, after, count = Masker(), 0, 0
    async with _desk(config) as desk:
        with to.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, delimiter=";")
            out.writerow(("address", "state", "reason", "at"))
            while page := await desk.report(number, after):
                for _, address, state, why, at_ms in page:
                    out.writerow((masker.text(address), state, why, _when(at_ms) if at_ms else ""))
                after, count = page[-1][0], count + len(page)
    print(f"{to}: {count} recipients", file=sys.stderr)
    return 0


def _when(at_ms: int) -> str:
    return from_ms(at_ms).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _refused(why: str) -> int:
    print(f"error: {why}", file=sys.stderr)
    return 1
