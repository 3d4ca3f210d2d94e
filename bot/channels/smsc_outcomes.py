"""What an answer of send.php says of each message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.segments import measure
from bot.channels.sms_port import Accepted, OutgoingSms, SmsError, SmsFault
from bot.channels.smsc_numbers import international, kopecks, whole
from bot.channels.smsc_statuses import refusal_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.channels.smsc_wire import Number, Sent

_UNDELIVERABLE = 20
_FINE = frozenset({0, 200})  # none, and the cabinet's test mode


def one(sms: OutgoingSms, sent: Sent) -> Accepted:
    """A single message that was taken, with what it costs."""
    own = accepted(sms, kopecks(sent.cost) or 0)
    return Accepted(own.provider_id, whole(sent.cnt, 0) or own.parts, own.kopecks)


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
    told = whole(number.status, 0 if err in _FINE else _UNDELIVERABLE)
    return refusal_of(told, err) or accepted(sms, kopecks(number.cost) or 0)


def accepted(sms: OutgoingSms, cost: int = 0) -> Accepted:
    """Taken; its parts as we count them."""
    return Accepted(sms.own_id, measure(sms.text).parts, cost)
