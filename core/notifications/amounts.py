"""Kilowatt-hours as people write them: «300», «1 500», «300 кВт·ч», «300 квт»."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"(\d[\d ]{0,11})\s*(?:[кk]\s*[вb][тt]\W*[чh]?\w*\.?)?", re.IGNORECASE)


def kwh_of(text: str) -> int | None:
    """Whole kilowatt-hours; None for anything else."""
    found = _AMOUNT.fullmatch(text.strip())
    return int(found[1].replace(" ", "")) if found else None
