"""Behind «ЛС»: a reading of who has the account linked, else a code or the number of an account."""

from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.billed import billed
from tests.dialogs.metered import GARAGE, HOUSE, all_entries, past, sender
from tests.dialogs.supplier import ACCOUNTS

FORMS = pytest.mark.parametrize("form", ["rich", "short"])
NUMBER = {account[0]: account[1] for account in ACCOUNTS}


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


async def six_digits(talk, accounts=(GARAGE,)):
    for account in accounts:
        change = f"UPDATE meter SET digits = 6 WHERE account_id = {account}"
        await talk.database.write(Unit(lambda tx, change=change: tx.run(change)))


@FORMS
@pytest.mark.parametrize("text", ["ЛС 15420", "лс: 15420.", "ЛС 1234567874 15420", "л/с 15420", "Л/С: 15420"])
async def test_a_number_of_no_account_is_a_reading(metered, form, text):
    talk = await sender(metered, form)
    await talk.says(text)
    assert await all_entries(talk) == [("accepted", 15_420)], talk.text


@FORMS
@pytest.mark.parametrize("text", ["ЛС {} 154203", "ЛС 154203"])
async def test_six_digits_are_a_reading_where_the_meter_shows_them(metered, form, text):
    talk = await sender(metered, form)
    await six_digits(talk)
    await talk.says(text.format(NUMBER[GARAGE]))
    assert [value for _, value in await all_entries(talk)] == [154_203], talk.text


@FORMS
@pytest.mark.parametrize(
    "text",
    [
        "ЛС {} 482133",
        "л/с {} 482133",
        "л/с {}",
        "ЛС 482133",
        "ЛС 48213399",
        "ЛС {}",
        "ЛС 7874",
        "ЛС 1234567999",
        "подключить 15420",
    ],
)
async def test_codes_and_numbers_of_accounts_begin_linking(metered, form, text):
    talk = await sender(metered, form)
    await talk.says(text.format(NUMBER[GARAGE]))
    assert talk.path[0] == "link"
    assert talk.path[1].startswith("link."), talk.path
    assert await all_entries(talk) == []


async def test_the_meter_must_be_of_the_account_that_is_named(metered):
    talk = await sender(metered, "rich", GARAGE, HOUSE)
    await six_digits(talk, (HOUSE,))
    await talk.says(f"ЛС {NUMBER[GARAGE]} 482133")
    assert talk.path[1].startswith("link.")


async def test_of_somebody_elses_account_it_is_a_code_all_the_same(metered):
    talk = await sender(metered, "rich", HOUSE)
    await six_digits(talk, (GARAGE, HOUSE))
    await talk.says(f"ЛС {NUMBER[GARAGE]} 482133")
    assert talk.path[1].startswith("link.")
    assert await all_entries(talk) == []
