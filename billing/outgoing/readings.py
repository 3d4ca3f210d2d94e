"""The lines of an exported file of readings, as docs/readings-exchange.md says. Pure."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING

from billing.outgoing.files import Layout
from core.readings.receipts import receipt_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from core.readings.exports import Line

COLUMNS = (
    "account", "serial", "taken_at", "t1", "t2", "t3", "period", "source", "receipt", "photo", "action",
    "replaces", "mark",
)  # fmt: skip
_REGISTERS = 3


def header(names: Mapping[str, str]) -> str:
    """The first line; `names` are the supplier's own for some of `COLUMNS`."""
    return _csv([[names.get(column, column) for column in COLUMNS]])


def text_of(lines: Sequence[Line], zone: ZoneInfo) -> str:
    """Lines of the file."""
    return _csv([_cells(line, zone) for line in lines])


def _cells(line: Line, zone: ZoneInfo) -> list[str]:
    taken = datetime.fromtimestamp(line.taken_ms // 1000, UTC).astimezone(zone).isoformat(timespec="seconds")
    shown = [display(one, line.decimals) for one in line.shown]
    return [
        line.account,
        line.serial,
        taken,
        *shown,
        *[""] * (_REGISTERS - len(shown)),
        line.period,
        line.channel,
        receipt_of(line.entry_id),
        line.photo,
        str(line.action),
        receipt_of(line.replaces) if line.replaces else "",
        line.mark,
    ]


def display(units: int, decimals: int) -> str:
    """A display with its comma: 123456 with one decimal is `12345,6`."""
    if not decimals:
        return str(units)
    digits = str(units).rjust(decimals + 1, "0")
    return f"{digits[:-decimals]},{digits[-decimals:]}"


def _csv(rows: list[list[str]]) -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _action(line: Line) -> str:
    return str(line.action)


READINGS = Layout("readings", header, text_of, _action, ("new", "replace", "withdraw"))
