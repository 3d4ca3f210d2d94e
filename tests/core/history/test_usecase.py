"""The history of an account out of the store: spans, many meters, replaced ones, bills and prices."""

from __future__ import annotations

from datetime import date

import pytest

from core.accounts import Account, AccountCard
from core.history.billed import MonthCost
from core.history.stretch import Stretch
from core.usecases import use_history
from core.usecases.use_history import ShowUse
from core.values import Energy, Money, Period
from storage.bills import BillsGateway
from storage.database import Unit
from storage.store import TxStore
from tests.core.history.builders import told
from tests.dialogs.billed import FLAT, HOUSE, OFFICE, big_office, meter, month, prices, reading
from tests.dialogs.memory import MemoryTx, image

TODAY = date(2026, 11, 23)
CARD = AccountCard(Account(FLAT, "2901007833"), tariff="city", window="15-25")
FIRM = AccountCard(Account(OFFICE, "2901007835"))
OCTOBER = Period(2026, 10)


def fill(tx):
    """A flat: two years of readings from October 2024, a new meter in August 2026, bills of three years."""
    meter(tx, FLAT, "1", removed_on="2026-08-10", place="щит")
    meter(tx, FLAT, "2", installed_on="2026-08-10", place="щит")
    for back in range(3, 25):
        reading(tx, FLAT, "1", f"{OCTOBER.shift(-back)}-20", (90_000 - 100 * back,))
    reading(tx, FLAT, "1", "2026-08-10", (89_740,), "inspector")
    reading(tx, FLAT, "2", "2026-08-10", (0,), "inspector")
    for day, shown in (("2026-08-20", 50), ("2026-09-20", 155), ("2026-10-20", 260)):
        reading(tx, FLAT, "2", day, (shown,))
    for back in range(36):
        again = -50_000 if back == 1 else 0
        month(tx, FLAT, str(OCTOBER.shift(-back)), (0, 70_000, 0, again, 99, 0), kwh=77_000)
    prices(tx, "city", "2025-01-01", "2025-06-30", 80)
    prices(tx, "city", "2025-07-01", "2026-06-30", 90)
    prices(tx, "city", "2026-07-01", None)
    month(tx, HOUSE, "2026-10", (0, 1, 0, 0, 0, 0), kwh=1)


def store(*fills):
    tx = MemoryTx(image())
    for one in fills or (fill,):
        one(tx)
    return TxStore(tx)


def office(meters=50, months=36):
    return store(lambda tx: big_office(tx, meters, months))


def test_a_year_of_an_account_over_a_replaced_meter():
    found = ShowUse().account(store(), CARD, TODAY)
    assert found.stretch == Stretch(Period(2025, 11), OCTOBER)
    kwh = {name: energy for name, ((energy,), known) in told(found.months).items() if known == "taken"}
    assert kwh == dict.fromkeys(map(str, found.stretch), 100) | {
        "2026-08": 40 + 50, "2026-09": 105, "2026-10": 105,
    }  # fmt: skip
    assert [str(one.period) for one in found.months if one.replaced] == ["2026-08"]
    assert set(map(str, told(found.before).values())) == {"([100.0], 'taken')"}
    assert len(found.before) == 12
    assert found.changes == {Period(2026, 7)}
    assert found.costs[-2:] == (
        MonthCost(OCTOBER.shift(-1), Money(20_000)),
        MonthCost(OCTOBER, Money(70_000)),
    )
    assert not found.short


def test_bills_tell_what_was_before_the_first_reading():
    found = ShowUse().account(store(), CARD, TODAY, None)
    assert found.stretch == Stretch(OCTOBER.shift(-35), OCTOBER)
    assert told(found.months)["2024-10"] == ([77], "billed")
    assert told(found.months)["2024-11"] == ([100], "taken")
    assert found.before == ()


@pytest.mark.parametrize("months", [12, 24, 36, None])
def test_every_span_tells_the_same_months(months):
    """What a month used does not depend on how far back one looks."""
    whole = told(ShowUse().account(store(), CARD, TODAY, None).months)
    part = told(ShowUse().account(store(), CARD, TODAY, months).months)
    assert part.items() <= whole.items()
    assert len(part) == (months or 36)


def test_one_meter_goes_on_in_the_place_of_another():
    found_in = store(fill, lambda tx: meter(tx, FLAT, "3", place="баня"))
    meters = {one.serial: one for one in found_in.meters.of(FLAT)}
    found = ShowUse().meter(found_in, CARD, meters["2"], TODAY)
    assert found.stretch == Stretch(Period(2025, 11), OCTOBER)
    assert told(found.months)["2026-08"] == ([90], "taken")
    assert found == ShowUse().meter(found_in, CARD, meters["1"], TODAY)
    assert found.costs == ()
    assert ShowUse().meter(found_in, CARD, meters["3"], TODAY).months == ()


