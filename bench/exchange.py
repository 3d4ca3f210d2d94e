"""Files in the exchange format v1 for the benchmark: many plain accounts, each with a sum to pay.

Written here and not taken from the demo data, because a million of them is needed, and the history is not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

_ACCOUNTS = (
    "account;kind;holder;address;phone;email;inn;tariff;group;status;old_account;receipt_code;receipt_period"
)
_BALANCES = "account;as_of;debt;advance;overdue;overdue_since;penalty;due_on;payments_until"
_METERS = (
    "account;serial;model;zones;zone_order;digits;decimals;ratio;installed_on;removed_on;verified_until;"
    "place;automatic"
)
_READINGS = "account;serial;taken_on;t1;t2;t3;source;state"
_TARIFFS = "tariff;valid_from;valid_to;zone;range_upto_kwh;price;title;hours"
_GROUPS = "group;window;norm_kwh;network_company;dispatcher_phone;meter_owner_text"
_CHARGES = "account;period;kwh_t1;kwh_t2;kwh_t3;opening;charged;paid;recalculated;penalty;closing"
_PAYMENTS = "account;paid_on;amount;agent;document"
TARIFF, GROUP = "household", "all-month"
_RANGES = ((3900, "4,93"), (6000, "8,27"), ("", "9,47"))


def number(index: int) -> str:
    """The number of the account."""
    return str(1_000_000_000 + index)


def debt_kopecks(index: int, salt: int = 0) -> int:
    """What the account has to pay; another salt gives other sums."""
    return 50_000 + (index * 7_919 + salt * 104_729) % 900_000


def bill_month(today: dt.date) -> dt.date:
    """The first day of the month whose bill is in people's hands: the one before today's."""
    return (today.replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def receipt_code(index: int) -> str:
    """The code on the bill of the account."""
    return str(index % 900_000 + 100_000)


def rubles(kopecks: int) -> str:
    """With a decimal comma, as billing writes it."""
    return f"{kopecks // 100},{kopecks % 100:02d}"


def _write(path: Path, header: str, rows: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(header + "\n")
        file.writelines(f"{row}\n" for row in rows)


def write_accounts(folder: Path, count: int, today: dt.date, salt: int = 0, *, metered: bool = False) -> None:
    """accounts.csv and balances.csv: every account owes something that falls due in ten days."""
    folder.mkdir(parents=True, exist_ok=True)
    priced = f"{TARIFF};{GROUP}" if metered else ";"
    due, seen = (today + dt.timedelta(days=10)).isoformat(), today.isoformat()
    month = bill_month(today).strftime("%Y-%m")
    _write(
        folder / "accounts.csv",
        _ACCOUNTS,
        (
            f"{number(i)};person;Петров П. П.;ул. Полевая, {i};;;;{priced};active;;{receipt_code(i)};{month}"
            for i in range(count)
        ),
    )
    _write(
        folder / "balances.csv",
        _BALANCES,
        (f"{number(i)};{seen};{rubles(debt_kopecks(i, salt))};0;0;;0;{due};{seen}" for i in range(count)),
    )


def write_payments(folder: Path, count: int, months: int, today: dt.date, salt: int) -> None:
    """payments.csv: one payment per account and month; another salt makes another file of it."""
    folder.mkdir(parents=True, exist_ok=True)
    dates = [(today.replace(day=1) - dt.timedelta(days=30 * back + 1)).isoformat() for back in range(months)]
    _write(
        folder / "payments.csv",
        _PAYMENTS,
        (
            f"{number(i)};{date};{rubles(debt_kopecks(i, salt + back))};bank;{salt}-{i}-{back}"
            for i in range(count)
            for back, date in enumerate(dates)
        ),
    )


def write_charges(folder: Path, count: int, months: int, today: dt.date) -> None:
    """charges.csv: bills of the last months, paid each; no two accounts used the same."""
    folder.mkdir(parents=True, exist_ok=True)
    month, rows = bill_month(today), []
    for back in range(months):
        rows += [
            f"{number(i)};{month:%Y-%m};{100 + (i * 31 + back * 57 + i * back) % 4001};;;0;500;500;0;0;0"
            for i in range(count)
        ]
        month = bill_month(month)
    _write(folder / "charges.csv", _CHARGES, rows)


def shown(index: int) -> int:
    """What the meter of the account showed when the last reading was taken."""
    return 10_000 + index


def write_meters(folder: Path, count: int, today: dt.date) -> None:
    """For every account a meter read last month; the tariff and a window that is always open."""
    day = (today - dt.timedelta(days=30)).isoformat()
    _write(
        folder / "meters.csv",
        _METERS,
        (f"{number(i)};{i:08d};Меркурий 201;1;all;5;0;1;2020-01-15;;2036-01-15;;0" for i in range(count)),
    )
    _write(
        folder / "readings.csv",
        _READINGS,
        (f"{number(i)};{i:08d};{day};{shown(i)};;;subscriber;counted" for i in range(count)),
    )
    ranges = (f"{TARIFF};2020-01-01;;all;{upto};{price};Население;" for upto, price in _RANGES)
    _write(folder / "tariffs.csv", _TARIFFS, ranges)
    _write(folder / "groups.csv", _GROUPS, [f"{GROUP};1-31;250;Сети;8 800 220-02-20;"])
