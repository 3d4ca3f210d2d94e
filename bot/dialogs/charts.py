"""The consumption in a picture with its words: months, years beside each other, meters, sums."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.chart_asked import ALL, SPANS, Asked, of_target, of_words
from bot.dialogs.chart_said import energy_said, meters_said, money_said, none_said, outlook_said
from bot.dialogs.chart_ways import ways
from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.forecast import forecasts
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Kind, Reply, say
from bot.dialogs.serials import serial_tail
from core.charting.build import chart_of, cut, cut_meters, meters_chart
from core.charting.chart import MOST_MONTHS, View
from core.usecases.forecasts import MONTHS, Unforeseen
from core.usecases.use_history import ShowUse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.charting.chart import Chart
    from core.forecasting.model import EnergyForecast
    from core.history.view import UseHistory
    from core.meters import Meter
    from core.values import Period

_SAID = frozenset({Kind.TEXT, Kind.COMMAND})


def chart(turn: Turn, target: str) -> Done:
    """Show the consumption of the account named or the current one, as the button or the words wish it."""
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    pressed = of_target(opened.rest)
    asked = pressed or _in_words(turn)
    meters = turn.store.meters.of(opened.card.account.id)
    if asked.view is View.MONEY and not opened.card.role.sees_money:
        return done(say("reader-no-sums"), choices=(of("chart", "button-chart-energy", opened), MENU))
    if asked.view is View.METERS and _places(meters) > 1:
        return _meters(turn, opened, asked, meters)
    if asked.view is View.METERS:
        asked = replace(asked, view=View.ENERGY)
    return _months(turn, opened, asked, meters)


def _in_words(turn: Turn) -> Asked:
    text = turn.event.text if turn.event.kind in _SAID else ""
    return of_words(text, turn.desk.chart_wishes, turn.desk.today(turn.now))


def _places(meters: Sequence[Meter]) -> int:
    return sum(meter.removed_on is None for meter in meters)


def _months(turn: Turn, opened: Opened, asked: Asked, meters: Sequence[Meter]) -> Done:
    today, show = turn.desk.today(turn.now), ShowUse(turn.desk.rules.readings)
    one = next((meter for meter in meters if meter.ref == asked.meter), None)
    back = asked.back(today)
    foretold = asked.view is View.ENERGY and not asked.named and one is None and asked.span in SPANS
    if foretold and back is not None:
        back = max(back, MONTHS)  # what the forecast has to see is read once, for the picture too
    if one is not None and asked.view is not View.MONEY:
        found = show.meter(turn.store, opened.card, one, today, back)
    else:
        found = show.account(turn.store, opened.card, today, back)
    first = found.stretch.last.shift(1 - asked.span) if foretold else asked.first
    given = cut(found, first, asked.last)
    drawn = chart_of(asked.view, given, _ahead(turn, opened, found) if foretold else None)
    if drawn is None:
        return _none(opened, asked, meters)
    if asked.view is View.MONEY:
        phrases = [*money_said(opened, given)]
    else:
        phrases = energy_said(opened, asked, given, today, serial_tail(one.serial) if one else "")
        phrases += outlook_said(drawn)
    if found.short and given.stretch.first == found.stretch.first:
        phrases.append(say("chart-short", count=len(given.stretch)))
    return _shown(opened, asked, phrases, drawn, meters, more=_sooner(found, given.stretch.first))


def _ahead(turn: Turn, opened: Opened, found: UseHistory) -> EnergyForecast | None:
    """What this month will come to, by the months that were read."""
    seen = (*found.before, *found.months)
    foretold = forecasts(turn).energy(turn.store, opened.card, turn.desk.today(turn.now), seen)
    return None if isinstance(foretold, Unforeseen) else foretold.energy


def _sooner(found: UseHistory, first: Period) -> bool:
    """Whether anything is known of the months before the picture."""
    return bool(found.before or found.costs_before) or found.stretch.first < first


def _meters(turn: Turn, opened: Opened, asked: Asked, meters: Sequence[Meter]) -> Done:
    today = turn.desk.today(turn.now)
    wanted = asked.back(today)
    all_ = ShowUse(turn.desk.rules.readings).by_meter(turn.store, opened.card, today, wanted)
    found = cut_meters(all_, asked.first, asked.last) if asked.named else all_
    names = {meter.serial: serial_tail(meter.serial) for meter in meters}
    drawn = meters_chart(found, names)
    if drawn is None:
        return _none(opened, asked, meters)
    phrases = [*meters_said(opened, found, names, wanted or MOST_MONTHS)]
    meters = [*(one.meter for one in found.meters), *found.unknown]  # the greatest first
    more = not found.short and len(all_.stretch) == wanted
    return _shown(opened, asked, phrases, drawn, meters, more=more)


def _shown(
    opened: Opened,
    asked: Asked,
    phrases: Sequence[Phrase],
    drawn: Chart,
    meters: Sequence[Meter],
    *,
    more: bool,
) -> Done:
    """The picture with its words. One that a button of a picture asked for takes the place of that one."""
    several = _places(meters) > 1
    choices = ways(opened, asked, meters if several else (), more=more)
    return Done((Reply(tuple(phrases), choices=choices, chart=drawn, edit=bool(opened.rest)),))


def _none(opened: Opened, asked: Asked, meters: Sequence[Meter]) -> Done:
    here = [meter for meter in meters if meter.removed_on is None]
    said = none_said(opened, asked, automatic=bool(here) and all(meter.automatic for meter in here))
    if asked.view is View.MONEY or asked.named:
        return done(said, choices=(of("chart", "button-chart-0", opened, Asked(span=ALL).target), MENU))
    past, send = of("past", "button-used-past", opened), of("readings", "button-send-reading", opened)
    return done(said, choices=(past, send, MENU))
