"""Start, pause, resume, stop: from which states, and what is said where it cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.broadcasts.model import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.broadcasts.model import Broadcast

START, PAUSE, RESUME, STOP = "start", "pause", "resume", "stop"
TURNS: Mapping[str, tuple[State, tuple[State, ...]]] = {
    START: (State.RUNNING, (State.READY,)),
    PAUSE: (State.PAUSED, (State.RUNNING,)),
    RESUME: (State.RUNNING, (State.PAUSED,)),
    STOP: (State.STOPPED, (State.GATHERING, State.READY, State.RUNNING, State.PAUSED)),
}
"""What staff ask for: the state it leads to, and those it starts from."""
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


def why_not(one: Broadcast, what: str) -> str:
    """Why a broadcast cannot be turned so; "" when it can."""
    if one.state in TURNS[what][1]:
        return ""
    said = _OVER.get(one.state) or _WHY.get((one.state, what)) or _NOT_STARTED
    return said.format(id=one.id)
