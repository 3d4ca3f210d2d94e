"""Events by which one conversation tells another: an SMS came from the phone that a chat waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.model import Inbound, Kind
from core.clock import from_ms
from core.errors import Malformed

if TYPE_CHECKING:
    from bot.dialogs.engine import Ignored

_decode = msgspec.json.Decoder(dict[str, str]).decode


def translate_entry(body: bytes, received_ms: int) -> Inbound | Ignored:
    """`{"entry", "target"}` → a system event that opens this entry; the address is the row's."""
    try:
        values = _decode(body)
    except msgspec.MsgspecError as error:
        raise Malformed(f"not an entry: {error}") from error
    if not {"entry", "target"} <= values.keys():
        raise Malformed("an entry without its name or its target")
    return Inbound("", Kind.SYSTEM, from_ms(received_ms), command="entry", values=values)
