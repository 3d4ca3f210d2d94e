"""Consents by purpose: what was shown, who agreed, by which stored message, and what is lawful without one.

152-ФЗ ст. 9: a consent is separate, specific, provable, revocable; ст. 6: a purpose that the contract needs
is based on the contract and asks nobody. Which basis a purpose has is the lawyer's: it is configuration.
126-ФЗ ст. 44.1: SMS that nobody asked for need a consent of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

LINKING = "linking"
"""The purpose: to show an account in the chat and to send codes to the phone."""
SMS_NOTICES = "sms-notices"
"""The purpose: SMS that we start ourselves (126-ФЗ); codes that a person asked for need none."""
EBILL = "ebill"
"""The purpose: the bill of an account in the chat, instead of on paper."""
PURPOSES = (LINKING, SMS_NOTICES, EBILL)


class Basis(StrEnum):
    """Why we may: the person agreed, or the contract needs it and the person is only told."""

    CONSENT = "consent"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one purpose: version of the text in force, and the basis."""

    version: str
    basis: Basis = Basis.CONSENT


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The words as a person saw them."""

    words: str

    @property
    def sha256(self) -> str:
        """What proves which words these were, in hex."""
        return hashlib.sha256(self.words.encode()).hexdigest()


class ConsentTexts(Protocol):
    """The words of the version in force, as they are shown to an address."""

    def shown(self, purpose: str, address: str) -> ConsentText: ...


class Untexted:
    """`ConsentTexts` of a desk without a catalogue: no words, the digest of nothing."""

    def shown(self, purpose: str, address: str) -> ConsentText:
        """Nothing is shown."""
        return ConsentText("")


@dataclass(frozen=True, slots=True)
class Law:
    """What the lawyer of the supplier decided. `keep_days`: how long things are kept, by retention rule."""

    terms: Mapping[str, Terms]
    texts: ConsentTexts = field(default_factory=Untexted)
    keep_days: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def plain(cls, version: str) -> Law:
        """Consents for everything, without words."""
        return cls(dict.fromkeys(PURPOSES, Terms(version)))


@dataclass(frozen=True, slots=True)
class Proof:
    """What a consent came with: the stored event, the address it came from, its words and the answer.

    `said` is what the person pressed or wrote, cut to 40 characters.
    """

    address: str
    event_id: int
    said: str
    text: ConsentText


@dataclass(frozen=True, slots=True)
class Given:
    """A consent or an information to be kept."""

    subscriber_id: int
    purpose: str
    terms: Terms
    given_ms: int
    proof: Proof


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A kept consent as an auditor sees it. `words` is None when no text was archived (before 0008)."""

    id: int
    subscriber_id: int
    purpose: str
    version: str
    basis: str
    address: str
    event_id: int
    origin: str
    said: str
    given_ms: int
    revoked_ms: int
    text_sha256: str
    words: str | None
