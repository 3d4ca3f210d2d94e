"""«До какого числа передавать показания?» is answered by the window of one's own account."""

from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.billed import billed
from tests.dialogs.metered import GARAGE, HOUSE, past, sender
from tests.dialogs.supplier import put


def of_houses(tx):
    """The garage is of a group whose readings are taken later than others'."""
    past(tx)
    tx.run("UPDATE account_card SET grp = 'houses' WHERE account_id = :a", a=GARAGE)
    put(tx, "grp", generation=1, name="houses", reading_window="23-25/26")


@pytest.mark.parametrize("form", ["rich", "short"])
async def test_the_days_are_those_of_the_account(supplied, form):
    talk = await sender(await billed(supplied, of_houses), form)
    said = (await talk.says("до какого числа передавать показания")).splitlines()
    assert "23" in said[0]
    assert "26" in said[0]
    assert not any("с 15 по 25" in line for line in said)
    assert "link" not in talk.offered
    assert "readings" in talk.offered


async def test_of_several_accounts_the_one_that_is_meant_is_named(supplied):
    talk = await sender(await billed(supplied, of_houses), "rich", HOUSE, GARAGE)
    said = (await talk.says("сроки показаний")).splitlines()
    assert said[0].startswith("По счёту *")
    assert "Показания за ноябрь" in said[1]


async def test_an_organisation_is_not_told_the_day_by_which_flats_pay(supplied):
    def firm(tx):
        tx.run("UPDATE account_card SET kind = 'organisation' WHERE account_id = :a", a=GARAGE)

    talk = await sender(await billed(supplied, past))
    assert "Оплатить счёт" in await talk.says("сроки")
    await talk.database.write(Unit(firm))
    assert "Оплатить счёт" not in await talk.says("сроки")


async def test_the_days_look_at_the_account_once(supplied):
    """The card is the dearest statement of the answer; it was opened twice."""
    talk = await sender(await billed(supplied, past))
    await talk.says("сроки")
    assert len([sql for sql in talk.statements if "card.tariff" in sql]) == 1
