from __future__ import annotations

import pytest

from tests.dialogs.supplier import filled
from tests.policy.strict import StrictChat, browser_of


@pytest.fixture
async def supplied(database):
    """A database after the first import."""
    return await filled(database)


@pytest.fixture
async def chat(supplied):
    """A guest in a chat that may carry neither sums nor phones."""
    return StrictChat(supplied)


@pytest.fixture
async def home(chat):
    """Somebody who has linked their flat."""
    await chat.links()
    return chat


@pytest.fixture
async def http(chat):
    """A browser."""
    client = await browser_of(chat)
    yield client
    await client.close()