def test_an_only_meter_is_the_account():
    found_in = store()
    (one, _) = found_in.meters.of(FLAT)
    show = ShowUse()
    assert show.meter(found_in, CARD, one, TODAY, 36) == show.account(found_in, CARD, TODAY, 36)


def test_meter_by_meter_the_greatest_first():
    def more(tx):
        meter(tx, FLAT, "3", place="баня", ratio=20)
        meter(tx, FLAT, "4", place="гараж")
        meter(tx, FLAT, "5", place="сарай", removed_on="2024-02-02")
        reading(tx, FLAT, "3", "2026-09-21", (10,))
        reading(tx, FLAT, "3", "2026-10-21", (110,))

    found = ShowUse().by_meter(store(fill, more), CARD, TODAY)
    assert [(one.meter.serial, one.total, len(one.months)) for one in found.meters] == [
        ("3", Energy(2_000_000), 1),
        ("2", Energy(1_200_000), 12),
    ]
    assert [one.serial for one in found.unknown] == ["4"]
    assert found.stretch == Stretch(Period(2025, 11), OCTOBER)
    assert sum(energy.watt_hours for _, energy in found.meters[1].energy) == 1_200_000


def test_of_many_meters_the_bills_tell_the_total():
    found = ShowUse().account(office(7, 14), FIRM, TODAY)
    assert told(found.months)["2026-10"] == ([50_000], "billed")
    assert not found.short
    read = ShowUse().account(office(6, 14), FIRM, TODAY)
    assert told(read.months)["2026-10"] == ([6 * 40], "taken")


def test_meters_that_are_gone_do_not_make_an_account_large():
    def gone(tx):
        for at in range(9):
            meter(tx, OFFICE, f"5000{at}", removed_on="2019-01-01")

    found = ShowUse().account(store(lambda tx: (big_office(tx, 6, 14), gone(tx))), FIRM, TODAY)
    assert told(found.months)["2026-10"] == ([6 * 40], "taken")


def test_of_many_meters_without_bills_as_many_months_as_a_turn_carries(monkeypatch):
    monkeypatch.setattr(use_history, "MOST_READINGS", 17 * 12)
    bare = store(lambda tx: (big_office(tx, 17, 14), tx.run("DELETE FROM charge")))
    found = ShowUse().account(bare, FIRM, TODAY)
    assert (len(found.months), found.short) == (11, True)
    assert told(found.months)["2026-10"] == ([17 * 40], "taken")


def test_many_meters_are_compared_over_as_many_months_as_a_turn_carries(monkeypatch):
    monkeypatch.setattr(use_history, "MOST_READINGS", 17 * 12)
    found = ShowUse().by_meter(office(17, 36), FIRM, TODAY, 24)
    assert (len(found.meters), len(found.stretch), found.short) == (17, 11, True)
    assert {one.total for one in found.meters} == {Energy(11 * 40_000)}


def test_nothing_is_known():
    found_in, nobody = store(), AccountCard(Account(99, "1"))
    found = ShowUse().account(found_in, nobody, TODAY)
    assert (found.months, found.costs, len(found.stretch)) == ((), (), 1)
    assert ShowUse().by_meter(found_in, nobody, TODAY).meters == ()


def test_few_statements_whatever_there_is():
    for found_in, card in ((store(), CARD), (office(5, 30), FIRM)):
        seen = []
        found_in.meters._tx.connection.set_trace_callback(seen.append)
        ShowUse().account(found_in, card, TODAY, None)
        assert len(seen) <= 4


async def test_energy_and_cost_of_bills(database):
    """On both engines."""

    def used(tx):
        return BillsGateway(tx).used(FLAT, Period(2026, 9), Period(2026, 11))

    await database.write(Unit(fill, key="system"))
    found = await database.read(used)
    assert {
        str(period): (bill.places, bill.charged, bill.recalculated) for period, bill in found.items()
    } == {
        "2026-09": ((Energy(77_000), None, None), Money(70_000), Money(-50_000)),
        "2026-10": ((Energy(77_000), None, None), Money(70_000), Money(0)),
    }
    shown = await database.read(lambda tx: ShowUse().account(TxStore(tx), CARD, TODAY))
    assert told(shown.months)["2026-08"] == ([90], "taken")


async def test_what_was_billed_by_norm_is_calculated(database):
    """On both engines; a line of another kind changes nothing."""
    norm = ("norm", "По нормативу", 130_000, 500_000, 65_000, "")
    own = ("own", "По счётчику", 77_000, 500_000, 38_500, "")

    def bills(tx):
        for at, line in enumerate((norm, own)):
            month(tx, HOUSE, f"2026-{9 + at:02}", (0, line[4], 0, 0, 0, 0), [line], kwh=line[2])

    await database.write(Unit(bills, key="system"))
    card = AccountCard(Account(HOUSE, "2901007834"))
    shown = await database.read(lambda tx: ShowUse().account(TxStore(tx), card, TODAY))
    assert told(shown.months) == {"2026-09": ([130], "calculated"), "2026-10": ([77], "billed")}
