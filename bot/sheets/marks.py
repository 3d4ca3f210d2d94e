"""The number printed on a sheet we send: it says, to us alone, for which account and month it was made."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.readings.window import Placed
    from core.secrets import Keyring
    from core.values import Period

_DIGITS = 12
_MONTHS = 14
"""Months back for which a sheet is still known as one of ours."""


class Marked(Enum):
    """What a number says of an account."""

    NOW = auto()
    OTHER_MONTH = auto()
    OTHER = auto()


def mark_of(keys: Keyring, account_id: int, period: Period, key_id: str = "") -> str:
    """The number, in four groups: a keyed digest, so that nobody can make one or read anything from it."""
    digest = keys.digest("sheet", str(account_id), str(period), key_id=key_id)
    digits = f"{int.from_bytes(digest[:8], 'big') % 10**_DIGITS:0{_DIGITS}d}"
    return "-".join(digits[at : at + 3] for at in range(0, _DIGITS, 3))


def marked(keys: Keyring, account_id: int, mark: str, placed: Placed) -> Marked:
    """Whether a number is of this account and of the month that readings count for now.

    Between two windows the sheet of the last one may still come: its readings are judged as late ones.
    """
    for back in range(-1, _MONTHS):
        period = placed.period.shift(-back)
        if any(mark_of(keys, account_id, period, key_id) == mark for key_id in keys.keys):
            late = back == 1 and not placed.inside
            return Marked.NOW if back == 0 or late else Marked.OTHER_MONTH
    return Marked.OTHER
