"""What a reading costs, from the price lists and bills in the database; on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.accounts import Account, AccountCard
from core.meters import Meter, Source, Taken
from core.pricing.model import Estimate, Unpriced, Use, Why
from core.readings.given import Given, Verdict
from core.readings.rules import ReadingRules
from core.readings.window import Window
from core.tariffs import Zone
from core.usecases.pricing import Pricing
from core.values import Display, Energy, Money, Period
from storage.bills import BillsGateway
from storage.database import Unit
from storage.store import TxStore
from storage.tariffs import TariffsGateway
from tests.dialogs.billed import FLAT, HOUSE, month, prices, visible
from tests.dialogs.conversation import Logged
from tests.dialogs.supplier import put

CITY = Window.parse("15-25")
CARD = AccountCard(Account(FLAT, "2901007833"), tariff="city")
METER = Meter("1", "", "", (Zone.DAY, Zone.NIGHT), 5, 0, 1, None, None, None, automatic=False)
SUMS = (0, 0, 0, 0, 0, 0)


def fill(tx):
    """Prices of 7,34 in range I since July, a tenth less before; bills of three months of two accounts."""
    prices(tx, "city", "2025-07-01", "2026-06-30", 90)
    prices(tx, "city", "2026-07-01", None)
    prices(tx, "village", "2026-07-01", None, 50)
    for name, day, night in (("2026-09", 100_000, 50_000), ("2026-10", 90_000, None)):
        month(tx, FLAT, name, SUMS, kwh=day)
        tx.run("UPDATE charge SET kwh_t2 = :n WHERE period = :p AND account_id = 1", n=night, p=name)
    month(tx, HOUSE, "2026-10", SUMS, kwh=7)


@pytest.fixture
async def filled(database):
    await database.write(Unit(fill, key="system"))
    return database


def verdict(previous, *kwh, meter=METER):
    used = tuple(Energy(one * 1000) for one in kwh)
    taken = Taken(date.fromisoformat(previous), Source.SUBSCRIBER, ())
    given = Given(meter, tuple(Display(0) for _ in kwh))
    return Verdict(given, Period(2026, 11), previous=taken, used=used)


async def ask(database, judged, card=CARD, rules=None, **more):
    pricing = Pricing(rules or ReadingRules())
    return await database.read(
        lambda tx: pricing.of(TxStore(tx), card, judged, date(2026, 11, 20), CITY, **more)
    )


async def test_a_usual_month(filled):
    found = await ask(filled, verdict("2026-10-20", 100, 50))
    assert isinstance(found, Estimate)
    # 150 kWh at 7,34: the tests' list has one price for all zones
    assert found.total == Money(110_100)
    assert found.by_zone() == (
        (Zone.DAY, Energy(100_000), Money(73_400)),
        (Zone.NIGHT, Energy(50_000), Money(36_700)),
    )


async def test_named_unknowns(filled):
    month_ago = verdict("2026-10-20", 100, 50)
    assert await ask(filled, replace(month_ago, used=())) == Unpriced(Why.NO_PREVIOUS)
    assert await ask(filled, month_ago, replace(CARD, tariff="")) == Unpriced(Why.NO_TARIFF)
    days = date(2026, 11, 1), date(2026, 11, 30)
    assert await ask(filled, month_ago, replace(CARD, tariff="gone")) == Unpriced(Why.NO_LIST, *days)
    peak = replace(METER, zones=(Zone.PEAK, Zone.NIGHT))
    found = await ask(filled, verdict("2026-10-20", 100, 50, meter=peak))
    assert found == Unpriced(Why.NO_ZONE, *days, Zone.PEAK)


async def test_a_gap_is_priced_only_where_the_method_is_known(filled):
    gap = verdict("2026-08-20", 910, 91)
    days = date(2026, 9, 1), date(2026, 10, 31)
    assert await ask(filled, gap) == Unpriced(Why.METHOD_UNKNOWN, *days)
    # 910 by day and 91 by night, of which 190 and 50 are billed: 761 kWh at 7,34
    known = ReadingRules(known_method=True)
    found = await ask(filled, gap, rules=known)
    assert found.total == Money(761 * 734)
    assert sum(part.energy.watt_hours for part in found.parts) == 761_000
    longer = replace(gap, previous=replace(gap.previous, on=date(2026, 6, 20)))
    missing = Unpriced(Why.BILLS_UNKNOWN, date(2026, 7, 1), date(2026, 8, 31))
    assert await ask(filled, longer, rules=known) == missing
    two = (METER, replace(METER, serial="2"))
    assert await ask(filled, gap, rules=known, meters=two) == Unpriced(Why.BILLS_UNKNOWN, *days)


async def test_bills_are_read_only_where_they_are_offset(filled):
    async def statements(judged, rules):
        def work(tx):
            log = []
            store = TxStore(Logged(tx, log))
            Pricing(rules).of(store, CARD, judged, date(2026, 11, 20), CITY)  # the price lists are kept
            log.clear()
            Pricing(rules).of(store, CARD, judged, date(2026, 11, 20), CITY)
            return len(log)

        return await filled.read(work)

    month_ago, gap = verdict("2026-10-20", 100, 50), verdict("2026-08-20", 910, 91)
    known = ReadingRules(known_method=True)
    assert [await statements(month_ago, known), await statements(gap, ReadingRules())] == [1, 1]
    assert await statements(gap, known) == 2


async def test_other_meters_of_the_account_make_the_ranges_unsure(filled):
    judged = verdict("2026-10-20", 100, 50)
    removed = replace(METER, serial="2", removed_on=date(2026, 5, 5))
    assert (await ask(filled, judged, meters=(METER, removed))).complete
    two = (METER, replace(METER, serial="2"))
    assert not (await ask(filled, judged, meters=two)).complete
    other = Use(date(2026, 11, 1), date(2026, 11, 30), {Zone.ALL: Energy(3_850_000)})
    found = await ask(filled, judged, meters=two, already=[other])
    # 50 kWh are left of range I, 100 are at 10,49
    assert (found.complete, found.total) == (True, Money(50 * 734 + 100 * 1049))


async def test_rows_of_the_days_asked_for(filled):
    async def during(first, last, tariff="city", *zones):
        asked = (date.fromisoformat(first), date.fromisoformat(last), *((zones,) if zones else ()))
        rows = await filled.read(lambda tx: TariffsGateway(tx).during(tariff, *asked))
        return sorted({str(row.valid_from) for row in rows}), len(rows)

    assert await during("2026-11-01", "2026-11-30") == (["2026-07-01"], 9)
    assert await during("2026-06-30", "2026-07-01") == (["2025-07-01", "2026-07-01"], 18)
    assert await during("2026-05-01", "2026-06-30") == (["2025-07-01"], 9)
    assert await during("2025-06-01", "2025-06-30") == ([], 0)
    assert await during("2026-11-01", "2026-11-30", "village") == (["2026-07-01"], 9)
    assert await during("2026-11-01", "2026-11-30", "gone") == ([], 0)
    november = "2026-11-01", "2026-11-30", "city"
    assert await during(*november, Zone.NIGHT) == (["2026-07-01"], 3)
    assert await during(*november, Zone.DAY, Zone.NIGHT) == (["2026-07-01"], 6)
    assert await during(*november, *Zone) == (["2026-07-01"], 9)  # the list has three zones
    assert await during(*november, Zone.PEAK) == ([], 0)


async def test_energy_of_the_bills_of_an_account(filled):
    def switch(tx):
        # A new import of October is on its way, and one of September is visible now.
        visible(tx, "charges", "2026-09")
        tx.run(
            "UPDATE dataset_generation SET generation = 2 WHERE dataset = 'charges' AND period = '2026-09'"
        )
        sums = dict.fromkeys(("opening", "charged", "paid", "recalculated", "penalty", "closing"), 0)
        for period in ("2026-09", "2026-10"):
            put(tx, "charge", account_id=FLAT, generation=2, period=period, kwh_t1=5, **sums)

    async def energy(first, last):
        months = Period.parse(first), Period.parse(last)
        return await filled.read(lambda tx: BillsGateway(tx).energy(FLAT, *months))

    september, october = Period(2026, 9), Period(2026, 10)
    assert await energy("2026-09", "2026-10") == {
        september: (Energy(100_000), Energy(50_000), None),
        october: (Energy(90_000), None, None),
    }
    assert list(await energy("2026-08", "2026-09")) == [september]
    await filled.write(Unit(switch, key="system"))
    assert await energy("2026-09", "2026-10") == {
        september: (Energy(5), None, None),
        october: (Energy(90_000), None, None),
    }
