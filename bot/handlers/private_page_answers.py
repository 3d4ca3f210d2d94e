"""Answers given on a private page, as events of the conversation they belong to."""

from __future__ import annotations

import msgspec

from bot.dialogs.engine import Ignored
from bot.dialogs.model import Contact, Inbound, Kind
from core.clock import from_ms
from core.errors import Malformed

SOURCE = "page"
"""First part of the source of these events; the id is that of the page, which takes one answer."""


class PageAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of `choice`, `phone` (E.164) and `text`, as an answer to `prompt` at `address`."""

    address: str
    prompt: str
    choice: str = ""
    phone: str = ""
    text: str = ""


_decode = msgspec.json.Decoder(PageAnswer).decode
encode_answer = msgspec.json.Encoder().encode


def translate_answer(body: bytes, received_ms: int) -> Inbound | Ignored:
    """Say what an answer means. Raises Malformed for what no page of ours sends."""
    try:
        given = _decode(body)
    except msgspec.MsgspecError as error:
        raise Malformed(f"not the answer of a page: {type(error).__name__}") from error
    now = from_ms(received_ms)
    kind = Kind.CHOICE if given.choice else Kind.CONTACT if given.phone else Kind.TEXT
    return Inbound(
        given.address,
        kind,
        now,
        None if kind is Kind.CHOICE else now,
        text=given.text,
        choice=given.choice,
        prompt=given.prompt,
        contact=Contact(given.phone, own=True) if given.phone else None,
        page=True,
    )
