"""A message of ours as SMSC takes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.channels.sms_port import OutgoingSms, SmsError, SmsFault

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST, MOST = 1000, 100
_OWN_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
_PHONE = re.compile(r"\+[0-9]{10,15}")


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
    lines = "\n".join(f"{sms.phone}:{_one_line(sms.text)}" for sms in messages)
    return {"id": messages[0].own_id, "op": "1", "list": lines, **_life(messages[0])}


def asked(keys: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Messages whose status is wanted: two lists in the same order."""
    ids, phones = zip(*keys, strict=True)
    return {"id": ",".join(ids), "phone": ",".join(phone.removeprefix("+") for phone in phones)}


def _one_line(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\\n").replace("\r", "\\n")


def _life(sms: OutgoingSms) -> dict[str, str]:
    """Whole hours, 1 to 24: less is not documented."""
    hours = min(max(-(-sms.life_s // 3600), 1), 24)
    return {"valid": f"{hours:02d}:00"} if sms.life_s > 0 else {}
