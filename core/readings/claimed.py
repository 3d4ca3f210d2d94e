"""Readings for an account that their sender has not linked: kept for billing to check, shown to nobody."""

from __future__ import annotations

from dataclasses import dataclass

UNLINKED = "unlinked"
"""The flag of such an entry, exported as a mark. The account's own people never see it."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """The account that somebody named by its number; `account_id` 0: none, or more than one, has it.

    `closed`: it takes no readings. `window` is the one of its `group` ("": the supplier's own).
    """

    account_id: int = 0
    closed: bool = True
    window: str = ""
    group: str = ""
