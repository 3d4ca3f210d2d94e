from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import filled


@pytest.fixture
async def supplied(database):
    """A database after the first import."""
    return await filled(database)


@pytest.fixture(params=["rich", "short"])
async def talk(supplied, request):
    """A guest, on a channel with buttons and on one without."""
    if request.param == "rich":
        return Conversation(supplied, TELEGRAM)
    return Conversation(supplied, SMS, address="tel:+79161234567")


@pytest.fixture
async def chat(supplied):
    """A guest in a chat with buttons."""
    return Conversation(supplied, TELEGRAM)


@pytest.fixture
async def home(chat):
    """Somebody who has linked their flat."""
    await chat.links()
    chat.later(hours=2)
    return chat
