"""A file to a chat, against the sandbox's Telegram."""

from __future__ import annotations

import pytest

from bot.channels.base import Part
from bot.channels.documents import Document
from bot.channels.render import Rendered
from bot.channels.telegram_documents import ChatDocuments
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_pictures import Pictures
from bot.channels.telegram_sender import TelegramSender
from bot.channels.telegram_session import TelegramSession
from core.privacy import Sensitivity
from core.records import OutboxRow, Result
from tests.sandbox.conftest import TOKEN, Emulator


@pytest.fixture
async def emulator(tmp_path):
    emulator = Emulator(tmp_path)
    await emulator.start(token=TOKEN)
    yield emulator
    await emulator.stop()


class Maker:
    """Makes one file and remembers for whom, and how private it might be."""

    def __init__(self, content=b"<p>x</p>"):
        self.content, self.asked = content, []

    async def make(self, name, address, level):
        self.asked.append((name, address, level))
        return Document("own-data.html", self.content)


async def send(emulator, maker, part):
    person = {"first_name": "Иван", "phone": "+79161234567", "opened": True}
    chat = (await emulator.post("/control/users", person))["id"]
    session = TelegramSession(TOKEN, emulator.base, timeout_s=2.0)
    documents = ChatDocuments(maker, Sensitivity.MONEY)
    sender = TelegramSender(session, lambda _: Rendered((part,)), Pictures({}), Pace(0), documents=documents)
    attempt = await sender.send(OutboxRow(1, 1, f"telegram:{chat}", "message", "", 1, 0, 0))
    await session.close()
    return chat, attempt


async def test_file_arrives_with_its_words_and_its_name(emulator):
    maker = Maker()
    chat, attempt = await send(emulator, maker, Part("Ваш <b>файл</b>", document="own-data"))
    assert attempt.result is Result.OK
    assert attempt.reference
    assert maker.asked == [("own-data", f"telegram:{chat}", Sensitivity.MONEY)]
    assert [file.read_bytes() for file in emulator.folder.rglob("file_*.html")] == [b"<p>x</p>"]
    said = (await emulator.get(f"/control/chats/{chat}"))["messages"][-1]
    assert said["caption"] == "Ваш файл"


async def test_file_that_telegram_refuses_is_refused(emulator):
    _, attempt = await send(emulator, Maker(b""), Part("x", document="own-data"))
    assert attempt.result is Result.REFUSED
