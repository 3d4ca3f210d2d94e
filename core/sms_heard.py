"""Incoming SMS as two routes of one provider tell them: callbacks and the inbox that we ask for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.secrets import Keyring

WINDOW_MS = 600_000
"""How far apart the two routes may date one message whose ids do not tell."""


class Route(StrEnum):
    """How a message came. `BOTH`: its id was heard by either."""

    CALLBACK = "callback"
    POLL = "poll"
    BOTH = "both"

    @property
    def other(self) -> Route:
        """The route that would tell the same message again."""
        return Route.POLL if self is Route.CALLBACK else Route.CALLBACK


@dataclass(frozen=True, slots=True)
class Heard:
    """An id of a provider. `mark` stands for phone and text, `at_ms` (UTC) is when the message was sent.

    `pair` is the id under which the other route is taken to have told the same message, "" for none.
    """

    provider: str
    provider_id: str
    route: Route
    mark: str
    at_ms: int
    pair: str = ""


class HeardSms(Protocol):
    """What was heard, inside one transaction."""

    def find(self, provider: str, provider_id: str) -> Heard | None: ...

    def alone(self, like: Heard, route: Route) -> Heard | None:
        """An id without a pair by that route, with the mark of `like` and nearest to it in time."""

    def put(self, told: Heard, now_ms: int) -> Heard | None:
        """Note an id that is heard for the first time, and whose pair it is, if it is one's (see `alone`).

        None: the id is known, and nothing was noted. The other half of a pair is left as it was.
        """

    def change(self, heard: Heard) -> None:
        """Store route and pair of an id that is there."""


def mark_of(keys: Keyring, phone: str, text: str) -> str:
    """Make what two tellings of one message have in common; how they break lines is no difference."""
    return keys.digest("sms-heard", phone, " ".join(text.split())).hex()[:32]
