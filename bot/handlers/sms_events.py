"""Incoming SMS as events: who may have sent it, and what of it is kept until its turn.

`{"text": "п 15420", "to": "+79037676877", "at_ms": 1794000000000}` at `tel:+7…`, or
`{"who": "letters"}` at `system` for what nobody answers: of that the text is not even stored.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.engine import Ignored
from bot.dialogs.model import Inbound, Kind
from core.clock import from_ms
from core.errors import Malformed
from core.phones import address_of
from core.records import RawEvent
from core.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.channels.sms_port import IncomingSms

SOURCE = "sms"
"""First part of the source of these events; the second is the provider."""
SYSTEM = "system"
LONGEST = 300
"""Characters of an incoming SMS that are read, however many parts it had."""
_SUBSCRIBER = re.compile(r"\+7[0-9]{10}")
_DIGITS = re.compile(r"[+0-9 ()-]+")
_SHORTEST_ABROAD = 8
"""Digits; below that it is a short number."""


class _Told(msgspec.Struct, omit_defaults=True):
    """What is kept of an incoming SMS."""

    text: str = ""
    to: str = ""
    at_ms: int = 0
    who: str = ""


_decode = msgspec.json.Decoder(_Told).decode
_encode = msgspec.json.Encoder().encode


def stranger(sms: IncomingSms, own: Collection[str]) -> str:
    """Why nobody answers this sender: own, letters, short, abroad; "" for a subscriber's number."""
    if sms.phone in own or (sms.to and sms.phone == sms.to):
        return "own"
    if _SUBSCRIBER.fullmatch(sms.phone):
        return ""
    if not _DIGITS.fullmatch(sms.phone):
        return "letters"
    digits = sum(letter.isdigit() for letter in sms.phone)
    return "abroad" if digits >= _SHORTEST_ABROAD else "short"


def sms_event(provider: str, sms: IncomingSms, own: Collection[str], now_ms: int) -> RawEvent:
    """The event of an incoming SMS; its identity is the provider's id."""
    who = stranger(sms, own)
    text = clean_text(sms.text[:LONGEST])
    told = _Told(who=who) if who else _Told(text, clean_text(sms.to[:20]), sms.received_ms)
    address = SYSTEM if who else address_of(sms.phone)
    return RawEvent(f"{SOURCE}:{provider}", sms.provider_id, address, _encode(told), now_ms)


def translate_sms(body: bytes, received_ms: int) -> Inbound | Ignored:
    """What the person wrote; the address is the row's. Raises Malformed."""
    try:
        told = _decode(body)
        sent_at = from_ms(told.at_ms or received_ms)
    except (msgspec.MsgspecError, ValueError, OverflowError) as error:
        raise Malformed(f"not an SMS of ours: {error}") from error
    if told.who:
        return Ignored(f"sms-{told.who}")
    return Inbound("", Kind.TEXT, from_ms(received_ms), sent_at, told.text)
