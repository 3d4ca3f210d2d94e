"""«Почему столько»: a bill taken apart, compared with the month before, and its lines one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.chart_asked import latest
from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.mine import Opened, of, open_account
from bot.dialogs.model import Kind, Reply, say
from bot.dialogs.paging import leaves, page
from core.bills import Cause, LineKind, by_kind
from core.payments.qr_months import period_of
from core.usecases.screens import last_day
from core.values import Energy, Money, Period, Prices, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Choice, Phrase
    from core.bills import Bill, Comparison, Line
    from core.usecases.screens import ShownBill

KINDS = 3
"""Kinds of charges named on the first screen; where there are more, the lines have a screen of their own."""
LONGEST_REASON = 120
_DIGITS = re.compile(r"(?<![\d.])\d{1,2}[./]20\d\d(?![\d.])", re.ASCII)


def why(turn: Turn, target: str) -> Move:
    """Say why it is so much: the bill of the month `target` names, or the latest."""
    found = open_bill(turn, target)
    if isinstance(found, Done):
        return found
    opened, shown = found
    if not (shown.bill.adds_up and shown.bill.lines_add_up):
        turn.path.append("bill-mismatch")
    return Done((Reply(tuple(_phrases(opened, shown)), choices=_choices(turn, opened, shown), edit=True),))


def open_bill(turn: Turn, target: str) -> tuple[Opened, ShownBill] | Done:
    """The bill of the month that `target` names behind the account, or the latest; else what to say."""
    opened = open_account(turn, target)
    if isinstance(opened, Done):
        return opened
    period = _period(opened.rest.partition(".")[0])
    said = None if period else _said(turn)
    shown = turn.desk.screens.bill(turn.store, opened.card, period or said)
    if said and (shown is None or shown.bill.period != said):
        return _no_such(turn, opened, said)
    if shown is None:
        return done(say("bill-none", account=opened.account), choices=(MENU,))
    return opened, shown


def _said(turn: Turn) -> Period | None:
    """The month that a person named: «квитанция за октябрь», «10.2026»."""
    if turn.event.kind is not Kind.TEXT:
        return None
    text, words = turn.event.text, turn.desk.chart_wishes
    if month := words.month(text):
        return latest(month, words.year(text), turn.desk.today(turn.now))
    digits = _DIGITS.search(text)
    return period_of(digits[0]) if digits else None


def _no_such(turn: Turn, opened: Opened, said: Period) -> Done:
    """The month that was named has no bill: another one is offered, and never sent in its place."""
    newest = turn.desk.screens.bill(turn.store, opened.card, None)
    if newest is None:
        return done(say("bill-none", account=opened.account), choices=(MENU,))
    period = newest.bill.period
    words = say("bill-none-month", account=opened.account, period=said, previous=period)
    return done(words, choices=(of("bill", "button-bill-file", opened, str(period)), MENU))


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _choices(turn: Turn, opened: Opened, shown: ShownBill) -> tuple[Choice, ...]:
    earlier = opened.target(str(shown.earlier)) if shown.earlier else ""
    later = opened.target(str(shown.later)) if shown.later else ""
    ways = leaves(turn, "why", earlier, later)
    file = of("bill", "button-bill-file", opened, str(shown.bill.period))
    # Three at most: between two other months the lines are in the file, and by their word.
    listed = bool(shown.bill.lines) and len(ways) < 2
    lines = (of("lines", "button-lines", opened, str(shown.bill.period)),) if listed else ()
    return (*lines, file, *ways, MENU)


def _phrases(opened: Opened, shown: ShownBill) -> Iterator[Phrase]:
    bill = shown.bill
    as_of = opened.as_of(last_day(bill.period))
    yield say("bill-head", account=opened.account, period=bill.period, as_of=as_of, charged=bill.charged)
    if shown.comparison:
        yield _compared(shown.comparison)
    yield _opening(bill)
    yield _charged(bill)
    yield from _kinds(bill)
    if bill.penalty.kopecks:
        yield say("bill-penalty", penalty=bill.penalty)
    now = tuple(_now(opened, bill))
    yield _closing(bill, "month" if now else "closing")
    if not (bill.adds_up and bill.lines_add_up):
        yield say("bill-mismatch")
    yield from now


def _compared(comparison: Comparison) -> Phrase:
    if comparison.cause is Cause.SAME:
        return say("bill-same", previous=comparison.before)
    way = "more" if comparison.more.kopecks > 0 else "less"
    values: dict[str, Value] = {"previous": comparison.before, "difference": _size(comparison.more)}
    if comparison.cause in {Cause.UNKNOWN, Cause.PRICE}:
        return say(f"bill-{way}-{comparison.cause}", **values)
    return say(f"bill-{way}-{comparison.cause}", **values, energy=Energy(abs(comparison.energy.watt_hours)))


def _opening(bill: Bill) -> Phrase:
    if bill.opening.kopecks < 0:
        return say("bill-opening-advance", opening=_size(bill.opening), paid=bill.paid)
    return say("bill-opening-debt", opening=bill.opening, paid=bill.paid)


def _charged(bill: Bill) -> Phrase:
    if bill.energy is None:
        return say("bill-charged", charged=bill.charged)
    return say("bill-charged-energy", charged=bill.charged, energy=bill.energy)


def _kinds(bill: Bill) -> Iterator[Phrase]:
    """What was charged by kind, where there is more than one, and every recalculation with its reason."""
    lines = by_kind(bill.lines)
    charged = [line for line in lines if line.kind is not LineKind.RECALCULATION]
    if 1 < len(charged) <= KINDS:
        yield from map(_kind, charged)
    again = [line for line in lines if line.kind is LineKind.RECALCULATION]
    yield from map(_again, again[:1])
    if len(again) > 1:
        yield say("bill-recalculations-more", count=len(again) - 1)
    elif not again and bill.recalculated.kopecks:
        yield say("bill-recalculation", amount=bill.recalculated)


def _kind(line: Line) -> Phrase:
    if line.energy is None:
        return say(f"bill-line-{line.kind}", amount=line.amount)
    return say(f"bill-line-{line.kind}-energy", amount=line.amount, energy=line.energy)


def _again(line: Line) -> Phrase:
    if line.reason:
        return say("bill-recalculation-reason", amount=line.amount, reason=cut(line.reason))
    return say("bill-recalculation", amount=line.amount)


def cut(text: str) -> str:
    """Billing's words, as long as a line of a message may be."""
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 1].rstrip() + "…"


