"""From the arguments of `broadcast new` to a draft."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.address_ranges import RangeError, ranges_of
from core.broadcasts.model import Audience, Channels, Draft

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

MOST_BYTES = 64 * 1024
MOST_RUB = 10**9
_DASHES = re.compile(r"\s*[-–—]\s*")


def draft_of(given: argparse.Namespace) -> Draft:
    """What the arguments ask for. Raises ValueError with what is wrong, OSError for a file."""
    by = " ".join(given.by.split())[:100]
    if not by:
        raise ValueError("--by: say who makes it, for the records")
    words = _words(given.words)
    short = _words(given.short) if given.short else words
    audience = Audience(
        _places(given.places), tuple(given.tariff), tuple(_window(one) for one in given.window), given.holder,
        _kopecks("--debt-from", given.debt_from), _kopecks("--overdue-from", given.overdue_from),
    )  # fmt: skip
    return Draft(words, short, audience, Channels(given.channels), given.legal, by)


def _words(file: Path) -> str:
    with file.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"{file} is no text of a message: it is larger than 64 KB")
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise ValueError(f"{file} is not UTF-8: save it as UTF-8") from error
    if not text or "\0" in text:
        raise ValueError(f"{file} holds no text")
    return text


def _places(given: list[str]) -> str:
    places = "; ".join(given)
    try:
        if given:
            ranges_of(places)
    except RangeError as error:
        raise ValueError(f"--places: {error}") from error
    return places


def _window(text: str) -> str:
    """As billing writes it: 15-25. Whether there is such a one is asked of billing."""
    return _DASHES.sub("-", text.strip())


def _kopecks(name: str, roubles: int) -> int:
    if not 0 <= roubles <= MOST_RUB:
        raise ValueError(f"{name}: a number of roubles, 0 to {MOST_RUB}")
    return roubles * 100
