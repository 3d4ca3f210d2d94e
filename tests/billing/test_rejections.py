"""Every reason to leave a row out: the row is named, its neighbours come in."""

from __future__ import annotations

from datetime import date

import pytest

from billing.rejects import ADVICE, Reject
from billing.report import Status, describe

A, B = "2900000001", "2900000002"


def reading(**changes):
    row = {"account": A, "serial": "A1", "taken_on": "2026-10-20", "t1": "100", "source": "billing"}
    return "readings", row | changes


def account(**changes):
    return "accounts", {"account": "2900000009", "kind": "person"} | changes


def meter(**changes):
    return "meters", {"account": A, "serial": "C3", "digits": "5"} | changes


def tariff(**changes):
    row = {"tariff": "t", "valid_from": "2026-01-01", "price": "5", "title": "Тариф"}
    return "tariffs", row | changes


def charge(**changes):
    return "charges", {"account": A, "period": "2026-10", "closing": "0"} | changes


def rate(**changes):
    return "rates", {"valid_from": "2026-02-01", "rate": "1"} | changes


def due(**changes):
    return "dues", {"account": A, "period": "2026-10", "due_on": "2026-11-15", "amount": "1"} | changes


def answer(**changes):
    return "reading_results", {"receipt": "65-623-075", "result": "accepted"} | changes


def settled(**changes):
    return "payment_results", {"number": "P-65-623-075", "result": "accepted"} | changes


def outage(**changes):
    row = {"id": "7", "places": "ул. Ленина, 1-9", "from": "2026-11-25 09:00", "until": "2026-11-25 13:00"}
    return "outages", row | changes


CASES = [
    (*outage(places="1-9"), "places", Reject.BAD_PLACES),
    (*outage(places="ул. Ленина, 9-1"), "places", Reject.BAD_PLACES),
    (*outage(until="25.11.2026 13:00"), "until", Reject.BAD_DATE),
    (*outage(until="2026-11-25"), "until", Reject.BAD_MOMENT),
    (*outage(until="2026-11-25 24:00"), "until", Reject.BAD_MOMENT),
    (*outage(until="2026-11-25 8:59"), "until", Reject.DATES_REVERSED),
    (*reading(taken_on=""), "taken_on", Reject.MISSING),
    (*reading(t1=""), "t1", Reject.MISSING),
    (*reading(t1="сто"), "t1", Reject.BAD_NUMBER),
    (*reading(t1="100000"), "t1", Reject.OUT_OF_RANGE),
    (*reading(t2="7"), "t2", Reject.UNEXPECTED),
    (*reading(account=B, serial="B2", t2=""), "t2", Reject.MISSING),
    (*reading(taken_on="20.10.2026"), "taken_on", Reject.BAD_DATE),
    (*reading(source="робот"), "source", Reject.NOT_ALLOWED),
    (*reading(account="2900000077"), "account", Reject.UNKNOWN_ACCOUNT),
    (*reading(serial="XX"), "serial", Reject.UNKNOWN_METER),
    (*answer(receipt="65-623-076"), "receipt", Reject.BAD_READING_RECEIPT),
    (*answer(receipt="сорок"), "receipt", Reject.BAD_READING_RECEIPT),
    (*settled(number="P-65-623-076"), "number", Reject.BAD_PAYMENT_NUMBER),
    (*settled(number="65-623-075"), "number", Reject.BAD_PAYMENT_NUMBER),
    (*settled(result="maybe"), "result", Reject.NOT_ALLOWED),
    (*answer(receipt=""), "receipt", Reject.MISSING),
    (*answer(result="да"), "result", Reject.NOT_ALLOWED),
    (*charge(closing="1,005"), "closing", Reject.TOO_PRECISE),
    (*charge(period="2026-13"), "period", Reject.BAD_PERIOD),
    (*charge(account="2900000077"), "account", Reject.UNKNOWN_ACCOUNT),
    (*account(account="29 00"), "account", Reject.BAD_ACCOUNT),
    (*account(holder="я" * 201), "holder", Reject.BAD_TEXT),
    (*meter(zones="2", zone_order="day,peak"), "zone_order", Reject.BAD_ZONE_ORDER),
    (*meter(zones="2", zone_order="all"), "zone_order", Reject.BAD_ZONE_ORDER),
    (*meter(digits="12"), "digits", Reject.OUT_OF_RANGE),
    (*meter(installed_on="2026-05-02", removed_on="2026-05-01"), "removed_on", Reject.DATES_REVERSED),
    (*tariff(valid_to="2025-12-31"), "valid_to", Reject.DATES_REVERSED),
    (*tariff(hours="7-23"), "hours", Reject.BAD_HOURS),
    (*rate(valid_to="2026-01-01"), "valid_to", Reject.DATES_REVERSED),
    ("groups", {"group": "g", "window": "15"}, "window", Reject.BAD_WINDOW),
    (*due(stage="0"), "stage", Reject.OUT_OF_RANGE),
]  # fmt: skip
FUTURE = [
    (*reading(taken_on="2026-11-21"), "taken_on"),
    (*charge(period="2026-12"), "period"),
    (*due(period="2027-01"), "period"),
    ("payments", {"account": A, "paid_on": "2062-11-20", "amount": "1"}, "paid_on"),
    ("balances", {"account": A, "as_of": "2026-11-21", "debt": "1"}, "as_of"),
]
ELSEWHERE = {Reject.IN_FUTURE, Reject.COLUMN_COUNT, Reject.BAD_QUOTES, Reject.ROW_TOO_LONG, Reject.DUPLICATE}
LENIENT = {Reject.BAD_PHONE, Reject.BAD_EMAIL, Reject.BAD_INN, Reject.BAD_RECEIPT}


