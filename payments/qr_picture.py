"""The picture of a QR, from bytes: segno writes Cyrillic text as Shift-JIS, which no bank reads."""

from __future__ import annotations

from io import BytesIO

import segno

CORRECTION = "m"
"""15 % of the picture may be lost: the level the standard asks for paper."""
QUIET = 4
"""Modules of white on each side, as ISO/IEC 18004 asks."""
_SCALE = 8
"""Dots of a module: some 780 in all, which a messenger does not shrink."""


def png(payload: bytes) -> bytes:
    """The picture for a chat."""
    return _saved(payload, "png")


def svg(payload: bytes) -> bytes:
    """The picture for paper: sharp at any size; modules are one unit."""
    return _saved(payload, "svg")


def _saved(payload: bytes, kind: str) -> bytes:
    code = segno.make_qr(payload, error=CORRECTION)
    held = BytesIO()
    if kind == "svg":
        code.save(held, kind=kind, border=QUIET, light="white", omitsize=True)
    else:
        code.save(held, kind=kind, border=QUIET, scale=_SCALE)
    return held.getvalue()
