"""«Если оплатить …»: what paying on a day costs in penalty, as far as that is known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, step
from bot.dialogs.flow import Again, Chosen, Dialog, Done, Go, Step, Typed
from bot.dialogs.mine import Opened, of, open_account
from bot.dialogs.model import Reply, say
from bot.texts.days import month_end, parse_day
from core.values import Money, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase
    from core.accounts import Balance
    from core.usecases.screens import Forecast

FARTHEST = timedelta(days=366)
"""No price of a day farther ahead is told: rates change several times a year."""


def penalty(turn: Turn, target: str) -> Move:
    """Ask for the day, or answer at once where the words named one."""
    opened = open_account(turn, target)
    if isinstance(opened, Done):
        return opened
    refused = _nothing_to_count(turn, opened)
    if refused is not None:
        return refused
    # «Если оплатить завтра»: the day is in the words themselves.
    named = opened.rest or (turn.event.text if turn.typed else "")
    day = parse_day(named, turn.desk.today(turn.now)) if named else None
    if day is not None:
        return _answer(turn, opened, day)
    return Go("day", dialog="penalty", data={"account": opened.card.account.id})


def _nothing_to_count(turn: Turn, opened: Opened) -> Done | None:
    """Where there is no forecast, and why."""
    balance = opened.card.balance
    if not turn.desk.screens.penalty.told(opened.card.account.kind):
        return done(say("penalty-not-told", account=opened.account), choices=(MENU,))
    if balance is None:
        return done(say("card-unknown", account=opened.account), choices=(MENU,))
    if balance.debt.kopecks <= balance.advance.kopecks:
        return done(say("penalty-no-debt", account=opened.account, as_of=balance.as_of), choices=(MENU,))
    return None


def _ask(turn: Turn) -> Reply:
    opened = open_account(turn, f"a{turn.session.data.get('account', 0)}")
    if isinstance(opened, Done):
        return opened.replies[0]
    choices = (
        step("today", "button-day-today"),
        step("week", "button-day-week"),
        step("month-end", "button-day-month-end"),
        MENU,
    )
    balance = opened.card.balance
    if balance is None:
        return Reply((say("penalty-ask", account=opened.account),), choices=choices)
    if balance.overdue.kopecks > 0:
        said = say(
            "penalty-ask-overdue", account=opened.account, as_of=balance.as_of, overdue=balance.overdue
        )
    else:
        said = say("penalty-ask-due", account=opened.account, as_of=balance.as_of, debt=balance.debt)
    return Reply((said, say("penalty-ask-day")), choices=choices)


def _shape(turn: Turn, text: str) -> str | None:
    day = parse_day(text, turn.desk.today(turn.now))
    return day.isoformat() if day else None


def _take(turn: Turn, answer: Answer) -> Move:
    opened = open_account(turn, f"a{turn.session.data.get('account', 0)}")
    if isinstance(opened, Done):
        return opened
    today = turn.desk.today(turn.now)
    if isinstance(answer, Typed):
        day = date.fromisoformat(answer.value)
    else:
        option = answer.option if isinstance(answer, Chosen) else "today"
        day = {"week": today + timedelta(days=7), "month-end": month_end(today)}.get(option, today)
    refused = _nothing_to_count(turn, opened)
    if refused is not None:
        return refused
    if day < today:
        return Again((say("penalty-past"),))
    if day - today > FARTHEST:
        return Again((say("penalty-too-far"),))
    return _answer(turn, opened, day)


def _answer(turn: Turn, opened: Opened, day: date) -> Done:
    balance = opened.card.balance
    found = turn.desk.screens.forecast(turn.store, opened.card, day)
    if found is None or balance is None:
        return done(say("penalty-unknown", account=opened.account), choices=(MENU,))
    choices = (of("penalty", "button-other-day", opened), of("why", "button-why", opened), MENU)
    return Done((Reply(tuple(_phrases(opened, balance, found)), choices=choices),))


def _phrases(opened: Opened, balance: Balance, found: Forecast) -> Iterator[Phrase]:
    values: dict[str, Value] = {"account": opened.account, "as_of": balance.as_of, "day": found.paid_on}
    if found.short_of:
        yield say("penalty-short-of", day=found.paid_on, asked=found.short_of)
    due = Money(balance.debt.kopecks - balance.advance.kopecks)
    if found.added.kopecks:
        total = Money(due.kopecks + found.added.kopecks)
        yield say("penalty-added", **values, added=found.added, total=total)
        yield say("penalty-sum", total=total, debt=due, as_of=balance.as_of)
    else:
        yield say("penalty-nothing", **values, debt=due)
    if balance.penalty.kopecks:
        yield say("penalty-within", penalty=balance.penalty, until=found.counted_until)
    if found.assumed_since:
        yield say("penalty-assumed", since=found.assumed_since)
    yield say("penalty-estimate")


def _hint(_turn: Turn) -> tuple[Phrase, ...]:
    return (say("penalty-hint"),)


PENALTY_DIALOG = Dialog(
    name="penalty", version=1, steps={"day": Step(_ask, _take, shape=_shape, hint=_hint, passing=True)}
)