BY_PROFILE = {  # each has its case in test_profile_rows.py
    Reject.NOT_IN_MAP,
    Reject.BAD_ENCODING,
    Reject.BAD_MEMO,
    Reject.BAD_RECORD,
    Reject.PARTS_DIFFER,
}


def test_no_reason_without_a_case():
    assert {case[-1] for case in CASES} | ELSEWHERE | LENIENT | BY_PROFILE == set(Reject)
    assert set(ADVICE) == set(Reject)


@pytest.mark.parametrize(("dataset", "row", "column", "code"), CASES)
async def test_one_row_is_rejected_and_named(exchange, dataset, row, column, code):
    exchange.add_basics()
    path = exchange.directory / f"{dataset}.csv"
    lines = 1
    if path.exists():
        names = path.read_text().partition("\n")[0].split(";")
        lines = path.read_text().count("\n")
        path.write_text(path.read_text() + ";".join(str(row.get(name, "")) for name in names) + "\n")
    else:
        exchange.write(dataset, row)
    report = await exchange.load(most_rejected_percent=100)
    assert report.status is Status.DONE
    assert [(r.file, r.line, r.column, r.code) for r in report.rejections] == [
        (f"{dataset}.csv", lines + 1, column, code)
    ]
    assert len(exchange.sink.rows("accounts")) == 2
    assert len(exchange.sink.rows("meters")) == 2
    assert any(f"{dataset}.csv:{lines + 1}" in line and ADVICE[code] in line for line in describe(report))


@pytest.mark.parametrize(("dataset", "row", "column"), FUTURE)
async def test_nothing_comes_from_the_future(exchange, dataset, row, column):
    exchange.add_basics()
    exchange.write(dataset, row, row | {column: "2026-11-20" if len(row[column]) > 7 else "2026-11"})
    report = await exchange.load(most_rejected_percent=100, today=date(2026, 11, 20))
    assert [(r.line, r.column, r.code) for r in report.rejections] == [(2, column, Reject.IN_FUTURE)]
    assert len(exchange.sink.rows(dataset)) == 1
    assert (await exchange.load(force=True)).status is Status.DONE


async def test_a_repeated_key_names_the_first_line(exchange):
    exchange.add_basics()
    one = {"account": A, "serial": "A1", "taken_on": "2026-10-20", "t1": "100", "source": "billing"}
    exchange.write("readings", one, one | {"source": "inspector"}, one | {"t1": "101"})
    report = await exchange.load(most_rejected_percent=100)
    (rejection,) = report.rejections
    assert (rejection.line, rejection.code, rejection.first_line) == (4, Reject.DUPLICATE, 2)
    assert [row[4] for row in exchange.sink.rows("readings")] == [1000, 1000]


async def test_a_rejected_row_does_not_take_the_key(exchange):
    exchange.add_basics()
    one = {"account": A, "serial": "A1", "taken_on": "2026-10-20", "source": "billing"}
    exchange.write("readings", one, one | {"t1": "7"})
    report = await exchange.load(most_rejected_percent=100)
    assert [r.code for r in report.rejections] == [Reject.MISSING]
    assert exchange.sink.rows("readings")[0][4] == 70


async def test_payments_without_a_document_may_be_equal(exchange):
    exchange.add_basics()
    paid = {"account": A, "paid_on": "2026-10-20", "amount": "500", "agent": "Банк"}
    exchange.write("payments", paid, paid, paid | {"document": "1"}, paid | {"document": "1"})
    report = await exchange.load(most_rejected_percent=100)
    assert [r.code for r in report.rejections] == [Reject.DUPLICATE]
    assert [row[2] for row in exchange.sink.rows("payments")] == [2, 3, 4]


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"phone": "нет"}, "phone", Reject.BAD_PHONE),
        ({"email": "at home"}, "email", Reject.BAD_EMAIL),
        ({"inn": "1"}, "inn", Reject.BAD_INN),
        ({"receipt_code": "1234"}, "receipt_code", Reject.BAD_RECEIPT),
    ],
)
async def test_a_bad_contact_does_not_hide_the_account(exchange, changes, column, code):
    name, row = account(**changes)
    exchange.write(name, row)
    report = await exchange.load()
    assert report.rejections == ()
    assert [(n.column, n.first_line, n.count) for n in report.notices] == [(column, 2, 1)]
    (stored,) = exchange.sink.rows("accounts")
    assert stored[4:7] == (None, None, None)
    assert exchange.sink.rows("receipt_codes") == []
    assert code in LENIENT


async def test_the_report_holds_no_value_of_the_file(exchange):
    exchange.add_basics()
    exchange.write("charges", {"account": "2900000077", "period": "secret", "closing": "771111"})
    report = await exchange.load(most_rejected_percent=100)
    text = "\n".join([*describe(report), repr(report)])
    assert "2900000077" not in text
    assert "secret" not in text
    assert "771111" not in text


async def test_only_the_first_rejections_are_listed_but_all_counted(exchange):
    exchange.add_basics()
    bad = {"account": "2900000077", "period": "2026-10", "closing": "1"}
    exchange.write("charges", *[bad] * 30)
    report = await exchange.load(most_rejected_percent=100, keep=10)
    assert [r.line for r in report.rejections] == list(range(2, 12))
    assert report.rejected == 30
    assert "rejected: 20 more rows, not listed" in list(describe(report))
