"""Which meter a reading is of: a few at a time, so that the question is one screen of six lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, opens, step
from bot.dialogs.flow import Done, Go
from bot.dialogs.model import Choice, Reply, say
from bot.dialogs.reading_ask import home_kept
from bot.dialogs.reading_place import manual_of
from bot.dialogs.reading_told import place_of, tail_of
from bot.dialogs.reading_work import displayed
from core.readings.reasons import Reason
from core.readings.whose import shortest_name
from core.values import Masked

if TYPE_CHECKING:
    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Phrase
    from core.meters import Meter

OTHERS = "others"
"""The option that shows the next meters; after the last it begins anew."""
_ROWS, _PLACE = 5, 24
"""Meters and characters of a place that there is room for."""
_PAGE = "page"


def ask_meter(turn: Turn) -> Reply:
    """Which meter the reading is of."""
    kept = home_kept(turn)
    if isinstance(kept, Done):
        return kept.replies[0]
    home, work = kept
    meters = manual_of(home.meters)
    shown = _shown(turn, meters)
    choices = [Choice(place_of(home.account.id, one), _label(one)) for one in shown]
    head = [say("reading-no-meter-unknown")] if _unknown(turn) else []
    if work.todo:
        head.append(say("reading-which-meter-of", shown=displayed(work.todo[0].numbers)))
    else:
        head.append(say("reading-which-meter", account=Masked(home.account.number)))
    more = []
    if len(shown) < len(meters):
        example = shortest_name(meters[-1], home.meters)
        more.append(say("reading-more-meters", count=len(meters) - len(shown), example=example))
        choices.append(step(OTHERS, "button-reading-others"))
    if len(meters) >= turn.desk.rules.readings.sheet_from and not work.todo:
        choices.append(opens("sheet", "button-sheet", f"a{home.account.id}"))
    return Reply((*head, *map(_row, shown), *more), choices=(*choices, MENU), edit=True)


def others(turn: Turn) -> Move:
    """Show the next meters."""
    kept = home_kept(turn)
    if isinstance(kept, Done):
        return kept
    meters = manual_of(kept[0].meters)
    after = _skipped(turn) + len(_shown(turn, meters))
    return Go("meter", data={_PAGE: after if after < len(meters) else 0})


def _unknown(turn: Turn) -> bool:
    return turn.session.data.get("why") == Reason.METER_UNKNOWN


def _skipped(turn: Turn) -> int:
    return int(turn.session.data.get(_PAGE, 0))


def _shown(turn: Turn, meters: tuple[Meter, ...]) -> tuple[Meter, ...]:
    """All of them, or as many as leave a line for how to name another."""
    rows = _ROWS - _unknown(turn)
    if len(meters) <= rows:
        return meters
    skip = _skipped(turn)
    return meters[skip : skip + rows - 1]


def _label(meter: Meter) -> Phrase:
    return say("button-reading-meter", tail=tail_of(meter))


def _row(meter: Meter) -> Phrase:
    if meter.place:
        return say("reading-row-place", tail=tail_of(meter), place=meter.place[:_PLACE])
    return say("reading-row", tail=tail_of(meter))
