"""The buttons under a picture: what it will cost, more months, other views; they never expire."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.chart_asked import ALL, SPANS
from bot.dialogs.common import MENU
from bot.dialogs.mine import of
from bot.dialogs.model import Choice, Press, say
from bot.dialogs.serials import serial_tail
from core.charting.chart import View
from core.history.stretch import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.chart_asked import Asked
    from bot.dialogs.mine import Opened
    from core.meters import Meter

MOST_METERS = 3
"""Meters offered by button; the others are found by the list of meters."""
_VIEWS = (View.ENERGY, View.MONEY, View.YEARS, View.METERS)


def ways(opened: Opened, asked: Asked, meters: Sequence[Meter], *, more: bool) -> tuple[Choice, ...]:
    """Where to go; `more`: sooner months are known too. `meters` are given where there are several."""
    spans, views = _spans(opened, asked, more=more), _views(opened, asked, meters)
    ahead = () if opened.card.account.closed else (of("forecast", "button-forecast", opened),)
    return (*ahead, *spans, *views, *_one(opened, asked, meters), MENU)


def _spans(opened: Opened, asked: Asked, *, more: bool) -> Iterator[Choice]:
    """The last year, the next longer stretch and all there is, as far as there is more to see."""
    shown = max(asked.span, 2 * YEAR) if asked.view is View.YEARS and asked.span != ALL else asked.span
    if asked.named or asked.span != YEAR:
        yield _to(opened, replace(asked, span=YEAR, year=0, month=None), "12")
    if asked.named or shown == ALL or not more:
        return
    longer = next((span for span in SPANS if span > shown), None)
    if longer:
        yield _to(opened, replace(asked, span=longer), str(longer))
    if asked.view is not View.YEARS:
        yield _to(opened, replace(asked, span=ALL), "0")


def _views(opened: Opened, asked: Asked, meters: Sequence[Meter]) -> Iterator[Choice]:
    for view in _VIEWS:
        if view is asked.view and not (view is View.ENERGY and asked.meter):
            continue
        if (view is View.MONEY and not opened.card.role.sees_money) or (view is View.METERS and not meters):
            continue
        yield _to(opened, replace(asked, view=view, meter=""), str(view))


def _one(opened: Opened, asked: Asked, meters: Sequence[Meter]) -> Iterator[Choice]:
    """Single meters, from the view of all of them."""
    if asked.view is not View.METERS:
        return
    for meter in [one for one in meters if one.removed_on is None][:MOST_METERS]:
        wish = replace(asked, view=View.ENERGY, meter=meter.ref)
        label = say("button-chart-meter", tail=serial_tail(meter.serial))
        yield Choice("chart", label, Press.ENTRY, opened.target(wish.target))


def _to(opened: Opened, asked: Asked, name: str) -> Choice:
    return of("chart", f"button-chart-{name}", opened, asked.target)
