"""Start, pause, resume, stop: from which states, and what is said where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.broadcasts.model import State, confirmation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.broadcasts.model import Broadcast
    from core.ports import Store

START, PAUSE, RESUME, STOP = "start", "pause", "resume", "stop"
TURNS: Mapping[str, tuple[State, tuple[State, ...]]] = {
    START: (State.RUNNING, (State.READY,)),
    PAUSE: (State.PAUSED, (State.RUNNING,)),
    RESUME: (State.RUNNING, (State.PAUSED,)),
    STOP: (State.STOPPED, (State.GATHERING, State.READY, State.RUNNING, State.PAUSED)),
}
"""What staff ask for: the state it leads to, and those it starts from."""
WEEK_MS = 7 * 24 * 3_600_000
"""Who was found so long ago is not who is meant today, and what was said so long ago may be said again."""
CHANGED = "it changed meanwhile: see `broadcast show {id}`"
_OVER = {
    State.DONE: "it is done: everybody was told, see `broadcast report {id} --to FILE`",
    State.STOPPED: "it was stopped for good: make another with `broadcast new`",
}
_WHY = {
    (State.GATHERING, START): "its recipients are still being looked for: see `broadcast show {id}`",
    (State.RUNNING, START): "it runs already: see `broadcast show {id}`",
    (State.PAUSED, START): "it was started and paused: `broadcast resume {id}` goes on with it",
    (State.RUNNING, RESUME): "it runs already: see `broadcast show {id}`",
    (State.PAUSED, PAUSE): "it is paused already: `broadcast resume {id}` goes on with it",
}
_NOT_STARTED = "it was never started: `broadcast start {id} --confirm NUMBER`, see `broadcast show {id}`"
_NUMBER = "type the number of `broadcast show {id}` back: --confirm NUMBER"
_OLD = (
    "it was made more than a week ago: look at it with `broadcast show {id}`, and type its number back:"
    " `broadcast resume {id} --confirm NUMBER`"
)
_MINUTE_MS, _HOUR_MS, _DAY_MS = 60_000, 3_600_000, 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Typed:
    """What staff type beside: the number of the preview, and that the same is to be said again."""

    number: str = ""
    again: bool = False


def key_of(broadcast_id: int) -> str:
    """The lock of all who change a broadcast or hand it over."""
    return f"broadcast:{broadcast_id}"


def aged(one: Broadcast, now_ms: int) -> bool:
    """Whether its recipients were found too long ago."""
    return now_ms - one.made_ms > WEEK_MS


def over(one: Broadcast) -> str:
    """Why nothing of it is sent any more; "" while something may be."""
    return _OVER.get(one.state, "").format(id=one.id)


def why_not(one: Broadcast, what: str) -> str:
    """Why a broadcast cannot be turned so; "" when it can."""
    if one.state in TURNS[what][1]:
        return ""
    said = _OVER.get(one.state) or _WHY.get((one.state, what)) or _NOT_STARTED
    return said.format(id=one.id)


def unready(store: Store, one: Broadcast, what: str, typed: Typed, now_ms: int) -> str:
    """Why one that could be turned so is not; "" for no reason.

    What was never started is started by its number only: it stands for its words and for how many get it.
    What was made long ago goes on by it as well: whoever resumes it may have another in mind.
    """
    waiting = store.broadcasts.waiting(one.id) if what in {START, RESUME} else 0
    right = typed.number == confirmation(one, waiting)
    if what == RESUME and aged(one, now_ms) and not right:
        return _OLD.format(id=one.id)
    if what != START:
        return ""
    if not waiting:
        return "nobody would get it: see `broadcast show`, then make another with `broadcast new`"
    if aged(one, now_ms):
        return "its recipients were found more than a week ago: make it anew with `broadcast new`"
    if not right:
        return _NUMBER.format(id=one.id)
    return "" if typed.again else _twice(store, one, now_ms)


def _twice(store: Store, one: Broadcast, now_ms: int) -> str:
    """Two who each make and start it tell everybody twice."""
    twin = store.broadcasts.twin(one, now_ms - WEEK_MS)
    if twin is None:
        return ""
    ago = _ago(now_ms - twin.started_ms)
    return (
        f"#{twin.id} says the same to the same people, started {ago}, {twin.state} now:"
        f" see `broadcast show {twin.id}`; to tell them once more, add --again"
    )


def _ago(passed_ms: int) -> str:
    for unit_ms, name in ((_DAY_MS, "days"), (_HOUR_MS, "hours")):
        if passed_ms >= 2 * unit_ms:
            return f"{passed_ms // unit_ms} {name} ago"
    return f"{passed_ms // _MINUTE_MS} minutes ago"
