from __future__ import annotations

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from storage.database import Unit
from tests.dialogs.supplier import filled
from tests.sheets.talk import IN_WINDOW, OFFICE_NUMBER, SheetTalk, office_meters


@pytest.fixture
async def supplied(database):
    """A database after the first import."""
    return await filled(database)


async def clerk_of(database, capabilities, address, count=6, zones="all"):
    """The clerk of an organisation with meters, in the days of readings."""
    await database.write(Unit(lambda tx: office_meters(tx, count, zones)))
    talk = SheetTalk(database, capabilities, address=address)
    await talk.links(OFFICE_NUMBER, "89161234567")
    talk.now = IN_WINDOW
    return talk


@pytest.fixture
async def clerk(supplied):
    """In a chat with buttons and files."""
    return await clerk_of(supplied, TELEGRAM, "telegram:1")


@pytest.fixture
async def phone_clerk(supplied):
    """By SMS."""
    return await clerk_of(supplied, SMS, "tel:+79161234567")
