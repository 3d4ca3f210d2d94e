"""Charts on both channels: which months, which view, the words under them, the buttons, the empty cases."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.policy import within
from bot.channels.render import CAPTION, render
from bot.channels.segments import measure, utf16
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.chart_asked import Asked, of_target, of_words
from bot.dialogs.model import Kind
from bot.texts.chart_wishes import ChartWishes
from bot.texts.samples import TODAY
from core.charting.chart import View
from core.values import Period
from tests.dialogs.billed import big_office, meter, month, prices, reading
from tests.dialogs.channels import Played
from tests.dialogs.memory import CATALOGUE
from tests.dialogs.supplier import VALUES

FLAT, OFFICE, GARAGE = 1, 3, 5
LAST = Period(2026, 10)
WISHES = ChartWishes.load()


def months(count, *, energy=lambda back: 100_000 + 1_000 * back, account=FLAT):
    """Bills of the last months, each with its energy, and prices that change in July."""

    def fill(tx):
        tx.run("UPDATE account_card SET tariff = 'city' WHERE account_id = 1")
        prices(tx, "city", "2025-07-01", "2026-06-30", 90)
        prices(tx, "city", "2026-07-01", "2027-06-30")
        for back in range(count):
            kwh = energy(back)
            month(tx, account, str(LAST.shift(-back)), (0, kwh * 734 // 1000, 0, 0, 0, 0), (), kwh)

    return fill


def three_meters(tx):
    for number in range(3):
        meter(tx, GARAGE, f"5000{number}", place=f"бокс {number}")
        for back in range(4):
            reading(
                tx, GARAGE, f"5000{number}", f"{LAST.shift(-back)}-20", (1_000 - 50 * (number + 1) * back,)
            )


def person(*fills, accounts=(FLAT,), role="owner"):
    return Played(*fills).person().has(*accounts, role=role)


def chart(one):
    """The chart of the newest answer; the same went to both channels."""
    assert one.rich.replies[-1].chart == one.short.replies[-1].chart
    return one.rich.replies[-1].chart


def shown(one):
    found = chart(one)
    return found.view.value, str(found.months[0].period), str(found.months[-1].period)


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("график", Asked()),
        ("расход", Asked()),
        ("покажи расход за прошлый год", Asked(year=2025)),
        ("график за 2 года", Asked(span=24)),
        ("График за три года", Asked(span=36)),
        ("график за всё время", Asked(span=0)),
        ("график по счётчикам", Asked(View.METERS)),
        ("график в рублях", Asked(View.MONEY)),
        ("график за 2 года в рублях", Asked(View.MONEY, 24)),
        ("сравни с прошлым годом", Asked(View.YEARS)),
        ("график год к году за 3 года", Asked(View.YEARS, 36)),
        ("расход за март", Asked(month=Period(2026, 3))),
        ("расход за декабрь", Asked(month=Period(2025, 12))),
        ("расход за март 2025", Asked(month=Period(2025, 3))),
        ("расход в мае прошлого года", Asked(month=Period(2025, 5))),
        ("сколько квт за май", Asked(month=Period(2026, 5))),
        ("график за 2025 год", Asked(year=2025)),
        ("график 2031", Asked()),
        ("график с марта по май", Asked()),
    ],
)
def test_wishes_in_words(words, wish):
    assert of_words(words, WISHES, TODAY) == wish


@pytest.mark.parametrize(
    "wish",
    [
        Asked(), Asked(View.MONEY, 24), Asked(View.YEARS, 36), Asked(View.METERS, 0), Asked(year=2025),
        Asked(View.MONEY, month=Period(2025, 3)), Asked(meter="1a2b3c4d"),
    ],
)  # fmt: skip
def test_a_button_carries_the_wish(wish):
    assert of_target(wish.target) == wish
    assert len(f"a{10**12}.{wish.target}") <= 32


@pytest.mark.parametrize("target", ["", "12", "13e", "y1999e", "p202513e", "12x", "12e1a2b", "12e1a2b3c4dX"])
def test_other_targets_are_no_wish(target):
    assert of_target(target) is None


@pytest.mark.parametrize(
    ("words", "view", "first", "last"),
    [
        ("график", "energy", "2025-11", "2026-10"),
        ("/график за 2 года", "energy", "2024-11", "2026-10"),
        ("за всё время", "energy", "2024-01", "2026-10"),
        ("покажи расход за прошлый год", "energy", "2025-01", "2025-12"),
        ("график в рублях", "money", "2025-11", "2026-10"),
        ("сравни с прошлым годом", "years", "2024-11", "2026-10"),
        ("расход за март 2026", "energy", "2025-04", "2026-03"),
        ("график 2025", "energy", "2025-01", "2025-12"),
    ],
)
def test_the_words_choose_months_and_view(words, view, first, last):
    one = person(months(34))
    one.says(words)
    assert shown(one) == (view, first, last)


def test_the_caption_says_what_the_picture_shows():
    one = person(months(24))
    rich, short = one.says("график")
    assert rich == (
        "Расход по счёту *7833 за октябрь:\n"
        "100 кВт·ч, на 11 % меньше, чем год назад.\n"
        "Год назад было 112 кВт·ч.\n"
        "На графике ноябрь 2025 – октябрь, в среднем 106 кВт·ч в месяц.\n"
        "Больше всего: ноябрь 2025, 111 кВт·ч. Меньше всего: октябрь, 100 кВт·ч.\n"
        "Всего 1 266 кВт·ч, на 10 % меньше, чем за те же месяцы год назад.\n"
        "Новые цены: июль."
    )
    assert short == "*7833 окт 100 кВт.ч, на 11% меньше, чем год назад 1-СКОЛЬКО ЗА МЕСЯЦ"
    assert measure(short).parts == 1


def test_months_behind_marks_and_average():
    one = person(months(24))
    one.says("график")
    found = chart(one)
    assert [month.before for month in found.months][-1] == 112_000
    assert [str(month.period) for month in found.months if month.mark] == ["2026-07"]
    assert found.average == 105_500


def test_a_month_asked_for_comes_first():
    one = person(months(24))
    rich, short = one.says("расход за март")
    assert rich.startswith("Расход по счёту *7833 за март:\n107 кВт·ч, на 10 % меньше, чем год назад.")
    assert short.startswith("*7833 мар 107 кВт.ч, на 10% меньше")


def test_a_year_in_one_line():
    one = person(months(36))
    rich, short = one.says("расход за 2025 год")
    assert rich.startswith(
        "Расход по счёту *7833 за 2025 год:\n1 386 кВт·ч, на 9 % меньше, чем годом раньше."
    )
    assert short.startswith("*7833 2025: 1386 кВт.ч, на 9% меньше, чем годом раньше")


def test_money():
    one = person(months(24))
    rich, short = one.says("график в рублях")
    assert rich == (
        "Начислено по счёту *7833 за октябрь: 734,00 руб.\n"
        "Это на 11 % меньше, чем год назад.\n"
        "На графике ноябрь 2025 – октябрь, в среднем 774,37 руб. в месяц.\n"
        "Больше всего: ноябрь 2025, 814,74 руб. Меньше всего: октябрь, 734,00 руб.\n"
        "Всего 9 292,44 руб."
    )
    assert short.startswith("*7833 10.2026: начислено 734,00 руб. На 11% меньше, чем год назад")


def test_who_sees_no_sums_gets_no_money():
    one = person(months(24), role="reader")
    rich, short = one.says("график в рублях")
    assert one.rich.replies[-1].chart is None
    assert "руб" not in rich + short
    one.says("график")
    assert "button-chart-money" not in [choice.label.key for choice in one.rich.replies[-1].choices]
    one.rich.event(Kind.CHOICE, choice="chart", text="a1.12m")
    assert one.rich.replies[-1].chart is None


def test_buttons_lead_to_every_view_and_never_expire():
    one = person(months(40))
    one.says("график")
    keys = [choice.label.key for choice in one.rich.replies[-1].choices]
    assert keys == [
        "button-forecast", "button-chart-24", "button-chart-0", "button-chart-money", "button-chart-years",
        "button-menu",
    ]  # fmt: skip
    one.later(90 * 24 * 3600)
    one.rich.event(Kind.CHOICE, choice="chart", text="a1.24e")
    assert len(one.rich.replies[-1].chart.months) == 24
    one.rich.event(Kind.CHOICE, choice="chart", text="a1.24y")
    assert one.rich.replies[-1].chart.view is View.YEARS


def test_the_card_leads_there():
    one = person(months(24))
    one.says("баланс")
    one.rich.choose("chart")
    assert one.rich.replies[-1].chart is not None


def test_meter_by_meter():
    one = person(three_meters, accounts=(GARAGE,))
    rich, short = one.says("график по счётчикам")
    found = chart(one)
    assert found.view is View.METERS
    assert [row.total for row in found.meters] == [450_000, 300_000, 150_000]
    assert "№ 50002: 450 кВт·ч." in rich
    assert short.startswith("*7874 ")
    assert measure(short).parts == 1
    choices = one.rich.replies[-1].choices
    one.rich.choose("chart", next(c.target for c in choices if c.label.key == "button-chart-meter"))
    assert "Расход по счётчику № 5000" in one.rich.text
    assert len(one.rich.replies[-1].chart.months) == 3


def test_meter_by_meter_of_a_year():
    def older(tx):
        three_meters(tx)
        for day, shown in (("2025-11-20", 200), ("2025-12-20", 310)):
            reading(tx, GARAGE, "50001", day, (shown,))

    one = person(older, accounts=(GARAGE,))
    rich, _ = one.says("расход по счётчикам за 2025 год")
    assert [row.total for row in chart(one).meters] == [110_000, None, None]
    assert "всего 110 кВт·ч" in rich


def test_one_meter_is_no_comparison():
    one = person(months(13))
    one.says("график по счётчикам")
    assert chart(one).view is View.ENERGY


def test_fifty_meters_fit():
    one = person(big_office, accounts=(OFFICE,))
    rich, _ = one.says("график по счётчикам")
    assert len(chart(one).meters) == 50
    assert "Ещё счётчиков: 46" in rich
    assert utf16(rich) < CAPTION


def test_calculated_spread_and_missing_months_are_told():
    def fill(tx):
        meter(tx, GARAGE, "1")
        for day, shown, source in (
            ("2025-10-20", 1_000, "subscriber"), ("2025-11-20", 1_100, "subscriber"),
            ("2026-02-20", 1_500, "subscriber"), ("2026-03-20", 1_600, "subscriber"),
            ("2026-09-20", 2_000, "calculated"), ("2026-10-20", 2_100, "calculated"),
        ):  # fmt: skip
            reading(tx, GARAGE, "1", day, (shown,), source=source)

    one = person(fill, accounts=(GARAGE,))
    rich, _ = one.says("график")
    assert "Показания были не каждый месяц: 3 мес. разложены по дням." in rich
    assert "заштрихованы" in rich or "Данных нет" in rich


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (lambda _: None, "Передавайте показания каждый месяц"),
        (lambda tx: meter(tx, FLAT, "1", automatic=1), "Счётчик передаёт показания сам"),
        (lambda tx: tx.run("UPDATE account_card SET status = 'closed'"), "закрыт"),
    ],
)
def test_nothing_known_says_why(fill, said):
    one = person(fill)
    rich, short = one.says("график")
    assert said in rich
    assert one.rich.replies[-1].chart is None
    assert measure(short).parts == 1


def test_one_month_is_shown_and_told():
    one = person(months(1))
    assert "Пока известен один месяц" in one.says("график")[0]
    assert len(chart(one).months) == 1


def test_months_without_data_are_named():
    one = person(months(3))
    rich, _ = one.says("расход за март 2024")
    assert "апрель 2023 – март 2024 данных нет" in rich
    rich, _ = one.says("график в рублях за 2024 год")
    assert "счетов нет" in rich


def test_strict_policy_keeps_money_home():
    one = person(months(24))
    strict = within(TELEGRAM, "strict")
    one.says("график в рублях")
    drawn = render(one.rich.replies[-1], strict, CATALOGUE, VALUES, one.rich.today)
    assert "chart:money" in drawn.dropped
    assert not any(part.drawing for part in drawn.parts)
    assert "руб" not in "".join(part.text for part in drawn.parts)
    one.says("график")
    drawn = render(one.rich.replies[-1], strict, CATALOGUE, VALUES, one.rich.today)
    assert drawn.parts[0].drawing is not None


def test_sms_drops_the_picture_and_says_so():
    one = person(months(24))
    one.says("график")
    drawn = render(one.short.replies[-1], SMS, CATALOGUE, VALUES, one.short.today)
    assert "chart:energy" in drawn.dropped
    assert len(drawn.parts) == 1


def test_the_widest_caption_fits():
    one = person(months(34, energy=lambda back: 3_210_500_000 + 1_000_000 * back))
    for words in ("график", "график в рублях", "сравни с прошлым годом", "за все время"):
        assert utf16(one.says(words)[0]) <= CAPTION // 2


def test_a_few_statements():
    played = Played(months(24))
    one = played.person().has(FLAT)
    seen = []
    played.worlds[0].tx.connection.set_trace_callback(seen.append)
    one.rich.event(Kind.TEXT, text="график")
    assert sum("dataset_generation" in sql for sql in seen) < 24
