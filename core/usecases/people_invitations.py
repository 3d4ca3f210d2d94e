"""Invitations: an owner gives a payer's or a reader's role, whoever holds the invitation takes it once.

An invitation stands for the second fact (the bill), never for the consent or the phone. Both forms of it, a
token for links and digits to be typed, follow from the key and the event they were asked in; only their
digests are kept.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.limits import Limits, failure_keys, longest_failure_wait
from core.linking import AuditEvent
from core.people import INVITATION_MS, INVITED, MOST_OPEN, TOKEN_PREFIX, Invitation, Role
from core.secrets import Keyring

if TYPE_CHECKING:
    from core.linking import CodeRequest
    from core.ports import Store
    from core.records import Session

DIGITS = 12
"""Digits of the typed form: nobody guesses one of a thousand open ones in a life of tries."""
_TOKEN = re.compile(rf"{TOKEN_PREFIX}[A-Za-z0-9_-]{{22}}")
_TOKEN_BYTES = 16


def invitation_token(keys: Keyring, seed: str, key_id: str = "") -> str:
    """The form for links: 128 bits in the letters that every channel's start parameter takes."""
    digest = keys.digest("invitation-token", seed, key_id=key_id)[:_TOKEN_BYTES]
    return TOKEN_PREFIX + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def invitation_code(keys: Keyring, seed: str, key_id: str = "") -> str:
    """The form that can be typed and read out."""
    digest = keys.digest("invitation-code", seed, key_id=key_id)
    return f"{int.from_bytes(digest[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def parse_invitation(text: str) -> tuple[str, str] | None:
    """(`token` or `code`, its canonical form) of what looks like an invitation; None for anything else."""
    bare = text.strip()
    if _TOKEN.fullmatch(bare):
        return "token", bare
    digits = re.sub(r"[ \-.]", "", bare)
    return ("code", digits) if digits.isascii() and digits.isdigit() and len(digits) == DIGITS else None


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation to hand over: `seed` and `key_id` give its token and its code."""

    role: Role
    seed: str
    key_id: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """So many are open already that one more would only be lost track of."""


@dataclass(frozen=True, slots=True)
class Invite:
    """Makes an invitation. None when the person does not own the account."""

    keys: Keyring

    def __call__(
        self, store: Store, session: Session, account_id: int, role: Role, event_id: int, now_ms: int
    ) -> Offer | TooMany | None:
        me = store.people.mine(session.subscriber_id, account_id)
        if me is None or not me.role.manages or role not in INVITED:
            return None
        if store.invitations.count_open(account_id, now_ms) >= MOST_OPEN:
            return TooMany()
        seed = str(event_id)
        kept = Invitation(0, account_id, me.number, session.subscriber_id, role)
        token = lookup(self.keys, invitation_token(self.keys, seed))
        code = lookup(self.keys, invitation_code(self.keys, seed))
        store.invitations.add(kept, token, code, now_ms, now_ms + INVITATION_MS)
        event = AuditEvent("invited", session.address, session.subscriber_id, account_id, str(role))
        store.audit.note(event, now_ms)
        return Offer(role, seed, self.keys.current)


@dataclass(frozen=True, slots=True)
class NotValid:
    """Unknown, taken, withdrawn or too old: which, is not told. `wait`: seconds before the next try."""

    wait: int


@dataclass(frozen=True, slots=True)
class TriedTooOften:
    """Too many wrong answers from here; nothing was looked at."""

    wait: int


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """Finds what a token or a code opens. Wrong ones count like wrong codes of a bill."""

    keys: Keyring
    limits: Limits

    def __call__(
        self, store: Store, address: str, kind: str, typed: str, now_ms: int
    ) -> Invitation | NotValid | TriedTooOften:
        tallied = failure_keys(address)
        counts = store.attempts.counts(tallied, now_ms)
        wait = longest_failure_wait(counts, self.limits, now_ms)
        if wait:
            return TriedTooOften(wait)
        digests = [lookup(self.keys, typed, key_id) for key_id in self.keys.keys]
        found = store.invitations.by_digest(kind, digests, now_ms)
        if found is not None:
            return found
        store.attempts.bump(tallied, now_ms)
        store.audit.note(AuditEvent("invitation-refused", address), now_ms)
        more = {key: count.once_more(now_ms) for key, count in counts.items()}
        return NotValid(longest_failure_wait(more, self.limits, now_ms))


def proven_role(store: Store, request: CodeRequest, now_ms: int) -> Role | None:
    """The role that a proven phone brings: an owner's after a second fact, else that of the invitation.

    The invitation is used up here. None when it is not to be had any more: then nothing may be linked.
    """
    if not request.invitation:
        return Role.OWNER
    found = store.invitations.find(request.invitation, now_ms)
    if found is None or found.account_id != request.account_id:
        return None
    return found.role if store.invitations.use(found.id, request.subscriber_id, now_ms) else None


def lookup(keys: Keyring, secret: str, key_id: str = "") -> str:
    """What a token or a code is found by."""
    return keys.digest("invitation-lookup", secret, key_id=key_id).hex()
