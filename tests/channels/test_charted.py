"""From numbers to a picture's words: looks, series, legends, and that a chart keeps through the outbox."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.channels.charted import drawing_of
from bot.dialogs.codec import decode_reply, encode_reply
from bot.dialogs.model import Reply, say
from bot.texts.chart_words import ChartWords
from core.charting.chart import MOST_METERS, MOST_MONTHS, Chart, ChartMeter, ChartMonth, Outlook, View
from core.charting.drawing import Arrangement, Look
from core.tariffs import Zone
from core.values import Period
from tests.dialogs.charts import FULL, LAST, chart_of

WORDS = ChartWords.load()


def drawn(chart):
    return drawing_of(chart, WORDS)


def test_months_by_zone():
    picture = drawn(FULL)
    assert picture.arrangement is Arrangement.STACKED
    assert (picture.title, picture.subtitle) == ("Расход электроэнергии", "декабрь 2025 – апрель 2026")
    assert (picture.measure, picture.unit) == ("кВт·ч", 1000)
    assert [one.name for one in picture.series] == ["день", "ночь"]
    assert [(bar.label, bar.group) for bar in picture.bars][:2] == [("дек", "2025"), ("янв", "2026")]
    assert [bar.looks[0] for bar in picture.bars] == [
        Look.SOLID, Look.SOLID, Look.CALCULATED, Look.SPREAD, Look.FORECAST,
    ]  # fmt: skip
    assert picture.bars[1].parts == ()
    assert picture.bars[2].mark == "новые цены"
    assert (picture.bars[-1].low, picture.bars[-1].high) == (70_000, 95_000)
    assert picture.average == 117_167
    assert picture.average_name == "в среднем 117"
    legend = picture.legend
    assert all((legend.before, legend.spread, legend.calculated, legend.forecast, legend.missing))


def test_what_does_not_occur_is_not_explained():
    legend = drawn(chart_of(100_000, 120_000)).legend
    assert not any((legend.before, legend.spread, legend.calculated, legend.forecast, legend.missing))


def test_one_zone_has_no_name_and_one_month_no_average():
    picture = drawn(chart_of(100_000))
    assert [one.name for one in picture.series] == [""]
    assert picture.average is None
    assert picture.subtitle == "октябрь 2026"


@pytest.mark.parametrize(
    ("zones", "inks"),
    [
        ((Zone.DAY, Zone.NIGHT), ["first", "second"]),
        ((Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT), ["third", "first", "second"]),
        ((Zone.ALL, Zone.DAY, Zone.NIGHT), ["third", "first", "second"]),
        ((Zone.ALL, Zone.DAY, Zone.PEAK), ["third", "first", "second"]),
    ],
)
def test_every_zone_has_an_ink_of_its_own(zones, inks):
    parts = tuple(range(1, len(zones) + 1))
    assert [one.ink for one in drawn(chart_of(parts, zones=zones)).series] == inks


def test_last_year_stands_behind_the_forecast_too():
    months = tuple(ChartMonth(LAST.shift(at - 11), (100 + at,), before=90) for at in range(12))
    ahead = Outlook(LAST.shift(1), (130,), 120, 140)
    picture = drawn(Chart(View.ENERGY, (Zone.ALL,), months, outlook=ahead))
    assert picture.bars[-1].before == 100


def test_money_is_in_roubles():
    picture = drawn(chart_of(123_456_789, 100, view=View.MONEY))
    assert (picture.measure, picture.unit, picture.title) == ("₽", 100, "Начислено по счетам")
    assert picture.average_name == "в среднем 617\u202f284"


def test_years_stand_beside_each_other():
    picture = drawn(chart_of(*range(1_000, 25_000, 1_000), view=View.YEARS))
    assert picture.arrangement is Arrangement.GROUPED
    assert [one.name for one in picture.series] == ["2024–25", "2025–26"]
    assert picture.bars[0].label == "ноя"
    assert picture.bars[0].parts == (1_000, 13_000)
    assert len(picture.bars) == 12


def test_a_whole_year_has_its_own_name():
    picture = drawn(chart_of(*range(36), view=View.YEARS, last=Period(2025, 12)))
    assert [one.name for one in picture.series] == ["2023", "2024", "2025"]
    assert len({one.ink for one in picture.series}) == 3


def test_of_many_years_the_last_three_have_room():
    picture = drawn(chart_of(*range(120), view=View.YEARS, last=Period(2025, 12)))
    assert [one.name for one in picture.series] == ["2023", "2024", "2025"]
    assert picture.bars[11].parts == (95, 107, 119)
    assert picture.subtitle == "январь 2023 – декабрь 2025"


def test_meters_are_rows():
    meters = (ChartMeter("№ 1234", 9_000), ChartMeter("№ 77", None))
    picture = drawn(chart_of(9_000, view=View.METERS, meters=meters))
    assert picture.arrangement is Arrangement.ROWS
    assert [(bar.label, bar.parts) for bar in picture.bars] == [("№ 1234", (9_000,)), ("№ 77", ())]
    assert picture.legend.missing


def test_what_is_given_back_stays_below_zero():
    assert [bar.parts for bar in drawn(chart_of(-5_000, 3_000)).bars] == [(-5_000,), (3_000,)]
    assert drawn(chart_of(*[-5_000] * 24, view=View.YEARS)).bars[0].parts == (-5_000, -5_000)


@pytest.mark.parametrize("chart", [FULL, chart_of(None, 5, zones=(Zone.ALL,), view=View.MONEY)])
def test_it_keeps_through_the_outbox(chart):
    reply = Reply((say("menu-linked"),), chart=chart)
    assert decode_reply(encode_reply(reply)) == reply


def test_the_largest_one_stays_small():
    months = [(10**10, 10**10, 10**10)] * MOST_MONTHS
    meters = tuple(ChartMeter("№ 123456789012", 10**10) for _ in range(MOST_METERS))
    largest = chart_of(*months, zones=(Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT), meters=meters)
    assert len(encode_reply(Reply((say("menu-linked"),), chart=largest))) < 10_000
    with pytest.raises(ValueError, match="121 months"):
        chart_of(*[1] * (MOST_MONTHS + 1))
    with pytest.raises(ValueError, match="0 months"):
        Chart(View.ENERGY, (Zone.ALL,), ())


_value = some.integers(-(10**9), 10**10)
_months = some.lists(some.one_of(some.none(), _value, some.tuples(_value, _value)), min_size=1, max_size=120)


@settings(max_examples=60, deadline=None)
@given(_months, some.sampled_from(View), some.booleans())
def test_whatever_it_holds_it_is_drawn_and_kept(totals, view, ahead):
    outlook = Outlook(LAST.shift(1), (5, 6), 3, 9) if ahead else None
    pairs = [(one, 0) if isinstance(one, int) else one for one in totals]
    chart = chart_of(*pairs, view=view, zones=(Zone.DAY, Zone.NIGHT), outlook=outlook)
    picture = drawn(chart)
    assert all(len(bar.parts) in {0, len(picture.series)} for bar in picture.bars)
    assert decode_reply(encode_reply(Reply((say("menu-linked"),), chart=chart))).chart == chart
