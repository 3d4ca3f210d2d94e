"""Results of effects as events: what delivery stored when an effect ended."""

from __future__ import annotations

import msgspec

from bot.dialogs.engine import Ignored
from bot.dialogs.model import Inbound, Kind
from core.clock import from_ms
from core.errors import Malformed

_decode = msgspec.json.Decoder(dict[str, str]).decode


def translate_effect(body: bytes, received_ms: int) -> Inbound | Ignored:
    """`{"id", "kind", "result", "reason"}` → a system event; the address is the row's."""
    try:
        values = _decode(body)
    except msgspec.MsgspecError as error:
        raise Malformed(f"not the result of an effect: {error}") from error
    return Inbound("", Kind.SYSTEM, from_ms(received_ms), command="effect", values=values)
