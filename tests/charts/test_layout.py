"""What the issue asks of pictures, found in their shapes; the words read from matplotlib's figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.text import Text

from charts.columns import ends_of
from charts.figure import figure_of
from charts.layout import scene_of
from charts.placing import area_of
from charts.scene import HEIGHT, WIDTH, Align, Box, Line, Pattern, Word
from core.charting.drawing import Arrangement, Bar
from tests.charts import cases


def shapes(drawing, kind):
    scene = scene_of(drawing)
    return [shape for shape in (*scene.still, *scene.moving) if isinstance(shape, kind)]


def boxes(drawing, ink=None, pattern=None):
    moving = scene_of(drawing).moving
    found = [shape for shape in moving if isinstance(shape, Box) and shape.ink != "paper"]
    return [one for one in found if ink in {None, one.ink} and pattern in {None, one.pattern}]


def texts(drawing):
    """The words of the figure."""
    return [text.get_text() for text in figure_of(scene_of(drawing)).findobj(Text)]


@pytest.fixture(scope="module")
def zones():
    return cases.zones()


def test_a_picture_says_everything_in_words(zones):
    found = texts(zones)
    for word in (
        "Расход электроэнергии", "декабрь 2024 – ноябрь 2025", "кВт·ч", "день", "ночь", "в среднем", "252",
        "новые цены", "год назад", "разложено по дням", "без показаний, по расчёту", "прогноз", "нет данных",
        "дек", "ноя", "2024", "2025", "0", "400", "384", "308",
    ):  # fmt: skip
        assert word in found, word
    assert found.count("новые цены") == 1


def test_each_look_has_a_pattern(zones):
    hatched = boxes(zones, pattern=Pattern.HATCHED) + boxes(zones, pattern=Pattern.BACKWARD)
    assert len(hatched) == 4
    assert len(boxes(zones, pattern=Pattern.DOTTED)) == 4
    assert {one.ink for one in boxes(zones, pattern=Pattern.HATCHED)} == {"first"}
    assert len(boxes(zones, "first-pale")) == len(boxes(zones, "second-pale")) == 1
    nights = boxes(zones, "second", Pattern.LINED)
    assert len(nights) == 12 - 2 - 2 - 1 - 1 + 1  # and the sample beside its name


def test_last_year_is_behind(zones):
    moving = scene_of(zones).moving
    last = max(at for at, shape in enumerate(moving) if shape.ink == "before")
    first = min(at for at, shape in enumerate(moving) if shape.ink == "first")
    assert last < first
    assert len(boxes(zones, "before", Pattern.OPEN)) == 12


def test_an_interval_is_a_whisker(zones):
    upright, *caps = [line for line in shapes(zones, Line) if line.ink == "text"]
    assert upright.left == upright.right
    assert sorted(cap.top for cap in caps) == [upright.top, upright.bottom]


def test_nothing_is_drawn_where_nothing_is_known(zones):
    _, dash = (line for line in shapes(zones, Line) if line.ink == "axis" and line.width == 4)
    around = [one for one in boxes(zones) if one.left < dash.right and one.right > dash.left]
    assert {one.ink for one in around} == {"before", "before-pale"}
    zero = next(line.top for line in shapes(zones, Line) if line.ink == "axis" and line.width == 3)
    assert 0 < zero - dash.top < 40


def test_bars_are_as_high_as_their_values():
    drawing = cases.stacked([cases.month_bar(0, (100_000, 300_000)), cases.month_bar(1, (400_000, 0))],
                            cases.DAY_NIGHT)  # fmt: skip
    day, night, whole = (one for one in boxes(drawing) if one.right < 1000)
    assert abs((night.bottom - night.top) / (day.bottom - day.top) - 3) < 0.05
    assert (whole.top, whole.bottom) == (night.top, day.bottom)


def test_what_is_given_back_hangs_below_zero():
    drawing = cases.refunds()
    zero = next(line for line in shapes(drawing, Line) if line.ink == "axis").top
    below = [one for one in boxes(drawing) if one.top >= zero]
    assert len(below) == 2
    assert {"−1\u202f000", "−813"} <= set(texts(drawing))


def test_a_month_of_little_is_seen():
    drawing = cases.stacked(
        [cases.month_bar(0, (1,)), cases.month_bar(1, (400_000,)), cases.month_bar(2, (0,))]
    )
    assert [one.bottom - one.top >= 2 for one in boxes(drawing)] == [True, True]


@pytest.mark.parametrize(
    ("count", "names"),
    [(12, 12), (24, 12), (36, 12), (60, 10), (120, 0)],
)
def test_months_thin_out(count, names):
    drawing = cases.stacked(cases.months(48, count))
    found = [
        word.text for word in scene_of(drawing).still if isinstance(word, Word) and word.text in cases.MONTHS
    ]
    assert len(found) == names
    if 0 < names < count:
        assert "янв" in found
    years = [
        word.text for word in scene_of(drawing).still if isinstance(word, Word) and word.text.startswith("20")
    ]
    assert len(years) >= count // 24


def test_values_stand_over_all_bars_or_over_those_that_tell():
    drawing = cases.stacked(cases.months(60, 12))
    words = [word for word in scene_of(drawing).moving if isinstance(word, Word)]
    assert len(words) == 12
    wide = cases.stacked(cases.months(60, 12, most=40_000_000))
    assert [word.text for word in scene_of(wide).moving if isinstance(word, Word)] == [
        "36\u202f792",
        "38\u202f400",
    ]


def test_a_value_is_on_no_line(zones):
    """Of the average, of the grid, of last year's boxes."""
    for drawing in (zones, cases.year(), cases.months_of_little_room()):
        scene = scene_of(drawing)
        lines = [
            one for one in (*scene.still, *scene.moving) if isinstance(one, Line) and one.top == one.bottom
        ]
        values = [
            at for at, one in enumerate(scene.moving) if isinstance(one, Word) and one.align is Align.CENTRE
        ]
        assert len(values) >= 2
        for at in values:
            area, strip = area_of(scene.moving[at]), scene.moving[at - 1]
            through = [line for line in lines if line.ink in {"grid", "average"}
                       and area.top + 4 < line.top < area.bottom - 9]  # fmt: skip
            if through:
                assert isinstance(strip, Box), scene.moving[at]
                assert strip.ink in {"paper", "before-pale"}


