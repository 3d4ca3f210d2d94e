"""The phone of an account and the code that proves it is at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.codes import one_time_code, same_code
from core.limits import (
    EVERYBODY,
    HOUR_S,
    Limits,
    Scope,
    failure_keys,
    longest_failure_wait,
    phone_keys,
    sms_keys,
    sms_wait,
    sure_key,
)
from core.linking import AuditEvent, CodeRequest, NewLink, Verification, VerificationState
from core.own_data import alias_of
from core.phones import parse_phone
from core.secrets import Keyring
from core.usecases.breaker import Breaker
from core.usecases.people_invitations import proven_role
from core.usecases.phone_holds import held_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.limits import Counts, Key
    from core.people import Neighbour
    from core.ports import Store


@dataclass(frozen=True, slots=True)
class ChoosePhone:
    """The phone on record decides where the code goes; only billing sets it."""

    prefixes: Sequence[str] = ("79",)

    def on_record(self, store: Store, account_id: int) -> str:
        """The phone billing knows, in E.164; "" when it knows none that can get an SMS."""
        return self.read(store.accounts.phone_on_record(account_id)) or ""

    def read(self, text: str) -> str | None:
        """The phone in E.164, or None when it is no mobile number that we send to."""
        return parse_phone(text, self.prefixes)


@dataclass(frozen=True, slots=True)
class Sending:
    """A code to be sent: what it is derived from, and until when that makes sense (UTC ms)."""

    verification_id: int
    counter: int
    key_id: str
    until_ms: int


@dataclass(frozen=True, slots=True)
class Held:
    """No code now; `wait` seconds. Which limit holds it is not told, but for a replaced SIM (`replaced`)."""

    wait: int
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class SendCode:
    """Asks for a code, the first or one more; the sending itself is an effect."""

    keys: Keyring
    limits: Limits

    def __call__(
        self, store: Store, request: CodeRequest, now_ms: int, verification_id: int = 0
    ) -> Sending | Held:
        # By the lasting number: a renumbering in between gives no second budget.
        sent = sms_keys(request.address, store.facts.lasting_number(request.number), request.phone)
        wait = self._wait(store, request, sent, now_ms)
        if wait:
            return Held(wait, held_for(store, request.phone, self.limits, now_ms) == wait)
        store.attempts.bump(sent, now_ms)
        return self._record(store, request, now_ms, verification_id)

    def _wait(self, store: Store, request: CodeRequest, sent: Sequence[Key], now_ms: int) -> int:
        held = phone_keys(request.phone)
        sure = sure_key(request.address, request.account_id)
        counts = store.attempts.counts((*held, *sent, *EVERYBODY, sure), now_ms)
        breaker = Breaker(self.limits)
        wait = max(
            sms_wait(_only(counts, sent), self.limits, now_ms),
            longest_failure_wait(_only(counts, held), self.limits, now_ms),
            breaker.wait(store, counts, now_ms),
        )
        guarded = not wait and not counts[sure].day and breaker.guarded(store, counts, now_ms)
        if guarded and not _on_record(store, request):
            return HOUR_S
        return wait

    def _record(self, store: Store, request: CodeRequest, now_ms: int, verification_id: int) -> Sending:
        until_ms = now_ms + self.limits.sending_life * 1000
        expires_ms = until_ms + self.limits.code_life * 1000
        key_id, counter = self.keys.current, 0
        if verification_id:
            counter = store.verifications.renew(verification_id, key_id, expires_ms)
        if not counter:
            verification_id, counter = store.verifications.open(request, key_id, now_ms, expires_ms), 1
        return Sending(verification_id, counter, key_id, until_ms)

    def code(self, verification_id: int, counter: int, key_id: str) -> str:
        """The code to show in the chat, for reverse confirmation."""
        return one_time_code(self.keys, key_id, verification_id, counter, self.limits.code_digits)

    def left(self, store: Store, verification_id: int, counter: int, now_ms: int) -> None:
        """The code has left for the phone: its life begins now."""
        store.verifications.sent(verification_id, counter, now_ms + self.limits.code_life * 1000)


@dataclass(frozen=True, slots=True)
class Linked:
    """The account is linked. `neighbours` are the others who have it linked and must be told."""

    request: CodeRequest
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Not this code. `left` tries remain (0: it is void), `wait` seconds before the next one counts."""

    left: int
    wait: int


@dataclass(frozen=True, slots=True)
class Expired:
    """The code is too old, void or not of this conversation."""


@dataclass(frozen=True, slots=True)
class Paused:
    """Too many wrong answers from here or about this phone, or another SIM in it; nothing was looked at."""

    wait: int
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class PhoneChanged:
    """The code was right, but billing names another phone by now: that one decides."""


