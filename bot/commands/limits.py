"""`limits`: what holds one-time codes back just now, and a way to let them go again."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from bot.commands.database import database_or_bot
from bot.config.domain import limits_of
from bot.control.client import ControlClient
from core.clock import SystemClock
from core.usecases.breaker import Figures, close, figures
from storage.database import Unit
from storage.store import TxStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.config import Config
    from core.limits import Limits
    from storage.database import Database


def limits_handlers(
    database: Database, limits: Limits, now_ms: Callable[[], int]
) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The running bot's side, in its own time."""

    async def state(_: dict[str, Any]) -> object:
        return await database.read(lambda tx: figures(TxStore(tx), limits, now_ms()))

    async def close_breaker(_: dict[str, Any]) -> object:
        return await database.write(Unit(lambda tx: close(TxStore(tx), "by command", now_ms())))

    return {"limits.state": state, "limits.close": close_breaker}


async def show_limits(config: Config, *, close_breaker: bool) -> int:
    """Print the figures; with `close_breaker` let codes go first."""
    async with database_or_bot(config) as reached:
        own = None if isinstance(reached, ControlClient) else limits_handlers(reached, *_here(config))

        async def ask(what: str) -> Any:
            return await (own[what]({}) if own else reached.call(what))  # type: ignore[union-attr]

        if close_breaker:
            closed = await ask("limits.close")
            print("codes go again" if closed else "codes went anyway", file=sys.stderr)
        found = msgspec.convert(await ask("limits.state"), Figures, from_attributes=True)
    for line in _lines(found, limits_of(config)):
        print(line)
    return 0


def _here(config: Config) -> tuple[Limits, Callable[[], int]]:
    return limits_of(config), SystemClock().now_ms


def _lines(found: Figures, limits: Limits) -> list[str]:
    most = min(limits.all_day, limits.affordable)
    spent, money = found.spent // 100, limits.money_day // 100
    all_sms, answers = found.sms_spent // 100, limits.money_answers // 100
    lines = [
        f"codes in 24 hours: {found.codes} of {most}, about {spent} of {money} roubles",
        f"all SMS in 24 hours: {all_sms} of {money} roubles, answers up to {answers}",
        f"second facts in 24 hours: {found.proven} right, {found.failed} wrong",
    ]
    if found.sms_spent + limits.part_price > limits.money_day:
        lines.append("the money of the day is spent: no codes and nothing that we begin, answers only")
    if found.guarded:
        lines.append("guessing: codes go to phones that billing knows only")
    if found.opened_ms:
        since = datetime.fromtimestamp(found.opened_ms // 1000, UTC).isoformat(" ", "minutes")
        lines.append(f"codes are stopped since {since}: hardly anybody entered them (--close-breaker)")
    return lines
