"""What a message with readings brought and is not finished yet: kept in the session from step to step.

The values keep the time and the event of the message that carried them: an answer later on only says whose
or which they are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from core.readings.given import Partial
from core.readings.heard import Heard, Number, Written
from core.readings.reasons import Reason
from core.usecases.readings import Sender, moment_of
from core.values import Display, Displays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogs.flow import Turn
    from core.meters import Meter

DIALOG = "reading"
_WRITTEN = msgspec.json.Decoder(list[Written])
_OPTIONS = msgspec.json.Decoder(list[list[Written]])
_PARTIAL = msgspec.json.Decoder(tuple[list[tuple[int, int] | None], list[str]])
_KEEPS_MS = 24 * 3600 * 1000
"""A question answered later than this counts for its own time (design 4)."""


@dataclass(frozen=True, slots=True)
class Work:
    """Readings still to be placed, the first one in hand.

    `account` and `ref` are the account and the meter chosen for it (0, "": not yet); `sent_ms`, `event` and
    `message` are those of the message that carried the values, `taken_on` the day (ISO) that it gives them.
    """

    todo: tuple[Written, ...] = ()
    account: int = 0
    ref: str = ""
    sent_ms: int = 0
    event: int = 0
    message: str = ""
    taken_on: str = ""

    @classmethod
    def begun(
        cls,
        turn: Turn,
        todo: tuple[Written, ...],
        account: int = 0,
        ref: str = "",
        *,
        taken_on: date | None = None,
    ) -> Work:
        """Values that came with the message of this turn."""
        sent_ms = int(turn.sent_at.timestamp() * 1000)
        day = taken_on.isoformat() if taken_on else ""
        return cls(todo, account, ref, sent_ms, turn.event_id, turn.event.carrier, day)

    @classmethod
    def kept(cls, turn: Turn) -> Work:
        """What the session holds."""
        data = turn.session.data
        return cls(
            tuple(_WRITTEN.decode(str(data.get("todo", "[]")))),
            int(data.get("account", 0)),
            str(data.get("ref", "")),
            int(data.get("sent", 0)),
            int(data.get("event", 0)),
            str(data.get("message", "")),
            str(data.get("taken_on", "")),
        )

    def data(self) -> Mapping[str, str | int]:
        """What the session is to hold."""
        return {
            "todo": msgspec.json.encode(self.todo).decode(),
            "account": self.account,
            "ref": self.ref,
            "sent": self.sent_ms,
            "event": self.event,
            "message": self.message,
            "taken_on": self.taken_on,
        }

    def next(self) -> Work:
        """The first one is done; the others may be of the same account."""
        return replace(self, todo=self.todo[1:], ref="")

    def sender(self, turn: Turn) -> Sender:
        """Who sent the values, when and by which event."""
        address, sent_ms = turn.session.address, self.sent_ms
        sent_at = moment_of(sent_ms)
        if turn.now_ms - sent_ms > _KEEPS_MS:
            sent_at = turn.sent_at
        return Sender(
            address.partition(":")[0], address, turn.session.subscriber_id, self.event, sent_at, turn.now_ms,
            self.message, date.fromisoformat(self.taken_on) if self.taken_on else None,
        )  # fmt: skip


def packed_partial(partial: Partial) -> str:
    """The registers that are known of a reading, for the session."""
    known = [None if one is None else [one.units, one.decimals] for one in partial.shown]
    return msgspec.json.encode([known, [str(note) for note in partial.notes]]).decode()


def unpacked_partial(turn: Turn, meter: Meter) -> Partial:
    """The registers of a meter that are known, as the session holds them; none where it holds no such."""
    empty = Partial(meter, (None,) * len(meter.zones))
    packed = turn.session.data.get("shown")
    if not packed:
        return empty
    known, notes = _PARTIAL.decode(str(packed))
    shown = tuple(None if one is None else Display(*one) for one in known)
    return Partial(meter, shown, tuple(map(Reason, notes))) if len(shown) == len(meter.zones) else empty


def packed_options(options: tuple[Heard, ...]) -> str:
    """Several things a message may mean, for the session."""
    return msgspec.json.encode([option.readings for option in options]).decode()


def unpacked_options(turn: Turn) -> list[tuple[Written, ...]]:
    """The things that the message may mean, as the session holds them."""
    return [tuple(option) for option in _OPTIONS.decode(str(turn.session.data.get("options", "[]")))]


def displayed(numbers: tuple[Number, ...]) -> Displays:
    """Numbers as a display would show them: without zeros in front."""
    return Displays(tuple(Display(int(one.whole + one.fraction), len(one.fraction)) for one in numbers))


def written_out(numbers: tuple[Number, ...]) -> str:
    """Numbers as they were typed."""
    return "/".join(f"{one.whole},{one.fraction}" if one.fraction else one.whole for one in numbers)
