"""What a person meant: the fixed order of understanding.

stop, help, cancel, emergency → an answer to the open prompt → text of the shape the open step expects →
a command or keyword → a question in everyday words → free text. Only code-shaped text ever counts as an
attempt at a code.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from bot.dialogs.flow import Again, Chosen, Done, Shared, Start, Typed
from bot.dialogs.hush import hushed, understood
from bot.dialogs.link_pending import keep, stopped
from bot.dialogs.model import Choice, Kind, Press, Reply, say
from bot.dialogs.small_talk import CODE
from bot.dialogs.stage import prefixed
from bot.dialogs.texted import chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Step, Turn
    from bot.dialogs.stage import Stage

LATE = timedelta(minutes=15)
"""An answer later than this quotes what it answers (domain: «After an outage»)."""
TOO_LATE = timedelta(minutes=30)
"""A request older than this is asked about instead of carried out."""
LONGEST = 1000
"""Longer texts are not read: nobody answers a question of ours at such length."""
# What leaves an open question; anything else that only shows something is an aside, and it is put again.
_LEAVES = frozenset({"start", "menu", "back", "cancel", "stop"})
# «Здравствуйте» opens the first screen of somebody idle; within a question it is only politeness.
_GREETING = frozenset({"start"})
# What is the same for everybody: within an open question free text may ask for these and nothing else.
_BESIDE = frozenset({"help", "human", "contacts", "info", "tariffs", "no-receipt", "readings", "pay"})
_WITH_SUM = "pay"
"""The entry that takes the sum and the account which a free text names: it is never asked for another sum."""
_CARRIED = re.compile("[A-Za-z0-9_.-]{0,32}")
"""Targets that a button can carry (bot/channels/tokens.py); others are asked for again, never cut."""
_NOT_HERE = Again((say("policy-not-taken"),))
_FIRST = frozenset({"help", "human", "emergency", "stop", "begin", "cancel"})


_MONEY = frozenset({"balance", "why", "lines", "charges", "payments", "penalty", "pay", "bill", "tariffs"})
"""Asked under a picture it is answered, and the picture is of a bill or of nothing: no proof of a reading."""
_ASKS = _MONEY - {"tariffs"}
"""The same where «тариф 1» may be a register of a meter."""
_NUMBER = re.compile(r"\d")
_TIMED = frozenset({"readings"})
"""Requests that keep their own time, however late they get here."""
_DIGITS = re.compile(r"\d(?:[ \-]?\d){3,}")


class Words(Protocol):
    """The lexicon: which words people use for which entry."""

    def command(self, text: str) -> tuple[str, str] | None:
        """The entry that the text asks for and its arguments; None for free text."""

    def emergency(self, text: str) -> bool: ...

    def question(self, text: str) -> tuple[str, ...]:
        """The entry that a free text asks for; several to be asked about; () for talk."""

    def option(self, text: str, choices: Sequence[Choice]) -> Choice | None: ...

    def answer(self, text: str) -> str | None:
        """A yes or a no, whatever it answers."""

    def ours(self, text: str) -> bool:
        """Whether a sentence of ours stands in the text."""


class Spoken(Protocol):
    """What the router asks of the trade, in this order; None where the text is nothing of the kind."""

    def listed(self, turn: Turn, text: str) -> Move | None:
        """Lines of readings, however long the text is."""

    def proof(self, turn: Turn, text: str, *, answers: bool) -> Move | None:
        """A code that proves a phone, sent from it, or a pasted bill; `answers` while a question is open."""

    def corrected(self, turn: Turn, text: str, step: Step | None) -> Move | None:
        """What the edit of a message changes."""

    def idle(self, turn: Turn, text: str, step: Step | None) -> Move | None:
        """A number, or a yes that answers no open question: a reading may be waiting for it."""

    def captioned(self, turn: Turn, text: str) -> Move | None:
        """The words under a photo."""

    def doubtful(self, turn: Turn) -> Reply | None:
        """What to say of a number among words that nobody understood."""

    def silent(self, turn: Turn, text: str, entry: str) -> bool:
        """Whether the text is a robot's and gets no answer."""

    def placed(self, turn: Turn, asked: tuple[str, str]) -> tuple[str, str] | Move:
        """The entry with the account that was typed behind it as its target; ("", "") for no entry at all."""

    def named(self, turn: Turn, entry: str, text: str) -> str:
        """The target of an entry that a free text asks for; "" where it names no account."""


