"""Serial numbers of meters as texts and buttons show them: the end tells meters apart."""

from __future__ import annotations

_NUMERO = "\u2116"
_LONGEST, _TAIL = 20, 12
"""Characters of a serial number in a heading, and where room is short."""


def serial_shown(serial: str) -> str:
    """For a heading."""
    return f"{_NUMERO} {serial[-_LONGEST:]}"


def serial_tail(serial: str) -> str:
    """For a button or a row."""
    return f"{_NUMERO} {serial[-_TAIL:]}"
