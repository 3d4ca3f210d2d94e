"""Which dates of a message may be the day of its reading."""

from __future__ import annotations

from datetime import date

import pytest

from core.readings.grammar.days import days_in, is_ahead


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("показания за 12.12.2026 8300", [date(2026, 12, 12)]),
        ("8300 1.12.26.", [date(2026, 12, 1)]),
        ("с 01.10.2026 на 01.11.2026: 8300", [date(2026, 10, 1), date(2026, 11, 1)]),
        ("32.01.2026", []),
        ("31.02.2026", []),
        ("192.168.1.12", []),
        ("8300.12", []),
        ("5.12.20261", []),
        ("12.12.1999", []),
    ],
)
def test_days(text, days):
    assert list(days_in(text)) == days


@pytest.mark.parametrize(
    ("day", "ahead"),
    [
        ("20.11.2026", False),
        ("21.11.2026", True),
        ("20.02.2027", True),
        ("21.02.2027", False),
        ("12.12.2030", False),
    ],
)
def test_a_day_to_come_and_the_end_of_a_verification(day, ahead):
    assert is_ahead(f"поверка до {day}, 8300", date(2026, 11, 20)) == ahead
