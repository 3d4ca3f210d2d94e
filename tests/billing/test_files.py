"""Whole files: encodings, line ends, headers, quotes, and files no import may start with."""

from __future__ import annotations

import pytest

from billing.rejects import Refusal, Reject
from billing.report import Status
from billing.v1 import lines as lines_module
from billing.v1.tables import TABLES

ACCOUNTS = ";".join(TABLES["accounts"].names)


def accounts(*holders, end="\n"):
    rows = [f"290000000{at};person;{holder};;;;;;;;;;" for at, holder in enumerate(holders)]
    return end.join([ACCOUNTS, *rows]) + end


def holders(exchange):
    return [row[2] for row in exchange.sink.rows("accounts")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
async def test_line_ends_and_byte_order_mark(exchange, end, mark):
    exchange.raw("accounts", mark + accounts("Один", "Два", end=end).encode())
    report = await exchange.load()
    assert report.status is Status.DONE, report.problems
    assert holders(exchange) == ["Один", "Два"]


async def test_the_last_line_may_lack_its_end(exchange):
    exchange.raw("accounts", accounts("Один", "Два").rstrip("\n").encode())
    await exchange.load()
    assert holders(exchange) == ["Один", "Два"]


async def test_columns_in_any_order_and_blanks_around_values(exchange):
    rows = b"2024-10-28 ;21,00;\n2025-06-09;20;\t\n 2025-07-28; 18 ;\n2025-09-15; 17;\xc2\xa0\n"
    exchange.raw("rates", b"VALID_FROM ; Rate;valid_to\n" + rows)
    await exchange.load()
    assert exchange.sink.rows("rates") == [
        ("2024-10-28", None, 2100),
        ("2025-06-09", None, 2000),
        ("2025-07-28", None, 1800),
        ("2025-09-15", None, 1700),
    ]


async def test_an_unknown_column_is_passed_over_with_a_warning(exchange):
    exchange.raw("rates", "valid_from;note;valid_to;rate\n2024-10-28;моё;;21\n".encode())
    report = await exchange.load()
    assert [(n.column, n.code) for n in report.notices] == [("note", "unknown_column")]
    assert exchange.sink.rows("rates") == [("2024-10-28", None, 2100)]


async def test_an_unknown_file_is_named(exchange):
    exchange.add_basics()
    exchange.raw("balance", b"x")
    report = await exchange.load()
    assert [(n.file, n.code) for n in report.notices] == [("balance.csv", "unknown_file")]
    assert report.status is Status.DONE


async def test_quoted_values(exchange):
    exchange.raw(
        "accounts",
        accounts('"ООО ""Ромашка""; филиал"', 'ООО "Без кавычек"', '"в две\nстроки"', "после").encode(),
    )
    report = await exchange.load()
    assert report.rejections == ()
    assert holders(exchange) == ['ООО "Ромашка"; филиал', 'ООО "Без кавычек"', "в две строки", "после"]


async def test_an_open_quote_costs_its_own_row_only(exchange):
    exchange.raw(
        "accounts", accounts("до", '"Ромашка', '"рядом"', "после", '"А" и Б', "ещё", '"конец').encode()
    )
    report = await exchange.load(most_rejected_percent=100)
    assert holders(exchange) == ["до", "рядом", "после", "ещё"]
    assert [(r.line, r.code) for r in report.rejections] == [
        (3, Reject.BAD_QUOTES),
        (6, Reject.BAD_QUOTES),
        (8, Reject.BAD_QUOTES),
    ]


async def test_an_open_quote_does_not_swallow_a_row_that_closes_it(exchange):
    rows = '2900000001;person;"open;;;;;;;;;;\n2900000002;person;next;5";;;;;;;;;\n'
    exchange.raw("accounts", (ACCOUNTS + "\n" + rows).encode())
    report = await exchange.load(most_rejected_percent=100)
    assert [(r.line, r.code) for r in report.rejections] == [(2, Reject.BAD_QUOTES)]
    assert holders(exchange) == ["next"]


async def test_lines_are_counted_through_quoted_line_breaks(exchange):
    exchange.raw("accounts", (accounts('"раз\nдва\nтри"') + "x;y\n").encode())
    report = await exchange.load(most_rejected_percent=100)
    assert [(r.line, r.code) for r in report.rejections] == [(5, Reject.COLUMN_COUNT)]


async def test_too_many_or_too_few_values(exchange):
    exchange.raw("rates", b"valid_from;valid_to;rate\n2024-01-01;;1;2\n2024-01-02;1\n2024-01-03;;1\n\n;;\n")
    report = await exchange.load(most_rejected_percent=100)
    assert [(r.line, r.code) for r in report.rejections] == [
        (2, Reject.COLUMN_COUNT),
        (3, Reject.COLUMN_COUNT),
    ]
    assert len(exchange.sink.rows("rates")) == 1


async def test_an_endless_row_is_rejected(exchange):
    exchange.raw("accounts", accounts("я" * 70_000, "рядом").encode())
    report = await exchange.load(most_rejected_percent=100)
    assert [(r.line, r.code) for r in report.rejections] == [(2, Reject.ROW_TOO_LONG)]
    assert holders(exchange) == ["рядом"]


async def test_only_a_header_is_an_empty_dataset(exchange):
    exchange.raw("accounts", (ACCOUNTS + "\n").encode())
    report = await exchange.load()
    assert report.status is Status.DONE
    assert exchange.sink.visible["accounts", ""] == []


async def test_names_of_files_in_capital_letters(exchange):
    exchange.directory.joinpath("RATES.CSV").write_bytes(b"valid_from;valid_to;rate\n2024-10-28;;21\n")
    report = await exchange.load()
    assert report.status is Status.DONE
    assert report.notices == ()
    assert [file.file for file in report.files] == ["RATES.CSV"]


async def test_a_file_that_cannot_be_read(exchange):
    exchange.directory.joinpath("accounts.csv").symlink_to("/proc/self/mem")
    report = await exchange.load()
    assert [(p.code, p.file) for p in report.problems] == [(Refusal.UNREADABLE, "accounts.csv")]


REFUSED = [
    ("accounts", accounts("Иванов", "Петров").encode("cp1251"), Refusal.NOT_UTF8, "line 2"),
    ("accounts", accounts("Иванов", "Петров").encode("cp1251"), Refusal.NOT_UTF8, "iconv -f cp1251 -t utf-8"),
    ("accounts", accounts("Иванов").encode("utf-16"), Refusal.NOT_UTF8, "UTF-16"),
    ("accounts", accounts("Иванов").encode() + b"\xd0", Refusal.NOT_UTF8, "line 3"),
    ("accounts", b"", Refusal.NO_HEADER, "no header row"),
    ("accounts", b"\n\n", Refusal.NO_HEADER, "no header row"),
    ("accounts", ACCOUNTS.replace(";", ",").encode(), Refusal.WRONG_SEPARATOR, "semicolon"),
    ("accounts", ACCOUNTS.replace(";", "\t").encode(), Refusal.WRONG_SEPARATOR, "semicolon"),
    ("accounts", ACCOUNTS.replace(";phone", "").encode(), Refusal.MISSING_COLUMN, "phone"),
    ("accounts", (ACCOUNTS + ";phone").encode(), Refusal.REPEATED_COLUMN, "phone"),
    ("accounts", b"x" * (3 << 20), Refusal.ENDLESS_LINE, "does not end"),
]


@pytest.mark.parametrize(("dataset", "content", "code", "detail"), REFUSED)
async def test_a_file_that_stops_the_import(exchange, dataset, content, code, detail):
    exchange.add_basics()
    exchange.raw(dataset, content)
    report = await exchange.load()
    assert report.status is Status.REFUSED
    (problem,) = report.problems
    assert (problem.code, problem.file) == (code, f"{dataset}.csv")
    assert detail in problem.detail
    assert "\n" not in problem.detail
    assert exchange.sink.calls == []


async def test_the_broken_byte_is_found_far_inside(exchange, monkeypatch):
    monkeypatch.setattr(lines_module, "BLOCK", 200)
    exchange.raw("accounts", accounts(*["Иванов"] * 9).encode() + b"\xff\n")
    report = await exchange.load()
    assert "line 11 " in report.problems[0].detail


async def test_all_broken_files_are_named_at_once(exchange):
    exchange.raw("accounts", b"")
    exchange.raw("meters", b"account\n")
    report = await exchange.load()
    assert {problem.file for problem in report.problems} == {"accounts.csv", "meters.csv"}


async def test_a_directory_without_files(exchange):
    report = await exchange.load()
    assert [problem.code for problem in report.problems] == [Refusal.NO_FILES]
    exchange.directory = exchange.directory / "nowhere"
    report = await exchange.load()
    assert [problem.code for problem in report.problems] == [Refusal.NO_FILES]


@pytest.mark.parametrize("columns", [None, ("account", "paid_on", "amount", "agent", "document")])
async def test_an_optional_column_may_be_missing(exchange, columns):
    exchange.add_basics()
    paid = {"account": "2900000001", "paid_on": "2026-10-20", "amount": "500", "agent": "Банк"}
    exchange.write("payments", paid | {"external_id": "P-65-623-075"}, columns=columns)
    assert (await exchange.load()).rejections == ()
    (row,) = exchange.sink.rows("payments")
    assert row[3:] == ("2026-10-20", 50000, "Банк", None, "P-65-623-075" if columns is None else None)
