"""The reader of DBF against tables that another writer wrote (the package dbf) and that FoxPro would have."""

from __future__ import annotations

import datetime as dt
import struct
import warnings
from collections import Counter
from decimal import Decimal

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import dbf

from billing.dbf.cells import currency, double, iso_date, moment
from billing.profile.dbf_sheet import DbfSheet
from billing.profile.options import FileOptions
from billing.rejects import BadValue, FileRefused, Refusal, Reject
from examples.foxpro.dbf_writer import write

pytestmark = pytest.mark.filterwarnings("ignore")
SPEC = "LS N(10,0); FIO C(30); SALDO N(12,2); DATA D; AKT L; TEXT M; KOL F(12,3)"
VFP = "LS I; SUMMA Y; KOGDA T; VES B; FIO C(20); TEXT M"


def made(path, spec, rows, *, kind, page="cp866", deleted=()):
    """Written by the package dbf, which shares no line with our reader."""
    table = dbf.Table(str(path), spec, codepage=page, dbf_type=kind)
    table.open(dbf.READ_WRITE)
    for number, row in enumerate(rows):
        table.append(row)
        if number in deleted:
            dbf.delete(table[-1])
    table.close()
    return path


def read(path, **options):
    sheet = DbfSheet(path, FileOptions(format="dbf", **options))
    for name in sheet.names:
        sheet.place(name)
    tally = Counter()
    with sheet.rows(tally) as rows:
        return list(rows), tally, sheet


DAY = dt.date(2026, 10, 5)
ROWS = [
    (1234567801, "Ёжикова Анна", Decimal("-1234.50"), DAY, True, "Перерасчёт: № 7", Decimal("1.125")),
    (77, "ООО «Ромашка»".replace("«", '"').replace("»", '"'), Decimal(0), None, False, "", Decimal(0)),
]


@pytest.mark.parametrize("kind", ["db3", "fp"])
def test_tables_of_another_writer(tmp_path, kind):
    spec = SPEC if kind == "fp" else SPEC.replace("; KOL F(12,3)", "")
    rows = ROWS if kind == "fp" else [row[:-1] for row in ROWS]
    found, _, sheet = read(made(tmp_path / "a.dbf", spec, rows, kind=kind), encoding="cp866")
    wanted = [
        (1, ["1234567801", "Ёжикова Анна", "-1234.50", "2026-10-05", "1", "Перерасчёт: № 7", "1.125"]),
        (2, ["77", 'ООО "Ромашка"', "0.00", "", "0", "", "0.000"]),
    ]
    assert found == (wanted if kind == "fp" else [(number, cells[:-1]) for number, cells in wanted])
    assert sheet.names[0] == "LS"


def test_types_of_visual_foxpro(tmp_path):
    moment = dt.datetime(2026, 10, 5, 23, 59, 58)  # noqa: DTZ001 - a table knows no zone
    rows = [(-5, Decimal("-92233720368.5401"), moment, 12.34, "Пётр", "длинный текст " * 30)]
    found, _, _ = read(made(tmp_path / "v.dbf", VFP, rows, kind="vfp", page="cp1251"))
    assert found == [
        (1, ["-5", "-92233720368.5401", "2026-10-05", "12.34", "Пётр", ("длинный текст " * 30).strip()])
    ]


def test_deleted_records_keep_their_numbers(tmp_path):
    path = made(tmp_path / "d.dbf", "LS N(5,0)", [(1,), (2,), (3,)], kind="fp", deleted=[1])
    found, tally, _ = read(path)
    assert found == [(1, ["1"]), (3, ["3"])]
    assert tally["deleted"] == 1
    everything, _, _ = read(path, deleted=True)
    assert [number for number, _ in everything] == [1, 2, 3]


def test_our_own_writer_is_read_by_the_other_package(tmp_path):
    """The example files are real tables, not only what our reader takes for one."""
    write(tmp_path / "o.dbf", "LS N10, FIO C20, DATA D", [(1, "Ёлкин", "2026-10-05")])
    table = dbf.Table(str(tmp_path / "o.dbf"))
    with table.open(dbf.READ_ONLY):
        (row,) = table
        assert (row.ls, row.fio.strip(), row.data) == (1, "Ёлкин", DAY)


