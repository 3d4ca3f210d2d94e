"""The lines of an exported file of payments, as docs/payments.md says. Pure."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING

from billing.outgoing.files import Layout, roubles
from core.payments.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from core.payments.exports import PaymentLine

COLUMNS = (
    "number", "action", "account", "amount", "paid_at", "paid_on", "provider_id", "of", "income", "mark",
)  # fmt: skip


def header(names: Mapping[str, str]) -> str:
    """The first line; `names` are the supplier's own for some of `COLUMNS`."""
    return _csv([[names.get(column, column) for column in COLUMNS]])


def text_of(lines: Sequence[PaymentLine], zone: ZoneInfo) -> str:
    """Lines of the file."""
    return _csv([_cells(line, zone) for line in lines])


def _cells(line: PaymentLine, zone: ZoneInfo) -> list[str]:
    paid = datetime.fromtimestamp(line.at_ms // 1000, UTC).astimezone(zone)
    return [
        number_of(line.entry_id),
        str(line.kind),
        line.account,
        roubles(line.kopecks),
        paid.isoformat(timespec="seconds"),
        paid.date().isoformat(),
        line.external_id,
        number_of(line.of) if line.of else "",
        "" if line.income_kopecks is None else roubles(line.income_kopecks),
        line.mark,
    ]


def _csv(rows: list[list[str]]) -> str:
    out = StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\n").writerows(rows)
    return out.getvalue()


def _action(line: PaymentLine) -> str:
    return str(line.kind)


def _kopecks(line: PaymentLine) -> int:
    return line.kopecks


PAYMENTS = Layout("payments", header, text_of, _action, ("payment", "refund"), _kopecks)
