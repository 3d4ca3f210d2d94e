"""Several notifications of one moment as one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.model import Reply

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.model import Choice
    from bot.notifications.speaker import Said

MOST_PHRASES = 6
"""Lines of a message (voice): what does not fit goes in the next one."""
MOST_CHOICES = 3


def merged(said: Sequence[Said]) -> tuple[Reply, tuple[int, ...]]:
    """One message of what fits, and the ids that it tells; the first of `said` always goes.

    A picture and the meter that a reply is of are those of the first that has one.
    """
    taken = [said[0]]
    for one in said[1:]:
        if sum(len(part.phrases) for part in taken) + len(one.phrases) <= MOST_PHRASES:
            taken.append(one)
    choices: list[Choice] = []
    for choice in (choice for one in taken for choice in one.choices):
        if choice not in choices and len(choices) < MOST_CHOICES:
            choices.append(choice)
    reply = Reply(
        tuple(phrase for one in taken for phrase in one.phrases),
        choices=(*choices, MENU),
        lasting=True,
        about=next((one.about for one in taken if one.about), ""),
        chart=next((one.chart for one in taken if one.chart is not None), None),
        document=next((one.document for one in taken if one.document), ""),
    )
    return reply, tuple(id_ for one in taken for id_ in one.told)
