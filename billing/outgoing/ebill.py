"""The lines of an exported file of electronic bills, as docs/ebill.md says. Pure."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING

from billing.outgoing.files import Layout

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from core.ebill.exports import EbillLine

COLUMNS = (
    "change",
    "account",
    "way",
    "from_period",
    "changed_at",
    "reason",
    "source",
    "consent",
    "confirmed",
)


def header(names: Mapping[str, str]) -> str:
    """The first line; `names` are the supplier's own for some of `COLUMNS`."""
    return _csv([[names.get(column, column) for column in COLUMNS]])


def text_of(lines: Sequence[EbillLine], zone: ZoneInfo) -> str:
    """Lines of the file."""
    return _csv([_cells(line, zone) for line in lines])


def _cells(line: EbillLine, zone: ZoneInfo) -> list[str]:
    changed = datetime.fromtimestamp(line.at_ms // 1000, UTC).astimezone(zone).isoformat(timespec="seconds")
    source = {"tel": "sms"}.get(line.channel, line.channel)
    return [
        str(line.change_id), line.account, str(line.way), line.first, changed, str(line.why), source,
        line.version, line.confirmed,
    ]  # fmt: skip


def _csv(rows: list[list[str]]) -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _way(line: EbillLine) -> str:
    return str(line.way)


EBILLS = Layout("ebill", header, text_of, _way, ("electronic", "paper"))
