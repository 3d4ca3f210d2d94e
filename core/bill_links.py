"""The link of a bill that is sent as a file: it names the account and the month, and is stored nowhere.

It opens what the link on paper opens (`core.bill_codes`) and stands for the phone as little. A file is handed
on more easily than paper, so it is good only where billing knows a phone: the code goes to that one.
"""

from __future__ import annotations

import binascii
import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.bill_codes import TOKEN_PREFIX
from core.values import Period

if TYPE_CHECKING:
    from core.secrets import Keyring

_TOKEN = re.compile(r"b_([A-Za-z0-9_-]{35})")
_ACCOUNT, _MONTH, _SIGN = 8, 2, 16
"""Bytes of the number of the account, of the month, of the signature; messengers hand on 64 letters."""


@dataclass(frozen=True, slots=True)
class SentBill:
    """The bill that a link stands on. `account_id` is ours, not what is printed."""

    account_id: int
    period: Period


def link_token(keys: Keyring, bill: SentBill) -> str:
    """The same for each file of the same bill, under the current key."""
    signed = _body(bill) + _sign(keys, bill, keys.current)
    return TOKEN_PREFIX + urlsafe_b64encode(signed).rstrip(b"=").decode()


def read_token(keys: Keyring, text: str) -> SentBill | None:
    """What `link_token` was given, under any of our keys; None for whatever we did not sign."""
    found = _TOKEN.fullmatch(text)
    if not found:
        return None
    try:
        signed = urlsafe_b64decode(found[1] + "=")
        year, month = divmod(int.from_bytes(signed[_ACCOUNT : _ACCOUNT + _MONTH]), 12)
        bill = SentBill(int.from_bytes(signed[:_ACCOUNT]), Period(year, month + 1))
    except (binascii.Error, ValueError):
        return None
    ours = [hmac.compare_digest(signed[-_SIGN:], _sign(keys, bill, one)) for one in sorted(keys.keys)]
    return bill if any(ours) else None


def _body(bill: SentBill) -> bytes:
    month = bill.period.year * 12 + bill.period.month - 1
    return bill.account_id.to_bytes(_ACCOUNT) + month.to_bytes(_MONTH)


def _sign(keys: Keyring, bill: SentBill, key_id: str) -> bytes:
    return keys.digest("sent-bill", str(bill.account_id), str(bill.period), key_id=key_id)[:_SIGN]
