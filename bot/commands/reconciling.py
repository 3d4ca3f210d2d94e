"""`reconcile`: our ledger against the shop's list of a day and against its register files."""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from billing.outgoing.files import roubles
from bot.clock import ClockError, clock_of
from bot.commands.database import database_or_bot
from bot.control.client import ControlClient
from bot.control.payment_books import RemoteBooks
from bot.payments.line import PaymentLine
from bot.payments.reconciling import against_list, against_register
from bot.payments.shop import shop_of
from core.background import Background
from core.payments.gateway import BadCredentials, GatewayError
from core.payments.model import EntryKind
from core.payments.reconcile import day_of
from payments.yookassa_gateway import YooKassaGateway
from payments.yookassa_register import RegisterRefused, read_register
from storage.payment_books import DatabaseBooks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from bot.config import Config
    from bot.payments.reconciling import Reconciled
    from core.clock import Clock
    from core.payments.books import Books, Open
    from core.payments.gateway import PaymentGateway
    from core.payments.reconcile import Moved, Verdict
    from payments.yookassa_register import Register


class ReconcileRefused(Exception):
    """Nothing was compared; the message says why and what to do."""


async def reconcile(
    config: Config,
    day: date | None,
    registers: Sequence[Path] = (),
    gateway: PaymentGateway | None = None,
) -> int:
    """Compare and print; 0: all agrees, 1: it does not, or could not be done. `gateway`: another one."""
    background = Background()
    try:
        clock = await clock_of(config.clock.url, background)
        day = day or day_of(clock.now_ms()) - timedelta(days=1)
        async with _books(config, clock) as books:
            if registers:
                found = [await against_register(books, _read(config, path)) for path in registers]
            else:
                found = [await _listed(config, clock, books, day, gateway)]
            waiting = await books.open()
    except (ReconcileRefused, ClockError) as refused:
        print(f"error: {refused}", file=sys.stderr)
        return 1
    except GatewayError as error:
        print(f"error: nothing was compared. {_away(error)}", file=sys.stderr)
        return 1
    finally:
        await background.close()
    for line in [*(line for one in found for line in lines_of(one)), *open_lines(waiting)]:
        print(line)
    return 0 if all(one.verdict.agrees for one in found) else 1


async def _listed(
    config: Config, clock: Clock, books: Books, day: date, gateway: PaymentGateway | None
) -> Reconciled:
    shop = shop_of(config)
    if gateway is None and shop is None:
        raise ReconcileRefused("there is no shop: set payments.yookassa, or name a file with --register")
    line = PaymentLine(gateway or YooKassaGateway(shop, clock))  # type: ignore[arg-type]
    try:
        return await against_list(line.ask, books, day)
    finally:
        line.close()


@asynccontextmanager
async def _books(config: Config, clock: Clock) -> AsyncIterator[Books]:
    async with database_or_bot(config) as reached:
        if isinstance(reached, ControlClient):
            yield RemoteBooks(reached)
        else:
            yield DatabaseBooks(reached, clock.now_ms)


def _read(config: Config, path: Path) -> Register:
    try:
        register = read_register(path.read_bytes())
    except OSError as error:
        raise ReconcileRefused(f"{path}: {error.strerror}") from error
    except RegisterRefused as refused:
        raise ReconcileRefused(f"{path}: {refused}") from refused
    ours = config.payments.yookassa.shop_id
    if register.shop and ours and register.shop != ours:
        raise ReconcileRefused(f"{path}: it is of shop {register.shop}, ours is {ours}")
    return register


def lines_of(found: Reconciled) -> Iterator[str]:
    """The report of a day."""
    verdict = found.verdict
    days = f"{found.day}" if found.first == found.day else f"{found.first} to {found.day}"
    yield f"{days}: on both sides {', '.join(_agreed(verdict)) or 'nothing'}"
    for one in verdict.missing_here:
        yield f"missing here: {_named(one)}"
    for one in verdict.missing_there:
        yield f"missing there: {_named(one)}"
    for two in verdict.differ:
        yield f"sums differ: {_named(two.ours)}, there {roubles(two.theirs.kopecks)}"
    if verdict.missing_here:
        known = len(verdict.missing_here) - found.queued
        yield f"the bot asks the shop about {found.queued} that are missing here: run this again in a minute"
        if known:
            yield f"{known} of them it knows: held, or being asked about"


def _agreed(verdict: Verdict) -> Iterator[str]:
    for kind in EntryKind:
        count, kopecks = verdict.agreed(kind)
        if count:
            yield f"{kind}s {count} ({roubles(kopecks)} roubles)"


def _away(error: GatewayError) -> str:
    if isinstance(error, BadCredentials):
        return "The shop does not know us: check payments.yookassa.shop_id and secret_key"
    return f"The shop gave no answer that can be used ({str(error) or type(error).__name__}): try again later"


def open_lines(waiting: Sequence[Open]) -> Iterator[str]:
    """What waits for a decision."""
    for one in waiting:
        why = f" ({one.detail})" if one.detail else ""
        yield f"{one.what}: {one.external_id} {roubles(one.kopecks)} since {day_of(one.since_ms)}{why}"


def _named(one: Moved) -> str:
    return f"{one.kind} {one.external_id} {roubles(one.kopecks)} of {day_of(one.at_ms)}"
