"""The fields of a callback, however they come."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import msgspec

from bot.channels.sms_port import CallbackRefused

if TYPE_CHECKING:
    from bot.channels.sms_port import Callback

_MOST_FIELDS = 64


def fields_of(callback: Callback) -> dict[str, str]:
    """A form, JSON or a query; the body wins. Raises `CallbackRefused`."""
    try:
        fields = {**_form(callback.query), **_body(callback)}
        "".join(fields.values()).encode()  # half a character is no UTF-8
        return fields
    except (ValueError, RecursionError, msgspec.MsgspecError):
        pass
    raise CallbackRefused("not a form and not JSON in UTF-8; the address needs charset=utf-8")


def _body(callback: Callback) -> dict[str, str]:
    if callback.body.lstrip()[:1] != b"{":
        return _form(callback.body.decode())
    found = msgspec.json.decode(callback.body, type=dict[str, object])
    return {name: str(value) for name, value in found.items() if isinstance(value, str | int)}


def _form(text: str) -> dict[str, str]:
    """Raises ValueError, also for a field that comes twice: nobody knows which of them is signed."""
    pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("a field comes twice")
    return fields
