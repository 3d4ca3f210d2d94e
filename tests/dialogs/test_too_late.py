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
