"""A question put so that «да» answers it is answered by «да»."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("word", "path"),
    [
        ("да", "link.code"),
        ("Да, мой", "link.code"),
        ("ага", "link.code"),
        ("нет", "link.not-mine"),
        ("не мой", "link.not-mine"),
    ],
)
async def test_yes_and_no_answer_whether_the_phone_is_theirs(talk, word, path):
    if not talk.can.buttons:
        talk.address = "tel:+79020000000"  # who texts from the very phone is not asked
    await talk.says("подключить")
    await talk.answers("yes")
    await talk.says("1234567833")
    await talk.says("482133")
    await talk.says(word)
    assert talk.path[-1:] == (path,)
