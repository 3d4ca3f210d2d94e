"""What staff do with broadcasts, on the database of this process: make, look, try, start, pause, stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import msgspec

from bot.broadcasts.dispatch import words_of
from bot.channels.segments import measure
from bot.dialogs.engine import message
from bot.notifications.begun import begun
from core.broadcasts.model import Draft, State, confirmation
from core.database import Unit
from core.records import Priority

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.broadcasts.model import Broadcast, Progress
    from core.database import Database, Tx
    from core.ports import Store

SOURCE = "broadcast-test"
LAST = 20
PAGE = 1000
SINCE: dict[State, tuple[State, ...]] = {
    State.RUNNING: (State.READY, State.PAUSED),
    State.PAUSED: (State.RUNNING,),
    State.STOPPED: (State.GATHERING, State.READY, State.RUNNING, State.PAUSED),
}
"""From which states staff may turn a broadcast to another."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A broadcast as staff see it: recipients by state, channel and reason, what its SMS cost, its number.

    `sms_parts` of one SMS; `kopecks` of all of them at the price of a part; times are UTC milliseconds.
    """

    id: int
    state: str
    words: str
    words_short: str
    channels: str
    legal: bool
    made_by: str
    made_ms: int
    started_ms: int
    ended_ms: int
    states: Mapping[str, int]
    by_channel: Mapping[str, int]
    reasons: Mapping[str, int]
    sms_parts: int
    kopecks: int
    number: str


class BroadcastDesk:
    """`part_kopecks` is the price of one part of an SMS."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        now_ms: Callable[[], int],
        part_kopecks: int,
    ) -> None:
        self._database, self._open, self._now_ms = database, open_store, now_ms
        self._part_kopecks = part_kopecks

    async def make(self, draft: Draft) -> int:
        """A new broadcast; its recipients are gathered by the bot. Its id."""
        return await self._database.write(
            Unit(lambda tx: self._open(tx).broadcasts.make(draft, self._now_ms()))
        )

    async def look(self, broadcast_id: int) -> Seen | None:
        """One, with its figures; None where there is none."""
        return await self._database.read(lambda tx: self._look(self._open(tx), broadcast_id))

    async def last(self) -> Sequence[Seen]:
        """The newest ones, the newest first."""

        def read(tx: Tx) -> list[Seen]:
            store = self._open(tx)
            return [self._seen(one, store.broadcasts.progress(one.id)) for one in store.broadcasts.last(LAST)]

        return await self._database.read(read)

    async def turn(self, broadcast_id: int, state: State, number: str = "") -> str:
        """Start, pause, resume or stop; "" when it is done, else why not.

        What was never started is started by its number only: it stands for its words and for how many get it.
        """

        def work(tx: Tx) -> str:
            store = self._open(tx)
            seen = self._look(store, broadcast_id)
            if seen is None:
                return "there is no such broadcast: see `broadcast list`"
            first = state is State.RUNNING and seen.state == State.READY
            if first and number != seen.number:
                return "type the number of `broadcast show` back: --confirm NUMBER"
            if not store.broadcasts.turn(broadcast_id, state, self._now_ms(), since=SINCE[state]):
                return f"it is {seen.state}, so it cannot be {state}"
            return ""

        return await self._database.write(Unit(work))

    async def attempt(self, broadcast_id: int, address: str) -> str:
        """Send it to one chat or phone; "" when it is on its way, else why not."""

        def work(tx: Tx) -> str:
            store, now_ms = self._open(tx), self._now_ms()
            one = store.broadcasts.get(broadcast_id)
            if one is None:
                return "there is no such broadcast: see `broadcast list`"
            if store.sessions.load(address)[0].state != "active":
                return f"{address} has blocked the bot: unblock it there first"
            effect = replace(message(address, words_of(one, address)), priority=Priority.NOTICE)
            begun(store, SOURCE, effect, now_ms)
            return ""

        return await self._database.write(Unit(work))

    async def report(self, broadcast_id: int, after: int) -> Sequence[tuple[int, str, str, str, int]]:
        """A page of recipients after a row: row, address, state, why, when."""
        return await self._database.read(
            lambda tx: self._open(tx).broadcasts.report(broadcast_id, after, PAGE)
        )

    def _look(self, store: Store, broadcast_id: int) -> Seen | None:
        one = store.broadcasts.get(broadcast_id)
        return None if one is None else self._seen(one, store.broadcasts.progress(one.id))

    def _seen(self, one: Broadcast, progress: Progress) -> Seen:
        draft, parts = one.draft, measure(one.draft.words_short).parts
        texted = progress.channels.get("sms", 0)
        return Seen(
            one.id, str(one.state), draft.words, draft.words_short, str(draft.channels), draft.legal,
            draft.made_by, one.made_ms, one.started_ms, one.ended_ms, progress.states, progress.channels,
            progress.reasons, parts, texted * parts * self._part_kopecks, confirmation(one, progress),
        )  # fmt: skip


def broadcast_handlers(desk: BroadcastDesk) -> dict[str, Callable[[dict[str, Any]], Any]]:
    """The running bot's side of the command."""

    async def make(given: dict[str, Any]) -> object:
        return await desk.make(msgspec.convert(given, Draft))

    async def look(given: dict[str, Any]) -> object:
        seen = await desk.look(given["id"])
        return None if seen is None else asdict(seen)

    async def last(_given: dict[str, Any]) -> object:
        return [asdict(seen) for seen in await desk.last()]

    async def turn(given: dict[str, Any]) -> object:
        return await desk.turn(given["id"], State(given["state"]), given["number"])

    async def attempt(given: dict[str, Any]) -> object:
        return await desk.attempt(given["id"], given["address"])

    async def report(given: dict[str, Any]) -> object:
        return await desk.report(given["id"], given["after"])

    return {
        "broadcast.make": make,
        "broadcast.look": look,
        "broadcast.last": last,
        "broadcast.turn": turn,
        "broadcast.attempt": attempt,
        "broadcast.report": report,
    }
