"""Charges and payments month by month, a year with its totals, and the single payments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.account import paid_here
from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Dialog, Done, Go, Start, Step, Typed
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.paging import leaves, page
from core.values import Money, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.accounts import Month, Payment

_YEAR = re.compile(r"y?(20\d\d)(?:\.(p\d{1,5}))?")
_SAID_YEAR = re.compile(r"\D{0,10}(20\d\d)\D{0,6}")
_HERE = ("payments-paid-here", "payments-returned-here")
YEARS = 2
"""Years offered by button beside the one shown: the latest ones."""


def charges(turn: Turn, target: str) -> Move:
    """List the months, or those of a year: `a5.y2025.p6`, or `2025` typed behind the command."""
    opened = open_account(turn, target)
    if isinstance(opened, Done):
        return opened
    return Go("page", dialog="charges", data={"target": opened.target(opened.rest)})


def _ask(turn: Turn) -> Reply:
    """The page, read anew; the account may be gone by now."""
    opened = open_account(turn, str(turn.session.data.get("target", "")))
    if isinstance(opened, Done):
        return opened.replies[0]
    months = turn.desk.screens.months(turn.store, opened.card)
    if not months:
        return Reply((say("charges-none", account=opened.account),), choices=(MENU,))
    asked = _YEAR.fullmatch(opened.rest.strip())
    if asked:
        return _year(turn, opened, months, int(asked[1]), page(asked[2] or ""))
    return _months(turn, opened, months, page(opened.rest))


def _shape(_turn: Turn, text: str) -> str | None:
    """A year, as it is asked for while the list is open."""
    found = _SAID_YEAR.fullmatch(" ".join(text.lower().split()))
    return found[1] if found else None


def _take(turn: Turn, answer: Answer) -> Move:
    account = str(turn.session.data.get("target", "")).partition(".")[0]
    return Start("charges", f"{account}.y{answer.value}") if isinstance(answer, Typed) else Start("menu")


def _months(turn: Turn, opened: Opened, months: Sequence[Month], skip: int) -> Reply:
    rows = turn.desk.rows(turn.session.address)
    skip = skip if skip < len(months) else 0
    older = opened.target(f"p{skip + rows}") if skip + rows < len(months) else ""
    newer = opened.target(f"p{max(0, skip - rows)}") if skip else ""
    ways = leaves(turn, "charges", older, newer)
    phrases = (_head(turn, opened), *map(_month, months[skip : skip + rows]))
    return Reply(phrases, choices=(*ways, *_years(opened, months, 0), _payments(opened), MENU), edit=True)


def _year(turn: Turn, opened: Opened, months: Sequence[Month], year: int, skip: int) -> Reply:
    """One year: its totals first, they are the answer."""
    mine = [month for month in months if month.period.year == year]
    years = _years(opened, months, year)
    if not mine:
        none = say("charges-year-none", year=str(year))
        return Reply((_head(turn, opened), none), choices=(*years, MENU), edit=True)
    rows = max(1, turn.desk.rows(turn.session.address) - 1)
    skip = skip if skip < len(mine) else 0
    older = opened.target(f"y{year}.p{skip + rows}") if skip + rows < len(mine) else ""
    newer = opened.target(f"y{year}.p{max(0, skip - rows)}") if skip else ""
    ways = leaves(turn, "charges", older, newer)
    phrases = (_head(turn, opened), _total(mine, year), *map(_month, mine[skip : skip + rows]))
    return Reply(phrases, choices=(*ways, *years, MENU), edit=True)


def _head(turn: Turn, opened: Opened) -> Phrase:
    as_of = opened.as_of(turn.desk.today(turn.now))
    return say("charges-head", account=opened.account, as_of=as_of)


def _month(month: Month) -> Phrase:
    if month.charged is None:
        return say("charges-month-paid", period=month.period, paid=month.paid)
    values: dict[str, Value] = {"period": month.period, "charged": month.charged, "paid": month.paid}
    if month.corrected.kopecks:
        return say("charges-month-corrected", **values, corrected=month.corrected)
    return say("charges-month", **values)


def _total(months: Sequence[Month], year: int) -> Phrase:
    charged = sum(month.charged.kopecks for month in months if month.charged)
    corrected = sum(month.corrected.kopecks for month in months)
    paid = sum(month.paid.kopecks for month in months)
    values: dict[str, Value] = {"year": str(year), "charged": Money(charged), "paid": Money(paid)}
    if corrected:
        return say("charges-total-corrected", **values, corrected=Money(corrected))
    return say("charges-total", **values)


def _years(opened: Opened, months: Sequence[Month], shown: int) -> tuple[Choice, ...]:
    """Buttons of the latest years but the one shown."""
    known = sorted({month.period.year for month in months} - {shown}, reverse=True)
    return tuple(
        Choice("charges", say("button-year", year=str(year)), Press.ENTRY, opened.target(f"y{year}"))
        for year in known[:YEARS]
    )


def _payments(opened: Opened) -> Choice:
    return of("payments", "button-payments", opened)


def payments(turn: Turn, target: str) -> Move:
    """List the payments that billing counted, the newest first; before them what it does not know of yet."""
    opened = open_account(turn, target)
    if isinstance(opened, Done):
        return opened
    rows, skip = turn.desk.rows(turn.session.address), page(opened.rest)
    found = turn.desk.screens.payments(turn.store, opened.card, skip, rows + 1)
    here = [] if skip else paid_here(opened.card, _HERE)
    if not found:
        return done(say("payments-none", account=opened.account), *here, choices=(MENU,))
    older = opened.target(f"p{skip + rows}") if len(found) > rows else ""
    newer = opened.target(f"p{max(0, skip - rows)}") if skip else ""
    head = [say("payments-head", account=opened.account, as_of=opened.as_of(turn.desk.today(turn.now)))]
    until = opened.card.balance.payments_until if opened.card.balance else None
    tail = [say("card-payments-until" if here else "payments-until", day=until)] if until and not skip else []
    choices = (*leaves(turn, "payments", older, newer), of("charges", "button-charges", opened), MENU)
    return Done((Reply((*head, *here, *map(_payment, found[:rows]), *tail), choices=choices, edit=True),))


def _payment(payment: Payment) -> Phrase:
    if payment.amount.kopecks < 0:
        return say("payments-return", day=payment.paid_on, amount=Money(-payment.amount.kopecks))
    if payment.agent:
        return say("payments-row-agent", day=payment.paid_on, amount=payment.amount, agent=payment.agent[:60])
    return say("payments-row", day=payment.paid_on, amount=payment.amount)


CHARGES_DIALOG = Dialog(
    name="charges", version=1, steps={"page": Step(_ask, _take, shape=_shape, passing=True)}
)
