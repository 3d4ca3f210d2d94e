"""Rows of a sheet, however people leave them: columns found, values read, meters named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.sheet_words import load_headings
from core.meters import Meter
from core.readings.heard import Label, Number
from core.readings.reasons import Reason
from core.readings.sheet import MOST_ROWS, Cell, CellKind, Column, Filled, Line, Trouble
from core.readings.sheet_cells import label_of, values_of
from core.readings.sheet_layout import find_layout
from core.readings.sheet_lines import filled_of
from core.readings.sheet_pasted import pasted
from core.readings.sheet_points import Names, points_of
from core.tariffs import Zone

HEADINGS = load_headings()
NAN = "#REF!"


def rows(*lines):
    return [tuple(one if isinstance(one, Cell) else Cell(str(one)) for one in line) for line in lines]


def meter(serial, zones=(Zone.ALL,), place=""):
    return Meter(serial, "", place, tuple(zones), 6, 0, 1, None, None, None, automatic=False)


def values(lines):
    return [(line.serial, [one.whole for one in line.numbers]) for line in lines]


def filled(*lines):
    found = filled_of(rows(*lines), HEADINGS)
    assert isinstance(found, Filled), found
    return found


OURS = ("№", "Объект, место", "Номер счётчика", "Зона", "Прошлое показание", "Новое показание", "Примечание")


@pytest.mark.parametrize(
    "head",
    [
        ("Номер счётчика", "Новое показание"),
        ("НОМЕР  СЧЕТЧИКА:", "новое показание*"),
        ("№ прибора учёта", "Показание"),
        ("Зав. №", "Текущие показания"),
        ("Заводской номер", "стало"),
    ],
)
def test_columns_by_the_names_people_give_them(head):
    assert values(filled(head, ("123", "15420")).lines) == [("123", ["15420"])]


def test_columns_in_another_order_among_others_below_a_title():
    found = filled(
        ("Показания за ноябрь",),
        (),
        ("Новое показание", "Телефон", "Примечание", "Номер счётчика", "Прошлое показание"),
        ("20", "89161234567", "", "777", "10"),
    )
    assert values(found.lines) == [("777", ["20"])]


def test_headings_merged_over_two_rows():
    found = filled(
        ("№ п/п", "Счётчик", "", "Показания", ""),
        ("", "номер", "тип", "предыдущие", "текущие"),
        ("1", "777", "М-1", "10", "20"),
    )
    assert values(found.lines) == [("777", ["20"])]


def test_previous_values_are_never_taken_for_new_ones():
    found = filled_of(rows(("Номер счётчика", "Прошлое показание"), ("777", "10")), HEADINGS)
    assert not isinstance(found, Filled) or values(found.lines) == [("777", ["10"])]
    both = filled(
        ("Номер счётчика", "Прошлое показание", "Новое показание"), ("777", "10", ""), ("778", "1", "2")
    )
    assert values(both.lines) == [("778", ["2"])]


def test_empty_rows_totals_repeated_headings_and_signatures_are_no_lines():
    found = filled(
        OURS,
        ("1", "ВРУ-1", "11", "", "5", "10", ""),
        (),
        OURS,
        ("2", "ВРУ-2", "12", "", "5", "", ""),
        ("", "Итого", "", "", "10", "10", ""),
        ("Всего:", "", "", "", "", "10", ""),
        ("", "Исполнитель Иванов", "", "", "", "", ""),
    )
    assert values(found.lines) == [("11", ["10"])]
    assert found.empty == 1


def test_an_object_called_like_a_total_keeps_its_value():
    found = filled(OURS, ("1", "Итого-строй, склад", "11", "", "5", "10", ""))
    assert values(found.lines) == [("11", ["10"])]


def test_zones_by_rows_and_by_columns():
    by_rows = filled(
        OURS, ("1", "", "11", "T1, день", "", "10", ""), ("1", "", "11", "T2, ночь", "", "20", "")
    )
    assert [line.numbers[0].label for line in by_rows.lines] == [Label.T1, Label.T2]
    by_columns = filled(("Счётчик", "День", "Ночь"), ("11", "10", "20"))
    assert [one.label for one in by_columns.lines[0].numbers] == [Label.DAY, Label.NIGHT]
    places = filled(("Счётчик", "Т1", "T2"), ("11", "10", "20"))
    assert [one.label for one in places.lines[0].numbers] == [Label.T1, Label.T2]


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("15420", "n", ["15420"]),
        ("15420.5", "n", ["15420,5"]),
        ("015 420,5", "t", ["015420,5"]),
        ("15\u00a0420", "t", ["15420"]),
        ("15420 кВт·ч", "t", ["15420"]),
        ("15420/7001", "t", ["15420", "7001"]),
        ("15420\n7001", "t", ["15420", "7001"]),
        ("\u0661\u0662\u0663", "t", ["123"]),
        ("1542O", "t", ["15420"]),
        ("'15420", "t", ["15420"]),
        ("", "t", []),
        ("-", "t", []),
        ("—", "t", []),
        ("нет данных", "t", []),
    ],
)  # fmt: skip
def test_values_as_they_are_written(text, kind, read):
    found = values_of(Cell(text, CellKind(kind)), HEADINGS)
    assert [f"{n.whole},{n.fraction}" if n.fraction else n.whole for n in found] == read


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        ("2026-04-15", "d", Reason.SOMETHING_ELSE),
        ("15.04.2026", "t", Reason.SOMETHING_ELSE),
        ("12:30", "t", Reason.SOMETHING_ELSE),
        (NAN, "f", Reason.SPOILED),
        ("#ЗНАЧ!", "t", Reason.SPOILED),
        ("-15", "n", Reason.NEGATIVE),
        ("\u221215", "t", Reason.NEGATIVE),
        ("15x20", "t", Reason.SPOILED),
        ("1.5E+15", "n", Reason.SPOILED),
        ("сломан", "t", Reason.NO_NUMBER),
        ("1/2/3/4", "t", Reason.TOO_MANY),
        ("15 42", "t", Reason.SPOILED),
    ],
)
def test_what_is_no_value_says_why(text, kind, reason):
    assert values_of(Cell(text, CellKind(kind)), HEADINGS) is reason


def test_a_row_that_is_no_number_is_told_and_not_lost():
    [line] = filled(OURS, ("1", "", "11", "", "", Cell("2026-04-15", CellKind.DATE), "")).lines
    assert line.reason is Reason.SOMETHING_ELSE
    assert line.row == 2


def test_what_is_no_sheet():
    assert filled_of(rows(("Привет",), ("Как дела", "хорошо")), HEADINGS) is Trouble.NO_COLUMNS
    assert filled_of(rows(OURS, ("1", "", "11", "", "5", "", "")), HEADINGS) is Trouble.NOTHING_FILLED
    assert filled_of([()] * (MOST_ROWS + 1), HEADINGS) is Trouble.TOO_MANY_ROWS


def test_the_number_of_our_sheet_is_found_wherever_it_stands():
    assert (
        filled(("Ведомость № 123-456-789-012",), OURS, ("1", "", "11", "", "", "2")).mark == "123-456-789-012"
    )
    assert not filled(OURS, ("1", "8 800 100-20-30", "11", "", "", "2")).mark


def test_lines_of_a_message():
    found = list(pasted("40000001 15420\nВРУ-3: 777 888\n4; 15\n№ 5 - 16\nЗдравствуйте\n\n", HEADINGS))
    assert values(found) == [
        ("40000001", ["15420"]),
        ("ВРУ-3", ["777", "888"]),
        ("4", ["15"]),
        ("5", ["16"]),
    ]
    assert [line.row for line in found] == [1, 2, 3, 4]


METERS = (
    meter("011070123456789", place="ВРУ-1, подвал"),
    meter("40000001", (Zone.DAY, Zone.NIGHT), "ВРУ-2"),
    meter("0040-A7", place="Склад"),
    meter("99900001", place="Склад"),
)


@pytest.mark.parametrize(
    ("serial", "found"),
    [
        ("011070123456789", 0),
        ("11070123456789", 0),  # a number lost its zero
        ("11070123456789.0", 0),
        ("1,10701E+13", 0),
        ("1.10701234567890E+13", 0),
        ("№ 40000001", 1),
        ("'40000001", 1),
        ("0040-а7", 2),  # a Cyrillic letter
        ("40000002", None),
        ("1,2E+13", None),
        ("", None),
    ],
)
def test_serials_as_programs_spoil_them(serial, found):
    line = Line(1, serial=serial, place="что-то")
    assert Names(METERS).find(line) == (None if found is None else METERS[found])


def test_a_number_or_a_place_in_a_table_proves_nothing_beside_another_serial():
    assert Names(METERS).find(Line(1, serial="777", place="ВРУ-2", number="2")) is None
    assert Names(METERS).find(Line(1, number="2")) is None
    assert Names(METERS).find(Line(1, place="вру 2")) is METERS[1]
    assert Names(METERS).find(Line(1, place="Склад")) is None  # two of them


def bare(name):
    return Line(1, name, name, name)


def test_lines_name_meters_by_number_place_and_tail():
    names = Names(METERS)
    assert names.find(bare("2")) is METERS[1]
    assert names.find(bare("ВРУ-1, подвал")) is METERS[0]
    assert names.find(bare("56789")) is METERS[0]
    assert names.find(bare("0001")) is None  # the end of two
    assert names.find(bare("5")) is None


def test_the_number_of_a_row_names_no_meter_in_a_file_without_headings():
    """Any table begins its rows with 1, 2, 3: «1;2» would be a reading of the first meter."""
    for written in (("1", "2"), ("1 2",)):
        found = filled(("Привет", "мир"), written)
        assert [point.reason for point in points_of(found.lines, METERS)] == [Reason.METER_UNKNOWN]


def test_points_collect_the_zones_of_a_meter():
    lines = filled(
        OURS, ("", "", "40000001", "ночь", "", "20", ""), ("", "", "40000001", "день", "", "10", "")
    ).lines
    [point] = points_of(lines, METERS)
    assert [(one.whole, one.label) for one in point.numbers] == [("20", Label.NIGHT), ("10", Label.DAY)]
    assert point.rows == (2, 3)


def test_the_same_zone_twice():
    twice = ("", "", "40000001", "день", "", "10", "")
    [same] = points_of(filled(OURS, twice, twice).lines, METERS)
    assert same.numbers == (Number("10", label=Label.DAY),)
    [other] = points_of(filled(OURS, twice, ("", "", "40000001", "день", "", "11", "")).lines, METERS)
    assert other.reason is Reason.ZONE_TWICE
    one = ("", "", "99900001", "", "", "10", "")
    [single] = points_of(filled(OURS, one, ("", "", "99900001", "", "", "11", "")).lines, METERS)
    assert single.reason is Reason.ZONE_TWICE


def test_strange_lines_are_points_of_their_own():
    lines = filled(OURS, ("", "", "1", "", "", "10", ""), ("", "", "2", "", "", "11", "")).lines
    assert [(point.meter, point.reason) for point in points_of(lines, METERS)] == [
        (None, Reason.METER_UNKNOWN)
    ] * 2


def test_headings_name_one_column_only():
    names = [
        name for column, known in HEADINGS.columns.items() if column is not Column.NOTE for name in known
    ]
    assert sorted(names) == sorted(set(names))
    assert label_of("T2, ночь", HEADINGS) is Label.T2
    assert label_of("круглосуточно", HEADINGS) is Label.NONE


texts = st.text(st.characters(codec="utf-8"), max_size=30) | st.from_regex(
    r"[0-9.,/ -]{0,14}", fullmatch=True
)
cells = st.builds(Cell, texts, st.sampled_from(CellKind))
tables = st.lists(st.lists(cells, max_size=8).map(tuple), max_size=12)


@given(tables, st.booleans())
def test_no_table_crashes_and_every_line_has_a_number_or_a_reason(table, headed):
    if headed:
        table = [*rows(OURS), *table]
    found = filled_of(table, HEADINGS)
    if isinstance(found, Filled):
        assert all(bool(line.numbers) != bool(line.reason) for line in found.lines)
        for point in points_of(found.lines, METERS):
            assert bool(point.numbers) != bool(point.reason)
            assert point.meter is not None or point.reason is Reason.METER_UNKNOWN


@given(st.text(max_size=200))
def test_no_message_crashes(text):
    assert all(line.numbers or line.reason for line in pasted(text, HEADINGS))


@given(st.lists(st.integers(0, 999_999), min_size=1, max_size=20), st.randoms())
def test_any_order_of_rows_and_columns_says_the_same(numbers, random):
    meters = [meter(f"00{at:06d}7") for at in range(len(numbers))]
    columns = list(range(len(OURS)))
    random.shuffle(columns)
    lines = [
        ("", "", one.serial, "", "1", str(value), "") for one, value in zip(meters, numbers, strict=True)
    ]
    random.shuffle(lines)
    table = rows(*[tuple(line[at] for at in columns) for line in (OURS, *lines)])
    points = points_of(find_and_fill(table), meters)
    said = {point.meter.serial: point.numbers[0].whole for point in points}
    assert said == {one.serial: str(value) for one, value in zip(meters, numbers, strict=True)}


def find_and_fill(table):
    assert find_layout(table, HEADINGS)
    return filled_of(table, HEADINGS).lines


SHORT, LONG = (Number("1"),), (Number("2"),)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (Line(3, serial="99900001", place="щит", number="7"), "99900001"),
        (Line(3, place="щит на площадке", number="7"), "щит на площадке"),
        (Line(3, number="7"), "7"),
        (Line(3, place="щ" * 50), "щ" * 40),
    ],
)
def test_a_strange_line_is_named_as_it_was_written_up_to_a_length(line, named):
    [point] = points_of((line,), METERS)
    assert point.named == named


def test_values_of_a_meter_are_shown_together_up_to_a_length():
    two = (
        Line(3, serial="99900001", seen="1", numbers=SHORT),
        Line(4, serial="99900001", seen="2", numbers=LONG),
    )
    [point] = points_of(two, METERS)
    assert (point.seen, point.rows) == ("1 / 2", (3, 4))
    [point] = points_of((Line(3, serial="99900001", seen="1" * 50, numbers=SHORT),), METERS)
    assert point.seen == "1" * 40


@pytest.mark.parametrize("spoiled", [0, 1])
def test_one_spoiled_row_of_a_meter_spoils_its_reading(spoiled):
    reasons = [Reason.SPOILED if at == spoiled else None for at in (0, 1)]
    found = [Line(at, serial="99900001", numbers=SHORT, reason=why) for at, why in enumerate(reasons, 3)]
    [point] = points_of(found, METERS)
    assert (point.meter.serial, point.reason, point.numbers) == ("99900001", Reason.SPOILED, ())
