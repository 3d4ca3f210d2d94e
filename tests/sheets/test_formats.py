"""Our files as programs see them: what may be typed into, what is text; they come back as they were."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sheets.csv_reading import read_csv
from bot.sheets.csv_writing import decimal_text, harmless, write_csv
from bot.sheets.reading import read_file
from bot.sheets.wire import Cell, Heading, Table
from bot.sheets.xlsx_reading import number_text
from bot.sheets.xlsx_writing import write_xlsx

EVIL = ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1", "|cmd")
SAFE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=20)


def table(*rows, format_="xlsx"):
    headings = [
        Heading("Номер счётчика", 18),
        Heading("Новое показание", 14),
        Heading("Примечание", 20, wrap=True),
    ]
    return Table(
        "Ведомость", "Показания", ["Впишите"], headings, [list(row) for row in rows], "Подвал & Ко",
        "Новое показание", "Число с табло", "Не число", format_,
    )  # fmt: skip


def cells(read):
    return [[cell[1] for cell in row] for row in read.sheets[0] if row]


@pytest.mark.parametrize("write", [write_xlsx, write_csv], ids=["xlsx", "csv"])
def test_serials_keep_their_zeros_and_all_their_digits(write):
    serials = ["0001", "011070123456789", "12345678901234567890", "0040-A7"]
    made = write(table(*[(Cell(serial), Cell(style="input"), Cell()) for serial in serials]))
    assert [row[0] for row in cells(read_file(made))[-4:]] == serials


@pytest.mark.parametrize("text", EVIL)
def test_no_text_of_ours_is_a_formula(text):
    made = write_xlsx(table((Cell(text), Cell(style="input"), Cell(text))))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.casefold()
    row = write_csv(table((Cell(text), Cell(), Cell()))).decode("utf-8-sig").splitlines()[-1]
    assert not row.lstrip('"').startswith(("=", "+", "-", "@", "\t", "|"))


def test_only_places_for_values_may_be_typed_into_and_take_numbers():
    rows = [(Cell("1"), Cell(style="input", decimals=1), Cell()), (Cell("2"), Cell(style="off"), Cell("сам"))]
    with zipfile.ZipFile(io.BytesIO(write_xlsx(table(*rows)))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<sheetProtection" in sheet
    assert sheet.count("<dataValidation ") == 1
    assert 'sqref="B5"' in sheet
    assert styles.count('<protection locked="0"/>') == 1
    assert '<pane ySplit="4"' in sheet
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet


units = st.integers(0, 10**9)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(SAFE, units, st.integers(0, 3), SAFE), min_size=1, max_size=6), st.booleans())
def test_what_is_written_is_read_again(rows, csv):
    written = [(Cell(a), Cell(number=n, decimals=d, style="input"), Cell(b)) for a, n, d, b in rows]
    made = write_csv(table(*written)) if csv else write_xlsx(table(*written))
    found = cells(read_file(made))[-len(rows) :]
    for (name, number, decimals, note), row in zip(rows, found, strict=True):
        shown = row[1].replace(",", ".")
        assert (shown.rstrip("0").rstrip(".") if "." in shown else shown) == number_text(
            float(decimal_text(number, decimals))
        )
        if csv:
            assert row[0].lstrip("'") == " ".join(name.split()).lstrip("'") or row[0] == harmless(name)
        else:
            assert row[0] == name.strip()
            assert (row[2] if len(row) > 2 else "") == note.strip()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_as_programs_save_it(encoding, separator):
    lines = ["Номер счётчика", "Новое показание"], ["0040", "15420,5" if separator != "," else "15420.5"]
    made = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    assert cells(read_file(made)) == [list(line) for line in lines]


def test_csv_with_quotes_lines_inside_a_cell_and_the_word_of_excel():
    made = 'sep=;\r\n"Объект; дом ""1""\nкорпус 2";="0040";15\r\n'.encode()
    assert cells(read_csv(made)) == [['Объект; дом "1"\nкорпус 2', "0040", "15"]]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (15420.0, "15420"),
        (15420.5, "15420.5"),
        (15420.300000000003, "15420.3"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (11070123456789.0, "11070123456789"),
        (1.2345678901234567e19, "1.23456789012346E+19"),
        (float("nan"), ""),
        (7, "7"),
    ],
)
def test_numbers_as_a_person_sees_them(value, text):
    assert number_text(value) == text