class Router:
    """Turns one event of a person into moves on the stage."""

    def __init__(self, words: Words, spoken: Spoken) -> None:
        self._words, self._spoken = words, spoken

    def react(self, turn: Turn, stage: Stage) -> None:
        """Understand `turn.event` and play what follows."""
        event, asked = turn.event, stage.open_step(turn)
        if event.album and not self._first_of_album(turn):
            return
        if event.page and event.prompt != turn.session.prompt:
            stage.show_current(turn, say("notice-stale-button"))
        elif event.kind is Kind.CHOICE:
            self._pressed(turn, stage)
        elif event.kind is Kind.COMMAND:
            self._command(turn, stage, event.command, event.text)
        elif event.kind is Kind.CONTACT:
            self._contact(turn, stage)
        elif event.kind is Kind.TEXT:
            self._text(turn, stage)
            understood(turn)
        elif event.kind in {Kind.PHOTO, Kind.DOCUMENT}:
            self._file(turn, stage)
        else:
            stage.aside(turn, _notice("notice-only-text"))
        self._quote_if_late(turn, secret=asked is not None and asked.secret)

    def _first_of_album(self, turn: Turn) -> bool:
        first = turn.session.memo.get("album") != turn.event.album
        turn.session.memo["album"] = turn.event.album
        return first

    def _pressed(self, turn: Turn, stage: Stage) -> None:
        event, session = turn.event, turn.session
        if not event.prompt and event.choice:
            self._enter(turn, stage, event.choice, event.text)
            return
        step = stage.open_step(turn)
        if step is None or not event.prompt or event.prompt != session.prompt:
            stage.show_current(turn, say("notice-stale-button"))
            return
        offered = {choice.id for choice in step.ask(turn).choices if choice.press is Press.STEP}
        if event.choice in offered:
            stage.play(turn, step.take(turn, Chosen(event.choice)))
        else:
            stage.show_current(turn, say("notice-stale-button"))

    def _command(self, turn: Turn, stage: Stage, command: str, arguments: str) -> None:
        if not stage.knows(command):
            stage.aside(turn, stage.not_understood(turn))
            return
        turn.typed = True
        self._enter(turn, stage, command, arguments)

    def _enter(self, turn: Turn, stage: Stage, entry: str, target: str) -> None:
        if not stage.knows(entry):
            stage.show_current(turn, say("notice-stale-button"))
        elif entry not in _FIRST and entry not in _TIMED and turn.now - turn.sent_at > TOO_LATE:
            kept = target if _CARRIED.fullmatch(target) else ""
            again = Choice(entry, say("button-show-now"), Press.ENTRY, kept)
            stage.aside(turn, Reply((say("notice-too-late"),), choices=(again,)))
        else:
            self._play_entry(turn, stage, entry, target)

    def _play_entry(self, turn: Turn, stage: Stage, entry: str, target: str) -> None:
        step = stage.open_step(turn)
        if entry == "stop" and step is not None:
            stopped(turn, step)
        leaves = _LEAVES if step is None else _LEAVES | step.ends
        self.play_aside(turn, stage, stage.enter(turn, entry, target), leaves=entry in leaves)

    def play_aside(self, turn: Turn, stage: Stage, move: Move, *, leaves: bool = False) -> None:
        """Play a move; what only shows something, within an open question, is an aside."""
        step = stage.open_step(turn)
        if isinstance(move, Done) and not leaves and step is not None and not step.passing:
            stage.aside(turn, *move.replies)
        else:
            stage.play(turn, move)

    def _contact(self, turn: Turn, stage: Stage) -> None:
        contact, step = turn.event.contact, stage.open_step(turn)
        if contact is None or step is None or not step.contact:
            stage.aside(turn, _notice("notice-contact-not-asked"))
            return
        if stage.barred(turn, step):
            stage.play(turn, _NOT_HERE)
            return
        stage.play(turn, step.take(turn, Shared(contact.phone, contact.own)))

    def _file(self, turn: Turn, stage: Stage) -> None:
        """A photo or a document: for the step that asks for one, else for its entry; its words count too."""
        event, step, file = turn.event, stage.open_step(turn), turn.event.file
        entry, target = self._asked(event.text) if event.text else ("", "")
        if entry in _FIRST:
            self._enter(turn, stage, entry, target)
            return
        if event.edited and _NUMBER.search(event.text):
            self._text(turn, stage)
            return
        if event.edited:
            stage.aside(turn, _notice("notice-edited"))
            return
        if step is not None and step.file is not None and file is not None:
            stage.play(turn, _NOT_HERE if stage.barred(turn, step) else step.file(turn, file))
            return
        pictured = event.kind is Kind.PHOTO or (file is not None and file.pictured)
        entry = "photo" if pictured else "document"
        if not stage.knows(entry):
            stage.aside(turn, _notice("notice-only-text"))
            return
        if pictured and self._about_money(event.text):
            self._text(turn, stage)
            return
        stage.beside(turn, stage.enter(turn, entry, ""))
        if pictured and _NUMBER.search(event.text):
            self._caption(turn, stage, step)

    def _about_money(self, text: str) -> bool:
        """Whether the words under a picture ask about money and hold no number that could be a reading."""
        if not text or _NUMBER.search(text):
            return False
        command = self._words.command(text)
        asked = (command[0],) if command else self._words.question(text)
        return bool(asked) and _MONEY.issuperset(asked)

    def _caption(self, turn: Turn, stage: Stage, step: Step | None) -> None:
        """The words under a photo count where they are an answer or a reading; whatever else they are."""
        text = turn.event.text
        move = self._answer(turn, stage, step, text) if step is not None else None
        if move is None and (step is None or step.passing):
            move = self._spoken.captioned(turn, text)
        if move is not None:
            stage.play(turn, move)

    def _text(self, turn: Turn, stage: Stage) -> None:
        text, step = turn.event.text, stage.open_step(turn)
        if self._spoken.silent(turn, text, self._asked(text)[0]):
            return
        if step is None or (step.passing and turn.session.dialog != "sheet") or len(text) > LONGEST:
            lines = self._spoken.listed(turn, text)
            if lines is not None:
                self.play_aside(turn, stage, lines)
                return
        if len(text) > LONGEST:
            stage.aside(turn, _notice("notice-too-long"))
            return
        heard = self._spoken.proof(turn, text, answers=step is not None)
        if heard is not None:
            self.play_aside(turn, stage, heard)
            return
        asked = self._spoken.placed(turn, self._asked(text))
        if not isinstance(asked, tuple):
            self.play_aside(turn, stage, asked)
        elif asked[0] in _FIRST or (asked[0] == CODE and not self._answered_by_code(turn, step)):
            self._enter(turn, stage, *asked)
        else:
            self._meant(turn, stage, step, asked)

    def _answered_by_code(self, turn: Turn, step: Step | None) -> bool:
        """Whether «КОД» is for the open step: it asks for one, or offers the way back to it by this word."""
        if step is None or step.secret:
            return step is not None
        return self._words.option(turn.event.text, step.ask(turn).choices) is not None

    def _meant(self, turn: Turn, stage: Stage, step: Step | None, asked: tuple[str, str]) -> None:
        """What comes after the words that work everywhere: answers, entries, readings, talk."""
        text, (entry, target) = turn.event.text, asked
        if turn.event.edited and (move := self._spoken.corrected(turn, text, step)) is not None:
            self.play_aside(turn, stage, move)
        elif step is not None and (move := self._answer(turn, stage, step, _value(turn, step, asked), entry)):
            stage.play(turn, move)
        elif entry and not (step is not None and (entry in _GREETING or (step.secret and entry == CODE))):
            turn.typed = True
            self._enter(turn, stage, entry, target)
        elif step is None and (option := chosen(turn)) is not None:
            self._enter(turn, stage, *option)
        elif _listens(step) and (move := self._spoken.idle(turn, text, step)) is not None:
            if step is not None and step.reads and not isinstance(move, Done):
                keep(turn)
            self.play_aside(turn, stage, move)
        elif turn.event.edited and step is None:
            stage.aside(turn, _notice("notice-edited"))
        else:
            self._free(turn, stage, step)

    def _free(self, turn: Turn, stage: Stage, step: Step | None) -> None:
        """Text that answers nothing and names nothing: a question in everyday words, or talk."""
        asked = tuple(entry for entry in self._words.question(turn.event.text) if stage.knows(entry))
        if step is not None and not step.passing:
            self._meanwhile(turn, stage, step, asked)
        elif len(asked) == 1:
            turn.typed = True
            self._enter(turn, stage, asked[0], self._spoken.named(turn, asked[0], turn.event.text))
        elif asked:
            self._enter(turn, stage, "which", " ".join(asked))
        else:
            self._unclear(turn, stage, step)

    def _unclear(self, turn: Turn, stage: Stage, step: Step | None) -> None:
        """Nobody understands it: say what is expected, as long as that helps."""
        doubt = self._spoken.doubtful(turn) if step is None else None
        if hushed(turn, asked=step is not None or doubt is not None):
            return
        if step is not None:
            stage.hint(turn, step)
        else:
            stage.aside(turn, doubt or stage.not_understood(turn))

    def _meanwhile(self, turn: Turn, stage: Stage, step: Step, asked: tuple[str, ...]) -> None:
        """A question within a question is answered beside it if it is no secret; it never leaves it."""
        shown = asked[0] if len(asked) == 1 else ""
        turn.typed = shown == _WITH_SUM
        target = self._spoken.named(turn, shown, turn.event.text) if turn.typed else ""
        move = stage.enter(turn, shown, target) if shown in _BESIDE else None
        if isinstance(move, Done):
            self.play_aside(turn, stage, move, leaves=shown in step.ends)
        else:
            self._unclear(turn, stage, step)

    def _asked(self, text: str) -> tuple[str, str]:
        """The entry that a text names and its target; ("", "") for free text."""
        if self._words.emergency(text):
            return "emergency", text
        return self._words.command(text) or ("", "")

    def _answer(self, turn: Turn, stage: Stage, step: Step, text: str, entry: str = "") -> Move | None:
        """The move of an open step, when `text` names an option or has the shape it expects.

        `entry` is what the text asks for otherwise.
        """
        offered = step.ask(turn).choices
        chosen = self._words.option(text, offered)
        if chosen is not None and chosen.press is Press.STEP:
            return step.take(turn, Chosen(chosen.id))
        if chosen is not None and chosen.press is Press.ENTRY:
            return Start(chosen.id, chosen.target)
        shape = None if step.greedy and entry in _ASKS else step.shape
        value = shape(turn, text) if shape is not None else None
        if value is not None and stage.barred(turn, step):
            return _NOT_HERE
        return None if value is None else step.take(turn, Typed(value))

    def _quote_if_late(self, turn: Turn, *, secret: bool) -> None:
        event = turn.event
        if event.kind not in {Kind.TEXT, Kind.COMMAND} or turn.now - turn.sent_at <= LATE or not turn.replies:
            return
        local = turn.sent_at.astimezone(turn.desk.time_zone)
        # What stands beside a command may be the token of a link, and long digits a code or a number.
        words = f"/{event.command}" if event.kind is Kind.COMMAND else _DIGITS.sub("…", event.text)
        quote = words if len(words) <= 40 else words[:39] + "…"
        late = say("late-answer", time=f"{local:%H:%M}", day=local.date(), quote=quote)
        if secret:  # a code is not repeated: the answer is stored until it is sent
            late = say("late-answer-to-code", time=f"{local:%H:%M}", day=local.date())
        elif not any(sign.isalnum() for sign in quote):  # nothing is left of a bare reading
            late = say("late-answer-unquoted", time=f"{local:%H:%M}", day=local.date())
        turn.replies[0] = prefixed(turn.replies[0], (late,))


def _value(turn: Turn, step: Step, asked: tuple[str, str]) -> str:
    """What may answer a step: the text, or the code behind the word for it where a secret is asked."""
    if asked[0] != CODE or not step.secret:
        return turn.event.text
    turn.path.append(CODE)
    return asked[1] or turn.event.text


def _listens(step: Step | None) -> bool:
    """Whether a number that is no answer may be a reading."""
    return step is None or step.passing or step.reads


def _notice(key: str) -> Reply:
    return Reply((say(key),))
