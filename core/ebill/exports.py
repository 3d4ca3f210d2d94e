"""The export of how bills come: what billing is told of each change, once."""

from __future__ import annotations

from dataclasses import dataclass

from core.ebill.model import Way, Why


@dataclass(frozen=True, slots=True)
class EbillLine:
    """One change: from the bill of `first` (a month) on, the bill of `account` comes by `way`.

    `channel` is where an owner asked for it, "system" where nobody did; `change_id` numbers the changes.
    """

    line: int
    change_id: int
    account: str
    way: Way
    first: str
    at_ms: int
    why: Why
    channel: str
    version: str
    confirmed: str