def test_a_change_of_tariff_in_the_first_and_last_month_has_its_word():
    bars = [
        replace(bar, mark="новые цены" if at in {0, 11} else "") for at, bar in enumerate(cases.months(0, 12))
    ]
    drawing = cases.stacked(bars)
    assert texts(drawing).count("новые цены") == 2
    measure = next(word for word in shapes(drawing, Word) if word.text == "кВт·ч")
    first = min((line for line in shapes(drawing, Line) if line.ink == "mark"), key=lambda line: line.left)
    assert first.top >= area_of(measure).bottom


def test_many_changes_are_ticks_over_the_plot():
    drawing = cases.ten_years()
    lines = [line for line in shapes(drawing, Line) if line.ink == "mark"]
    assert len(lines) == 10
    assert max(line.bottom for line in lines) < min(
        box.top for box in boxes(drawing, "second", Pattern.LINED)
    )


def test_the_name_of_a_year_stands_below_its_own_months():
    found = texts(cases.two_years())
    assert [text for text in found if text.startswith("2") and len(text) != 3] == ["2024", "2025"]


def test_years_stand_beside_each_other():
    drawing = cases.years()
    found = texts(drawing)
    assert {"2022–23", "2023–24", "2024–25", "384", "308"} <= set(found)
    assert len(boxes(drawing)) == 36 - 3
    first = boxes(drawing, "second")[0], boxes(drawing, "first")[0]
    assert 0 < first[1].left - first[0].right <= 4


def test_meters_stand_in_rows():
    drawing = cases.meters()
    found = texts(drawing)
    assert {"№ …4821", "ещё 38 счётчиков", "12\u202f480\u202f000", "кВт·ч"} <= set(found)
    longest, second, *_ = boxes(drawing)
    assert longest.right - longest.left > second.right - second.left
    assert longest.left == second.left


def test_rows_that_have_no_room_are_left_out():
    drawing = replace(cases.meters(), bars=tuple(Bar(f"№{at}", "", (1000,)) for at in range(50)))
    assert len(boxes(drawing)) <= 15


def test_long_names_are_shortened():
    drawing = cases.stacked(
        cases.months(0, 12), (cases.Series("очень длинное имя одной зоны суток", "first"),)
    )
    assert any(text.startswith("очень дл") and text.endswith("…") for text in texts(drawing))


def test_what_stands_still_is_shared_by_other_values():
    drawing = cases.zones()
    other = replace(drawing, bars=tuple(replace(bar, parts=tuple(part * 9 // 10 for part in bar.parts))
                                        for bar in drawing.bars))  # fmt: skip
    first, second = scene_of(drawing), scene_of(other)
    assert first.still == second.still
    assert hash(first.still) == hash(second.still)
    assert first.moving != second.moving


def test_a_drawing_without_bars_is_its_words():
    drawing = cases.stacked([])
    assert texts(drawing) == ["Расход электроэнергии", "декабрь 2024 – ноябрь 2025"]


@pytest.mark.parametrize("arrangement", Arrangement)
def test_words_of_a_figure_are_those_of_its_scene(arrangement):
    scene = scene_of(replace(cases.zones(), arrangement=arrangement))
    words = sorted(word.text for word in (*scene.still, *scene.moving) if isinstance(word, Word))
    figure = figure_of(scene)
    assert sorted(text.get_text() for text in figure.findobj(Text)) == words
    assert figure.get_size_inches().tolist() == [WIDTH / 72, HEIGHT / 72]
    for text in figure.findobj(Text):
        x, y = text.get_position()
        assert 0 <= x < WIDTH
        assert 0 <= y < HEIGHT


def test_the_ends_of_values_hold_last_year_and_intervals():
    assert ends_of([Bar("", "", (5, 7), before=20, low=-3, high=30)]) == (-3, 30)
