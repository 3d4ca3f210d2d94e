"""«Выгодно ли день и ночь»: where the prices meet, and what the own year would have cost."""

from __future__ import annotations

import pytest

from core.values import Period
from tests.dialogs.billed import meter, put, reading, visible
from tests.dialogs.channels import Played

NOT_SHOWN = "Сколько у вас, счётчик с одной зоной не показывает."
FLAT, NOVEMBER = 1, Period(2026, 11)
HOURS = {"all": "", "day": "07:00-23:00", "night": "23:00-07:00", "peak": "07:00-10:00,17:00-21:00",
         "halfpeak": "10:00-17:00,21:00-23:00"}  # fmt: skip
ROW = {
    "generation": 1, "tariff": "city", "valid_from": "2024-01-01", "valid_to": "2027-06-30",
    "title": "Население",
}  # fmt: skip
PRICES = {"all": 700_000, "day": 800_000, "night": 400_000, "peak": 900_000, "halfpeak": 700_000}


def prices(**changes):
    def fill(tx):
        visible(tx, "tariffs")
        tx.run("UPDATE account_card SET tariff = 'city' WHERE account_id = 1")
        for zone, price in {**PRICES, **changes}.items():
            if price:
                row = ROW | {"zone": zone, "range_upto_kwh": 0, "price": price, "hours": HOURS[zone]}
                put(tx, "tariff", **row)

    return fill


def year(zones, *monthly, months=14):
    """Readings of so many months; `monthly` kWh of each register."""

    def fill(tx):
        meter(tx, FLAT, "1", zones)
        for back in range(months, 0, -1):
            shown = tuple(5_000 + kwh * (months - back) for kwh in monthly)
            reading(tx, FLAT, "1", f"{NOVEMBER.shift(-back)}-20", shown)

    return fill


def asked(*fills, role="owner", word="зоны"):
    return Played(*fills).person().has(FLAT, role=role).says(word)


def test_with_one_zone_the_prices_tell():
    rich, short = asked(prices(), year("all", 200))
    assert rich.splitlines() == [
        "Счёт *7833: день и ночь выгоднее одной зоны, если ночью уходит больше 25 % расхода.",
        f"Если тратить поровну весь день, на ночь приходится 33 %. {NOT_SHOWN}",
        "Три зоны выгоднее одной, если ночью больше 23 %, а в часы пик не больше 44 % остального.",
        "Порог посчитан по ценам на сегодня для вашего среднего месяца: 200 кВт·ч.",
    ]
    assert short.startswith("*7833: день/ночь выгодно, если ночью больше 25%")


@pytest.mark.parametrize(
    "word",
    ["выгодно ли перейти на двухтарифный", "день ночь выгодно", "zony",
     "есть ли смысл ставить двухтарифный счетчик"],
)  # fmt: skip
def test_words_for_it(word):
    assert "больше 25%" in asked(prices(), year("all", 200), word=word)[1]


def test_with_two_zones_the_own_year_tells():
    """100 by day and 100 by night cost 1200 a month, by one zone 1400."""
    rich, short = asked(prices(), year("day,night", 100, 100))
    assert "У вас ночью 50 %, это по 12 мес. с показаниями." in rich
    assert "С одной зоной эти 12 мес. стоили бы примерно на 2 400 руб. дороже." in rich
    assert "счётчик с одной зоной" not in rich
    assert short.startswith("*7833: день/ночь выгодно, если ночью больше 25% (у вас 50%)")


def test_with_two_zones_one_may_be_cheaper_or_the_same():
    """180 by day and 20 by night cost 1520 a month, by one zone 1400."""
    assert "примерно на 1 440 руб. дешевле" in asked(prices(), year("day,night", 180, 20))[0]
    assert "стоили бы столько же" in asked(prices(), year("day,night", 150, 50))[0]


def test_with_three_zones_both_others_are_compared():
    rich, _ = asked(prices(), year("peak,night,halfpeak", 30, 50, 120))
    assert "С одной зоной эти 12 мес. стоили бы примерно на 1 080 руб. дороже." in rich
    assert "С двумя зонами эти 12 мес. стоили бы примерно на 1 080 руб. дороже." in rich


def test_who_sends_readings_is_told_shares_and_no_sums():
    rich, short = asked(prices(), year("day,night", 100, 100), role="reader")
    assert "руб" not in rich + short
    assert "У вас ночью 50 %" in rich


def test_prices_that_are_not_known_are_not_guessed():
    rich, short = asked(prices(day=0, night=0, peak=0), year("all", 200))
    assert "не можем" in rich
    assert "выгод" not in rich + short
    assert "не можем" in asked(year("all", 200))[0]


def test_prices_that_always_or_never_pay():
    assert "не дороже одной зоны при любом расходе" in asked(prices(day=700_000), year("all", 200))[0]
    assert "не выгоднее одной зоны" in asked(prices(night=750_000), year("all", 200))[0]


def test_without_a_history_a_typical_month_is_taken_and_it_is_said():
    assert "вашего расхода пока не знаем" in asked(prices(), year("all", 200, months=1))[0]


def test_without_a_meter_or_an_open_account_nothing_is_compared():
    assert "нет счётчика" in asked(prices())[0]
    closed = "UPDATE account_card SET status = 'closed' WHERE account_id = 1"
    assert "закрыт" in asked(prices(), year("all", 200), lambda tx: tx.run(closed))[0]


def test_a_guest_is_told_what_to_do_first():
    person = Played(prices()).person()
    assert "не подключен" in person.says("зоны")[1]
