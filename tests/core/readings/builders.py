"""Meters, readings and verdicts of the tests, with few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.meters import Meter, Source, Taken
from core.readings.checks import judge
from core.readings.given import Given, Past, Sending, Sent
from core.readings.heard import Label, Number, Written
from core.readings.journal import Entry, State
from core.readings.rules import ReadingRules
from core.readings.window import Window
from core.tariffs import Zone
from core.values import Display, Energy, Period

RULES = ReadingRules()
WINDOW = Window.parse("15-25")
TODAY = date(2026, 11, 20)
LAST = date(2026, 10, 20)
NOVEMBER, OCTOBER = Period(2026, 11), Period(2026, 10)
ME, WIFE = 7, 8
METER = Meter(
    "20001111", "Пример-101", "щит", (Zone.ALL,), 5, 0, 1, date(2019, 4, 16), None, date(2035, 4, 16), False
)
DAY_NIGHT = replace(METER, serial="20006666", zones=(Zone.DAY, Zone.NIGHT))
THREE = replace(METER, serial="20007777", zones=(Zone.PEAK, Zone.NIGHT, Zone.HALFPEAK))


def shown(units, decimals=0):
    """Displays of a number or of several."""
    return tuple(Display(one, decimals) for one in (units if isinstance(units, tuple) else (units,)))


def taken(day, units, source=Source.SUBSCRIBER, state="counted", decimals=0):
    return Taken(day, source, shown(units, decimals), state)


def monthly(step, months=4, last=10_000, newest=LAST, decimals=0):
    """Readings on the same day of each month, the newest first; the newest shows `last`."""
    period = Period.of(newest)
    return tuple(
        taken(
            date(period.shift(-back).year, period.shift(-back).month, newest.day),
            tuple(one - back * more for one, more in zip(_each(last), _each(step), strict=True)),
            decimals=decimals,
        )
        for back in range(months)
    )


def _each(value):
    return value if isinstance(value, tuple) else (value,)


def sent(units, *, by=ME, state=State.ACCEPTED, period=NOVEMBER, day=date(2026, 11, 16), at_ms=1, **more):
    """An entry of the journal on a day."""
    fields = {
        "id": 1, "receipt": "100-2", "account_id": 1, "serial": METER.serial, "decimals": 0,
        "channel": "telegram", "address": "telegram:1", "event_id": 1, "created_ms": 1,
    }  # fmt: skip
    fields |= more
    return Sent(
        Entry(period=period, taken_ms=at_ms, shown=_each(units), state=state, subscriber_id=by, **fields), day
    )


def judged(units, history=(), *, meter=METER, rules=RULES, window=WINDOW, on=TODAY, notes=(), **more):
    """The verdict on a reading; `more` are fields of Past and of Sending."""
    about = {name: more.pop(name) for name in ("norm", "others", "sent") if name in more}
    sending = Sending(on, **{"subscriber_id": ME, **more})
    decimals = meter.decimals
    return judge(
        Given(meter, shown(units, decimals), notes), Past(tuple(history), **about), rules, window, sending
    )


def kwh(*values):
    return tuple(Energy(value * 1000) for value in values)


def number(text, label=Label.NONE):
    whole, _, fraction = text.partition(",")
    return Number(whole, fraction, label)


def written(*numbers, serial=""):
    """Numbers as text; `("night", "5")` is a named one."""
    made = (number(one) if isinstance(one, str) else number(one[1], Label(one[0])) for one in numbers)
    return Written(tuple(made), serial=serial)
