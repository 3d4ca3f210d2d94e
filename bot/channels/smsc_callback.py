"""What SMSC tells us by itself: an incoming SMS or the status of one that we sent.

The address in the cabinet ends with `?charset=utf-8&sha1` (or `md5`, as `sms.smsc.checksum` says):

POST phone=79161234567&mes=баланс&to=79037676877&id=47436134&sha1=…    sha1(phone:mes:to:secret)
POST id=outbox-17&phone=79161234567&status=1&err=0&ts=1543212345&sha1=…  sha1(id:phone:status:secret)

The checksum covers neither the time nor the id of an incoming SMS: whoever takes these has to know what
came before. Fields may come as a form, as JSON (`fmt=3`) or in the query; the body wins.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from bot.channels.sms_port import CallbackRefused, IncomingSms, Status
from bot.channels.smsc_fields import fields_of
from bot.channels.smsc_numbers import international, moment_ms, stamp_ms, whole
from bot.channels.smsc_statuses import code_of, state_of

if TYPE_CHECKING:
    from bot.channels.sms_port import Callback

MOST_BYTES = 8192
_NONE = -1000
_INCOMING, _STATUS, _CALL = ("phone", "mes", "to"), ("id", "phone", "status"), ("phone", "ts")


def parse(
    callback: Callback, secret: str, checksum: str, offset_hours: int
) -> tuple[IncomingSms | Status, ...]:
    """The event of a request; () for one that is none of ours. Raises `CallbackRefused`."""
    if not secret:
        raise CallbackRefused("no sms.smsc.callback_secret is set", forged=True)
    if len(callback.body) > MOST_BYTES or len(callback.query) > MOST_BYTES:
        raise CallbackRefused(f"more than {MOST_BYTES} bytes")
    fields = fields_of(callback)
    if "mes" in fields:
        _verify(fields, _INCOMING, secret, checksum)
        return (_incoming(fields, offset_hours),)
    if "status" in fields:
        _verify(fields, _STATUS, secret, checksum)
        return (_status(fields),)
    _verify(fields, _CALL, secret, checksum)
    return ()


def _verify(fields: dict[str, str], signed: tuple[str, ...], secret: str, checksum: str) -> None:
    # A colon elsewhere than in the text would let a captured request be cut into other fields.
    if any(":" in fields.get(name, "") for name in signed if name != "mes"):
        raise CallbackRefused("a colon where none belongs", forged=True)
    text = ":".join([*(fields.get(name, "") for name in signed), secret])
    expected = hashlib.new(checksum, text.encode(), usedforsecurity=False).hexdigest()
    given = fields.get(checksum, "").lower()
    if not hmac.compare_digest(expected.encode(), given.encode()):
        raise CallbackRefused("its checksum is missing or wrong", forged=True)


def _incoming(fields: dict[str, str], offset_hours: int) -> IncomingSms:
    if not fields.get("id") or not fields.get("phone"):
        raise CallbackRefused("an incoming SMS without its id or phone")
    received_ms = stamp_ms(fields.get("ts", "")) or moment_ms(fields.get("time", ""), offset_hours)
    to = international(fields.get("to", ""))
    return IncomingSms(fields["id"], international(fields["phone"]), fields["mes"], to, received_ms)


def _status(fields: dict[str, str]) -> Status:
    status, err = whole(fields["status"], _NONE), whole(fields.get("err", ""), 0)
    if status == _NONE or not fields.get("id") or not fields.get("phone"):
        raise CallbackRefused("a status without its id, phone or number")
    state, reason = state_of(status, err)
    phone = international(fields["phone"])
    return Status(fields["id"], phone, state, reason, code_of(status, err), stamp_ms(fields.get("ts", "")))