@dataclass(frozen=True, slots=True)
class Barred:
    """The code was right, but an earlier holder has said «it was not me»: only staff give the link back."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """The code was right, but the invitation it was for has been taken, withdrawn or has run out."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """The code was right, but the account was disputed or changed hands since the right was proven."""


Outcome = Linked | WrongCode | Expired | Paused | PhoneChanged | Barred | Lapsed | Overtaken
_HEARD_MS = HOUR_S * 1000
"""How long after the life of a code a heard phone still links: the chat may have been in the way."""


@dataclass(frozen=True, slots=True)
class ConfirmCode:
    """Takes the code and links."""

    keys: Keyring
    limits: Limits
    phones: ChoosePhone = ChoosePhone()

    def __call__(self, store: Store, address: str, verification_id: int, typed: str, now_ms: int) -> Outcome:
        found = store.verifications.find(verification_id)
        if found is None or found.request.address != address or not self._alive(found, now_ms):
            return Expired()
        lasting = store.facts.lasting_number(found.request.number)
        tallied = failure_keys(address, lasting, found.request.phone)
        swapped = phone_keys(found.request.phone)[1:]
        counts = store.attempts.counts((*tallied, *swapped), now_ms)
        # The account's own count grows but is not watched: what others do wrong is no fault of this person.
        watched = {key: count for key, count in counts.items() if key[0] is not Scope.FAILED_ACCOUNT}
        wait = longest_failure_wait(watched, self.limits, now_ms)
        if wait:
            return Paused(wait, held_for(store, found.request.phone, self.limits, now_ms) == wait)
        digits = self.limits.code_digits
        expected = one_time_code(self.keys, found.key_id, found.id, found.counter, digits)
        if same_code(expected, typed):
            return self._right(store, found, now_ms)
        store.attempts.bump(tallied, now_ms)
        more = {key: watched[key].once_more(now_ms) for key in tallied if key in watched}
        return self._missed(store, found, longest_failure_wait(more, self.limits, now_ms), now_ms)

    def heard(
        self, store: Store, address: str, verification_id: int, now_ms: int
    ) -> Linked | PhoneChanged | Barred | Lapsed | Overtaken | Expired:
        """Link after the phone of the request has sent its code (`core.usecases.reverse`); once."""
        found = store.verifications.find(verification_id)
        if found is None or found.request.address != address or now_ms > found.expires_ms + _HEARD_MS:
            return Expired()
        if not store.verifications.spend(found.id):
            return Expired()
        return self._right(store, found, now_ms)

    def _right(
        self, store: Store, found: Verification, now_ms: int
    ) -> Linked | PhoneChanged | Barred | Lapsed | Overtaken:
        """Link, unless billing has named another phone or the account changed hands meanwhile.

        Whoever was invited proves a phone of their own: billing's is the owner's.
        """
        request = found.request
        if request.invitation:
            return self._link(store, found, now_ms)
        if store.facts.overtaken(request.account_id, request.address):
            store.verifications.close(found.id, VerificationState.VOID)
            return Overtaken()
        on_record = self.phones.on_record(store, request.account_id)
        if not on_record or on_record == request.phone:
            return self._link(store, found, now_ms)
        store.verifications.close(found.id, VerificationState.VOID)
        event = AuditEvent("phone-changed", request.address, request.subscriber_id, request.account_id)
        store.audit.note(event, now_ms)
        return PhoneChanged()

    def _alive(self, found: Verification, now_ms: int) -> bool:
        return found.state is VerificationState.OPEN and now_ms < found.expires_ms

    def _missed(self, store: Store, found: Verification, wait: int, now_ms: int) -> WrongCode:
        left = max(0, self.limits.code_tries - found.tries - 1)
        store.verifications.missed(found.id)
        if not left:
            store.verifications.close(found.id, VerificationState.VOID)
        request = found.request
        event = AuditEvent("code-refused", request.address, request.subscriber_id, request.account_id)
        store.audit.note(event, now_ms)
        return WrongCode(left, wait)

    def _link(self, store: Store, found: Verification, now_ms: int) -> Linked | Barred | Lapsed:
        request = found.request
        store.verifications.close(found.id, VerificationState.CONFIRMED)
        role = proven_role(store, request, now_ms)
        if role is None:
            return Lapsed()
        aliases = tuple(alias_of(self.keys, request.address, key_id) for key_id in self.keys.keys)
        added = store.links.add(
            NewLink(request.subscriber_id, request.account_id, request.address, request.phone, role, aliases),
            now_ms,
        )
        kind = "linked" if added else "link-barred"
        event = AuditEvent(kind, request.address, request.subscriber_id, request.account_id)
        store.audit.note(event, now_ms)
        if not added:
            return Barred()
        return Linked(request, store.links.neighbours(request.account_id, request.subscriber_id))


def _on_record(store: Store, request: CodeRequest) -> bool:
    """Whether billing knows this phone as that of the account; whoever was invited has guessed nothing."""
    return (
        bool(request.invitation)
        or parse_phone(store.accounts.phone_on_record(request.account_id), ("",)) == request.phone
    )


def _only(counts: Counts, keys: Sequence[Key]) -> Counts:
    return {key: counts[key] for key in keys}
