"""Our ledger against the provider: its own list of payments and refunds, then its register files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.payments.listing import listed
from core.payments.model import EntryKind, PaymentStatus
from core.payments.money import RUB, moved_ms
from core.payments.reconcile import OVERLAP_MS, Moved, compare, day_of, span

if TYPE_CHECKING:
    from datetime import date

    from bot.payments.listing import Ask
    from core.payments.books import Books
    from core.payments.model import Facts, RefundFacts
    from core.payments.reconcile import Verdict
    from payments.yookassa_register import Register


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Days that were compared; `queued`: how many of the missing ones the bot is going to ask about."""

    first: date
    day: date
    verdict: Verdict
    queued: int


async def against_list(ask: Ask, books: Books, day: date) -> Reconciled:
    """Compare a day, and the one before it again, with what the provider lists. Raises GatewayError."""
    first, after = span(day)
    since, until = first - OVERLAP_MS, after
    theirs = await _listed(ask, since - OVERLAP_MS, until + OVERLAP_MS)
    ours = await books.moved(since - OVERLAP_MS, until + OVERLAP_MS)
    verdict = compare(ours, theirs, since, until)
    return Reconciled(day_of(since), day, verdict, await books.queue(verdict.missing_here))


async def against_register(books: Books, register: Register) -> Reconciled:
    """Compare a day with a register file; of the other kind nothing is said."""
    first, after = span(register.day)
    ours = [
        one for one in await books.moved(first - OVERLAP_MS, after + OVERLAP_MS) if one.kind is register.kind
    ]
    verdict = compare(ours, register.rows, first, after)
    return Reconciled(register.day, register.day, verdict, await books.queue(verdict.missing_here))


async def _listed(ask: Ask, since_ms: int, until_ms: int) -> list[Moved]:
    captured = listed(ask, lambda shop, cursor: shop.captured(since_ms, until_ms, cursor))
    found = [_paid(facts) async for facts in captured if facts.status is PaymentStatus.SUCCEEDED]
    refunds = await ask(lambda shop: shop.refunds(since_ms, until_ms))
    return [*found, *(given_back(one) for one in refunds if one.succeeded)]


def _paid(facts: Facts) -> Moved:
    """In another currency no sum of ours is right."""
    kopecks = facts.amount.kopecks if facts.currency == RUB else -1
    return Moved(EntryKind.PAYMENT, facts.provider_id, kopecks, moved_ms(facts))


def given_back(refund: RefundFacts) -> Moved:
    """A refund as it is compared."""
    return Moved(EntryKind.REFUND, refund.provider_id, refund.amount.kopecks, refund.created_ms)
