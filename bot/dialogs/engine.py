"""One turn: a stored event becomes a new session state and effects, all in one transaction.

A turn is a plain synchronous function over a `Store`. It does no network, no waiting and no rendering;
what follows from it (messages, codes) are rows of the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.dialogs.codec import encode_reply
from bot.dialogs.files import FETCH, arrived
from bot.dialogs.flow import Turn
from bot.dialogs.model import Inbound, Kind, Reply, say
from bot.dialogs.stage import prefixed
from bot.dialogs.texted import settle
from core.errors import Malformed
from core.pace import NO_PACE, ChatPace
from core.records import Effect, OutboxRow

if TYPE_CHECKING:
    from bot.dialogs.desk import Desk
    from bot.dialogs.router import Router
    from bot.dialogs.stage import Stage
    from core.ports import Store
    from core.records import InboxRow, Session


@dataclass(frozen=True, slots=True)
class Ignored:
    """An event that asks for no answer by a named, counted rule."""

    reason: str


Lease = Callable[[str], int]
"""Until when (UTC ms) a row for this address, born in a turn, is claimed; 0 when the senders are busy."""
Translator = Callable[[bytes, int], Inbound | Ignored]
"""Reads a raw body (and when it came, UTC ms); raises `Malformed`."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a turn left behind: rows claimed for sending, the path of steps, the rule it was ignored by."""

    rows: tuple[OutboxRow, ...] = ()
    path: tuple[str, ...] = ()
    ignored: str = ""
    parked: bool = False
    failed: bool = False


