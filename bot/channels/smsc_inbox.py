"""A page of SMSC's inbox. What a person wrote may spoil its JSON: half of an emoji, a line break as it is.

Such a page is mended first. A message that is still not understood is passed by its number and counted: asked
for after the last number that was read, the same page would come again for ever.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import TypeVar

import msgspec
import structlog

from bot.channels.sms_port import Fetched, IncomingSms
from bot.channels.smsc_numbers import international, is_number, moment_ms, whole
from bot.channels.smsc_wire import Answer, Loose

_T = TypeVar("_T")
log = structlog.stdlib.get_logger(__name__)
Page = list[msgspec.Raw]
_ERRORS = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
_NAMED = 5
_BEGINS = re.compile(rb'\{\s*"id"\s*:\s*"?(\d{1,18})(?!\d)')
_DO = "read these messages in the provider's cabinet: they were passed over"
_PAGE: msgspec.json.Decoder[list[msgspec.Raw] | Answer] = msgspec.json.Decoder(list[msgspec.Raw] | Answer)


class Texted(msgspec.Struct):
    """One message of the inbox."""

    id: int | str
    phone: int | str
    message: int | str
    received: str = ""
    to_phone: Loose = ""


class _Numbered(msgspec.Struct):
    id: Loose = None


class PageDecoder:
    """Messages as they came, or an error. Raises as msgspec does where no message is to be seen."""

    def decode(self, body: bytes) -> Page | Answer:
        try:
            return _PAGE.decode(body)
        except _ERRORS:
            pass
        try:
            return _PAGE.decode(_mended(body))
        except _ERRORS:
            if pieces := _pieces(body):
                return pieces
            raise


def _pieces(body: bytes) -> Page:
    """A page that is no JSON at all, message by message: one that spoils it does not hold up the others.

    Each begins with its number; of one that cannot be read the number is left, for the cursor to pass it. A
    page that was cut off is nothing of the kind, and neither is one with a number that stands in a text.
    """
    whole_page = body.strip()
    if not (whole_page.startswith(b"[") and whole_page.endswith(b"]")):
        return []
    starts = [found.start() for found in _BEGINS.finditer(whole_page)]
    edges = pairwise([*starts, len(whole_page) - 1])
    return [_piece(whole_page[start:end].rstrip(b", \r\n\t")) for start, end in edges]


def _piece(text: bytes) -> msgspec.Raw:
    raw = msgspec.Raw(text)
    if _as(Texted, raw) is not None:
        return raw
    found = _BEGINS.match(text)
    return msgspec.Raw(b'{"id":%s}' % (found[1] if found else b"0"))


def read(page: Page, cursor: str, offset_hours: int) -> Fetched:
    """The messages after the cursor, the oldest first; the cursor passes what cannot be read, too."""
    after = whole(cursor, 0)
    good, bad, numbers = [], [], [after]
    for raw in page:
        sms = incoming(raw, offset_hours)
        number = int(sms.provider_id) if sms is not None else _number(raw)
        numbers.append(number)
        if sms is None:
            bad.append(number)
        elif number > after:
            good.append(sms)
    if bad:
        log.error("smsc.inbox_unreadable", messages=len(bad), numbers=bad[:_NAMED], do=_DO)
    good.sort(key=lambda sms: int(sms.provider_id))
    last = max(numbers)
    return Fetched(tuple(good), str(last) if last > after else cursor, len(bad))


def incoming(raw: msgspec.Raw, offset_hours: int) -> IncomingSms | None:
    """One message of the inbox, None when it is not one."""
    sms = _as(Texted, raw)
    if sms is None or not is_number(str(sms.id)):
        return None
    to = international(sms.to_phone or "")
    received_ms = moment_ms(sms.received, offset_hours)
    return IncomingSms(str(sms.id), international(sms.phone), str(sms.message), to, received_ms)


def _number(raw: msgspec.Raw) -> int:
    """The number of a message that cannot be read; 0 when that cannot be either."""
    named = _as(_Numbered, raw)
    return 0 if named is None else max(0, whole(named.id, 0))


def _as(kind: type[_T], raw: msgspec.Raw) -> _T | None:
    try:
        return msgspec.json.decode(raw, type=kind)
    except _ERRORS:
        pass
    try:
        return msgspec.json.decode(_mended(bytes(raw)), type=kind)
    except _ERRORS:
        return None


def _mended(body: bytes) -> bytes:
    """The same JSON with what no text may hold as question marks; as it is, when that cannot be done."""
    try:
        found = json.loads(body.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return body
    return json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
