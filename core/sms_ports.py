"""The journal of our SMS: written before the provider is called, so that none is sent twice or forgotten.

Phones are E.164, money is kopecks, times are UTC milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.secrets import Keyring


class SmsFate(StrEnum):
    """What became of an SMS, as far as we know.

    `ASKING`: the provider is being asked to take it, or is about to be. `UNKNOWN`: nobody knows whether it
    was taken; when final, nobody ever will.
    """

    ASKING = "asking"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def ends(self) -> bool:
        """Nothing moves an SMS back from here."""
        return self in {SmsFate.DELIVERED, SmsFate.FAILED}


@dataclass(frozen=True, slots=True)
class SentSms:
    """One SMS. `own_id` and `phone` name it, to the provider too; a list shares one `own_id`.

    `kind` is that of its outbox row, "code" or "message"; `notify` the address that waits ("" for none);
    `mark` a keyed digest of the text. `parts` and `kopecks` are an estimate until the provider has told.
    `reason` is a value of `bot.channels.sms_port.Undelivered` or `SmsFault`, `code` the provider's own.
    """

    own_id: str
    phone: str
    outbox_id: int
    kind: str
    mark: str
    parts: int
    kopecks: int
    notify: str = ""
    state: SmsFate = SmsFate.ASKING
    reason: str = ""
    code: str = ""
    final: bool = False
    sent_ms: int = 0
    updated_ms: int = 0

    @property
    def idle(self) -> bool:
        """The provider certainly has not got it, and nobody is handing it over."""
        return self.state is SmsFate.ASKING and bool(self.reason)


def text_mark(keys: Keyring, phone: str, text: str) -> str:
    """Make the mark of a text to a phone: what may be compared, and not read back."""
    return keys.digest("sms-text", phone, text).hex()[:32]


class SmsJournal(Protocol):
    """SMS inside one transaction."""

    def put(self, sms: SentSms, now_ms: int) -> SentSms:
        """Write an SMS before the call; one that its outbox row has already is returned as it is."""

    def of_row(self, outbox_id: int) -> SentSms | None:
        """The SMS of an outbox row."""

    def accepted(self, sms: SentSms, parts: int, kopecks: int, now_ms: int) -> None:
        """The provider took it; `kopecks` 0: the estimate stays."""

    def again(self, sms: SentSms, now_ms: int) -> SentSms:
        """Write one more try of the SMS of an outbox row before the call; the row as it is now."""

    def unsent(self, sms: SentSms, reason: str, now_ms: int) -> None:
        """It was certainly not taken and may be tried again: it costs nothing so far."""

    def settle(
        self,
        own_id: str,
        phone: str,
        fate: SmsFate,
        now_ms: int,
        *,
        reason: str = "",
        code: str = "",
        final: bool = False,
    ) -> SentSms | None:
        """Store what became of an SMS; the row as it is now, or None when that changed nothing.

        Delivered and failed end it, `final` ends an unknown one; nothing moves it back from there, so
        statuses may come twice and in any order.
        """

    def waiting(self, asked_before_ms: int, most: int) -> tuple[SentSms, ...]:
        """SMS without an end whose status was asked (or which were sent) before then, the oldest first.

        Without those that the provider has certainly not got.
        """

    def forgotten(self, sent_before_ms: int, now_ms: int, most: int) -> int:
        """End SMS of before then that have no end; how many.

        As failed if the provider has certainly not got them, else nobody will ever know.
        """

    def tally(self, since_ms: int) -> tuple[tuple[str, str, int], ...]:
        """How many SMS since then are in which state, for which reason."""

    def asked(self, keys: Sequence[tuple[str, str]], now_ms: int) -> None:
        """The status of these (own id, phone) is being asked now."""

    def spent(self, since_ms: int) -> int:
        """Kopecks that SMS since then cost, with the estimates of those under way."""

    def recent(self, phone: str, mark: str, since_ms: int) -> SentSms | None:
        """The newest SMS with this text to this phone since then, unless it is known to be nowhere."""

    def is_last(self, sms: SentSms) -> bool:
        """Whether nothing has gone to the phone since."""
