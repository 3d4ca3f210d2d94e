"""Times as SMSC writes and reads them: Moscow, unless a request says otherwise."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from core.clock import to_ms
from sandbox.smsc.refusals import DATE, PARAMETERS, Refused

MOSCOW = timezone(timedelta(hours=3))
HOUR_MS, MINUTE_MS = 3_600_000, 60_000
_FORMS = (
    (re.compile(r"\d{10}"), "%d%m%y%H%M"),
    (re.compile(r"\d\d\.\d\d\.\d\d \d\d?:\d\d"), "%d.%m.%y %H:%M"),
)
_WINDOW = re.compile(r"(\d\d?)-(\d\d?)")
_DAY_HOURS = 24


def local(ms: int) -> str:
    """DD.MM.YYYY hh:mm:ss."""
    return datetime.fromtimestamp(ms // 1000, MOSCOW).strftime("%d.%m.%Y %H:%M:%S")


def start(text: str, tz: str, now_ms: int) -> int:
    """When to begin (ms) by the field `time`; now for none, 0 or the past. Raises Refused (5)."""
    if text in {"", "0"}:
        return now_ms
    if found := re.fullmatch(r"0(\d{9,10})", text):
        return max(now_ms, int(found[1]) * 1000)
    if found := re.fullmatch(r"\+(\d{1,6})", text):
        return now_ms + int(found[1]) * MINUTE_MS
    if found := _WINDOW.fullmatch(text):
        return _window(int(found[1]), int(found[2]), now_ms)
    for shape, form in _FORMS:
        if shape.fullmatch(text):
            return max(now_ms, _moment(text, form, tz))
    raise Refused(DATE)


def _moment(text: str, form: str, tz: str) -> int:
    try:
        zone = timezone(timedelta(hours=3 + int(tz or "0")))
        return to_ms(datetime.strptime(text, form).replace(tzinfo=zone))
    except ValueError:
        raise Refused(DATE) from None


def _window(first: int, last: int, now_ms: int) -> int:
    """Now inside the hours, else when they begin next."""
    if not 0 <= first < last <= _DAY_HOURS:
        raise Refused(DATE)
    now = datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(MOSCOW)
    if first <= now.hour < last:
        return now_ms
    opens = now.replace(hour=first, minute=0, second=0, microsecond=0)
    return to_ms(opens if opens > now else opens + timedelta(days=1))


def life(valid: str) -> int:
    """Milliseconds a message may wait: 1 to 24 hours, or hh:mm. Raises Refused (1)."""
    found = re.fullmatch(r"(\d\d?)(?::(\d\d))?", valid or "24")
    if not found:
        raise Refused(PARAMETERS, "valid is 1 to 24, or hh:mm")
    whole = int(found[1]) * HOUR_MS + int(found[2] or 0) * MINUTE_MS
    if not HOUR_MS <= whole <= _DAY_HOURS * HOUR_MS:
        raise Refused(PARAMETERS, "valid is 01:00 to 24:00; shorter ones are not documented")
    return whole
