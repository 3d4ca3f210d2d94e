"""How the bill of an account comes: on paper, or electronically to whoever asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.values import Period

CONFIRMED_IN_CHAT = "chat"
"""How a wish was confirmed: by a second answer in the conversation that it came from."""


class Way(StrEnum):
    """How a bill comes."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class Why(StrEnum):
    """Why it comes another way from now on."""

    ASKED = "asked"  # an owner asked for it
    HOLDER = "holder"  # billing has another holder now
    CLOSED = "closed"  # billing closed the account
    ENDED = "ended"  # who had asked has the account no more
    UNREACHABLE = "unreachable"  # a bill could be sent to no chat of whoever asked for so long


@dataclass(frozen=True, slots=True)
class Standing:
    """How the bill of an account comes now; accounts nobody ever asked about have none, and get paper.

    `first` is the first month whose bill comes so. `subscriber_id` is the owner who gets it electronically,
    0 on paper; `channel` (scheme of an address) is where they asked. `waits_ms` (UTC): since when no bill can
    be sent.
    """

    account_id: int
    way: Way
    since_ms: int
    first: Period
    subscriber_id: int
    channel: str
    waits_ms: int = 0

    @property
    def electronic(self) -> bool:
        return self.way is Way.ELECTRONIC


@dataclass(frozen=True, slots=True)
class Change:
    """One change, kept and told to billing. `subscriber_id` and `address` are whose wish it was.

    `version` is that of the consent, `confirmed` how the wish was confirmed; both "" for a return to paper
    that nobody asked for. `event_id` is the stored message that confirmed it.
    """

    account_id: int
    way: Way
    why: Why
    at_ms: int
    first: Period
    subscriber_id: int
    address: str
    version: str = ""
    confirmed: str = ""
    event_id: int = 0

    @property
    def channel(self) -> str:
        """The scheme of the address."""
        return self.address.partition(":")[0]


@dataclass(frozen=True, slots=True)
class MonthBill:
    """A bill to be told of. `figures` is what billing charged; another text of the same month corrects it.

    `told` is what was told of before, "" when nothing was.
    """

    account_id: int
    subscriber_id: int
    period: Period
    figures: str
    told: str

    @property
    def corrects(self) -> bool:
        return bool(self.told)
