"""Planned outages, ahead of the day the demo is seen on: move the clock a few days on to be told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sandbox.demo.months import Span

# Number, places, days ahead, from, until, reason, cancelled.
_OUTAGES = (
    ("1101", "г. Примерск, ул. Лампочная, 1-98 чет", 17, "09:00", "13:00", "замена трансформатора", "0"),
    ("1102", "с. Примерное; д. Образцово", 18, "10:00", "16:00", "обрезка деревьев у линии", "0"),
    ("1103", "с. Верхние Амперы", 18, "09:00", "12:00", "осмотр подстанции", "1"),
)


def outage_rows(span: Span) -> Iterator[tuple[str, ...]]:
    """Rows of outages.csv."""
    for number, places, ahead, since, until, reason, cancelled in _OUTAGES:
        day = (span.today + timedelta(days=ahead)).isoformat()
        yield number, places, f"{day} {since}", f"{day} {until}", reason, cancelled
