"""The roubles of a sheet: the sum of what the receipts of its rows would say, or why there is none."""

from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.policy import within
from bot.channels.telegram_capabilities import TELEGRAM
from storage.database import Unit
from tests.dialogs.billed import OFFICE, meter, put, visible
from tests.sheets.conftest import clerk_of
from tests.sheets.filling import GOOD, ours, serial

PRICE = 734_000
TWELVE_HUNDRED = "8 808 руб."


def price_list(tx, *ranges, last="2027-06-30"):
    visible(tx, "tariffs")
    for upto, price in ranges or ((0, PRICE),):
        put(
            tx, "tariff", generation=1, tariff="firm", valid_from="2026-01-01", valid_to=last, zone="all",
            range_upto_kwh=upto, price=price, title="Прочие", hours="",
        )  # fmt: skip
    tx.run("UPDATE account_card SET tariff = 'firm' WHERE account_id = :id", id=OFFICE)


async def priced(clerk, *ranges, **more):
    await clerk.database.write(Unit(lambda tx: price_list(tx, *ranges, **more)))
    return clerk


def line_of(text):
    return next(line for line in text.splitlines() if line.startswith("Расход всего"))


async def test_all_rows_priced_is_their_sum(clerk):
    text = await (await priced(clerk)).sends_file(await ours(clerk, GOOD))
    assert line_of(text) == f"Расход всего 1 200 кВт·ч, примерно {TWELVE_HUNDRED}"


async def test_it_is_the_sum_of_the_receipts_of_single_readings(supplied):
    clerk = await priced(await clerk_of(supplied, TELEGRAM, "telegram:1"))
    single = 0
    for key, value in GOOD.items():
        said = await clerk.says(f"{key} {value}")
        single += int(said.partition("примерно ")[2].partition(" руб")[0].replace(" ", ""))
    text = await clerk.sends_file(await ours(clerk, GOOD))
    told = int(text.partition("примерно ")[2].partition(" руб")[0].replace(" ", ""))
    assert abs(told - single) <= len(GOOD)


async def test_with_ranges_it_is_the_least(clerk):
    await priced(clerk, (1_000_000, PRICE), (0, 2 * PRICE))
    text = await clerk.sends_file(await ours(clerk, GOOD))
    assert line_of(text) == f"Расход всего 1 200 кВт·ч, по оценке не меньше {TWELVE_HUNDRED}"


@pytest.mark.parametrize(
    ("ranges", "last", "why"),
    [
        (((300_000, PRICE), (0, 2 * PRICE)), "2027-06-30", "цена зависит от всего расхода за месяц"),
        ((), "2026-08-31", "цены на эти дни здесь ещё нет"),
    ],
)
async def test_without_a_price_it_says_why(clerk, ranges, last, why):
    text = await (await priced(clerk, *ranges, last=last)).sends_file(await ours(clerk, GOOD))
    assert line_of(text) == "Расход всего 1 200 кВт·ч."
    assert why in text
    assert "руб" not in text


async def test_without_a_tariff_it_says_so(clerk):
    text = await clerk.sends_file(await ours(clerk, GOOD))
    assert "тариф этого счёта здесь не указан" in text


async def test_one_row_without_a_price_is_no_sum_at_all(clerk):
    await priced(clerk)
    await clerk.database.write(Unit(lambda tx: meter(tx, OFFICE, "77700001")))
    text = await clerk.sends_file(await ours(clerk, {**GOOD, "77700001": 50}))
    assert line_of(text) == "Расход всего 1 200 кВт·ч."
    assert "у части счётчиков расход пока не посчитать" in text


async def test_a_doubt_that_is_confirmed_joins_the_sum(clerk):
    await priced(clerk)
    text = await clerk.sends_file(await ours(clerk, {**GOOD, serial(3): 99_999}))
    assert "примерно 7 340 руб." in line_of(text)
    text = await clerk.answers("sheet-yes")
    assert "примерно" in line_of(text)
    assert "7 340" not in line_of(text)


async def test_who_sends_readings_only_sees_no_sum_and_no_why(clerk):
    await priced(clerk)
    await clerk.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'reader'")))
    text = await clerk.sends_file(await ours(clerk, GOOD))
    assert line_of(text) == "Расход всего 1 200 кВт·ч."
    assert "умма" not in text
    content = await clerk.database.read(lambda tx: tx.one("SELECT content FROM sheet"))
    assert '"kopecks":-1' in content[0]


async def test_in_the_strict_policy_the_chat_says_the_energy_only(clerk):
    await priced(clerk)
    await clerk.sends_file(await ours(clerk, GOOD))
    clerk.can = within(clerk.can, "strict")
    assert line_of(clerk.text) == "Расход всего 1 200 кВт·ч."
    assert "руб" not in clerk.text


async def test_by_sms_it_stays_one_part(supplied):
    clerk = await priced(await clerk_of(supplied, SMS, "tel:+79161234567"))
    text = await clerk.says("\n".join(f"{key} {value}" for key, value in GOOD.items())) or clerk.text
    await clerk.reads()
    text = clerk.text
    assert "1200 кВт.ч" in text
    assert len(text) <= 70
