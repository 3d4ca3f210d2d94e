"""The judge of lives itself: what is told again is blamed on the kill that excuses it, or on nobody."""

from __future__ import annotations

import pytest

from tests.faults.lives import Kill, told_again

A, B = "telegram:1", "telegram:2"
KILLS = [Kill(100, {A: "a"}), Kill(200, {A: "a", B: "b"})]


@pytest.mark.parametrize(
    ("sent", "again", "rest"),
    [
        ([(1, 90), (2, 150)], [[], []], []),
        ([(1, 90), (1, 150), (1, 250)], [["a"], ["a"]], []),
        ([(1, 90), (1, 150), (1, 250), (1, 251)], [["a"], ["a"]], [A]),
        ([(1, 90), (1, 95)], [[], []], [A]),
        ([(2, 90), (2, 150)], [[], []], [B]),
        ([(2, 90), (2, 250), (3, 90), (3, 250)], [[], ["b"]], ["telegram:3"]),
    ],
)
def test_each_call_of_a_kill_excuses_one(sent, again, rest):
    facts = [{"kind": "message.sent", "chat_id": chat, "real_ms": at} for chat, at in sent]
    blamed, others = told_again(facts, KILLS)
    assert ([sorted(keys) for keys in blamed], others) == (again, rest)
