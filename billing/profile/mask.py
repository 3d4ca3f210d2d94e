"""What a report may show of a value: all of a date or a sum, only the shape of what tells of a person."""

from __future__ import annotations

from billing.profile.targets import PERSONAL

LONGEST = 40


def shape(text: str) -> str:
    """Letters become x, digits 9, all else stays: enough to see what is wrong with a number or a phone."""
    return "".join("9" if c.isdecimal() else "x" if c.isalpha() else c for c in text)


def printable(text: str) -> str:
    """At most 40 characters on one line, control characters escaped."""
    safe = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text[: LONGEST + 1])
    return safe if len(safe) <= LONGEST else safe[:LONGEST] + "..."


def shown(field: str, text: str) -> str:
    """A value of the column `field` of the exchange format as a report shows it."""
    return printable(shape(text) if field in PERSONAL else text)
