"""What stays of a person after a withdrawal or a deletion, read from the register: never from prose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.data_register import REGISTER
from core.personal_data import Fate, Purpose, Table

GROUPS: Mapping[Purpose, str] = {
    Purpose.PROOF: "proof",
    Purpose.SAFETY: "safety",
    Purpose.TALK: "talk",
    Purpose.ACCESS: "access",
    Purpose.READINGS: "readings",
    Purpose.PAYMENTS: "payments",
    Purpose.BILLING: "billing",
}
_GONE = frozenset({"verification"})
"""What a withdrawal takes with it whole; of the links it takes phones and own names."""


@dataclass(frozen=True, slots=True)
class Stays:
    """Something that stays: the group of tables, and for at most how many days (0: as billing says)."""

    group: str
    days: int


def after_withdrawal(keep_days: Mapping[str, int]) -> tuple[Stays, ...]:
    """Everything personal but requests for codes."""
    stay = (table for name, table in REGISTER.items() if table.personal and name not in _GONE)
    return _grouped(stay, keep_days)


def after_erasure(keep_days: Mapping[str, int]) -> tuple[Stays, ...]:
    """What the register does not let go: proofs, trails, what expires by itself, and billing's own."""
    stay = (t for t in REGISTER.values() if t.fate in {Fate.ALIAS, Fate.EXPIRES, Fate.BILLING})
    return _grouped(stay, keep_days)


def _grouped(tables: Iterable[Table], keep_days: Mapping[str, int]) -> tuple[Stays, ...]:
    """What is gone within a day is not worth a word."""
    longest: dict[str, int] = {}
    for table in tables:
        # What goes as billing says has no day of ours, whatever it is for.
        purpose = Purpose.BILLING if table.fate is Fate.BILLING else table.purpose
        group, days = GROUPS[purpose], _days(table, keep_days)
        if days or table.fate is Fate.BILLING:
            longest[group] = max(longest.get(group, 0), days)
    return tuple(Stays(group, longest[group]) for group in GROUPS.values() if group in longest)


def _days(table: Table, keep_days: Mapping[str, int]) -> int:
    if table.fate is Fate.BILLING:
        return 0
    return max((keep_days.get(rule, 0) for rule in table.keep.split(", ")), default=0)