def test_a_table_cut_off_is_refused_with_both_numbers(tmp_path):
    path = made(tmp_path / "c.dbf", "LS N(5,0)", [(n,) for n in range(100)], kind="fp")
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(FileRefused, match="promises 100 records, 66 are there") as caught:
        read(path)
    assert caught.value.code is Refusal.CUT_OFF


@pytest.mark.parametrize("spoil", [b"", b"PK\x03\x04" + b"\0" * 60, b"\x03" * 700, b"LS;SALDO\n1;2\n" * 9])
def test_what_is_no_table_is_refused(tmp_path, spoil):
    path = tmp_path / "n.dbf"
    path.write_bytes(spoil)
    with pytest.raises(FileRefused) as caught:
        read(path)
    assert caught.value.code in {Refusal.BAD_DBF, Refusal.CUT_OFF}


def test_a_header_that_lies_costs_no_memory(tmp_path):
    head = struct.pack("<4BIHH20x", 3, 126, 1, 1, 4_000_000_000, 65, 65_535) + b"LS".ljust(11, b"\0") + b"N"
    path = tmp_path / "l.dbf"
    path.write_bytes(head.ljust(64, b"\0") + b"\r" + b" " * 100)
    with pytest.raises(FileRefused):
        read(path)


def test_a_missing_memo_file_is_named(tmp_path):
    path = made(tmp_path / "m.dbf", SPEC, ROWS, kind="fp")
    path.with_suffix(".fpt").unlink()
    with pytest.raises(FileRefused, match=r"its memo file \(\.fpt or \.dbt\) is not beside it"):
        read(path)


def test_a_memo_cut_off_rejects_its_record_only(tmp_path):
    path = made(
        tmp_path / "m.dbf", "LS N(5,0); TEXT M", [(1, "первый " * 50), (2, "второй " * 50)], kind="fp"
    )
    memo = path.with_suffix(".fpt")
    memo.write_bytes(memo.read_bytes()[:700])
    found, _, _ = read(path, encoding="cp866")
    assert [type(cells) for _, cells in found] == [list, Reject] or found[1][1] is Reject.BAD_MEMO


def test_a_record_that_is_neither_live_nor_deleted(tmp_path):
    path = made(tmp_path / "r.dbf", "LS N(5,0)", [(1,), (2,)], kind="fp")
    raw = bytearray(path.read_bytes())
    raw[int.from_bytes(raw[8:10], "little")] = 0x41
    path.write_bytes(raw)
    found, _, _ = read(path)
    assert found == [(1, Reject.BAD_RECORD), (2, ["2"])]


@pytest.mark.parametrize(("said", "guessed"), [("cp866", "windows-1251"), ("windows-1251", "cp866")])
def test_another_code_page_than_the_profile_says_is_noticed(tmp_path, said, guessed):
    rows = [("Иванов Пётр Сергеевич, улица Лесная",)] * 3
    page = "cp1251" if guessed == "windows-1251" else "cp866"
    path = made(tmp_path / "p.dbf", "FIO C(60)", rows, kind="fp", page=page)
    _, _, sheet = read(path, encoding=said)
    assert [notice.column for notice in sheet.notices] == [guessed]


def test_code_page_without_a_word_in_the_header(tmp_path):
    path = made(tmp_path / "q.dbf", "FIO C(60)", [("Иванов Пётр Сергеевич, улица Лесная",)], kind="fp")
    raw = bytearray(path.read_bytes())
    raw[29] = 0
    path.write_bytes(raw)
    found, _, sheet = read(path)
    assert found[0][1] == ["Иванов Пётр Сергеевич, улица Лесная"]
    assert sheet.encoding == "cp866"


def test_exact_cells():
    assert currency(struct.pack("<q", 1)) == "0.0001"
    assert currency(struct.pack("<q", -(2**63))) == "-922337203685477.5808"
    assert double(struct.pack("<d", 0.1 + 0.2)) == "0.3"
    assert double(struct.pack("<d", 1e20)) == "100000000000000000000"
    assert iso_date("00000000") == iso_date("        ") == ""
    assert iso_date("2026ОК05") == "2026ОК05"
    assert moment(b"\0" * 8) == ""
    assert moment(struct.pack("<ii", 2_440_588, 0)) == "1970-01-01"
    with pytest.raises(BadValue):
        moment(struct.pack("<ii", -1, 0))
    with pytest.raises(BadValue):
        double(struct.pack("<d", float("inf")))
