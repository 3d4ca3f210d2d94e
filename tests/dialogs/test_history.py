"""Months, years, payments: paged, read anew, with totals."""

from __future__ import annotations

import pytest

from core.values import Period
from storage.database import Unit
from tests.dialogs.billed import FLAT, billed, bills, month, paid


def long_history(tx):
    bills(tx)
    for back in range(2, 20):
        period = Period(2026, 10).shift(-back)
        month(tx, FLAT, str(period), (0, 100_000 + back, 90_000, 0, 0, 0))
        paid(tx, FLAT, f"{period}-12", 90_000 + back)
    paid(tx, FLAT, "2026-11-05", 1_000)


@pytest.fixture
async def flat(home):
    await billed(home.database, long_history)
    return home


async def test_months_with_what_was_charged_and_paid(flat):
    lines = (await flat.says("история")).splitlines()
    assert lines[:4] == [
        "Счёт *7833 по месяцам, на 8 ноября",
        "За ноябрь: оплачено 10,00 руб. Квитанции ещё нет.",
        "За октябрь: начислено 1 034,82 руб., перерасчёт и пени -187,66 руб., оплачено 1 200,00 руб.",
        "За сентябрь: начислено 866,02 руб., оплачено 0,00 руб.",
    ]
    assert len(lines) == 7
    assert flat.offered == ["earlier", "charges", "charges", "payments", "menu"]


async def test_leafing(flat):
    await flat.says("история")
    seen = [flat.text.splitlines()[1:]]
    for _ in range(3):
        await flat.presses("earlier")
        seen.append(flat.text.splitlines()[1:])
    months = [line.partition(":")[0] for page in seen for line in page]
    assert len(months) == len(set(months)) == 21
    assert flat.offered[0] == "later"
    await flat.presses("later")
    assert flat.text.splitlines()[1:] == seen[2]


async def test_a_year_with_its_totals(flat):
    await flat.says("история")
    lines = (await flat.says("2025")).splitlines()
    assert lines[1] == "Всего за 2025 год: начислено 10 001,45 руб., оплачено 9 001,45 руб."
    assert lines[2].startswith("За декабрь 2025: ")
    assert len(lines) == 7
    assert "За июль 2025" in await flat.says("раньше")
    assert "За 2019 год данных здесь нет" in await flat.says("2019")
    assert "Всего за 2026 год" in await flat.says("за 2026 год")
    assert "Всего за 2025 год" in await flat.says("история 2025")


async def test_a_year_is_no_year_elsewhere(flat):
    """A bare number means something only while the list is open."""
    await flat.says("баланс")
    assert "Всего за" not in await flat.says("2025")


async def test_buttons_of_years(flat):
    await flat.says("история")
    assert "Всего за 2025 год" in await flat.presses("charges:a1.y2025")


async def test_old_buttons_read_the_state_anew(flat):
    await flat.says("история")
    flat.later(days=40)
    await flat.database.write(
        Unit(lambda tx: tx.run("UPDATE charge SET charged = 7 WHERE period = '2025-10'"))
    )
    assert "За октябрь 2025: начислено 0,07 руб." in await flat.presses("charges:a1.y2025")


async def test_the_open_list_expires_without_a_word(flat):
    await flat.says("история")
    flat.later(hours=5)
    text = await flat.says("баланс")
    assert text.startswith("Квартира")
    assert len(flat.replies) == 1


async def test_payments(flat):
    lines = (await flat.says("платежи")).splitlines()
    assert lines[0] == "Платежи по счёту *7833, на 8 ноября"
    assert lines[1] == "5 ноября: 10,00 руб., СБП"
    assert lines[-1] == "Учтены платежи по 6 ноября. Более поздних здесь ещё нет."
    first = lines[1:-1]
    assert len(first) == 6
    second = (await flat.presses("earlier")).splitlines()[1:]
    assert not set(first) & set(second)


async def test_a_return_is_called_one(flat):
    await flat.database.write(Unit(lambda tx: paid(tx, FLAT, "2026-11-06", -5_000)))
    assert "6 ноября: возврат 50,00 руб." in await flat.says("платежи")


async def test_nothing_to_list(home):
    await billed(home.database)

    def empty(tx):
        tx.run("DELETE FROM charge")
        tx.run("DELETE FROM payment")

    await home.database.write(Unit(empty))
    assert "пока не видно" in await home.says("история")
    assert "платежей пока не видно" in await home.says("платежи")


@pytest.mark.parametrize("target", ["a1.p99999", "a1.y2025.p99999", "a1.y1999", "a1.px", "a1.p-6"])
async def test_targets_beyond_the_list_lead_to_its_beginning(flat, target):
    from bot.dialogs.model import Kind

    text = await flat._happens(Kind.CHOICE, choice="charges", text=target)
    assert text.startswith("Счёт *7833 по месяцам")


async def test_two_rows_in_sms(supplied):
    from bot.assembly import SMS
    from tests.dialogs.conversation import Conversation

    talk = Conversation(await billed(supplied, long_history), SMS, "tel:+79161234567")
    await talk.links()
    assert await talk.says("история") == (
        "*7833 на 08.11. 11.2026: опл. 10,00 руб. 10.2026: начислено 1034,82 руб., опл. 1200,00 руб."
        " 1-РАНЬШЕ, 2-2026, 3-2025, 4-ПЛАТЕЖИ"
    )
    assert "09.2026" in await talk.says("раньше")
    assert "08.2026" in talk.text
    assert (await talk.says("2025")).startswith("*7833 на 08.11. 2025: начислено 10001,45 руб.")
