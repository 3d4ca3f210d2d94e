"""Ordinary accounts: flats, houses, dachas, shops and managing companies, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from sandbox.demo import names
from sandbox.demo.customer import Customer, Meter, Payer

FIRST_NUMBER = 2_901_000_001
_PAYERS = (
    (Payer.ON_TIME, 58),
    (Payer.ROUND_UP, 14),
    (Payer.LATE, 12),
    (Payer.SKIPPER, 9),
    (Payer.PARTIAL, 5),
    (Payer.NEVER, 2),
)
_DRAW = tuple(payer for payer, weight in _PAYERS for _ in range(weight))


def regular(at: int, rng: Random) -> Customer:
    """The n-th regular account, counted from 0."""
    draw = rng.randrange(100)
    if draw < 5:
        return _business(at, rng)
    if draw < 6:
        return _executor(at, rng)
    if draw < 76:
        return _flat(at, rng)
    return _house(at, rng) if draw < 93 else _dacha(at, rng)


@dataclass(frozen=True, slots=True)
class Resident:
    """Who takes over a history that was told before."""

    number: str
    holder: str
    phone: str
    receipt_codes: tuple[str, str]


def resident(at: int, rng: Random) -> Resident:
    """The n-th regular account, without a history of its own."""
    phone = names.phone(at) if rng.randrange(100) < 62 else ""
    return Resident(_number(at), names.holder(rng), phone, receipt_codes(rng))


def receipt_codes(rng: Random) -> tuple[str, str]:
    """Codes of the newest bill and of the one before."""
    return f"{rng.randrange(10**6):06d}", f"{rng.randrange(10**6):06d}"


def _number(at: int) -> str:
    return str(FIRST_NUMBER + at)


def _zones(rng: Random) -> int:
    draw = rng.randrange(100)
    return 1 if draw < 65 else 2 if draw < 93 else 3


def _verified(rng: Random) -> date:
    return date(2025 + rng.randrange(14), rng.randint(1, 12), rng.randint(1, 28))


def _meter(at: int, rng: Random, wh: int, shape: str, place: str) -> Meter:
    tenths = rng.randrange(4) == 0
    return Meter(
        serial=f"{10_000_000 + at * 7 % 89_999_999:08d}",
        wh=wh,
        shape=shape,
        zones=_zones(rng),
        digits=6 if tenths else 5,
        decimals=1 if tenths else 0,
        model="Образец-206" if tenths else "Пример-101",
        place=place,
        installed_on=date(2012 + rng.randrange(11), rng.randint(1, 12), rng.randint(1, 28)),
        verified_until=_verified(rng),
        automatic=rng.randrange(100) < 12,
        start=rng.randrange(300, 30_000),
    )


def _old_number(at: int, rng: Random) -> str:
    return f"0710{at:06d}" if rng.randrange(100) < 4 else ""


def _person(at: int, rng: Random, where: tuple[str, str, str], meter: Meter) -> Customer:
    """A household; `where` is address, tariff and group."""
    address, tariff, group = where
    return Customer(
        number=_number(at),
        holder=names.holder(rng),
        address=address,
        tariff=tariff,
        group=group,
        receipt_codes=receipt_codes(rng),
        phone=names.phone(at) if rng.randrange(100) < 62 else "",
        old_account=_old_number(at, rng),
        meters=(meter,),
        payer=_DRAW[rng.randrange(len(_DRAW))],
        forget_permille=30 if rng.randrange(4) == 0 and not meter.automatic else 0,
        common_wh=rng.randrange(1_000, 7_000, 100) if group.startswith("city") else 0,
        sent_open=rng.randrange(100) < 12,
    )


def _flat(at: int, rng: Random) -> Customer:
    people, stove = rng.randint(1, 5), rng.randrange(100) < 45
    meter = _meter(at, rng, 60_000 + people * (55_000 if stove else 38_000), "flat", "щит на площадке")
    tariff, group = "city-electric" if stove else "city-gas", "city-north" if at % 5 == 0 else "city"
    return _person(at, rng, (names.flat(rng), tariff, group), meter)


def _house(at: int, rng: Random) -> Customer:
    heated = rng.randrange(100) < 30
    wh = rng.randrange(1_400_000, 3_600_000, 1000) if heated else rng.randrange(140_000, 520_000, 1000)
    meter = _meter(at, rng, wh, "heated" if heated else "flat", "фасад дома")
    group = "villages" if at % 3 == 0 else "houses"
    return _person(at, rng, (names.house(rng), "rural", group), meter)


def _dacha(at: int, rng: Random) -> Customer:
    meter = _meter(at, rng, rng.randrange(20_000, 140_000, 1000), "dacha", "опора")
    return _person(at, rng, (names.garden(rng), "rural", "villages"), meter)


def _company(at: int, rng: Random, holder: str, meter: Meter, *, executor: bool) -> Customer:
    return Customer(
        number=_number(at),
        kind="organisation",
        holder=holder,
        address=names.flat(rng).partition(", кв.")[0],
        tariff="business",
        group="executors" if executor else "organisations",
        receipt_codes=receipt_codes(rng),
        phone=names.phone(at) if rng.randrange(100) < 50 else "",
        email=f"office{at}@example.ru",
        inn=names.inn(at),
        meters=(meter,),
        payer=Payer.ON_TIME if executor else Payer.STAGES,
    )


def _business(at: int, rng: Random) -> Customer:
    ratio = rng.choice((1, 1, 20, 30, 40, 60))
    meter = Meter(
        serial=f"{10_000_000 + at * 7 % 89_999_999:08d}",
        wh=rng.randrange(300_000, 900_000) * ratio,
        shape="office",
        digits=6,
        decimals=2 if ratio > 1 else 0,
        ratio=ratio,
        model="Образец-306",
        place="ВРУ-1",
        verified_until=_verified(rng),
        automatic=rng.randrange(100) < 35,
    )
    return _company(at, rng, names.business(rng, at), meter, executor=False)


def _executor(at: int, rng: Random) -> Customer:
    serial = f"{10_000_000 + at * 7 % 89_999_999:08d}"
    meter = Meter(
        serial, rng.randrange(4_000_000, 15_000_000), ratio=20, digits=6, decimals=1, place="ВРУ дома"
    )
    return _company(at, rng, names.executor(at), meter, executor=True)
