"""What every SMS of ours goes through, alone or in a list: limits, a name before the call, the outcome after.

One commit stores the name of an SMS before the provider hears it. So after a crash or an answer that got
lost the provider is asked what became of that name, and only what it never saw is sent again, under the same
name (docs/adr/0070).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.channels.outcome import deadline_of
from bot.channels.segments import measure
from bot.channels.sms_port import OutgoingSms, SmsError, SmsFault, SmsState
from core.limits import HOUR_S
from core.phones import parse_phone, phone_of
from core.records import Attempt, Priority, Result
from core.sms_ports import SentSms, SmsFate, text_mark
from core.usecases.breaker import ANSWERS_STOPPED, MONEY_SPENT, TOLD, alarm, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.channels.sms_port import Accepted, Status
    from bot.channels.sms_purse import Purse
    from bot.channels.sms_rest import Rest
    from core.ports import Store
    from core.records import Note, OutboxRow
    from core.secrets import Keyring

log = structlog.stdlib.get_logger(__name__)

MINUTE_MS = 61_000
"""The provider refuses the same text to the same phone for so long, and may not know an SMS before.

A second more than its minute, which begins when a request arrives and not when it leaves.
"""
TOO_LATE = Attempt(Result.REFUSED, reason="gave up: too late")
_HELD_MS = HOUR_S * 1000
_MONEY = {True: ANSWERS_STOPPED, False: MONEY_SPENT}


@dataclass(frozen=True, slots=True)
class Letter:
    """A row with its words, ready to go. `sms` is what the journal shall say of it."""

    row: OutboxRow
    text: str
    sms: SentSms

    def outgoing(self, own_id: str, now_ms: int) -> OutgoingSms:
        """As the provider is told, with the seconds for which delivery makes sense."""
        left_ms = self.row.deadline_ms - now_ms if self.row.deadline_ms else 0
        return OutgoingSms(own_id, self.sms.phone, self.text, max(0, left_ms // 1000))


@dataclass(frozen=True, slots=True)
class Begun:
    """An SMS in the journal. Not `fresh`: it was handed over before, and nobody knows how that ended."""

    sms: SentSms
    fresh: bool


def new_id() -> str:
    """Name an SMS: 20 letters and digits, the first a letter."""
    return f"s{secrets.token_hex(10)[1:]}"


class SmsPost:
    """The rules of sending. `keys` make the marks of texts, `prefixes` are those of phones we pay for."""

    def __init__(self, keys: Keyring, purse: Purse, rest: Rest, prefixes: Sequence[str]) -> None:
        self.purse = purse
        self.rest = rest
        self._keys = keys
        self._prefixes = tuple(prefixes)

    def draw(
        self, row: OutboxRow, write: Callable[[OutboxRow], str], own_id: str, now_ms: int
    ) -> Letter | Attempt:
        """Put a row into words, or say why it goes nowhere just now."""
        refusal = self._refusal(row, now_ms)
        if refusal is not None:
            return refusal
        try:
            return self._letter(row, write(row), own_id)
        except (ValueError, LookupError) as error:
            log.exception("sms.cannot_write", row=row.id)
            return Attempt(Result.REFUSED, reason=f"cannot write: {type(error).__name__}")

    def _letter(self, row: OutboxRow, text: str, own_id: str) -> Letter:
        phone, parts = phone_of(row.address), measure(text).parts
        mark = text_mark(self._keys, phone, text)
        kopecks = parts * self.purse.limits.part_price
        sms = SentSms(own_id, phone, row.id, row.kind, mark, parts, kopecks, row.notify)
        return Letter(row, text, sms)

    def _refusal(self, row: OutboxRow, now_ms: int) -> Attempt | None:
        """Why a row goes nowhere just now, as far as the row alone tells."""
        if now_ms > deadline_of(row) and not row.uncertain:
            return TOO_LATE
        if parse_phone(phone_of(row.address), self._prefixes) is None:
            return Attempt(Result.REFUSED, reason="not a phone that we send to")
        rests = self.resting(now_ms)
        # What may have arrived stays one of which nobody knows.
        return replace(rests, result=Result.UNKNOWN) if rests is not None and row.uncertain else rests

    def resting(self, now_ms: int) -> Attempt | None:
        """Wait for the end of a pause."""
        left_ms = self.rest.left(now_ms)
        return _rests(self.rest.why, left_ms) if left_ms else None

    def entering(self, now_ms: int) -> Attempt | None:
        """The same right before the call, when one alone may try whether the pause is over."""
        left_ms = self.rest.enter(now_ms)
        return _rests(self.rest.why, left_ms) if left_ms else None

    async def unpaid(self, letter: Letter, now_ms: int) -> Attempt | None:
        """Take the money for a letter; the refusal when it is spent. What we begin may wait, answers not."""
        row = letter.row
        answer = row.kind == "message" and row.priority is Priority.REPLY
        if await self.purse.take(letter.sms.kopecks, now_ms, answer=answer):
            return None

        def told(store: Store, now_ms: int, *, final: bool) -> None:  # noqa: ARG001
            tell(store, _MONEY[answer], "what SMS may cost in a day is spent", now_ms)

        if row.priority is Priority.REPLY:
            return Attempt(Result.REFUSED, reason="the money of the day is spent", within=told)
        return Attempt(Result.RETRY, reason="the money of the day", retry_after_ms=_HELD_MS, within=told)

    def begin(self, store: Store, letter: Letter, now_ms: int, *, rename: bool) -> Begun | Attempt:
        """Within the commit before the call: the SMS as it stands, or what is done with the row instead.

        What certainly is nowhere may be renamed; a list has one name for all of its SMS.
        """
        sms = letter.sms
        known = store.sms.of_row(sms.outbox_id)
        if known is not None and not known.idle:
            return Begun(known, fresh=False)
        twin = store.sms.recent(sms.phone, sms.mark, now_ms - MINUTE_MS)
        if twin is None:
            if known is None:
                return Begun(store.sms.put(sms, now_ms), fresh=True)
            again = sms if rename else replace(sms, own_id=known.own_id)
            return Begun(store.sms.again(again, now_ms), fresh=True)
        if twin.state in {SmsFate.SENT, SmsFate.DELIVERED} and store.sms.is_last(twin):
            return Attempt(Result.OK, reference=twin.own_id, reason="same text a moment ago")
        # Below other answers it would be looked for in vain: it is said again as soon as that is possible.
        wait_ms = twin.sent_ms + MINUTE_MS - now_ms
        return Attempt(Result.RETRY, reason="same text too early", retry_after_ms=max(1, wait_ms))

    def taken(self, sms: SentSms, accepted: Accepted) -> Attempt:
        """The provider took an SMS."""
        over = self.rest.over()

        def write(store: Store, now_ms: int, *, final: bool) -> None:  # noqa: ARG001
            store.sms.accepted(sms, accepted.parts, accepted.kopecks, now_ms)
            if over:
                store.settings.drop(f"{TOLD}sms-paused-{over}")
                alarm(store, "sms-go-again", over, now_ms)

        return Attempt(Result.OK, reference=accepted.provider_id, within=write)

    def failed(self, sms: SentSms, error: SmsError, failed_ms: int, *, doubtful: bool = False) -> Attempt:
        """The provider refused, or nobody knows. `doubtful`: an earlier attempt may have got it there."""
        fault = error.fault
        self.rest.begin(error, failed_ms)
        if fault.alerts:
            log.error("sms.provider_needs_attention", fault=fault.value, code=error.code)
        if fault is SmsFault.UNKNOWN:
            return Attempt(
                Result.UNKNOWN, reason=str(error), retry_after_ms=error.retry_after_ms, within=_unknown(sms)
            )

        def write(store: Store, now_ms: int, *, final: bool) -> None:
            if doubtful:
                store.sms.settle(sms.own_id, sms.phone, SmsFate.UNKNOWN, now_ms)
            else:
                store.sms.unsent(sms, fault.value, now_ms)
            if final:
                store.sms.settle(
                    sms.own_id, sms.phone, SmsFate.FAILED, now_ms, reason=fault.value, code=error.code
                )
            if fault.alerts:
                tell(store, f"sms-paused-{fault.value}", f"the provider refuses: {error}", now_ms)

        if not fault.retryable:
            return Attempt(Result.REFUSED, reason=str(error), within=write)
        wait_ms = max(error.retry_after_ms, self.rest.left(failed_ms))
        result = Result.UNKNOWN if doubtful else Result.RETRY
        return Attempt(result, reason=str(error), retry_after_ms=wait_ms, within=write)

    def late(self, sms: SentSms) -> Attempt:
        """It never got there, and by now it makes no sense any more."""

        def write(store: Store, now_ms: int, *, final: bool) -> None:  # noqa: ARG001
            store.sms.settle(sms.own_id, sms.phone, SmsFate.FAILED, now_ms, reason=SmsFault.TRANSIENT.value)

        return replace(TOO_LATE, within=write)

    def untaken(self, sms: SentSms, attempt: Attempt, *, doubtful: bool = False) -> Attempt:
        """The call was not made after all; `doubtful`: an earlier one was."""
        if doubtful:
            return replace(attempt, result=Result.UNKNOWN, within=_unknown(sms))

        def write(store: Store, now_ms: int, *, final: bool) -> None:  # noqa: ARG001
            store.sms.unsent(sms, "rest", now_ms)

        return replace(attempt, within=write)

    def found(self, sms: SentSms, status: Status, now_ms: int) -> Attempt | None:
        """What a status says of an SMS whose answer we lost; None: it never got there, send it again.

        A minute has to pass first: what the provider has just taken it may not know yet.
        """
        if status.state is SmsState.MISSING:
            young_ms = sms.sent_ms + MINUTE_MS - now_ms
            if young_ms <= 0:
                return None
            return Attempt(
                Result.UNKNOWN, reason="not known yet", retry_after_ms=young_ms, within=_unknown(sms)
            )
        if status.state is SmsState.FAILED:
            reason, result = status.reason.value or "undeliverable", Result.REFUSED
        else:
            reason, result = "found by its status", Result.OK

        def write(store: Store, now_ms: int, *, final: bool) -> None:  # noqa: ARG001
            store.sms.accepted(sms, sms.parts, 0, now_ms)
            if status.state.final:
                fate = SmsFate(status.state.value)
                store.sms.settle(
                    sms.own_id, sms.phone, fate, now_ms, reason=status.reason.value, code=status.code
                )

        return Attempt(result, reference=sms.own_id, reason=reason, within=write)


def known_end(sms: SentSms) -> Attempt | None:
    """What the journal says already of an SMS that was begun; None when the provider has to be asked."""
    if sms.state is SmsFate.FAILED:
        return Attempt(Result.REFUSED, reason=sms.reason or "undeliverable")
    if sms.state in {SmsFate.SENT, SmsFate.DELIVERED}:
        return Attempt(Result.OK, reference=sms.own_id, reason="found in the journal")
    return None


def _rests(why: str, left_ms: int) -> Attempt:
    return Attempt(Result.RETRY, reason=f"SMS rest: {why}", retry_after_ms=left_ms)


def _unknown(sms: SentSms) -> Note:
    def write(store: Store, now_ms: int, *, final: bool) -> None:  # noqa: ARG001
        store.sms.settle(sms.own_id, sms.phone, SmsFate.UNKNOWN, now_ms)

    return write
