"""The readings of a meter by month, a page at a time or from a year on: value, consumption, source, state."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.flow import Dialog, Done, Go, Start, Step, Typed
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.paging import leaves, page
from bot.dialogs.serials import serial_shown
from core.readings.known import source_of
from core.usecases.meter_history import rows_of
from core.values import Displays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.meters import Meter
    from core.usecases.meter_history import Row
    from core.values import Value

YEARS = 2
"""Years offered by button: the latest ones but the first on the page."""
_TARGET = re.compile(r"m([0-9a-f]{8})(?:\.(?:(p\d{1,5})|y(20\d\d)))?")
_SAID_YEAR = re.compile(r"\D{0,10}(20\d\d)\D{0,6}")


def past(turn: Turn, target: str) -> Move:
    """List the readings of a meter: `a5.m1a2b3c4d`, with `.p6` a page, with `.y2025` from a year on."""
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    found = turn.desk.screens.meters(turn.store, opened.card)
    ref = _TARGET.fullmatch(opened.rest)
    if not ref and len(found) != 1:
        return Start("meters", opened.target())
    rest = opened.rest if ref else f"m{found[0].ref}"
    if not any(meter.ref == rest[1:9] for meter in found):
        return Start("meters", opened.target())
    return Go("page", dialog="past", data={"target": opened.target(rest)})


def _ask(turn: Turn) -> Reply:
    """The page, read anew; account or meter may be gone by now."""
    opened = open_account(turn, str(turn.session.data.get("target", "")), sums=False)
    if isinstance(opened, Done):
        return opened.replies[0]
    ref = _TARGET.fullmatch(opened.rest)
    meters = [one for one in turn.desk.screens.meters(turn.store, opened.card) if ref and one.ref == ref[1]]
    if not ref or not meters:
        return Reply((say("meters-none", account=opened.account),), choices=(MENU,))
    take = turn.desk.reads(opened.card)
    rows = rows_of(turn.store, opened.card, meters[0], take, turn.session.subscriber_id)
    if not rows:
        return Reply((_head(opened, meters[0]), say("meter-no-readings")), choices=(MENU,))
    return _page(turn, opened, meters[0], rows, _skip(rows, page(ref[2] or ""), int(ref[3] or 0)))


def _skip(rows: Sequence[Row], skip: int, year: int) -> int:
    """How many rows to skip; a year begins with its newest row, or with the next older one."""
    if year:
        return next((at for at, row in enumerate(rows) if row.on.year <= year), len(rows) - 1)
    return skip if skip < len(rows) else 0


def _page(turn: Turn, opened: Opened, meter: Meter, rows: Sequence[Row], skip: int) -> Reply:
    size, ref = turn.desk.rows(turn.session.address), f"m{meter.ref}"
    older = opened.target(f"{ref}.p{skip + size}") if skip + size < len(rows) else ""
    newer = opened.target(f"{ref}.p{max(0, skip - size)}") if skip else ""
    shown = rows[skip : skip + size]
    choices = (
        *leaves(turn, "past", older, newer),
        *_years(opened, ref, rows, shown[0].on.year),
        of("meters", "button-to-meter", opened, ref),
        MENU,
    )
    return Reply((_head(opened, meter), *(_row(meter, row) for row in shown)), choices=choices, edit=True)


def _head(opened: Opened, meter: Meter) -> Phrase:
    return say("past-head", serial=serial_shown(meter.serial), account=opened.account)


def _row(meter: Meter, row: Row) -> Phrase:
    """One reading in a line: what the display showed, the energy since the one before, whose it is."""
    values: dict[str, Value] = {"day": row.on, "shown": Displays(row.shown, named=True)}
    if row.entry is not None:
        values |= {"source": "here", "state": str(row.entry.state)}
    elif row.taken is not None:
        values |= {"source": source_of(meter, row.taken), "state": row.taken.state}
    if row.used is None:
        return say("past-first", **values)
    return say("past-row", **values, energy=row.used)


def _years(opened: Opened, ref: str, rows: Sequence[Row], here: int) -> tuple[Choice, ...]:
    known = sorted({row.on.year for row in rows} - {here}, reverse=True)
    return tuple(
        Choice("past", say("button-year", year=str(year)), Press.ENTRY, opened.target(f"{ref}.y{year}"))
        for year in known[:YEARS]
    )


def _shape(_turn: Turn, text: str) -> str | None:
    """A year, as it is asked for while the list is open."""
    found = _SAID_YEAR.fullmatch(" ".join(text.lower().split()))
    return found[1] if found else None


def _take(turn: Turn, answer: Answer) -> Move:
    if not isinstance(answer, Typed):
        return Start("menu")
    account, _, rest = str(turn.session.data.get("target", "")).partition(".")
    return Start("past", f"{account}.{rest[:9]}.y{answer.value}")


PAST_DIALOG = Dialog(name="past", version=1, steps={"page": Step(_ask, _take, shape=_shape, passing=True)})
