"""YooKassa's register files: encodings, commas, days without payments, and what cannot be trusted."""

from __future__ import annotations

from datetime import date

import pytest

from core.payments.model import EntryKind
from core.payments.reconcile import span
from payments.yookassa_register import RegisterRefused, read_register

FIRST = span(date(2026, 10, 5))[0]
HEAD = "РЕЕСТР ПЛАТЕЖЕЙ ПО ДОГОВОРУ НБ.12 (100500)\nДата платежей: 2026-10-05\n\n"
NAMES = (
    "Идентификатор платежа;Сумма платежа;Валюта платежа;Сумма за вычетом комиссии и НДС;"
    "Сумма комиссии без НДС;НДС с комиссии;Время платежа;Описание;Тип платежа\n"
)
ROWS = (
    "2f0c1a11-000f-5000-8000-1aa0bb000001;1234.56;RUB;1200.00;28.33;6.23;05.10.2026 00:00:00;"
    '"Электроэнергия; л/с";AC\n'
    "2f0c1a11-000f-5000-8000-1aa0bb000002;0.44;RUB;0.40;0.04;0.00;05.10.2026 23:59:59;;CP\n"
)
BACK = (
    "РЕЕСТР ВОЗВРАТОВ ПО ДОГОВОРУ НБ.12 (100500)\r\nДата возвратов: 2026-10-05\r\n"
    "Время возврата;Идентификатор возврата;Идентификатор платежа;Сумма возврата\r\n"
    "05.10.2026 12:00:00;r-1;p-1;1 000,5\r\n\r\nСумма возвратов: 1 000,50 RUB\r\nЧисло возвратов: 1\r\n"
)
TAIL = "\nСумма принятых платежей: 1235.00 RUB\nЧисло платежей: 2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("comma", [False, True])
def test_as_it_comes(encoding, comma):
    rows, tail = ROWS, TAIL
    if comma:
        rows, tail = rows.replace("34.56", "34,56").replace("0.44", "0,44"), tail.replace("5.0", "5,0")
    found = read_register((HEAD + NAMES + rows + tail).encode(encoding))
    assert (found.kind, found.shop, found.day) == (EntryKind.PAYMENT, "100500", date(2026, 10, 5))
    assert [one.kopecks for one in found.rows] == [123456, 44]
    assert [one.at_ms - FIRST for one in found.rows] == [0, 86_399_000]
    assert found.rows[0].external_id == "2f0c1a11-000f-5000-8000-1aa0bb000001"


def test_a_day_without_payments():
    text = HEAD + NAMES + "\nСумма принятых платежей: 0 RUB\nЧисло платежей: 0\n"
    assert read_register(text.encode()).rows == ()


def test_refunds_and_columns_that_the_shop_chose():
    found = read_register(BACK.encode("cp1251"))
    (row,) = found.rows
    assert (row.kind, row.external_id, row.kopecks) == (EntryKind.REFUND, "r-1", 100_050)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "day"),
        ("account;sum\n1;2\n", "day"),
        (HEAD, "columns"),
        (HEAD + NAMES.replace("Время платежа", "Когда") + ROWS + TAIL, "'Время платежа' of a payment"),
        (HEAD.replace("ПЛАТЕЖЕЙ ПО", "ВЫПЛАТ ПО") + NAMES + ROWS + TAIL, "first line"),
        (BACK.replace("Время возврата", "Время платежа"), "'Время возврата' of a refund are missing"),
        (BACK.replace("Идентификатор возврата", "ID"), "'Идентификатор возврата' of a refund"),
        (BACK.replace("Сумма возврата", "Сумма платежа"), "'Сумма возврата' of a refund"),
        (HEAD + NAMES + ROWS, "cut short"),
        (HEAD + NAMES + ROWS.splitlines()[0] + "\n" + TAIL, "cut short"),
        (HEAD + NAMES + ROWS.replace("0.44", "0.45") + TAIL, "not that of its rows"),
        (HEAD + NAMES + ROWS.replace("RUB", "USD") + TAIL, "USD"),
        (HEAD + NAMES + ROWS.replace("05.10.2026 00", "2026-10-05 00") + TAIL, "time"),
        (HEAD + NAMES + ROWS.replace(";1234.56", ";12x") + TAIL, "no sum"),
        (HEAD + NAMES + "a;b\n" + TAIL, "values for"),
        (HEAD.replace("2026-10", "2026-99") + NAMES + ROWS + TAIL, "day"),
        (HEAD + NAMES + ROWS.replace("1234.56", "1" * 5000) + TAIL, "no sum"),
        (HEAD + NAMES + ROWS + TAIL.replace(": 2", ": " + "2" * 5000), "cut short"),
        (HEAD + NAMES + ROWS.replace("Электро", "я" * 200_000) + TAIL, "cannot be read"),
    ],
)
def test_what_cannot_be_trusted_is_refused(text, why):
    with pytest.raises(RegisterRefused, match=why):
        read_register(text.encode())


def test_bytes_that_are_no_text():
    with pytest.raises(RegisterRefused):
        read_register(b"\x00\xff\x98" * 50)