def _closing(bill: Bill, which: str) -> Phrase:
    """The sum of the month; `closing` where it is what is to be paid now, `month` where that has changed."""
    if bill.closing.kopecks < 0:
        return say(f"bill-{which}-advance", period=bill.period, closing=_size(bill.closing))
    if bill.closing.kopecks:
        return say(f"bill-{which}-debt", period=bill.period, closing=bill.closing)
    return say(f"bill-{which}-zero", period=bill.period)


def _now(opened: Opened, bill: Bill) -> Iterator[Phrase]:
    """What is to be paid now, where payments since then or other bills have changed it."""
    balance = opened.card.balance
    if balance is None or balance.debt.kopecks - balance.advance.kopecks == bill.closing.kopecks:
        return
    if balance.debt.kopecks > 0:
        yield say("bill-now-debt", debt=balance.debt)
    elif balance.advance.kopecks > 0:
        yield say("bill-now-advance", advance=balance.advance)
    else:
        yield say("bill-now-clear")


def _size(money: Money) -> Money:
    return Money(abs(money.kopecks))


def lines(turn: Turn, target: str) -> Move:
    """List the lines of a bill as the paper has them."""
    found = open_bill(turn, target)
    if isinstance(found, Done):
        return found
    opened, shown = found
    if not shown.bill.lines:
        return done(say("lines-none", account=opened.account, period=shown.bill.period), choices=(MENU,))
    return Done((_lines_page(turn, opened, shown.bill, page(opened.rest.partition(".")[2])),))


def _lines_page(turn: Turn, opened: Opened, bill: Bill, skip: int) -> Reply:
    rows = turn.desk.rows(turn.session.address)
    skip = skip if skip < len(bill.lines) else 0
    head = say(
        "lines-head", account=opened.account, period=bill.period, as_of=opened.as_of(last_day(bill.period))
    )
    back = opened.target(f"{bill.period}.p{max(0, skip - rows)}") if skip else ""
    on = opened.target(f"{bill.period}.p{skip + rows}") if skip + rows < len(bill.lines) else ""
    # The bill reads downwards: what comes next stands lower, so «later» leads on.
    ways = leaves(turn, "lines", back, on)
    whole = of("why", "button-why", opened, str(bill.period))
    shown = map(line_of, bill.lines[skip : skip + rows])
    return Reply((head, *shown), choices=(*ways, whole, MENU), edit=True)


def line_of(line: Line) -> Phrase:
    """One line: energy times price where it has them, the reason where billing gives one."""
    title, amount = cut(line.title), line.amount
    if line.energy is not None and line.price is not None:
        return say(
            "line-product", title=title, energy=line.energy, price=Prices((line.price,)), amount=amount
        )
    if line.reason:
        return say("line-reason", title=title, amount=amount, reason=cut(line.reason))
    return say("line-plain", title=title, amount=amount)
