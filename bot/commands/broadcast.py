"""`broadcast new | show | test | start | pause | resume | stop | list | report` (docs/broadcasts.md)."""

from __future__ import annotations

import asyncio
import getpass
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.assembly import SMS, Texts
from bot.broadcasts.desk import NONE, BroadcastDesk, Seen
from bot.broadcasts.remote import Desk, RemoteDesk
from bot.broadcasts.turns import RESUME, START
from bot.broadcasts.words import Press
from bot.commands.broadcast_draft import draft_of
from bot.commands.broadcast_printing import listed, preview
from bot.commands.broadcast_report import write_report
from bot.commands.database import database_or_bot, sqlite_path
from bot.control.client import ControlClient
from core.broadcasts.model import State
from core.clock import SystemClock
from core.phones import parse_phone
from storage.store import StoreFactory

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from bot.config import Config

STILL_S, POLL_S, SENT_S = 20, 0.5, 15
"""How long nothing is found before we look no more; how often we look; how long a trial is waited for."""
_TELEGRAM = re.compile(r"(?:telegram:)?([1-9]\d{0,15})")
_ID = 10
_DONE = {"start": "running", "resume": "running again", "pause": "paused", "stop": "stopped for good"}


@dataclass(frozen=True, slots=True)
class Reached:
    """The desk; `off`: surely no bot runs."""

    desk: Desk
    off: bool


@asynccontextmanager
async def _desk(config: Config) -> AsyncIterator[Reached]:
    async with database_or_bot(config) as reached:
        if isinstance(reached, ControlClient):
            yield Reached(RemoteDesk(reached), off=False)
        else:
            clock, price = SystemClock(), config.limits.sms_part_kopecks
            press = Press(Texts.of(config, clock), SMS)
            desk = BroadcastDesk(reached, StoreFactory(), clock.now_ms, price, press)
            yield Reached(desk, off=sqlite_path(config) is not None)


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
            return await _test(config, given)
        case "report":
            return await _report(config, given.id, given.to)
        case _:
            return await _turn(config, given)


async def _new(config: Config, given: argparse.Namespace) -> int:
    try:
        draft = draft_of(given)
        Press(Texts.of(config, SystemClock()), SMS).checked(draft)
    except (ValueError, OSError) as error:
        return _refused(str(error))
    async with _desk(config) as reached:
        why = await reached.desk.unknown(draft.audience, config.readings.window)
        if why:
            return _refused(why)
        made = await reached.desk.make(draft)
        print(f"broadcast {made}: looking for its recipients", file=sys.stderr)
        for place in await _empty(reached.desk, draft.audience.places):
            print(f"no account that people have linked lies in {place!r}: is it spelled so?", file=sys.stderr)
        seen = None if reached.off else await _gathered(reached.desk, made)
    if seen is None:
        print(f"still looking: see `broadcast show {made}`; the bot has to run", file=sys.stderr)
        return 0
    _print(config, seen)
    return 0


async def _empty(desk: Desk, places: str) -> Sequence[str]:
    """Places of the audience where no linked account lies: all links are read for one that is misspelled."""
    left: Sequence[str] = [one.strip() for one in places.split(";") if one.strip()]
    link = -1
    while left and link:
        left, link = await desk.nobody_in(left, max(link, 0))
    return left


async def _gathered(desk: Desk, made: int) -> Seen | None:
    """Wait until the running bot has found everybody; None when nothing moves: no bot runs."""
    link, since = -1, monotonic()
    while monotonic() - since < STILL_S:
        seen = await desk.look(made)
        if seen is None or seen.state != State.GATHERING:
            return seen
        if seen.after_link != link:
            link, since = seen.after_link, monotonic()
        await asyncio.sleep(POLL_S)
    return None


async def _show(config: Config, number: int) -> int:
    async with _desk(config) as reached:
        seen = await reached.desk.look(number)
    if seen is None:
        return _refused(NONE)
    _print(config, seen)
    return 0


def _print(config: Config, seen: Seen) -> None:
    day_kopecks = config.limits.sms_kopecks_per_day
    print(*preview(seen, ZoneInfo(config.supplier.time_zone), day_kopecks), sep="\n")


async def _list(config: Config) -> int:
    zone = ZoneInfo(config.supplier.time_zone)
    async with _desk(config) as reached:
        found = await reached.desk.last()
    for seen in found:
        print(listed(seen, zone))
    print(f"broadcasts: {len(found)}" if found else "no broadcasts", file=sys.stderr)
    return 0


async def _turn(config: Config, given: argparse.Namespace) -> int:
    number, again = getattr(given, "confirm", ""), getattr(given, "again", False)
    async with _desk(config) as reached:
        why = await reached.desk.turn(given.id, given.broadcast, number, _who(given), again=again)
    if why:
        return _refused(why)
    goes_on = given.broadcast in {START, RESUME}
    off = "; the bot does not run now: it sends when it does" if reached.off and goes_on else ""
    print(f"broadcast {given.id}: {_DONE[given.broadcast]}{off}", file=sys.stderr)
    return 0


async def _test(config: Config, given: argparse.Namespace) -> int:
    address = _address(given.to, config.linking.phone_prefixes)
    if not address:
        return _refused(
            f"{given.to!r} is no phone such as +79161234567 for an SMS, no telegram:+79161234567 for the chat"
            " that linked an account by this phone, and no Telegram id such as telegram:123456789"
        )
    async with _desk(config) as reached:
        why, message = await reached.desk.attempt(given.id, address, _who(given))
        if why:
            return _refused(why)
        if reached.off:
            print("it leaves when the bot runs", file=sys.stderr)
            return 0
        state, error = await _sent(reached.desk, message)
    if state == "failed":
        return _refused(f"it was not sent: {error or 'nobody said why'}")
    print("sent" if state == "sent" else "on its way, but not sent yet: does the bot run?", file=sys.stderr)
    return 0


async def _sent(desk: Desk, message: int) -> tuple[str, str]:
    """State and error of a message, once it has left or is given up."""
    since, found = monotonic(), ("queued", "")
    while monotonic() - since < SENT_S and found[0] not in {"sent", "failed"}:
        await asyncio.sleep(POLL_S / 2)
        found = await desk.message(message) or found
    return found


def _address(to: str, prefixes: tuple[str, ...]) -> str:
    """The address that somebody names as their own; "" for what is none. Ten bare digits are an id."""
    text = to.strip()
    chat = text.removeprefix("telegram:")
    bare = chat.isdigit() and (chat != text or len(chat) == _ID)
    phone = None if bare else parse_phone(chat.removeprefix("tel:"), prefixes)
    if phone is not None:
        return f"telegram:{phone}" if chat != text else f"tel:{phone}"
    found = _TELEGRAM.fullmatch(text)
    return f"telegram:{found[1]}" if found else ""


async def _report(config: Config, number: int, to: Path) -> int:
    async with _desk(config) as reached:
        if await reached.desk.look(number) is None:
            return _refused(NONE)
        count = await write_report(reached.desk, number, to, ZoneInfo(config.supplier.time_zone))
    print(f"{to}: {count} recipients", file=sys.stderr)
    return 0


def _who(given: argparse.Namespace) -> str:
    """Who does it, for the records: as they say, else as they are logged in."""
    return " ".join(given.by.split())[:100] if given.by else getpass.getuser()


def _refused(why: str) -> int:
    print(f"error: {why}", file=sys.stderr)
    return 1
