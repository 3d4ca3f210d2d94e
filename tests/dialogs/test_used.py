"""The consumption of a month: one SMS, and the first lines under a picture (test_charts.py has the rest)."""

from __future__ import annotations

import pytest

from bot.dialogs.model import Kind
from tests.dialogs.billed import bills, meter, month, reading
from tests.dialogs.channels import Played
from tests.dialogs.metered import GARAGE, past

FLAT, SUMS = 1, (0, 86_602, 0, 0, 0, 86_602)


def asked(*fills, accounts=(FLAT,), role="owner", word="расход"):
    """What both channels say: Telegram, SMS."""
    played = Played(*fills)
    return played.person().has(*accounts, role=role).says(word)


def year(kwh_then, kwh_now=138_000):
    def fill(tx):
        month(tx, FLAT, "2026-10", SUMS, (), kwh_now)
        if kwh_then is not None:
            month(tx, FLAT, "2025-10", SUMS, (), kwh_then)

    return fill


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (157_000, "*7833 окт 138 кВт.ч, на 12% меньше, чем год назад"),
        (100_000, "*7833 окт 138 кВт.ч, на 38% больше, чем год назад"),
        (138_000, "*7833 окт 138 кВт.ч, столько же, сколько год назад"),
        (0, "*7833 окт 138 кВт.ч, год назад расхода не было"),
        (1_000, "*7833 окт 138 кВт.ч, больше чем в 10 раз против прошлого года"),
        (None, "*7833 окт 138 кВт.ч, за прошлый год данных нет"),
    ],
)
def test_one_line(then, said):
    assert asked(year(then))[1].startswith(said)


def test_in_words():
    text = asked(year(157_000))[0]
    assert text == (
        "Расход по счёту *7833 за октябрь:\n"
        "138 кВт·ч, на 12 % меньше, чем год назад.\n"
        "Год назад было 157 кВт·ч.\n"
        "Пока известен один месяц. С каждым показанием график станет полнее."
    )


def test_nothing_used():
    assert "окт 0 кВт.ч, на 100% меньше" in asked(year(157_000, 0))[1]


WORDS = ("график", "покажите график расхода", "потребление", "Расход.", "rashod", "расход за месяц")


@pytest.mark.parametrize("word", WORDS)
def test_words_for_it(word):
    assert "138 кВт.ч" in asked(year(157_000), word=word)[1]


def test_calculated_by_the_supplier_is_told_and_not_compared():
    def fill(tx):
        meter(tx, FLAT, "1")
        reading(tx, FLAT, "1", "2026-10-31", (15_300,), source="calculated")

    rich, short = asked(year(157_000), fill)
    assert "начислено без показаний" in short
    assert "год назад" not in short
    assert "С прошлым годом такой месяц не сравниваем" in rich


def test_a_replaced_meter_is_told():
    def fill(tx):
        meter(tx, FLAT, "1", removed_on="2026-10-10")

    assert "счётчик заменили" in asked(year(157_000), fill)[0]


def test_without_bills_the_readings_tell():
    assert "*7874 окт 142 кВт.ч" in asked(past, accounts=(GARAGE,))[1]


def test_an_old_month_says_its_year():
    def fill(tx):
        month(tx, FLAT, "2026-05", SUMS, (), 90_000)

    assert "*7833 май 90 кВт.ч" in asked(fill)[1]


def test_who_sends_readings_sees_it_and_a_guest_does_not():
    assert "138 кВт.ч" in asked(year(None), role="reader")[1]
    assert "не подключен" in asked(year(None), accounts=())[1]


def test_the_named_account():
    played = Played(bills, past)
    person = played.person().has(FLAT, GARAGE)
    assert "*7833 окт 120 кВт.ч" in person.says("расход 7833")[1]
    assert "*7874 окт 142 кВт.ч" in person.says("расход 7874")[1]


def test_nothing_known_says_what_to_do():
    rich, short = asked()
    assert "Передать показание: ПОКАЗАНИЯ" in short
    assert "каждый месяц" in rich


def test_few_statements():
    """However many months there are."""
    played = Played(year(157_000))
    person = played.person().has(FLAT)
    seen = []
    played.worlds[0].tx.connection.set_trace_callback(seen.append)
    person.rich.event(Kind.TEXT, text="расход")
    assert sum("FROM dataset_generation" in one or "charge" in one for one in seen) < 12
