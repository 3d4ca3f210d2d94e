"""«Если оплатить …»: days as people write them, what is assumed, what is not known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.penalty import PenaltyRule
from core.privacy import Sensitivity
from core.usecases.screens import PenaltyTerms
from storage.database import Unit
from tests.dialogs.billed import FLAT, billed, of, put
from tests.dialogs.conversation import CATALOGUE, Conversation
from tests.dialogs.supplier import RULES, make_test_desk


def owes(tx):
    """10 000 roubles since 15 September, 5 000 due on 15 November; penalty counted until 31 October."""
    tx.run(
        "UPDATE balance SET debt = 1501900, overdue = 1000000, overdue_since = '2026-09-16', penalty = 1900,"
        " due_on = '2026-11-15', as_of = '2026-11-08' WHERE account_id = 1"
    )
    rows = (("2026-08", "2026-09-15", 1_000_000), ("2026-10", "2026-11-15", 501_900))
    for period, due_on, amount in rows:
        put(tx, "due", **of(FLAT, period=period, stage=1, due_on=due_on, amount=amount))


@pytest.fixture
async def late(home):
    from tests.dialogs.billed import bills

    await billed(home.database, bills, owes)
    return home


async def sets(talk, sql):
    await talk.database.write(Unit(lambda tx: tx.run(sql)))


async def test_asks_for_the_day_and_counts(late):
    assert (await late.says("пени")).splitlines() == [
        "Счёт *7833: на 8 ноября просрочено 10 000,00 руб.",
        "На какой день посчитать пени? Нажмите кнопку или напишите день, например 25.12.",
    ]
    assert late.offered == ["today", "week", "month-end", "menu"]
    # 1 November to 14 December: 44 days of 1/300, then 11 of 1/130, of 10 000 at 9.5 %: 139,33 + 80,38;
    # 5 000 at days 31 to 40 (16 to 25 December): 15,83.
    assert (await late.says("25.12")).splitlines() == [
        "Если оплатить 25 декабря, добавятся пени: примерно 235,55 руб.",
        "Всего выйдет примерно 15 254,55 руб., без новых пеней 15 019,00 руб. на 8 ноября.",
        "В этой сумме уже есть пени, посчитанные по 31 октября: 19,00 руб.",
        "Точную сумму пеней посчитает поставщик, когда придёт платёж.",
    ]
    assert late.offered == ["penalty", "why", "menu"]


@pytest.mark.parametrize(
    ("how", "day", "sum_"),
    [("today", "8 ноября", "25,33"), ("week", "15 ноября", "47,50"), ("month-end", "30 ноября", "95,00")],
)
async def test_days_by_button(late, how, day, sum_):
    await late.says("пени")
    assert (await late.presses(how)).startswith(f"Если оплатить {day}, добавятся пени: примерно {sum_} руб.")


async def test_days_in_words(late):
    await late.says("если оплатить")
    assert "18 ноября" in await late.says("через 10 дней")
    await late.presses("penalty")
    assert "Здесь нужен день" in await late.says("когда-нибудь")
    assert "Этот день уже прошёл" in await late.says("01.11.2026")
    assert "Дальше чем на год" in await late.says("25.12.2028")
    assert "завтра" not in await late.says("завтра")
    assert "9 ноября" in late.text


async def test_a_day_right_behind_the_command(late):
    assert "Если оплатить 25 декабря" in await late.says("пени 25.12")


async def test_nothing_new_within_the_first_thirty_days(home):
    await billed(home.database)
    await sets(home, "UPDATE balance SET overdue = 0, penalty = 0, overdue_since = NULL WHERE account_id = 1")
    await home.says("пени")
    text = await home.says("15.12")
    assert text.startswith(
        "Если оплатить 15 декабря, новых пеней не будет. На 8 ноября к оплате 2 310,90 руб."
    )


async def test_unknown_parts_are_assumed_and_it_is_said(late):
    await sets(late, "DELETE FROM due WHERE account_id = 1")
    await late.says("пени")
    assert "Считаем, что вся сумма просрочена с 16 сентября" in await late.says("25.12")


async def test_overdue_since_nobody_knows_when_is_not_guessed(late):
    await sets(late, "DELETE FROM due WHERE account_id = 1")
    await sets(late, "UPDATE balance SET overdue_since = NULL WHERE account_id = 1")
    await late.says("пени")
    text = await late.says("25.12")
    assert "не можем" in text
    assert "руб." not in text


async def test_after_the_last_known_rule_nothing_is_guessed(late):
    await late.says("пени")
    lines = (await late.says("15.01")).splitlines()
    assert lines[0] == "Ставка на 15 января 2027 ещё не известна, наугад не считаем. Посчитали по 31 декабря."
    assert lines[1].startswith("Если оплатить 31 декабря, добавятся пени: ")


async def test_by_the_day_of_payment_it_falls_back_to_the_last_known_day_too(late):
    terms = PenaltyTerms(PenaltyRule(by_payment_day=True))
    desk = make_test_desk(rules=replace(RULES, penalty=terms))
    other = Conversation(late.database, late.can, late.address, desk, late.now)
    await other.says("пени")
    lines = (await other.says("15.01")).splitlines()
    assert lines[0].endswith("Посчитали по 31 декабря.")
    assert lines[1].startswith("Если оплатить 31 декабря, добавятся пени: ")


async def test_without_key_rates_there_is_no_number(late):
    await sets(late, "DELETE FROM rate")
    await late.says("пени")
    text = await late.says("25.12")
    assert "не можем" in text
    assert "примерно" not in text


async def test_no_debt_no_penalty(home):
    await billed(home.database)
    await sets(home, "UPDATE balance SET debt = 0, overdue = 0, penalty = 0 WHERE account_id = 1")
    assert "платить нечего" in await home.says("пени")
    await sets(home, "UPDATE balance SET debt = 500, advance = 500 WHERE account_id = 1")
    assert "платить нечего" in await home.says("пени")


async def test_organisations_only_where_the_supplier_says_so(chat):
    from dataclasses import replace

    from core.usecases.screens import PenaltyTerms
    from tests.dialogs.conversation import Conversation
    from tests.dialogs.supplier import RULES, make_test_desk

    await chat.links("1234567858", "89021112234")
    assert "порядок задан в договоре" in await chat.says("пени")
    desk = make_test_desk(rules=replace(RULES, penalty=PenaltyTerms(organisations=True)))
    other = Conversation(chat.database, chat.can, "telegram:7", desk)
    await other.links("1234567858", "89021112233")
    await other.says("пени")
    assert other.offered[0] == "today"


async def test_the_card_of_who_is_late_offers_it(late):
    await late.says("баланс")
    assert late.offered == ["why", "penalty", "charges", "chart", "menu"]
    await late.presses("penalty")
    assert late.path[-1] == "penalty.day"


def carried(offered):
    """Buttons of a card that a strict channel keeps."""
    labels = {
        "penalty": "button-penalty",
        "why": "button-why",
        "charges": "button-charges",
        "chart": "button-chart",
        "menu": "button-menu",
    }
    return [name for name in offered if CATALOGUE.sensitivity(labels[name]) <= Sensitivity.ACCOUNT]


async def test_the_buttons_of_a_strict_card_do_not_tell_who_owes(late):
    await late.says("баланс")
    owing = carried(late.offered)
    await sets(late, "UPDATE balance SET overdue = 0, penalty = 0, overdue_since = NULL WHERE account_id = 1")
    await late.says("баланс")
    assert owing == carried(late.offered) == ["why", "charges", "chart", "menu"]


async def test_an_advance_is_taken_off_what_it_comes_to(late):
    await sets(late, "UPDATE balance SET advance = 100000 WHERE account_id = 1")
    text = await late.says("пени 25.12")
    assert "Всего выйдет примерно 14 254,55 руб., без новых пеней 14 019,00 руб." in text
