"""«Сколько выйдет за месяц»: what both channels say, what it rests on, who is told sums."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.dialogs.forecast import about
from bot.dialogs.model import Kind
from core.values import Period
from tests.dialogs.billed import meter, month, prices, reading
from tests.dialogs.channels import Played

FLAT, OFFICE = 1, 3
NOVEMBER = Period(2026, 11)
FOUR_OF_FIVE = "В эти границы попадают четыре месяца из пяти."
OPEN = datetime(2026, 11, 18, 9, tzinfo=UTC)
SHAPE = (1150, 1100, 1050, 1000, 920, 850, 820, 860, 950, 1030, 1100, 1170)


def season(months=26, serial="20007833", kwh=130, start=5_000):
    """Readings of the 20th of so many months, up to October: a flat of some 130 kWh a month."""

    def fill(tx):
        meter(tx, FLAT, serial)
        shown = start
        for back in range(months, 0, -1):
            period = NOVEMBER.shift(-back)
            shown += kwh * SHAPE[period.month - 1] // 1000
            reading(tx, FLAT, serial, f"{period}-20", (shown,))

    return fill


def priced(tx):
    tx.run("UPDATE account_card SET tariff = 'city' WHERE account_id = 1")
    prices(tx, "city", "2024-01-01", "2027-06-30")


def billed(*lines):
    return lambda tx: month(tx, FLAT, "2026-10", (0, 100_000, 0, 0, 0, 100_000), lines, 133_000)


def asked(*fills, role="owner", word="прогноз", now=OPEN, accounts=(FLAT,)):
    """What both channels say: Telegram, SMS."""
    return Played(*fills, now=now).person().has(*accounts, role=role).says(word)


def test_in_words_and_in_one_sms():
    rich, short = asked(season(), priced)
    assert rich.splitlines() == [
        "Прогноз по счёту *7833 на ноябрь:",
        "Выйдет примерно 1 048 руб., скорее всего от 995 до 1 100.",
        "Расход примерно 143 кВт·ч, скорее всего от 136 кВт·ч до 150 кВт·ч.",
        "Год назад за этот месяц было 143 кВт·ч.",
        f"Считаем по тем же месяцам прошлых лет и последнему полугодию. {FOUR_OF_FIVE}",
    ]
    assert short.startswith("*7833 прогноз ноя: 1048 руб. (995-1100) 143 кВт.ч")


@pytest.mark.parametrize(
    "word",
    ["сколько выйдет за месяц", "сколько будет за ноябрь", "Прогноз", "прогноз 7833", "prognoz",
     "во сколько обойдётся месяц"],
)  # fmt: skip
def test_words_for_it(word):
    assert "прогноз ноя: 1048 руб." in asked(season(), priced, word=word)[1]


def test_the_command():
    person = Played(season(), priced).person().has(FLAT)
    assert "Прогноз по счёту *7833" in person.rich.event(Kind.COMMAND, command="forecast")


def test_who_sends_readings_is_told_the_energy_and_no_sums():
    rich, short = asked(season(), priced, role="reader")
    assert "руб" not in rich + short
    assert "143 кВт·ч" in rich
    assert "прогноз ноя: 143 кВт.ч (от 136 кВт.ч до 150 кВт.ч)" in short


def test_a_guest_is_told_what_to_do_first():
    assert "не подключен" in asked(season(), accounts=())[1]


def test_a_reading_of_the_window_settles_the_month():
    def sent(tx):
        reading(tx, FLAT, "20007833", "2026-11-17", (8_505,))

    rich, short = asked(season(), priced, sent)
    assert "скорее всего" not in rich
    assert "Это по показаниям, которые уже есть за этот месяц." in rich
    assert short.startswith("*7833 прогноз ноя: примерно ")


def test_a_reading_that_was_sent_here_counts_before_billing_tells_it_back():
    person = Played(season(), priced).person().has(FLAT)
    person.says("показания 8530")
    before = asked(season(), priced)[1]
    rich, short = person.says("прогноз")
    assert "которые уже есть" in rich
    assert short != before


def test_a_reading_before_the_window_tells_the_days_so_far():
    def early(tx):
        reading(tx, FLAT, "20007833", "2026-11-09", (8_600,), source="inspector")

    rich = asked(season(), priced, early, now=datetime(2026, 11, 12, 9, tzinfo=UTC))[0]
    assert "Начало месяца взято из показаний" in rich


def test_less_than_a_year_is_said_to_be_so():
    rich, _ = asked(season(5), priced)
    assert "Истории меньше года" in rich
    assert "Год назад" not in rich


@pytest.mark.parametrize(
    ("fills", "said"),
    [
        ((season(2),), "мало месяцев"),
        ((), "нет счётчика"),
        (
            (season(), lambda tx: tx.run("UPDATE account_card SET status = 'closed' WHERE account_id = 1")),
            "закрыт",
        ),
    ],
)
def test_where_nothing_is_foretold(fills, said):
    rich, short = asked(*fills)
    assert said in rich
    assert "руб" not in rich + short


def test_what_was_only_calculated_is_not_foretold():
    def guessed(tx):
        meter(tx, FLAT, "20007833")
        for back in range(14, 0, -1):
            reading(
                tx,
                FLAT,
                "20007833",
                f"{NOVEMBER.shift(-back)}-28",
                (9_000 - 130 * back,),
                source="calculated",
            )

    assert "посчитаны без показаний" in asked(guessed)[0]


def test_without_prices_only_the_energy():
    rich, short = asked(season())
    assert "поставщик не сообщил, какой у счёта тариф" in rich
    assert "143 кВт.ч" in short

    def named(tx):
        tx.run("UPDATE account_card SET tariff = 'city' WHERE account_id = 1")

    assert "цены на этот месяц ещё не загружены" in asked(season(), named)[0]


def test_what_the_bill_has_beside_the_energy_is_in_the_sum():
    own, common = (
        ("own", "День", 133_000, 734_000, 97_622, None),
        ("common", "ОДН", 3_000, 734_000, 2_200, None),
    )
    rich, _ = asked(season(), priced, billed(own, common))
    assert "Выйдет примерно 1 070 руб." in rich
    assert "как в прошлый раз: 22 руб." in rich


def test_a_benefit_is_taken_off():
    own, benefit = (
        ("own", "День", 133_000, 734_000, 97_622, None),
        ("benefit", "Льгота", None, None, -48_811, None),
    )
    rich, _ = asked(season(), priced, billed(own, benefit))
    assert "Выйдет примерно 524 руб." in rich
    assert "Льгота вычтена, как в прошлом счёте: 524 руб." in rich


def test_great_numbers_are_told_by_four_digits():
    assert [about(one) for one in (0, 1_048, 12_345, 36_877_056)] == [0, 1_048, 12_350, 36_880_000]
    assert about(-12_344) == -12_340


def test_another_month_is_not_guessed():
    rich = asked(season(), priced, word="прогноз на январь")[0]
    assert rich.startswith("Прогноз считаем только на идущий месяц.")
    assert "на ноябрь" in rich


def test_from_the_forecast_to_the_penalty_the_picture_and_the_zones():
    person = Played(season(), priced).person().has(FLAT)
    person.says("прогноз")
    assert person.rich.offered == ["chart", "penalty", "zones", "menu"]
    person.chooses("penalty")
    assert person.rich.path[-1] == "penalty.day"


def test_who_owes_nothing_is_offered_no_penalty():
    def paid(tx):
        tx.run("UPDATE balance SET debt = 0, overdue = 0 WHERE account_id = 1")

    person = Played(season(), priced, paid).person().has(FLAT)
    person.says("прогноз")
    assert "penalty" not in person.rich.offered


def test_today_is_the_suppliers():
    assert date(2026, 11, 18) == Played().person().rich.today
