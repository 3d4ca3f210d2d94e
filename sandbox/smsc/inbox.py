"""get.php?get_answers=1: what people texted."""

from __future__ import annotations

from sandbox.sms.messages import Received
from sandbox.sms.store import SmsStore
from sandbox.smsc.access import Access
from sandbox.smsc.refusals import PARAMETERS, Refused
from sandbox.smsc.times import HOUR_MS, local
from sandbox.smsc.told import Told
from sandbox.smsc.wire import JSON_FORMAT, Asked, check_form

MOST_HOURS, MOST_MESSAGES, DEFAULT_HOURS = 168, 10_000, 24
ON_THE_WAY_MS = 2_000


class Inbox:
    """Oldest first; SMSC does not say in which order it answers."""

    def __init__(self, store: SmsStore, access: Access) -> None:
        self._store = store
        self._access = access

    def answers(self, asked: Asked) -> Told:
        """Raises Refused."""
        self._access.check_block(asked.address)
        check_form(asked)
        if asked.get("get_answers") != "1":
            raise Refused(PARAMETERS, "only get_answers=1 is emulated")
        if asked.fmt != JSON_FORMAT:
            raise Refused(PARAMETERS, "only fmt=3 is emulated")
        after, hours = _number(asked, "after_id", 0, 2**62), _number(asked, "hour", 1, MOST_HOURS)
        count = _number(asked, "cnt", 1, MOST_MESSAGES) or MOST_MESSAGES
        self._access.check(asked)
        if after is None and hours is None:
            hours = DEFAULT_HOURS
        since = 0 if hours is None else self._store.now_ms() - hours * HOUR_MS
        to = asked.get("to_phone").removeprefix("+")
        found = [
            sms
            for sms in self._store.received
            if (after is None or sms.id > after) and sms.at_ms >= since and to in {"", sms.to}
        ]
        value = [_shown(sms) for sms in sorted(found, key=lambda sms: sms.id)[:count]]
        return Told("", "", value)


def _number(asked: Asked, name: str, least: int, most: int) -> int | None:
    text = asked.get(name)
    if not text:
        return None
    if not (text.isdigit() and text.isascii() and len(text) < 20 and least <= int(text) <= most):
        raise Refused(PARAMETERS, f"{name} is {least} to {most}")
    return int(text)


def _shown(sms: Received) -> dict[str, object]:
    return {
        "id": sms.id,
        "received": local(sms.at_ms),
        "phone": sms.phone.removeprefix("+"),
        "message": sms.text,
        "to_phone": sms.to,
        "sent": local(sms.at_ms - ON_THE_WAY_MS),
    }
