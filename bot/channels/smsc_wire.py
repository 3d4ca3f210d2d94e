"""Answers of SMSC as values. Numbers come as numbers or as texts: both are read; other keys are skipped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import ROUND_CEILING, Decimal, InvalidOperation

import msgspec

from bot.channels.sms_port import IncomingSms, Status
from bot.channels.smsc_codes import code_of, state_of
from core.clock import to_ms

Loose = int | str | None
_NOTHING = msgspec.Raw(b"")
_LONGEST_NUMBER = 20
_NONE = -1000
_LARGEST_POWER = 9


class Answer(msgspec.Struct):
    """What every answer may be: an error."""

    error: str = ""
    error_code: Loose = None

    @property
    def code(self) -> int | None:
        """The number of the error, None: no error, -1: an error without one."""
        if self.error_code is None and not self.error:
            return None
        return whole(self.error_code, -1)


class Number(msgspec.Struct):
    """One phone of a list under `op=1`."""

    phone: Loose
    cost: msgspec.Raw = _NOTHING
    status: Loose = None
    error: Loose = None


class Sent(Answer):
    """Of send.php: also the price alone (`cost=1`), which has no id."""

    id: Loose = None
    cnt: Loose = 0
    cost: msgspec.Raw = _NOTHING
    balance: msgspec.Raw = _NOTHING
    phones: list[Number] | None = None


class StatusItem(Answer):
    """Of status.php, alone or in a list."""

    status: Loose = None
    err: Loose = 0
    last_timestamp: Loose = 0
    id: Loose = None
    phone: Loose = None

    @property
    def tells(self) -> bool:
        """Whether it has a status at all. None is not "never seen": that would be sent again."""
        return whole(self.status, _NONE) != _NONE

    def of(self, own_id: str, phone: str) -> Status:
        status, err = whole(self.status, _NONE), whole(self.err, 0)
        state, reason = state_of(status, err)
        return Status(own_id, phone, state, reason, code_of(status, err), stamp_ms(self.last_timestamp))


class Texted(msgspec.Struct):
    """One message of the inbox."""

    id: int | str
    phone: int | str
    message: int | str
    received: str = ""
    to_phone: Loose = ""


class Balance(Answer):
    """Of balance.php."""

    balance: msgspec.Raw = _NOTHING


Statuses = list[StatusItem] | StatusItem
Inbox = list[msgspec.Raw] | Answer


def whole(value: object, default: int) -> int:
    """An integer as SMSC writes it, else `default`."""
    text = str(value)
    digits = text.removeprefix("-")
    return int(text) if _is_number(digits) else default


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def kopecks(money: msgspec.Raw) -> int | None:
    """Roubles as a text or a number, rounded up to whole kopecks; None for anything else."""
    text = bytes(money).decode("ascii", "replace").strip('"')
    try:
        roubles = Decimal(text)
    except InvalidOperation:
        return None
    if not roubles.is_finite() or roubles.adjusted() > _LARGEST_POWER:
        return None
    return int((roubles * 100).to_integral_value(ROUND_CEILING))


def stamp_ms(value: object) -> int:
    """A unix time in seconds as milliseconds; 0 for none or for nonsense."""
    seconds = whole(value, 0)
    return seconds * 1000 if 0 < seconds < 10_000_000_000 else 0


def moment_ms(text: str, offset_hours: int) -> int:
    """`29.09.2018 15:07:39` of the account's clock as UTC milliseconds; 0 for anything else."""
    try:
        local = datetime.strptime(text, "%d.%m.%Y %H:%M:%S").replace(tzinfo=UTC)
        return to_ms(local - timedelta(hours=offset_hours))
    except (ValueError, OverflowError):
        return 0


def international(phone: object) -> str:
    """E.164 for what looks like an international number, else as it came (letters, a short number)."""
    text = str(phone).strip().removeprefix("+")
    return f"+{text}" if text.isascii() and text.isdigit() and 10 <= len(text) <= 15 else text


def incoming(raw: msgspec.Raw, offset_hours: int) -> IncomingSms | None:
    """One message of the inbox, None when it is not one."""
    try:
        sms = msgspec.json.decode(raw, type=Texted)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not _is_number(str(sms.id)):
        return None
    to = international(sms.to_phone or "")
    received_ms = moment_ms(sms.received, offset_hours)
    return IncomingSms(str(sms.id), international(sms.phone), str(sms.message), to, received_ms)


def statuses_of(keys: Sequence[tuple[str, str]], items: Sequence[StatusItem]) -> tuple[Status, ...]:
    """Statuses of the keys that the answer names; it names them by id and phone, or only by their order."""
    named = {(str(item.id), international(item.phone)): item for item in items if item.id is not None}
    in_order = dict(zip(keys, items, strict=True)) if len(keys) == len(items) and not named else {}
    found = ((key, named.get(key) or in_order.get(key)) for key in keys)
    return tuple(item.of(*key) for key, item in found if item is not None and item.tells)
