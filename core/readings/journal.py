"""The journal of readings: who sent which value when and how, and what became of it; never rewritten.

States for people (docs/model.md): recorded → passed to billing → counted, or not counted with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.readings.reasons import Reason
    from core.values import Period


class State(StrEnum):
    """Where a reading is on its way to billing."""

    DRAFT = "draft"  # kept, doubted, not confirmed by the person
    ACCEPTED = "accepted"
    EXPORTED = "exported"
    CONFIRMED = "confirmed"  # billing counted it
    REFUSED = "refused"  # by billing, with a reason
    UNKNOWN = "unknown"  # billing answered that it never saw it; for people it is passed to billing
    REPLACED = "replaced"  # by a later one of the same window
    WITHDRAWN = "withdrawn"
    HELD = "held"  # never confirmed, and the supplier wants no such ones


class Action(StrEnum):
    """What billing is to do with an exported row."""

    NEW = "new"
    REPLACE = "replace"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A reading that is to be written. `shown` are units of the last digit, T1 first, with `decimals`.

    `taken_ms` is the person's own time of the message, or the end of the earlier day that it names. `doubts`
    were raised when it came; `previous` is the display it was compared with, empty for none; `replaces` is
    the id of the entry it takes the place of (0: none). `event_id`, account and `serial` are unique together:
    an event repeated changes nothing. `flag`: what the person said of it ("previous-wrong", "meter-replaced",
    "" nothing), exported for the
    staff. `photo`: name of the proof.
    """

    account_id: int
    serial: str
    period: Period
    taken_ms: int
    shown: tuple[int, ...]
    decimals: int
    state: State
    channel: str
    address: str
    subscriber_id: int
    event_id: int
    created_ms: int
    doubts: tuple[Reason, ...] = ()
    previous: tuple[int, ...] = ()
    replaces: int = 0
    flag: str = ""
    photo: str = ""
    message: str = ""  # the channel's reference of the person's message: an edit of it corrects the reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Draft):
    """A reading that was written, and what became of it. `receipt` is the number told on the phone."""

    id: int
    receipt: str
    reason: str = ""  # billing's, when refused
    unconfirmed: bool = False  # nobody answered by the end of the window: billing gets it with that mark


_GIVES_WAY = frozenset({State.DRAFT, State.ACCEPTED, State.EXPORTED, State.CONFIRMED, State.UNKNOWN})


def others_of(there: Iterable[Entry], entry: Entry) -> tuple[Entry, ...]:
    """Of what was there, the readings of other people that an accepted `entry` takes the place of."""
    return tuple(
        one
        for one in there
        if (one.serial, one.period) == (entry.serial, entry.period)
        and one.subscriber_id not in {0, entry.subscriber_id}
        and one.state in _GIVES_WAY
    )


class Journal(Protocol):
    """The journal inside the transaction of a turn.

    `by` is the address of whoever does it, "" for the person who sent the entry. A change of state is noted
    with it and with the moment.
    """

    def hold(self, account_id: int) -> None:
        """Let nobody else write readings of the account until the end of the turn.

        Call it before looking at what is there: several people may be sending for one account at once.
        """

    def add(self, draft: Draft) -> Entry:
        """Write a reading; the entry of the same event and meter if it is there already.

        An accepted one takes the place of every living entry of its meter and month, and of the one it names
        in `replaces`: they become REPLACED. A doubted one takes the place of other doubted ones only; what
        was accepted counts until somebody confirms the doubted one.
        """

    def get(self, entry_id: int) -> Entry | None:
        """One entry by its id."""

    def by_event(self, event_id: int) -> tuple[Entry, ...]:
        """What a message brought."""

    def by_message(self, address: str, message: str) -> tuple[Entry, ...]:
        """What a message brought, found by the channel's reference of it (it was edited), newest first."""

    def by_receipt(self, receipt: str) -> Entry | None:
        """One entry by the number a person reads out, in any spelling; None for a mistyped one too."""

    def of_period(self, account_id: int, period: Period) -> tuple[Entry, ...]:
        """Living entries (not replaced, withdrawn or held) of an account for a month, newest first."""

    def of_meter(self, account_id: int, serial: str, most: int) -> tuple[Entry, ...]:
        """Living entries of a meter, newest first."""

    def confirm(self, entry_id: int, now_ms: int, by: str = "") -> Entry | None:
        """A doubted entry becomes accepted, and takes the place of what its meter has for the month.

        Also one that was held or passed on as unconfirmed at the end of the window, unless something newer
        came. None where there is nothing to confirm (any more).
        """

    def withdraw(self, entry_id: int, now_ms: int, by: str = "") -> Entry | None:
        """Take an entry back; an exported one is exported again as withdrawn. None where it is too late."""

    def flag(self, entry_id: int, flag: str, photo: str = "", *, now_ms: int = 0, by: str = "") -> None:
        """Note what the person said of it, and the photo that shows it ("" keeps the one there is)."""

    def drafts_of(self, subscriber_id: int) -> Sequence[Entry]:
        """Doubted entries of a person that wait for a word, oldest first."""

    def unanswered_of(self, subscriber_id: int, since: Period) -> Entry | None:
        """The newest entry of a person, of this month or later, whose doubt the end of the window ended."""
