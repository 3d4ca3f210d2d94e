"""Several notifications of one moment as one message: in short where there is much to say."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.model import Reply
from bot.dialogs.remind import PUT_OFF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.dialogs.model import Choice
    from bot.notifications.speaker import Said

MOST_PHRASES = 6
"""Lines of a message (voice): what does not fit even in short goes in the next one."""
MOST_CHOICES = 3


def merged(
    said: Sequence[Said], fits: Callable[[Reply], bool] = lambda _reply: True
) -> tuple[Reply, tuple[int, ...]]:
    """One message of what fits, and the ids that it tells; the first of `said` always goes, alone whole.

    All are begun with what they need at least; then each in turn gets more, as long as there is room and it
    `fits` the channel. A picture and the meter that a reply is of are those of the first that has one.
    """
    taken = [said[0]]
    for one in said[1:]:
        if _room([*taken, one], [_least(each) for each in (*taken, one)], fits):
            taken.append(one)
    lengths = _lengths(taken, fits) if len(taken) > 1 else [len(said[0].phrases)]
    return _reply(taken, lengths), tuple(id_ for one in taken for id_ in one.told)


def _least(one: Said) -> int:
    return one.steps[0] if one.steps else len(one.phrases)


def _lengths(taken: Sequence[Said], fits: Callable[[Reply], bool]) -> list[int]:
    """How many phrases each says: step after step, all in turn, what is told first before the others."""
    lengths = [_least(one) for one in taken]
    steps = [(*one.steps[1:], len(one.phrases)) if one.steps else () for one in taken]
    for at, length in _turns(steps):
        more = [*lengths[:at], length, *lengths[at + 1 :]]
        if _room(taken, more, fits):
            lengths = more
    return lengths


def _turns(steps: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """The next step of each, then the one after it of each."""
    for step in zip_longest(*steps):
        yield from ((at, length) for at, length in enumerate(step) if length is not None)


def _room(taken: Sequence[Said], lengths: Sequence[int], fits: Callable[[Reply], bool]) -> bool:
    return sum(lengths) <= MOST_PHRASES and fits(_reply(taken, lengths))


def _reply(taken: Sequence[Said], lengths: Sequence[int]) -> Reply:
    return Reply(
        tuple(phrase for one, length in zip(taken, lengths, strict=True) for phrase in one.phrases[:length]),
        choices=(*_choices(taken), MENU),
        lasting=True,
        about=next((one.about for one in taken if one.about), ""),
        chart=next((one.chart for one in taken if one.chart is not None), None),
        document=next((one.document for one in taken if one.document), ""),
    )


def _choices(taken: Sequence[Said]) -> list[Choice]:
    """The first of each, then the second; one that two have for two accounts asks which.

    Putting off is offered last: beside other news it does not say what is put off.
    """
    found: dict[str, Choice] = {}
    several = len(taken) > 1
    for turn in zip_longest(*(one.choices for one in taken)):
        for choice in turn:
            if choice is not None:
                known = found.setdefault(choice.id, choice)
                found[choice.id] = known if known.target == choice.target else replace(known, target="")
    return sorted(found.values(), key=lambda choice: several and choice.id in PUT_OFF)[:MOST_CHOICES]
