from __future__ import annotations

import pytest

from bot.channels.telegram_session import TelegramSession
from tests.telegram.fake_api import FakeApi

TOKEN = "42:secret-part"


@pytest.fixture
async def api():
    fake = FakeApi()
    await fake.start()
    yield fake
    await fake.stop()


@pytest.fixture
async def session(api):
    session = TelegramSession(TOKEN, api.base, timeout_s=0.4)
    yield session
    await session.close()
