from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from tests.dialogs.beside import Beside
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import filled


@pytest.fixture(autouse=True)
def beside():
    """Whatever is done in a chat is typed by a button phone too, in a world beside; SQLite only."""
    world = Conversation.beside = Beside()
    yield world
    Conversation.beside = None
    world.close()


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
