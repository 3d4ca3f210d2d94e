"""What billing knows beyond the cards of `supplier.py`: bills with lines, prices, meters, key rates."""

from __future__ import annotations

from core.values import Period
from storage.database import Unit
from tests.dialogs.supplier import put

FLAT, HOUSE, OFFICE = 1, 2, 3
OCTOBER = Period(2026, 10)
SUMS = ("opening", "charged", "paid", "recalculated", "penalty", "closing")
# kind, title, Wh, price, kopecks, reason
SEPTEMBER_LINES = (
    ("own", "Электроэнергия, день", 100_000, 844_000, 84_400, None),
    ("common", "ОДН", 3_000, 734_000, 2_202, None),
)
OCTOBER_LINES = (
    ("own", "Электроэнергия, день", 120_000, 844_000, 101_280, None),
    ("common", "ОДН", 3_000, 734_000, 2_202, None),
    ("recalculation", "Перерасчёт", None, None, -20_000, "Временное отсутствие с 3 по 24 число"),
)
ZONES = (("all", ""), ("day", "07:00-23:00"), ("night", "23:00-07:00"))
RANGES = ((3_900_000, 734_000), (6_000_000, 1_049_000), (0, 1_409_000))


def of(account_id, **values):
    return {"account_id": account_id, "generation": 1, **values}


def visible(tx, dataset, period=""):
    tx.run(
        "INSERT INTO dataset_generation (dataset, period, generation) VALUES (:d, :p, 1)"
        " ON CONFLICT (dataset, period) DO NOTHING",
        d=dataset, p=period,
    )  # fmt: skip


def month(tx, account_id, period, sums, lines=(), kwh=None):
    """A bill; `sums` in the order of SUMS."""
    visible(tx, "charges", period)
    visible(tx, "charge_lines", period)
    tx.run(
        "DELETE FROM charge WHERE account_id = :a AND period = :p AND generation = 1", a=account_id, p=period
    )
    put(tx, "charge", **of(account_id, period=period, kwh_t1=kwh), **dict(zip(SUMS, sums, strict=True)))
    for number, (kind, title, energy, price, amount, reason) in enumerate(lines, 1):
        row = of(account_id, period=period, line=number, kind=kind, title=title)
        put(tx, "charge_line", **row, kwh=energy, price=price, amount=amount, reason=reason)


def paid(tx, account_id, day, amount, agent="СБП"):
    period = day[:7]
    visible(tx, "payments", period)
    line = tx.one("SELECT count(*) FROM payment")[0] + 10
    row = of(account_id, period=period, line=line)
    put(tx, "payment", **row, paid_on=day, amount=amount, agent=agent)


def prices(tx, tariff, first, last, factor=100):
    visible(tx, "tariffs")
    for zone, hours in ZONES:
        for upto, price in RANGES:
            put(
                tx, "tariff", generation=1, tariff=tariff, valid_from=first, valid_to=last, zone=zone,
                range_upto_kwh=upto, price=price * factor // 100, title="Население, город", hours=hours,
            )  # fmt: skip


def meter(tx, account_id, serial, zones="all", **changes):
    visible(tx, "meters")
    row = of(account_id, serial=serial, model="Пример-101", place="щит на площадке", zone_order=zones)
    facts = {
        "zones": len(zones.split(",")), "digits": 5, "decimals": 0, "ratio": 1, "installed_on": "2019-04-16",
        "removed_on": None, "verified_until": "2035-04-16", "automatic": 0,
    }  # fmt: skip
    put(tx, "meter", **row | facts | changes)


def reading(tx, account_id, serial, day, shown, source="subscriber", state="counted"):
    visible(tx, "readings", day[:7])
    displays = dict(zip(("t1", "t2", "t3"), (*shown, None, None), strict=False))
    row = of(account_id, period=day[:7], serial=serial, taken_on=day)
    put(tx, "reading", **row, source=source, state=state, **displays)


def rates(tx, *rows):
    visible(tx, "rates")
    for first, last, rate in rows:
        put(tx, "rate", generation=1, valid_from=first, valid_to=last, rate=rate)


def bills(tx):
    """The flat: two bills with lines, a payment, prices, a meter of two zones, key rates."""
    month(tx, FLAT, "2026-09", (0, 86_602, 0, 0, 0, 86_602), SEPTEMBER_LINES, 100_000)
    month(tx, FLAT, "2026-10", (86_602, 103_482, 50_000, -20_000, 1_234, 121_318), OCTOBER_LINES, 120_000)
    tx.run("UPDATE account_card SET tariff = 'city' WHERE account_id IN (1, 3)")
    prices(tx, "city", "2025-07-01", "2026-06-30", 90)
    prices(tx, "city", "2026-07-01", "2027-06-30")
    meter(tx, FLAT, "20007833", "day,night", decimals=1, verified_until="2026-12-31")
    reading(tx, FLAT, "20007833", "2026-10-20", (154_205, 70_010))
    rates(tx, ("2026-01-01", None, 1550))
    tx.run(
        "UPDATE grp SET meter_owner_text = 'Счётчик меняет поставщик, бесплатно.', network_company = 'Сети'"
    )


def big_office(tx, meters=50, months=36):
    """The organisation with many meters and three years of bills."""
    tx.run("DELETE FROM charge WHERE account_id = 3")
    for back in range(months):
        period = str(OCTOBER.shift(-back))
        sums = (100_000, 5_000_000 + back, 100_000, 0, 0, 5_000_000 + back)
        lines = [("own", f"Точка {at}", 1_000_000, 1_124_627, 1_124_627, None) for at in range(meters)]
        month(tx, OFFICE, period, sums, lines, 50_000_000)
        paid(tx, OFFICE, f"{period}-18", 100_000 + back, "Расчётный счёт")
    for at in range(meters):
        meter(tx, OFFICE, f"4000{at:04d}", ratio=40, place=f"ВРУ-{at}", automatic=at % 2)
        for back in range(months):
            reading(tx, OFFICE, f"4000{at:04d}", f"{OCTOBER.shift(-back)}-25", (1000 - back,))


async def billed(database, *fills):
    for fill in fills or (bills,):
        await database.write(Unit(fill))
    return database
