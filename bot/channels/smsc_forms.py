"""A message of ours as SMSC takes it, and what its answers say of each message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.channels.segments import measure
from bot.channels.sms_port import Accepted, OutgoingSms, SmsError, SmsFault
from bot.channels.smsc_codes import refusal_of
from bot.channels.smsc_wire import Number, international, kopecks, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST, MOST = 1000, 100
_OWN_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
_PHONE = re.compile(r"\+[0-9]{10,15}")
_HOUR_S = 3600
_FORMAT_ERRORS = frozenset({0, 200})  # none, and the cabinet's test mode


def check(sms: OutgoingSms) -> None:
    """Refuse what SMSC would refuse, cut or mangle. Raises `SmsError`."""
    if not _OWN_ID.fullmatch(sms.own_id):
        raise SmsError(SmsFault.DENIED, "an id of 1 to 40 Latin letters, digits, .-_ is needed")
    if not _PHONE.fullmatch(sms.phone):
        raise SmsError(SmsFault.BAD_NUMBER, "not an international number")
    if not sms.text.strip() or len(sms.text) > LONGEST:
        raise SmsError(SmsFault.DENIED, f"a text of 1 to {LONGEST} characters is needed")
    if any("\ud800" <= char <= "\udfff" for char in sms.text):
        raise SmsError(SmsFault.DENIED, "a text with half a character")


def single(sms: OutgoingSms) -> dict[str, str]:
    """One message. The plus keeps the service from correcting a number."""
    return {"id": sms.own_id, "phones": sms.phone, "mes": sms.text, **_life(sms)}


def together(messages: Sequence[OutgoingSms]) -> dict[str, str]:
    """Messages of one id, a line for each; `op` asks for the outcome of every phone."""
    lines = (f"{sms.phone}:{_one_line(sms.text)}" for sms in messages)
    return {"id": messages[0].own_id, "op": "1", "list": "\n".join(lines), **_life(messages[0])}


def asked(keys: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Messages whose status is wanted: two lists in the same order."""
    ids, phones = zip(*keys, strict=True)
    return {"id": ",".join(ids), "phone": ",".join(phone.removeprefix("+") for phone in phones)}


def outcomes(
    messages: Sequence[OutgoingSms], numbers: Sequence[Number] | None
) -> dict[str, Accepted | SmsError]:
    """By phone what became of a list that was taken; without numbers all of it was."""
    if numbers is None:
        return {sms.phone: accepted(sms) for sms in messages}
    told = {international(number.phone): number for number in numbers}
    return {sms.phone: _outcome(sms, told.get(sms.phone)) for sms in messages}


def _outcome(sms: OutgoingSms, number: Number | None) -> Accepted | SmsError:
    if number is None:
        return SmsError(SmsFault.UNKNOWN, "not named in the answer")
    err = whole(number.error, 0)
    status = whole(number.status, 0 if err in _FORMAT_ERRORS else 20)
    return refusal_of(status, err) or accepted(sms, kopecks(number.cost) or 0)


def accepted(sms: OutgoingSms, cost: int = 0) -> Accepted:
    """Taken; its parts as we count them."""
    return Accepted(sms.own_id, measure(sms.text).parts, cost)


def _one_line(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\\n").replace("\r", "\\n")


def _life(sms: OutgoingSms) -> dict[str, str]:
    """Whole hours, 1 to 24: less is not documented."""
    hours = min(max(-(-sms.life_s // _HOUR_S), 1), 24)
    return {"valid": f"{hours:02d}:00"} if sms.life_s > 0 else {}
