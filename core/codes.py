"""One-time codes: derived when they are sent and when they are compared, stored nowhere.

A code is the truncated HMAC of (verification, counter). Sending again raises the counter, which voids the
code before. Rules: `reference` numbers of NIST 800-63B 5.1.3.2 and 5.2.2, kept in `core.limits.Limits`.
"""

from __future__ import annotations

import hmac
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.secrets import Keyring

DIGITS = 6
_SPACED = re.compile(r"[0-9](?:[ \-]?[0-9])*")


def one_time_code(
    keys: Keyring, key_id: str, verification_id: int, counter: int, digits: int = DIGITS
) -> str:
    """The digits for this sending of this verification.

    64 bits are reduced modulo 10^digits: the likeliest code is less than 10^-11 likelier than the rarest.
    """
    digest = keys.digest("one-time-code", str(verification_id), str(counter), key_id=key_id)
    return f"{int.from_bytes(digest[:8], 'big') % 10**digits:0{digits}d}"


def same_code(expected: str, typed: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(expected.encode(), typed.encode())


def parse_code(text: str, digits: int = DIGITS) -> str | None:
    """The digits of what looks like a code (`482 133`, `482-133`), of any length from 3 to `digits` + 2.

    None for everything else: only code-shaped text may count as an attempt. A wrong length is for the
    caller to point out.
    """
    bare = text.strip().strip(".,!;:\"'").strip()
    if not _SPACED.fullmatch(bare):
        return None
    found = bare.replace(" ", "").replace("-", "")
    return found if 3 <= len(found) <= digits + 2 else None
