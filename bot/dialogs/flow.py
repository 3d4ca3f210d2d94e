"""How a dialog is written: steps that ask, take an answer and move.

A dialog is data: a name, a schema version and steps. A step asks (`ask`), recognises the text it
expects (`shape`) and takes an answer (`take`), which returns a move. The engine drives; a step
never sends, never waits and touches nothing but its `Turn`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from core.clock import to_ms

if TYPE_CHECKING:
    from bot.dialogs.desk import Desk
    from bot.dialogs.model import Inbound, Phrase, Reply
    from core.files.model import Incoming
    from core.ports import Store
    from core.records import Effect, Session


@dataclass(frozen=True, slots=True)
class Chosen:
    """The person chose an option, by button or by its words."""

    option: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Text that has the shape the step expects; `value` is what `shape` returned."""

    value: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A shared contact; `own` when the channel vouches for it."""

    phone: str
    own: bool


Answer = Chosen | Typed | Shared


@dataclass(slots=True)
class Turn:
    """What a step may see and do. `now` is the time of the turn (aware UTC); effects are rows to come.

    `sent_at` is the person's own time of this message: it decides in questions of deadlines.
    """

    event_id: int
    event: Inbound
    session: Session
    store: Store
    now: datetime
    sent_at: datetime
    desk: Desk
    effects: list[Effect] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    prefilled: list[str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    occupied: bool = False
    """Whether a question is open that no other may take the place of, when an entry is opened beside it."""
    typed: bool = False
    """Whether the target of the entry was typed behind its word; otherwise it is what a button carries."""

    @property
    def now_ms(self) -> int:
        return to_ms(self.now)

    @property
    def sent_ms(self) -> int:
        return to_ms(self.sent_at)


@dataclass(frozen=True, slots=True)
class Go:
    """Move to a step and ask it; `first` is said before it, in the same message.

    An entry names the `dialog` it opens (answers start empty but for `data`); within a dialog it stays "".
    `asked`: an effect of this turn puts the question to the same person, so nothing more is said.
    """

    step: str
    first: tuple[Phrase, ...] = ()
    dialog: str = ""
    data: Mapping[str, str | int] = field(default_factory=dict)
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Again:
    """The answer cannot be used: say why, with an example; the step stays open."""

    why: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The dialog ends with these replies, in order."""

    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Leave for another dialog, with pre-filled answers."""

    entry: str
    target: str = ""
    prefilled: tuple[str, ...] = ()
    first: tuple[Phrase, ...] = ()


Move = Go | Again | Done | Start


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `secret` answers expire after 10 minutes, others after 60.

    `shape(turn, text)` returns the normalised answer, or None when the text does not look like one: then it
    is routed as a command or free text. `result` takes the outcome of an effect the session waits for.
    A step with `contact` takes a shared contact; `file` takes a photo or a document, not fetched yet.
    A `passing` question is only a help to get somewhere: whatever else is understood takes its place.
    The `shape` of a `greedy` one is any digit: «пени 12.12» is a question about money before it is an answer.
    One that `reads` leaves numbers that are no answer to it to the readings.
    `ends`: entries that want the same in another way; what they answer is the end of the question.
    """

    ask: Callable[[Turn], Reply]
    take: Callable[[Turn, Answer], Move]
    shape: Callable[[Turn, str], str | None] | None = None
    result: Callable[[Turn, str, str], Move | None] | None = None
    hint: Callable[[Turn], tuple[Phrase, ...]] | None = None
    secret: bool = False
    contact: bool = False
    passing: bool = False
    greedy: bool = False
    reads: bool = False
    ends: frozenset[str] = frozenset()
    file: Callable[[Turn, Incoming], Move] | None = None


@dataclass(frozen=True, slots=True)
class Dialog:
    """A conversation. `version` changes when old sessions cannot go on in the new steps."""

    name: str
    version: int
    steps: Mapping[str, Step]


Entry = Callable[[Turn, str], Move]
"""An entry of a dialog: a command, a keyword, a button of the menu; gets its object or arguments."""
