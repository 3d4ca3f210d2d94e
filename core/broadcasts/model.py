"""Records of a broadcast: its audience, its words, its recipients and their count."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.accounts import Holder
from core.address_ranges import AddressRange, within

if TYPE_CHECKING:
    from core.people import Role

_NONE: Mapping[str, int] = MappingProxyType({})


class State(StrEnum):
    """How far a broadcast has come."""

    GATHERING = "gathering"  # recipients are being looked for
    READY = "ready"  # waits for its number to be typed back
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Channels(StrEnum):
    """Where it may go."""

    ALL = "all"
    MESSENGER = "messenger"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is meant for; what is empty excludes nobody.

    `places` is a list of `core.address_ranges`; `tariffs` and `windows` are those of billing; `overdue_from`
    and `debt_from` are kopecks, 0 for any; `holders`: person or organization.
    """

    places: str = ""
    tariffs: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    holders: str = ""
    debt_from: int = 0
    overdue_from: int = 0

    @property
    def about_money(self) -> bool:
        """Whether to be among its recipients tells of a debt: only those who may see sums are."""
        return bool(self.debt_from or self.overdue_from)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A link with what billing says of its account. Money in kopecks; `window` as its `group` has it."""

    link_id: int
    subscriber_id: int
    role: Role
    kind: Holder
    address: str
    tariff: str
    window: str
    debt: int
    overdue: int
    closed: bool
    group: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A person who is meant, and where they are told; without an address `why` nowhere."""

    subscriber_id: int
    address: str
    why: str = ""


def meant(audience: Audience, ranges: tuple[AddressRange, ...], one: Candidate, usual_window: str) -> bool:
    """Whether an account is of the audience; `ranges` are its places, read once. A closed one never is."""
    window = one.window or usual_window
    return (
        not one.closed
        and (not ranges or within(ranges, one.address))
        and (not audience.tariffs or one.tariff in audience.tariffs)
        and (not audience.windows or window in audience.windows)
        and (not audience.holders or one.kind == audience.holders)
        and one.debt >= audience.debt_from
        and one.overdue >= audience.overdue_from
        and (not audience.about_money or one.role.sees_money)
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """A broadcast to be made. `words` go to messengers, `words_short` by SMS."""

    words: str
    words_short: str
    audience: Audience
    channels: Channels
    legal: bool
    made_by: str


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A broadcast. Times are UTC milliseconds, 0 for not yet; `started_ms`: or resumed, the last time."""

    id: int
    draft: Draft
    state: State
    made_ms: int
    started_ms: int = 0
    ended_ms: int = 0
    after_link: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Recipients by state, by channel, and by why of those that were skipped or failed.

    Who was meant, but could not be told from the beginning, has no channel.
    """

    states: Mapping[str, int] = field(default_factory=lambda: _NONE)
    channels: Mapping[str, int] = field(default_factory=lambda: _NONE)
    reasons: Mapping[str, int] = field(default_factory=lambda: _NONE)


def confirmation(one: Broadcast, recipients: int) -> str:
    """Five digits to be typed back: other words, or another number of recipients, give others."""
    said = f"{one.id}|{recipients}|{one.draft.words}|{one.draft.words_short}|{one.draft.channels}"
    return f"{zlib.crc32(said.encode()) % 90_000 + 10_000}"
