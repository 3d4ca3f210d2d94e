"""What a receipt says of roubles: an estimate, by the price lists of the account, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.database import Unit
from tests.dialogs.billed import billed

USUAL = "15520,5 7051"  # 100 kWh by day, 50 by night since 20 October
MONTH_EARLIER = (
    "UPDATE reading SET taken_on = '2026-08-20', period = '2026-08'",
    "UPDATE dataset_generation SET period = '2026-08' WHERE dataset = 'readings'",
)


@pytest.fixture
async def flat(home):
    """A flat with a meter of two zones; a kWh costs 7,34 / 10,49 / 14,09 in ranges I to III."""
    await billed(home.database)
    home.now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    return home


async def sets(talk, *statements):
    for sql in statements:
        await talk.database.write(Unit(lambda tx, sql=sql: tx.run(sql)))


async def test_a_usual_month(flat):
    text = await flat.says(USUAL)
    assert "150 кВт·ч, примерно 1 101 руб." in text  # 150 * 7,34


async def test_three_ranges_behind_a_transformer(flat):
    await sets(flat, "UPDATE meter SET ratio = 60")
    text = await flat.says(USUAL)
    # 9 000 kWh: 3 900 * 7,34 + 2 100 * 10,49 + 3 000 * 14,09
    assert "примерно 92 925 руб." in text


async def test_after_months_without_readings_there_are_kwh_and_no_roubles(flat):
    await sets(flat, *MONTH_EARLIER)
    text = await flat.says(USUAL)
    assert "150 кВт·ч" in text
    assert "руб." not in text


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE tariff SET valid_to = '2026-11-25' WHERE valid_to = '2027-06-30'",
        "DELETE FROM tariff WHERE zone = 'night'",
        "UPDATE account_card SET tariff = NULL",
    ],
    ids=["list ends within the month", "no price for the night", "no tariff"],
)
async def test_what_is_not_known_is_not_told(flat, sql):
    await sets(flat, sql)
    text = await flat.says(USUAL)
    assert "150 кВт·ч" in text
    assert "руб." not in text
