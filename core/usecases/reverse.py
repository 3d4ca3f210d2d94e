"""Reverse confirmation: the person texts a short code from the phone instead of getting one.

The sender of an SMS can be forged, so this proves less than a code that arrives: the second fact is always
asked, the phone on record still decides, and who asks sees the code. See docs/adr/0031.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.codes import one_time_code, same_code
from core.limits import Limits, failure_keys, longest_failure_wait, phone_keys
from core.linking import AuditEvent, Verification, VerificationState
from core.phones import address_of
from core.secrets import Keyring
from core.usecases.phone_holds import held_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.ports import Store


@dataclass(frozen=True, slots=True)
class Heard:
    """The phone of this request has sent its code."""

    verification: Verification


@dataclass(frozen=True, slots=True)
class Misheard:
    """Requests wait for this phone, and it sent another code. `void`: those that have no tries left."""

    void: tuple[Verification, ...]


@dataclass(frozen=True, slots=True)
class TooSoon:
    """Too many wrong codes from this phone; nothing was looked at. `wait`: seconds before the next one.

    `replaced`: its SIM was, less than a day ago.
    """

    wait: int
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class HearPhone:
    """Takes an SMS that may be the code of an open request about its sender."""

    keys: Keyring
    limits: Limits

    def __call__(
        self, store: Store, phone: str, typed: str, now_ms: int, *, guess: bool
    ) -> Heard | Misheard | TooSoon | None:
        """None when nobody waits for this phone; a wrong code counts only if it is meant as one (`guess`)."""
        waiting = store.verifications.waiting(phone, now_ms)
        hit = [request for request in waiting if same_code(self._code(request), typed)]
        wait = self._wait(store, phone, now_ms) if hit or (waiting and guess) else 0
        if wait:
            return TooSoon(wait, held_for(store, phone, self.limits, now_ms) == wait)
        if hit:
            store.verifications.close(hit[0].id, VerificationState.CONFIRMED)
            self._note(store, "phone-heard", hit[0], now_ms)
            return Heard(hit[0])
        return Misheard(self._missed(store, waiting, now_ms)) if waiting and guess else None

    def _wait(self, store: Store, phone: str, now_ms: int) -> int:
        """As for codes that are typed: after wrong ones, or another SIM, not even the right one counts."""
        keys = {*failure_keys(address_of(phone), "", phone), *phone_keys(phone)}
        counts = store.attempts.counts(tuple(keys), now_ms)
        return longest_failure_wait(counts, self.limits, now_ms)

    def _code(self, request: Verification) -> str:
        return one_time_code(self.keys, request.key_id, request.id, request.counter, self.limits.code_digits)

    def _missed(self, store: Store, waiting: Sequence[Verification], now_ms: int) -> tuple[Verification, ...]:
        void = tuple(request for request in waiting if request.tries + 1 >= self.limits.code_tries)
        phone = waiting[0].request.phone
        store.attempts.bump(failure_keys(address_of(phone), "", phone), now_ms)
        for request in waiting:
            store.verifications.missed(request.id)
        for request in void:
            store.verifications.close(request.id, VerificationState.VOID)
            self._note(store, "phone-misheard", request, now_ms)
        return void

    def _note(self, store: Store, kind: str, request: Verification, now_ms: int) -> None:
        asked = request.request
        event = AuditEvent(kind, asked.address, asked.subscriber_id, asked.account_id)
        store.audit.note(event, now_ms)
