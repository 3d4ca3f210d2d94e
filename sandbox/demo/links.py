"""Links of the sandbox's paper bills: issued by the bot's own command, drawn as QR pictures by the page."""

from __future__ import annotations

import csv
from pathlib import Path

import segno

from sandbox.demo.bills import Card
from sandbox.demo.months import Span, label

MONTHS = 2
"""How many bills have links: as many as the bot accepts."""
_QUIET = 2
"""Modules of white around the picture; the sheet is white anyway."""


def periods(span: Span) -> list[str]:
    """Months whose bills have links, newest first."""
    return [label(span.last - back) for back in range(MONTHS)]


def file_of(folder: Path, period: str) -> Path:
    """Where the file for the bill printer lies."""
    return folder / f"receipt-codes-{period}.csv"


def add_links(cards: list[Card], folder: Path) -> None:
    """Give the bills of `cards` their `link` and its `qr` (see `picture`), where there is one."""
    wanted = {card["number"] for card in cards}
    links: dict[tuple[str, str], str] = {}
    for path in sorted(folder.glob("receipt-codes-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter=";")
            links |= {
                (row["account"], row["period"]): row["link"] for row in rows if row["account"] in wanted
            }
    for card in cards:
        for bill in card["bills"]:
            link = links.get((card["number"], bill["period"]))
            if link:
                bill |= {"link": link, "qr": picture(link)}


def picture(link: str) -> dict[str, str | int]:
    """A QR code as the `path` of an SVG of `size` × `size` modules, quiet zone included."""
    code = segno.make(link, error="m", micro=False)
    rows = [list(row) for row in code.matrix_iter(border=_QUIET)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"path": path, "size": len(rows)}
