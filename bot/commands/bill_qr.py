"""One QR picture of a bill, made for paper: crisp at any size, readable from a folded sheet.

Its own module: the processes that draw load this and no more.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import segno

CORRECTION = "m"
"""15 % of the picture may be lost to a fold or a stamp; higher levels make the modules smaller."""
QUIET = 4
"""Modules of white on each side, as ISO/IEC 18004 asks."""
_SVG_MODULE = 0.5
"""Millimetres: about 21 mm for a link, which a telephone reads from a hand's breadth."""
_PNG_MODULE, _PNG_DPI = 12, 600
"""The same half millimetre in dots of a printing house."""


def file_name(account: str, kind: str) -> str:
    """The number as the name of a file: `/` becomes `_`, which no number has (docs/exchange-format.md)."""
    return f"{account.replace('/', '_')}.{kind}"


def draw_page(folder: str, kind: str, page: Sequence[tuple[str, str]]) -> int:
    """Draw the links of these (account, link) that have no picture yet; how many have one now."""
    for account, link in page:
        path = Path(folder, file_name(account, kind))
        if not path.exists():
            beside = path.with_name(f"{path.name}.part")
            with os.fdopen(os.open(beside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
                file.write(picture(link, kind))
            beside.replace(path)
    return len(page)


def picture(link: str, kind: str) -> bytes:
    """The picture as a file of this kind, `svg` or `png`."""
    code = segno.make_qr(link, error=CORRECTION)
    held = BytesIO()
    if kind == "svg":
        code.save(held, kind=kind, border=QUIET, scale=_SVG_MODULE, unit="mm", light="white")
    else:
        code.save(held, kind=kind, border=QUIET, scale=_PNG_MODULE, dpi=_PNG_DPI)
    return held.getvalue()
