"""Days as people write them: `25.12`, `25 декабря`, `через 10 дней`, `конец месяца`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_WORDS = {"сегодня": 0, "сейчас": 0, "завтра": 1, "послезавтра": 2}
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_AHEAD = re.compile(r"(?:через )?(\d{1,4})? ?(день|дня|дней|дн|недел\w*|месяц\w*|мес)\.?")
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?: ?г\.?| ?года)?")
_NAMED = re.compile(r"(\d{1,2})(?:-?го)? ([а-я]{3,9})\.?(?: (\d{4}))?(?: ?г\.?| ?года)?")
_OF_MONTH = re.compile(r"(\d{1,2})(?:-?го)?(?: числ[оа])?")
_END = re.compile(r"(?:в |до |на )?кон(?:ец|це|ца) месяца")


def parse_day(text: str, today: date) -> date | None:
    """The day that `text` names as seen from `today`; None when it names none.

    A day without a year is the next one that comes; `25` alone is a day of this month or the next.
    """
    said = " ".join(text.lower().replace("ё", "е").strip(" .!?,").split())
    said = re.sub(r"^(?:на|до|к|если оплатить|оплатить|если заплатить) ", "", said)
    if said in _WORDS:
        return today + timedelta(days=_WORDS[said])
    if _END.fullmatch(said):
        return month_end(today)
    return _ahead(said, today) or _written(said, today)


def month_end(today: date) -> date:
    """The last day of this month."""
    return today.replace(day=monthrange(today.year, today.month)[1])


def _ahead(said: str, today: date) -> date | None:
    found = _AHEAD.fullmatch(said)
    if not found or not (found[1] or said.startswith("через ")):
        return None
    count, unit = int(found[1] or 1), found[2]
    if unit.startswith("мес"):
        return _shifted(today, count)
    try:
        return today + timedelta(days=count * (7 if unit.startswith("нед") else 1))
    except OverflowError:
        return None


def _shifted(day: date, months: int) -> date | None:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1])) if year <= date.max.year else None


def _written(said: str, today: date) -> date | None:
    if found := _NUMBERS.fullmatch(said):
        return _dated(int(found[1]), int(found[2]), found[3], today)
    if (found := _NAMED.fullmatch(said)) and (month := _month(found[2])):
        return _dated(int(found[1]), month, found[3], today)
    if found := _OF_MONTH.fullmatch(said):
        day = int(found[1])
        here = _real(today.year, today.month, day)
        if here and here >= today:
            return here
        after = _shifted(today.replace(day=1), 1)
        return _real(after.year, after.month, day) if after else None
    return None


def _month(name: str) -> int:
    return next((at for at, begins in enumerate(_MONTHS, 1) if name.startswith(begins)), 0)


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _real(int(year) + (2000 if len(year) == 2 else 0), month, day)
    here = _real(today.year, month, day)
    return here if here and here >= today else _real(today.year + 1, month, day)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_day(text: str, today: date) -> date | None:
    """The day that `text` names (`15.11`, `15.11.26`, `15 ноября`); without a year the nearest to `today`."""
    if found := _NUMBERS.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), found[3]
    elif (found := _NAMED.fullmatch(text)) and (month := _month(found[2])):
        day, year = int(found[1]), found[3]
    else:
        return None
    years = (int(year) + (2000 if len(year) == 2 else 0),) if year else range(today.year - 1, today.year + 2)
    days = [one for one in (_real(number, month, day) for number in years) if one is not None]
    return min(days, key=lambda one: abs(one - today), default=None)
