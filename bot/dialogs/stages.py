"""What an organisation pays in stages: which part is next, which are ahead or late, which is paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from core.accounts import StageState
from core.values import Masked, Money, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard, Balance, Stage

SHOWN = 3
"""Stages on a card."""


def by_stages(turn: Turn, card: AccountCard, parts: Sequence[Stage]) -> list[Phrase]:
    """The lines of a card that is paid in stages; none for those who pay a month at once, or owe nothing."""
    balance = card.balance
    order = [StageState.LATE, StageState.NEXT, StageState.AHEAD]
    to_pay = sorted((part for part in parts if part.state in order), key=lambda part: order.index(part.state))
    if balance is None or not to_pay or not _in_stages(parts):
        return []
    newest = max(part.period for part in parts)
    paid = [part for part in parts if part.state is StageState.PAID and part.period == newest]
    percents = turn.desk.rules.stage_percents
    lines = [_stage(card, balance, part, percents) for part in to_pay[:SHOWN]]
    late = sum(part.due.amount.kopecks for part in to_pay if part.due and part.state is StageState.LATE)
    return [*lines, *_sums(balance, late), *(_paid(card, part, percents) for part in paid[-1:])]


def _in_stages(parts: Sequence[Stage]) -> bool:
    """Whether some month is paid in more than one part; executors of utilities pay theirs at once."""
    return any(part.number > 1 for part in parts)


def _stage(card: AccountCard, balance: Balance, stage: Stage, percents: Sequence[int]) -> Phrase:
    due = stage.due
    values: dict[str, Value] = {"account": Masked(card.account.number), "as_of": balance.as_of}
    if due is not None:
        values |= {"day": due.due_on, "amount": due.amount}
    return say(f"card-stage-{stage.state}-{_part(stage, percents)}", **values, **_which(stage, percents))


def _part(stage: Stage, percents: Sequence[int]) -> str:
    """How a stage is named: by its share, as the rest, or by its month alone."""
    if stage.number <= len(percents):
        return "share"
    return "rest" if percents and stage.number == len(percents) + 1 else "month"


def _which(stage: Stage, percents: Sequence[int]) -> dict[str, Value]:
    if _part(stage, percents) == "share":
        return {"percent": percents[stage.number - 1], "period": stage.period}
    return {"period": stage.period}


def _paid(card: AccountCard, stage: Stage, percents: Sequence[int]) -> Phrase:
    values: dict[str, Value] = {"account": Masked(card.account.number)}
    return say(f"card-stage-paid-{_part(stage, percents)}", **values, **_which(stage, percents))


def _sums(balance: Balance, late: int) -> Iterator[Phrase]:
    """What is owed for months that are billed: stages ahead are for the month that runs."""
    if balance.debt.kopecks > 0 and balance.debt.kopecks != late:
        yield say("card-stages-debt", debt=balance.debt)
    if balance.overdue.kopecks > 0 and balance.overdue.kopecks != late:
        since = balance.overdue_since
        yield (
            say("card-part-overdue-since", overdue=balance.overdue, since=since)
            if since
            else say("card-part-overdue", overdue=balance.overdue)
        )
    if balance.debt.kopecks <= 0 and balance.advance.kopecks > 0:
        yield say("card-stages-advance", advance=Money(balance.advance.kopecks))
