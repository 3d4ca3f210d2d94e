"""From where staff may turn a broadcast to what, and the number that they type back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.broadcasts.turns import PAUSE, RESUME, START, STOP, TURNS, why_not
from core.broadcasts.model import Audience, Broadcast, Channels, Draft, State, confirmation

DRAFT = Draft("Полностью", "Коротко", Audience(), Channels.ALL, legal=False, made_by="staff")
ONE = Broadcast(1, DRAFT, State.READY, 1)


@pytest.mark.parametrize(
    ("state", "turns"),
    [
        (State.GATHERING, {STOP}),
        (State.READY, {START, STOP}),
        (State.RUNNING, {PAUSE, STOP}),
        (State.PAUSED, {RESUME, STOP}),
        (State.STOPPED, set()),
        (State.DONE, set()),
    ],
)
def test_turns(state, turns):
    assert {what for what in TURNS if not why_not(replace(ONE, state=state), what)} == turns


@pytest.mark.parametrize(
    "other",
    [
        {"id": 2},
        {"draft": replace(DRAFT, words="Иначе")},
        {"draft": replace(DRAFT, words_short="Иначе")},
        {"draft": replace(DRAFT, channels=Channels.SMS)},
    ],
)
def test_the_number_is_that_of_what_is_sent(other):
    assert confirmation(replace(ONE, **other), 7) != confirmation(ONE, 7)
    assert confirmation(ONE, 8) != confirmation(ONE, 7)
    assert confirmation(replace(ONE, state=State.PAUSED), 7) == confirmation(ONE, 7)
