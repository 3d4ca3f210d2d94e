"""YooKassa's register file of a day: what it says it took and gave back.

One file a day and kind, mailed by YooKassa: `;` between columns that each shop chooses itself, UTF-8 (with or
without a mark) or windows-1251, comma or dot before the kopecks, Moscow time; nothing between header and
totals on a day without payments (https://yookassa.ru/docs/support/payments/reports). Totals are checked.
The names in registers of refunds are not published: they are taken to be those of payments with the word
changed, and a register with others is refused and not guessed at (docs/payments.md).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from core.payments.model import EntryKind
from core.payments.reconcile import MOSCOW, Moved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_BYTES = 64 << 20
_ID = {EntryKind.PAYMENT: "идентификатор платежа", EntryKind.REFUND: "идентификатор возврата"}
_SUM = {EntryKind.PAYMENT: "сумма платежа", EntryKind.REFUND: "сумма возврата"}
_TIME = {EntryKind.PAYMENT: "время платежа", EntryKind.REFUND: "время возврата"}
_CURRENCY = {EntryKind.PAYMENT: "валюта платежа", EntryKind.REFUND: "валюта возврата"}
_KIND = re.compile(r"реестр (платежей|возвратов)\b", re.IGNORECASE)
_DAY = re.compile(r"дат[аы]\s+(?:платежей|возвратов)\s*:\s*(\d{4}-\d\d-\d\d)", re.IGNORECASE)
_SHOP = re.compile(r"\((\d+)\)\s*$")
_TOTAL = re.compile(
    r"сумма (?:принятых платежей|возвратов|возвращ\w+ платежей)\s*:\s*([\d\s.,]+)", re.IGNORECASE
)
_COUNT = re.compile(r"число (?:платежей|возвратов)\s*:\s*0*(\d+)", re.IGNORECASE)
_KOPECKS = re.compile(r"(\d{1,15})(?:[.,](\d{1,2}))?")


class RegisterRefused(Exception):
    """This is no register that can be trusted; the message says why."""


@dataclass(frozen=True, slots=True)
class Register:
    """A register. `shop` is "" where its first line does not name it."""

    kind: EntryKind
    shop: str
    day: date
    rows: tuple[Moved, ...]


def read_register(content: bytes) -> Register:
    """Read a file. Raises RegisterRefused."""
    if len(content) > MOST_BYTES:
        raise RegisterRefused("it is larger than a register of a day can be")
    lines = [line.strip() for line in _text(content).splitlines()]
    day = _day("\n".join(lines[:6]))
    kind = _kind(lines[0])
    header = _header(lines, kind)
    body = [line for line in lines[header + 1 :] if line]
    totals = next((at for at, line in enumerate(body) if _TOTAL.match(line) or _COUNT.match(line)), len(body))
    rows = _rows(lines[header], body[:totals], kind)
    _check(rows, "\n".join(body[totals:]))
    shop = _SHOP.search(lines[0])
    return Register(kind, shop[1] if shop else "", day, tuple(rows))


def _day(top: str) -> date:
    found = _DAY.search(top)
    try:
        return date.fromisoformat(found[1] if found else "")
    except ValueError:
        raise RegisterRefused(
            "its second line does not tell the day: is this a register of YooKassa?"
        ) from None


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RegisterRefused("it is neither UTF-8 nor windows-1251")


def _kind(title: str) -> EntryKind:
    found = _KIND.match(title)
    if found is None:
        raise RegisterRefused("its first line says neither 'РЕЕСТР ПЛАТЕЖЕЙ' nor 'РЕЕСТР ВОЗВРАТОВ'")
    return EntryKind.REFUND if found[1].casefold() == "возвратов" else EntryKind.PAYMENT


def _header(lines: Sequence[str], kind: EntryKind) -> int:
    """The line with the names of columns. Nothing is guessed from a place, or a like column."""
    needed = {_ID[kind], _SUM[kind], _TIME[kind]}
    for at, line in enumerate(lines):
        lacking = needed.difference(_names(line))
        if not lacking:
            return at
        if len(lacking) < len(needed) or _ID[EntryKind.PAYMENT] in _names(line):
            raise RegisterRefused(f"its columns are not known: {_listed(lacking)} of a {kind} are missing")
    raise RegisterRefused(f"it has no line with the names of columns, {_listed(needed)} among them")


def _names(line: str) -> list[str]:
    return [name.strip(' "').casefold() for name in line.split(";")]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"'{name.capitalize()}'" for name in sorted(names))


def _rows(header: str, lines: Sequence[str], kind: EntryKind) -> list[Moved]:
    names = _names(header)
    found: list[Moved] = []
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=";"), 1):
            if len(cells) < len(names):
                raise RegisterRefused(f"row {number} has {len(cells)} values for {len(names)} columns")
            found.append(_row(dict(zip(names, (cell.strip() for cell in cells), strict=False)), kind, number))
    except csv.Error as error:
        raise RegisterRefused(f"row {len(found) + 1} cannot be read: {error}") from error
    return found


def _row(row: Mapping[str, str], kind: EntryKind, number: int) -> Moved:
    currency = row.get(_CURRENCY[kind], "RUB")
    if currency not in {"RUB", "RUR", "643", ""}:
        raise RegisterRefused(f"row {number} is in {currency}, not in roubles")
    try:
        at = datetime.strptime(row[_TIME[kind]], "%d.%m.%Y %H:%M:%S").replace(tzinfo=MOSCOW)
    except ValueError as error:
        raise RegisterRefused(f"row {number} does not tell its time as dd.mm.yyyy hh:mm:ss") from error
    return Moved(kind, row[_ID[kind]], _kopecks(row[_SUM[kind]], number), int(at.timestamp()) * 1000)


def _kopecks(text: str, number: int) -> int:
    found = _KOPECKS.fullmatch("".join(text.split()))
    if found is None:
        raise RegisterRefused(f"row {number} has no sum")
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def _check(rows: Sequence[Moved], totals: str) -> None:
    """A register that was cut short is worse than none."""
    count, total = _COUNT.search(totals), _TOTAL.search(totals)
    if count and count[1] != str(len(rows)):
        raise RegisterRefused(f"it says {count[1][:12]} payments and has {len(rows)}: it was cut short")
    if total and _kopecks(total[1].strip(), 0) != sum(row.kopecks for row in rows):
        raise RegisterRefused("the sum it tells is not that of its rows")
    if not count and not total:
        raise RegisterRefused("it has no totals at its end: it was cut short")
