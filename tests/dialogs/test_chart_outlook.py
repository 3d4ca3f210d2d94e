"""The forecast beside a picture: a range while the month is open, what is known once its reading is in."""

from __future__ import annotations

import pytest

from bot.dialogs.chart_said import outlook_said
from core.charting.chart import Outlook
from core.values import Period
from tests.dialogs.charts import chart_of

NOVEMBER = Period(2026, 11)


@pytest.mark.parametrize(
    ("low", "high", "key"),
    [
        (150_000, 175_000, "chart-outlook"),
        (162_000, 162_000, "chart-outlook-settled"),
        (161_900, 162_300, "chart-outlook-settled"),
    ],
)
def test_a_range_of_one_number_is_none(low, high, key):
    chart = chart_of(160_000, 161_000, outlook=Outlook(NOVEMBER, (162_000,), low, high))
    assert [phrase.key for phrase in outlook_said(chart)] == [key]
