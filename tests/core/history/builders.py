"""Meters and readings, written as briefly as a table of cases wants them."""

from __future__ import annotations

from datetime import date

from core.meters import Meter, Source, Taken
from core.readings.window import Window
from core.tariffs import Zone
from core.values import Display

WINDOW = Window.parse("15-25")
KWH = 1000


def meter(serial="1", zones=("all",), **facts):
    found = {"digits": 5, "decimals": 0, "ratio": 1, "installed": None, "removed": None, "place": ""} | facts
    days = [found[name] and date.fromisoformat(found[name]) for name in ("installed", "removed")]
    return Meter(
        serial, "", found["place"], tuple(map(Zone, zones)), found["digits"], found["decimals"],
        found["ratio"], *days, None, automatic=False,
    )  # fmt: skip


def read(day, *shown, source="subscriber", state="counted", decimals=0):
    displays = tuple(Display(one, decimals) for one in shown)
    return Taken(date.fromisoformat(day), Source(source), displays, state)


def told(months):
    """`2026-10`: (kWh by zone, how it is known)."""
    return {
        str(month.period): ([energy.watt_hours / KWH for _, energy in month.energy], str(month.known))
        for month in months
    }
