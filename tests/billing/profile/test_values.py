"""Spellings of numbers, dates and months: exact, and never a guess."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from billing.profile.dates import (
    DATES,
    PERIODS,
    BadPattern,
    date_reader,
    moment_reader,
    month_number,
    pattern,
    period_reader,
)
from billing.profile.mask import printable, shape, shown
from billing.profile.numbers import NumberRule, negated, plain_number, side, total
from billing.profile.pattern import BadPattern as BadFilePattern
from billing.profile.pattern import FileDate, FilePattern
from billing.rejects import BadValue

UNITS = st.integers(-(10**15), 10**15)
ANY, COMMA, DOT = NumberRule(), NumberRule(",", "."), NumberRule(".", ",")


def spelt(units, places, *, point=".", thousands="", minus="before"):
    """A number of `units` of its last digit, as some billing writes it."""
    digits = str(abs(units)).rjust(places + 1, "0")
    whole, fraction = (digits[:-places], digits[-places:]) if places else (digits, "")
    groups = []
    while thousands and len(whole) > 3:
        whole, group = whole[:-3], whole[-3:]
        groups.insert(0, group)
    text = thousands.join([whole, *groups]) + (point + fraction if fraction else "")
    if units >= 0:
        return text
    return {"before": f"-{text}", "after": f"{text}-", "brackets": f"({text})", "long": f"\u2212{text}"}[
        minus
    ]


@given(UNITS, st.integers(0, 5), st.sampled_from(["before", "after", "brackets", "long"]), st.data())
def test_every_spelling_of_a_number_means_the_same(units, places, minus, data):
    rule, point, thousands = data.draw(
        st.sampled_from([(ANY, ",", ""), (ANY, ".", " "), (ANY, ",", "\u00a0"), (ANY, ".", "'")])
        | st.sampled_from([(COMMA, ",", "."), (COMMA, ",", ""), (DOT, ".", ","), (COMMA, ",", " ")])
    )
    text = spelt(units, places, point=point, thousands=thousands, minus=minus)
    assert Decimal(plain_number(text, rule)) == Decimal(units).scaleb(-places)


@given(UNITS)
def test_kopecks_are_shifted_exactly(units):
    assert Decimal(plain_number(str(units), NumberRule(shift=2))) == Decimal(units).scaleb(-2)


@given(st.text(alphabet="0123456789.,-+() \u00a0eExX", max_size=12))
def test_a_number_is_plain_or_refused(text):
    for rule in (ANY, COMMA, DOT):
        try:
            plain = plain_number(text, rule)
        except BadValue:
            continue
        else:
            assert Decimal(plain).is_finite()
            assert set(plain) <= set("0123456789.-")
            assert sorted(c for c in text if c.isdigit() and c != "0") == sorted(
                c for c in plain if c.isdigit() and c != "0"
            )


@pytest.mark.parametrize(
    ("text", "rule"),
    [("1,234.56", ANY), ("1.234.567", ANY), ("1.23", COMMA), ("12.34.567,0", COMMA), ("1.5", NumberRule(","))]
    + [(text, ANY) for text in ["", "-", "1,", "--1", "(-1)", "1e5", "0x10", "****", "\u0661", "12a", "1,,"]],
)  # fmt: skip
def test_what_could_mean_two_things_is_refused(text, rule):
    with pytest.raises(BadValue):
        plain_number(text, rule)


@given(st.lists(UNITS, min_size=1, max_size=6), st.data())
def test_sums_are_exact(units, data):
    signs = tuple(data.draw(st.sampled_from([1, -1])) for _ in units)
    texts = [spelt(value, 4) for value in units]
    assert Decimal(total(texts, signs)) == sum(
        s * Decimal(u) for s, u in zip(signs, units, strict=True)
    ).scaleb(-4)


@given(UNITS)
def test_one_signed_balance_is_two_sides(units):
    text = spelt(units, 2)
    debt, advance = Decimal(side(True)(text)), Decimal(side(False)(text))
    assert debt - advance == Decimal(text)
    assert min(debt, advance) == 0
    assert Decimal(negated(text)) == -Decimal(text)


DAYS = st.dates(dt.date(1980, 1, 1), dt.date(2079, 12, 31))


@given(
    DAYS,
    st.sampled_from(["%d.%m.%Y", "%d.%m.%y", "%Y%m%d", "%d/%m/%Y", "%d.%m.%Y 00:00:00", "%Y-%m-%dT10:20"]),
)
def test_dates_in_many_spellings(day, spelling):
    read = date_reader(("yyyy-mm-dd", "dd.mm.yyyy", "dd.mm.yy", "yyyymmdd", "dd/mm/yyyy"), 79)
    assert read(day.strftime(spelling)) == day.isoformat()


@pytest.mark.parametrize(
    "text", ["", "00.00.0000", "  .  .    ", "0000-00-00", "00000000", "/  /", "0", "00.00.0000 0:00:00"]
)
def test_no_date_is_empty(text):
    assert date_reader(DATES, 79)(text) == ""


@pytest.mark.parametrize(
    "text", ["31.02.2026", "32.01.2026", "1.13.2026", "05.10.26", "завтра", "05.10.12026", "2026.10.05"]
)
def test_a_day_that_is_none_is_refused(text):
    with pytest.raises(BadValue):
        date_reader(DATES, 79)(text)


def test_the_pivot_parts_the_centuries():
    assert date_reader(("dd.mm.yy",), 30)("01.02.30") == "2030-02-01"
    assert date_reader(("dd.mm.yy",), 30)("01.02.31") == "1931-02-01"


MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()  # noqa: SIM905


@pytest.mark.parametrize(("number", "word"), list(enumerate(MONTHS, 1)))
def test_months_by_their_names(number, word):
    read = period_reader(PERIODS, DATES, 79)
    cases = [
        word,
        word.upper(),
        word[:3] + ("" if number == 5 else "."),
        {3: "марта", 5: "мая", 8: "августа"}.get(number, word[:-1] + "я"),
    ]
    for case in cases:
        assert read(f"{case.rstrip('.')} 2026") == f"2026-{number:02d}"
    assert month_number("Октябренок") == 10
    assert month_number("сегодня") == 0


@given(DAYS, st.sampled_from(["%m%Y", "%Y%m", "%m.%Y", "%Y-%m", "%d.%m.%Y", "%Y-%m-%d"]))
def test_months_by_number_are_never_mistaken(day, spelling):
    assert period_reader(PERIODS, DATES, 79)(day.strftime(spelling)) == day.isoformat()[:7]


@pytest.mark.parametrize("text", ["132026", "2026-13", "10.26", "квартал 4", "2026", "202"])
def test_a_month_that_is_none_is_refused(text):
    with pytest.raises(BadValue):
        period_reader(PERIODS, DATES, 79)(text)


@pytest.mark.parametrize("text", ["", "yyyy", "dd.mm", "dd.mm.yyyy.yyyy", "mm.mm.yyyy", "год"])
def test_a_format_that_is_none(text):
    with pytest.raises(BadPattern, match="is no format"):
        pattern(text)


def test_file_names():
    found = FilePattern("nach_{MM}{YY}*.dbf").match("NACH_1026_1.DBF")
    assert found == FileDate(2026, 10, 1)
    assert found.as_text("month_end") == "2026-10-31"
    assert (
        FilePattern("saldo_{YYYY}-{MM}-{DD}.csv").match("saldo_2026-02-28.csv").as_text("date")
        == "2026-02-28"
    )
    assert FilePattern("nach_{MM}{YY}.dbf").match("nach_1326.dbf") is None
    assert FilePattern("s_{YYYY}{MM}{DD}.csv").match("s_20260231.csv") is None
    assert FilePattern("a[b].csv").match("a[b].csv") == FileDate()
    for text in ("../etc/passwd", "a/b.csv", "c:\\x.csv", "", "a{WW}.csv", "{MM}{MM}.csv"):
        with pytest.raises(BadFilePattern):
            FilePattern(text)


@given(st.text(max_size=80))
def test_a_masked_value_tells_no_digit_and_no_letter(text):
    assume(text)
    masked = shown("holder", text)
    assert masked.isprintable()
    assert not any(c.isdecimal() and c != "9" for c in shape(text))
    assert not any(c.isalpha() and c != "x" for c in shape(text))
    assert len(printable(text)) <= 43


def test_a_sum_is_shown_and_a_phone_is_not():
    assert shown("debt", "12,3A") == "12,3A"
    assert shown("phone", "+7 916 111-22-33") == "+9 999 999-99-99"
    assert shown("account", "ЛС-77\n1") == "xx-99\\x0a9"


@pytest.mark.parametrize("text", ["25.11.2026 9:00", "2026-11-25T9:00:59", "25.11.2026, 9:00"])
def test_moments_keep_their_time(text):
    assert moment_reader(DATES, 40)(text) == "2026-11-25 9:00"


def test_a_moment_needs_a_time():
    with pytest.raises(BadValue):
        moment_reader(DATES, 40)("25.11.2026")
