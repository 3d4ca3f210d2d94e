"""Where dialogs are played: opens steps, asks, takes moves, keeps the session in order."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.flow import Again, Dialog, Done, Go, Start, Typed
from bot.dialogs.model import Phrase, Reply, say
from core.privacy import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.dialogs.flow import Entry, Move, Step, Turn

SECRET_MS = 10 * 60 * 1000
OPEN_MS = 60 * 60 * 1000
"""How long an open question waits for its answer: secrets and everything else."""
HINT_MS = 60 * 1000
"""Identical hints within this time are one."""
_DEEPEST = 5
LATE_ANSWER = "late-secret"
"""On the path of a turn that just missed the time for a secret: what looks like one is no reading."""


class Stage:
    """All dialogs and entries of the product."""

    def __init__(
        self,
        dialogs: Iterable[Dialog],
        entries: Mapping[str, Entry],
        may_ask: Callable[[str], Sensitivity] = lambda _address: Sensitivity.PERSONAL,
    ) -> None:
        """`may_ask` tells how private an answer may be that is typed at an address (the data policy)."""
        self._may_ask = may_ask
        self._dialogs = {dialog.name: dialog for dialog in dialogs}
        self._entries = dict(entries)

    def knows(self, entry: str) -> bool:
        return entry in self._entries

    def enter(self, turn: Turn, entry: str, target: str) -> Move:
        turn.path.append(entry)
        step = self.open_step(turn)
        turn.occupied = step is not None and not step.passing
        return self._entries[entry](turn, target)

    def open_step(self, turn: Turn) -> Step | None:
        """The step that waits for an answer; None when idle, expired or from another release."""
        session = turn.session
        dialog = self._dialogs.get(session.dialog)
        if dialog is None or dialog.version != session.version or self.expired(turn):
            return None
        return dialog.steps.get(session.step)

    def barred(self, turn: Turn, step: Step) -> bool:
        """Whether the answer may not be typed here, and was: it is not read."""
        return not turn.event.page and step.ask(turn).asked > self._may_ask(turn.session.address)

    def expired(self, turn: Turn) -> bool:
        """Judged by the person's own time: a backlog of ours takes nothing away from them."""
        return turn.sent_ms > turn.session.expires_ms > 0

    def settle(self, turn: Turn) -> Phrase | None:
        """Close a question that expired or that this release does not know; what to say about it."""
        session = turn.session
        if not session.dialog or self.open_step(turn) is not None:
            return None
        key = "notice-expired" if self.expired(turn) else "notice-upgraded"
        passing = self._passing(turn)
        if self._just_missed(turn):
            turn.path.append(LATE_ANSWER)
        close(turn)
        return None if passing else say(key)

    def _passing(self, turn: Turn) -> bool:
        """Whether the open step only helps to get somewhere: nothing is lost when a list is out of date."""
        step = self._left(turn)
        return step is not None and step.passing

    def _just_missed(self, turn: Turn) -> bool:
        """Whether the time for a secret was over a moment ago: what comes may still be meant for it."""
        late_ms = turn.sent_ms - turn.session.expires_ms
        step = self._left(turn)
        return step is not None and step.secret and 0 < late_ms < OPEN_MS

    def _left(self, turn: Turn) -> Step | None:
        """The step of the session, expired or not."""
        dialog = self._dialogs.get(turn.session.dialog)
        return dialog.steps.get(turn.session.step) if dialog else None

    def play(self, turn: Turn, move: Move, depth: int = 0) -> None:
        """Carry out a move: replies, the next question, another dialog."""
        if depth > _DEEPEST:
            raise RuntimeError(f"moves go round in circles: {turn.path}")
        match move:
            case Done(replies):
                close(turn)
                turn.replies.extend(replies)
            case Go():
                self._go(turn, move, depth)
            case Again(why):
                step = self._require(turn)
                self._put_question(turn, replace(step.ask(turn), phrases=why))
            case Start(entry, target, prefilled, first):
                turn.prefilled = list(prefilled)
                before = len(turn.replies)
                self.play(turn, self.enter(turn, entry, target), depth + 1)
                if first and len(turn.replies) > before:
                    turn.replies[before] = prefixed(turn.replies[before], first)

    def _go(self, turn: Turn, move: Go, depth: int) -> None:
        session = turn.session
        if move.dialog:
            close(turn)
            session.dialog, session.version = move.dialog, self._dialogs[move.dialog].version
        session.data.update(move.data)
        session.step = move.step
        turn.path.append(f"{session.dialog}.{move.step}")
        step = self._require(turn)
        if turn.prefilled and step.shape is not None and not self.barred(turn, step):
            value = step.shape(turn, turn.prefilled.pop(0))
            if value is not None:
                before = len(turn.replies)
                self.play(turn, step.take(turn, Typed(value)), depth + 1)
                if move.first and len(turn.replies) > before:
                    turn.replies[before] = prefixed(turn.replies[before], move.first)
                return
            turn.prefilled.clear()
        self._put_question(turn, prefixed(step.ask(turn), move.first), asked=move.asked)

    def _require(self, turn: Turn) -> Step:
        session = turn.session
        return self._dialogs[session.dialog].steps[session.step]

    def _put_question(self, turn: Turn, reply: Reply, *, asked: bool = False) -> None:
        session = turn.session
        session.prompt = f"{turn.event_id:x}.{len(turn.replies)}"
        secret = self._require(turn).secret
        session.expires_ms = turn.now_ms + (SECRET_MS if secret else OPEN_MS)
        if not asked:
            turn.replies.append(replace(reply, prompt=session.prompt))

    def beside(self, turn: Turn, move: Move) -> None:
        """Play what a file brings: whatever question is open stays, but where another one is asked.

        A word about the file stands in one message with the question that is put again.
        """
        step = self.open_step(turn)
        if isinstance(move, Done) and step is not None and _brief(move.replies):
            question = replace(_again(step.ask(turn)), edit=False)
            self._put_question(turn, prefixed(question, move.replies[0].phrases))
        elif isinstance(move, Done):
            self.aside(turn, *move.replies)
        else:
            self.play(turn, move)

    def aside(self, turn: Turn, *replies: Reply) -> None:
        """Say something without leaving the open question, which is put again after it."""
        if not replies or self._just_said(turn, replies[0]):
            return
        turn.replies.extend(replies)
        step = self.open_step(turn)
        if step is not None:
            self._put_question(turn, _again(step.ask(turn)))

    def _just_said(self, turn: Turn, reply: Reply) -> bool:
        """Whether the same input got the same notice a moment ago: an album in pieces, a stuck finger."""
        key, memo = reply.phrases[0].key, turn.session.memo
        if not key.startswith("notice-"):
            memo.pop("hint", None)
            return False
        said = f"{key} {zlib.crc32(turn.event.text.encode('utf-8', 'replace')):x}"
        repeated = memo.get("hint") == said and turn.now_ms - int(memo.get("hint_ms", 0)) < HINT_MS
        if repeated:
            turn.path.append("merged")
        else:
            memo["hint"], memo["hint_ms"] = said, turn.now_ms
        return repeated

    def hint(self, turn: Turn, step: Step) -> None:
        """Text that does not look like the answer: say what is expected; it counts as no attempt."""
        question = step.ask(turn)
        phrases = (
            step.hint(turn) if step.hint is not None else (say("notice-not-an-answer"), *question.phrases)
        )
        self._put_question(turn, replace(question, phrases=phrases, edit=False))

    def show_current(self, turn: Turn, first: Phrase) -> None:
        """Answer a stale button: what the state is now, never an old action."""
        step = self.open_step(turn)
        if step is not None:
            self._put_question(turn, prefixed(replace(step.ask(turn), edit=False), (first,)))
        else:
            self.play(turn, Start("menu", first=(first,)))

    def not_understood(self, turn: Turn) -> Reply:
        """The answer to free text that means nothing to us: phones and what can be asked."""
        move = self._entries["unknown"](turn, turn.event.text)
        if not isinstance(move, Done):
            raise TypeError("the entry `unknown` only says something")
        return move.replies[0]


def close(turn: Turn) -> None:
    """Leave the open dialog; its answers are forgotten."""
    session = turn.session
    session.dialog = session.step = session.prompt = ""
    session.version = session.expires_ms = session.waits_for = 0
    session.data = {}


def _brief(replies: tuple[Reply, ...]) -> bool:
    """Whether there is nothing but a word to say: no receipt, no file, no way to go on."""
    if len(replies) != 1:
        return False
    one = replies[0]
    return one == Reply(one.phrases, one.choices) and all(choice == MENU for choice in one.choices)


def _again(question: Reply) -> Reply:
    return replace(question, again=len(question.phrases))


def prefixed(reply: Reply, first: tuple[Phrase, ...]) -> Reply:
    """The reply with `first` said before it, in the same message."""
    return replace(reply, phrases=(*first, *reply.phrases)) if first else reply
