"""What was asked long ago is offered by a button that works, whatever stood behind the command."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.render import render
from bot.dialogs.model import Kind
from tests.dialogs.conversation import CATALOGUE
from tests.dialogs.supplier import VALUES


async def asks_late(chat, command, target):
    sent_at = chat.now - timedelta(minutes=40)
    return await chat._happens(Kind.COMMAND, command=command, text=target, sent_at=sent_at)


@pytest.mark.parametrize(
    ("command", "target"),
    [("link", "1234567833 482133"), ("link", "1234567833 AB0123456789012345 12345,67"), ("label", "Дача")],
)
async def test_the_button_is_there_and_cuts_nothing(home, command, target):
    await asks_late(home, command, target)
    [choice] = home.replies[0].choices
    assert choice.target == ""
    parts = render(home.replies[0], home.can, CATALOGUE, VALUES, home.today()).parts
    assert [button.data for part in parts for row in part.rows for button in row]
    await home.presses(choice.id)
    assert home.replies


async def test_what_a_button_can_carry_is_kept(home):
    await asks_late(home, "charges", "2025")
    [choice] = home.replies[0].choices
    assert choice.target == "2025"


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (Kind.TEXT, {"text": "подключить 1234567833 482-133"}),
        (Kind.TEXT, {"text": "приглашение 4821 5523 9012"}),
        (Kind.COMMAND, {"command": "start", "text": "b_c2VjcmV0"}),
    ],
)
async def test_a_late_answer_repeats_no_code_and_no_token(home, kind, what):
    sent_at = home.now - timedelta(minutes=20)
    text = await home._happens(kind, sent_at=sent_at, **what)
    assert home.replies[0].phrases[0].key == "late-answer"
    for secret in ("482", "133", "4821", "5523", "9012", "b_c2VjcmV0"):
        assert secret not in text.splitlines()[0]


async def test_a_late_answer_to_a_bare_number_quotes_no_empty_words(home):
    sent_at = home.now - timedelta(minutes=20)
    text = await home._happens(Kind.TEXT, text="11602", sent_at=sent_at)
    assert home.replies[0].phrases[0].key == "late-answer-unquoted"
    assert "«…»" not in text
