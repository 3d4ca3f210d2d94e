"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.days import month_end, parse_day

TODAY = date(2026, 11, 22)
SAID = {
    "сегодня": "2026-11-22", "Завтра": "2026-11-23", "послезавтра.": "2026-11-24", "25.12": "2026-12-25",
    "25/12": "2026-12-25", "25.12.2026": "2026-12-25", "25.12.26 г.": "2026-12-25", "1.2": "2027-02-01",
    "25 декабря": "2026-12-25", "25-го декабря": "2026-12-25", "3 мая": "2027-05-03", "7 марта": "2027-03-07",
    "25 дек.": "2026-12-25", "25 декабря 2027": "2027-12-25", "через 10 дней": "2026-12-02",
    "10 дней": "2026-12-02", "через неделю": "2026-11-29", "через 2 недели": "2026-12-06",
    "через месяц": "2026-12-22", "через 3 месяца": "2027-02-22", "через день": "2026-11-23",
    "конец месяца": "2026-11-30", "в конце месяца": "2026-11-30", "25": "2026-11-25", "20": "2026-12-20",
    "если оплатить 25.12": "2026-12-25", "на 25 число": "2026-11-25", "к 1 декабря": "2026-12-01",
    "22.11": "2026-11-22", "21.11": "2027-11-21", "29.02.2028": "2028-02-29",
}  # fmt: skip


@pytest.mark.parametrize(("said", "day"), SAID.items())
def test_day(said, day):
    assert parse_day(said, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "said",
    ["", "31.02", "32", "0", "неделя", "месяц", "день", "декабря", "25 прекабря", "15420", "через", "баланс",
     "через 99999 дней", "25.13", "29.02.2027", "00.00", "25.12.999", "да", "5 рублей", "на ты"],
)  # fmt: skip
def test_no_day(said):
    assert parse_day(said, TODAY) is None


@given(st.text(max_size=40), st.dates())
def test_anything_may_be_typed(said, today):
    found = parse_day(said, today)
    assert found is None or isinstance(found, date)


def test_end_of_month():
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)