class Engine:
    """Runs turns. `translators` are chosen by the first part of the event's source; `pace` is of chats."""

    def __init__(
        self,
        stage: Stage,
        router: Router,
        desk: Desk,
        translators: Mapping[str, Translator],
        lease: Lease,
        pace: ChatPace = NO_PACE,
    ) -> None:
        self._stage = stage
        self._router = router
        self._desk = desk
        self._translators = translators
        self._lease = lease
        self._pace = pace

    def turn(self, store: Store, row: InboxRow, now_ms: int) -> Played:
        """Handle one pending event. Raises `Malformed` when nobody can ever read it."""
        session, parked = store.sessions.load(row.address, row.id)
        if parked:
            return Played(parked=True)
        event = self._read(row)
        if isinstance(event, Ignored):
            store.inbox.done(row.id, event.reason)
            return Played(ignored=event.reason)
        turn = self._begin(store, row, session, event, now_ms)
        self._react(turn)
        settle(turn)
        rows = self._keep(turn)
        store.sessions.save(session, now_ms)
        store.inbox.done(row.id)
        return Played(rows, tuple(turn.path))

    def _read(self, row: InboxRow) -> Inbound | Ignored:
        translator = self._translators.get(row.source.partition(":")[0])
        if translator is None:
            raise Malformed(f"no reader for events from {row.source}")
        return translator(row.body, row.received_ms)

    def _begin(self, store: Store, row: InboxRow, session: Session, event: Inbound, now_ms: int) -> Turn:
        now = datetime.fromtimestamp(now_ms / 1000, UTC)
        sent_at = event.sent_at if event.sent_at is not None and event.sent_at <= now else now
        return Turn(row.id, event, session, store, now, sent_at, self._desk)

    def _react(self, turn: Turn) -> None:
        if turn.event.kind is Kind.SYSTEM:
            self._told(turn)
            return
        if not turn.event.private:
            self._in_group(turn)
            return
        if turn.session.state != "active":
            turn.session.state = "active"
            turn.store.sessions.set_state(turn.session.address, "active", turn.now_ms)
        first = self._stage.settle(turn)
        self._router.react(turn, self._stage)
        if first is not None and turn.replies:
            turn.replies[0] = prefixed(turn.replies[0], (first,))

    def _in_group(self, turn: Turn) -> None:
        """Say once that we talk in private only; reveal nothing."""
        if turn.session.memo.get("group"):
            return
        turn.session.memo["group"] = 1
        turn.replies.append(Reply((say("notice-group"),)))

    def _told(self, turn: Turn) -> None:
        """Something happened around the person: they blocked us, an effect ended."""
        event, session = turn.event, turn.session
        result = event.values.get("result", "")
        if event.command == "blocked" or result == "blocked":
            turn.store.sessions.set_state(session.address, "blocked", turn.now_ms)
            turn.store.outbox.cancel(session.address, "blocked")
        elif event.command == "unblocked":
            turn.store.sessions.set_state(session.address, "active", turn.now_ms)
        elif event.command == "entry":
            opened = self._stage.enter(turn, event.values["entry"], event.values["target"])
            self._router.play_aside(turn, self._stage, opened)
        elif event.command == "effect":
            self._ended(turn, result)

    def _ended(self, turn: Turn, result: str) -> None:
        """An effect is over: the step that waits for it is told, or else the entry that a file is for."""
        event, session = turn.event, turn.session
        file = arrived(turn) if event.values.get("kind") == FETCH else None
        waited = bool(session.waits_for) and event.values.get("id") == str(session.waits_for)
        step = self._stage.open_step(turn) if waited else None
        if waited:
            session.waits_for = 0
        if step is not None and step.result is not None:
            move = step.result(turn, result, event.values.get("reason", ""))
            if move is not None:
                self._stage.play(turn, move)
        elif file is not None and self._stage.knows(file.then):
            self._stage.beside(turn, self._stage.enter(turn, file.then, str(file.id)))
        elif "entry" in event.values:  # whoever asked has gone on to something else
            opened = self._stage.enter(turn, event.values["entry"], event.values.get("target", ""))
            self._stage.beside(turn, opened)

    def _keep(self, turn: Turn) -> tuple[OutboxRow, ...]:
        """Write effects and replies to the outbox, and remember the last message of the chat."""
        claimed: list[OutboxRow] = []
        session, step = turn.session, 0
        may_edit = self._carried_by_tail(turn)
        if turn.event.kind is not Kind.CHOICE and turn.event.kind is not Kind.SYSTEM:
            session.tail = 0
        for effect in turn.effects:
            written = self._put(turn, step, effect, claimed)
            session.waits_for = written if effect.awaited else session.waits_for
            step += 1
        for index, reply in enumerate(turn.replies):
            effect = message(session.address, reply, session.tail if may_edit and index == 0 else 0)
            session.tail = self._put(turn, step, effect, claimed)
            step += 1
        return tuple(claimed)

    def _put(self, turn: Turn, step: int, effect: Effect, claimed: list[OutboxRow]) -> int:
        lease_ms = self._lease(effect.address)
        row = turn.store.outbox.put(turn.event_id, step, effect, turn.now_ms, lease_ms)
        if isinstance(row, int):
            return row
        claimed.append(self._paced(turn, row) if self._pace.holds(row.address) else row)
        return row.id

    def _paced(self, turn: Turn, row: OutboxRow) -> OutboxRow:
        """Let a message wait if its chat has just been written to, from whichever replica."""
        session = turn.session
        if row.address != session.address:
            return row
        wait_ms, session.paced_ms = self._pace.take(session.paced_ms, turn.now_ms)
        return replace(row, wait_ms=wait_ms) if wait_ms else row

    def _carried_by_tail(self, turn: Turn) -> bool:
        """Whether the first reply wishes to edit, and the pressed message is the last of the chat."""
        event, session = turn.event, turn.session
        if not turn.replies or not turn.replies[0].edit or event.kind is not Kind.CHOICE or not session.tail:
            return False
        return bool(event.carrier) and turn.store.outbox.reference(session.tail) == event.carrier


def message(address: str, reply: Reply, replaces: int = 0) -> Effect:
    """The effect that tells a person something."""
    if not replaces and reply.edit:
        reply = replace(reply, edit=False)
    topic = reply.phrases[0].key
    return Effect(
        "message",
        address,
        encode_reply(reply),
        topic=topic,
        replaces=replaces,
        content=reply,
        about=reply.about,
    )
