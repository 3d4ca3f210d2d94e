"""A customer of the demo before history begins: who, with which meters, habits and accidents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# Share of a month in the consumption of an average one, in 1/1000, January first.
SHAPES: dict[str, tuple[int, ...]] = {
    "flat": (1150, 1100, 1050, 1000, 920, 850, 820, 860, 950, 1030, 1100, 1170),
    "heated": (2300, 2150, 1700, 1050, 500, 320, 280, 300, 520, 1050, 1600, 2150),
    "dacha": (0, 0, 0, 300, 1600, 2200, 2400, 2300, 1500, 400, 0, 0),
    "office": (1250, 1200, 1100, 950, 850, 800, 800, 820, 900, 1000, 1120, 1210),
    "even": (1000,) * 12,
}
ORDERS = {1: "all", 2: "day,night", 3: "peak,night,halfpeak"}
SHARES = {1: (1000,), 2: (680, 320), 3: (270, 320, 410)}


class Payer(StrEnum):
    """How somebody pays."""

    ON_TIME = "on_time"
    ROUND_UP = "round_up"
    LATE = "late"
    SKIPPER = "skipper"
    PARTIAL = "partial"
    NEVER = "never"
    QUARTERLY = "quarterly"
    STAGES = "stages"


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter and what runs through it.

    `wh` is an average month; `shares` how it falls to T1, T2, T3 in 1/1000. `since` and `until` are months
    back from the last billed one (None: the whole history); `end_at` fixes the last display, `start` the
    first.
    """

    serial: str
    wh: int
    shape: str = "flat"
    zones: int = 1
    order: str = ""
    shares: tuple[int, ...] = ()
    model: str = "Пример-101"
    digits: int = 5
    decimals: int = 0
    ratio: int = 1
    place: str = "щит на площадке"
    installed_on: date = date(2019, 4, 16)
    verified_until: date | None = date(2035, 4, 16)
    automatic: bool = False
    since: int | None = None
    until: int | None = None
    start: int = 4_200
    end_at: int | None = None

    @property
    def zone_order(self) -> str:
        return self.order or ORDERS[self.zones]

    @property
    def zone_shares(self) -> tuple[int, ...]:
        return self.shares or SHARES[self.zones]


@dataclass(frozen=True, slots=True)
class ExtraReading:
    """A reading beside the usual ones, `back` months before the last billed one (-1: the open month).

    `step` is added to the last display, in units of the last digit.
    """

    back: int
    day: int
    step: int
    source: str
    state: str


@dataclass(frozen=True, slots=True)
class Customer:
    """An account. All `back` numbers count months from the last billed one, 0 being that one itself."""

    number: str
    holder: str
    address: str
    tariff: str
    group: str
    receipt_codes: tuple[str, ...]
    kind: str = "person"
    phone: str = ""
    email: str = ""
    inn: str = ""
    old_account: str = ""
    meters: tuple[Meter, ...] = ()
    payer: Payer = Payer.ON_TIME
    months: int = 10_000
    closed_back: int | None = None
    unpaid_bills: int = 0
    norm_wh: int = 0
    coefficient: bool = False
    common_wh: int = 0
    benefit_permille: int = 0
    recalculations: tuple[tuple[int, int, str], ...] = ()
    calculated_back: frozenset[int] = frozenset()
    forget_permille: int = 0
    sent_open: bool = False
    extra_readings: tuple[ExtraReading, ...] = ()
    executor: bool = False
    stale_days: int = 0
    locked_advance: int = 0
    without_data: bool = False
    extra_payments: tuple[tuple[int, int], ...] = ()
    short_by: int = 0
