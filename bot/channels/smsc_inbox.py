"""One message of SMSC's inbox."""

from __future__ import annotations

import msgspec

from bot.channels.sms_port import IncomingSms
from bot.channels.smsc_numbers import international, is_number, moment_ms
from bot.channels.smsc_wire import Loose


class Texted(msgspec.Struct):
    """One message of the inbox."""

    id: int | str
    phone: int | str
    message: int | str
    received: str = ""
    to_phone: Loose = ""


def incoming(raw: msgspec.Raw, offset_hours: int) -> IncomingSms | None:
    """One message of the inbox, None when it is not one."""
    try:
        sms = msgspec.json.decode(raw, type=Texted)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if not is_number(str(sms.id)):
        return None
    to = international(sms.to_phone or "")
    received_ms = moment_ms(sms.received, offset_hours)
    return IncomingSms(str(sms.id), international(sms.phone), str(sms.message), to, received_ms)
