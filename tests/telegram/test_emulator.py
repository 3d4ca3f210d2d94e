"""The edge against the sandbox's Telegram, which refuses what Telegram refuses and forgets nothing."""

from __future__ import annotations

import asyncio
import zlib
from datetime import date

import pytest
from aiohttp import web

from bot.channels.base import Button, Part
from bot.channels.render import Rendered
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_pictures import Pictures
from bot.channels.telegram_sender import TelegramSender
from bot.channels.telegram_session import TelegramSession
from bot.channels.telegram_setup import COMMANDS, identify, introduce
from bot.dialogs.engine import Ignored
from bot.dialogs.model import Contact, Kind, Menu
from bot.handlers.telegram_backoff import Backoff
from bot.handlers.telegram_intake import UpdateIntake
from bot.handlers.telegram_polling import Poller
from bot.handlers.telegram_presses import Presses
from bot.handlers.telegram_translate import translate
from bot.handlers.telegram_webhook import TelegramWebhook, set_webhook
from bot.handlers.web import Route, web_application
from bot.texts.catalogue import Catalogue
from core.errors import NotStored
from core.records import OutboxRow, Result
from tests.sandbox.conftest import TOKEN, Emulator
from tests.telegram.test_polling import Store, until
from tests.telegram.test_setup import Memory

SECRET = "a-long-random-word"


def png(width=2, height=2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    rows = (b"\x00" + b"\xff\x00\x00" * width) * height
    end = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + end


class Bot:
    """The edge without an engine: what arrives is kept, what is sent is given by the test."""

    def __init__(self, emulator, background):
        self.emulator, self.background = emulator, background
        self.session = TelegramSession(TOKEN, emulator.base, timeout_s=1.0)
        self.store = Store()
        self.intake = UpdateIntake(123456, lambda: 0)
        self.presses = Presses(self.session, background)
        self.poller, self.task, self.runner = None, None, None
        self._number = 0

    def poll(self):
        self.poller = Poller(
            self.session, self.intake, self.store.accept, self.presses, lambda: 1,
            wait_s=1, backoff=Backoff(0.02, 0.05),
        )  # fmt: skip
        self.task = self.background.spawn(self.poller.run(), name="poll")

    async def stop_polling(self):
        self.poller.stop()
        await asyncio.wait_for(self.task, 1)

    async def listen(self):
        hook = TelegramWebhook(SECRET, self.intake, self.store.accept, self.presses)
        app = web_application("/abonent", "1", None, [Route("/telegram", hook.handle)])
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{self.runner.addresses[0][1]}/abonent/telegram"
        await asyncio.wait_for(set_webhook(self.session, url, SECRET, 4, Backoff(0.05, 0.1)), 2)

    async def send(self, chat, part, **fields):
        self._number += 1
        pictures = Pictures({"bill": png()})
        sender = TelegramSender(self.session, lambda _: Rendered((part,)), pictures, Pace(0))
        row = OutboxRow(self._number, 1, f"telegram:{chat}", "message", "", 1, 0, 0, **fields)
        return await sender.send(row)

    async def events(self, count):
        """What the first `count` stored updates mean, in order of their numbers."""
        await until(lambda: len(self.store.events) >= count)
        stored = sorted(self.store.events, key=lambda event: int(event.source_id))
        return [translate(e.body, e.received_ms, "abonent_sandbox_bot") for e in stored]

    async def close(self):
        if self.poller is not None:
            await self.stop_polling()
        if self.runner is not None:
            await self.runner.cleanup()
        await self.session.close()


@pytest.fixture
async def emulator(tmp_path):
    emulator = Emulator(tmp_path)
    await emulator.start(token=TOKEN)
    yield emulator
    await emulator.stop()


@pytest.fixture
async def bot(emulator, background):
    bot = Bot(emulator, background)
    yield bot
    await bot.close()


@pytest.fixture
async def chat(emulator):
    person = {"first_name": "Иван", "phone": "+79161234567", "opened": True}
    return (await emulator.post("/control/users", person))["id"]


def act(emulator, chat, **what):
    return emulator.post(f"/control/chats/{chat}/send", what)


async def seen(emulator, chat):
    return (await emulator.get(f"/control/chats/{chat}"))["messages"]


async def test_what_people_do_arrives_as_it_was_meant(emulator, bot, chat):
    bot.poll()
    await act(emulator, chat, text="Сколько платить?")
    await act(emulator, chat, start="token_1")
    await act(emulator, chat, contact="own")
    await act(emulator, chat, contact={"phone_number": "+79160000000", "first_name": "П"})
    await act(emulator, chat, photo={"caption": "15420"})
    await act(emulator, chat, sticker=True)
    await act(emulator, chat, voice=True)
    await act(emulator, chat, document=True)
    await act(emulator, chat, location=True)
    await act(emulator, chat, text="482133", forward=True)
    first = await act(emulator, chat, text="12")
    await act(emulator, chat, text="13", edit=first["message_id"])
    await act(emulator, chat, text="я" * 4096)
    events = await bot.events(13)
    kinds = [Kind.TEXT, Kind.COMMAND, Kind.CONTACT, Kind.CONTACT, Kind.PHOTO, Kind.OTHER, Kind.OTHER,
             Kind.DOCUMENT, Kind.OTHER, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.TEXT]  # fmt: skip
    assert [event.kind for event in events] == kinds
    assert all(event.address == f"telegram:{chat}" and event.private for event in events)
    assert (events[1].command, events[1].text) == ("start", "token_1")
    assert events[2].contact == Contact("+79161234567", own=True)
    assert not events[3].contact.own
    assert events[4].text == "15420"
    assert events[9].values == {"forwarded": "yes"}
    assert (events[11].edited, events[11].text) == (True, "13")
    assert len(events[12].text) == 4096


async def test_a_forged_contact_is_not_own(emulator, bot, chat):
    other = await emulator.post(
        "/control/users", {"first_name": "П", "phone": "+79160000000", "opened": True}
    )
    forged = {"phone_number": "+79160000000", "first_name": "Я", "user_id": chat}
    bot.poll()
    await act(emulator, chat, contact=forged)
    await act(emulator, other["id"], contact="own", forward=True)
    events = await bot.events(2)
    assert [event.contact.own for event in events] == [False, False]


async def test_an_album_is_one_thing(emulator, bot, chat):
    bot.poll()
    await act(emulator, chat, album=3)
    events = await bot.events(3)
    assert len({event.album for event in events}) == 1
    assert events[0].album


async def test_a_blocked_bot_and_a_group(emulator, bot, chat):
    bot.poll()
    await emulator.post(f"/control/chats/{chat}/block")
    assert (await bot.send(chat, Part("x"))).result is Result.BLOCKED
    await emulator.post(f"/control/chats/{chat}/unblock")
    group = await emulator.post("/control/groups", {"title": "Дом 5", "members": [chat]})
    await act(emulator, group["id"], text="/balance@abonent_sandbox_bot", **{"from": chat})
    await act(emulator, group["id"], text="/balance@another_bot", **{"from": chat})
    events = await bot.events(6)
    told = [(e.kind, e.command, e.private) for e in events if not isinstance(e, Ignored)]
    assert (Kind.SYSTEM, "blocked", True) in told
    assert (Kind.SYSTEM, "unblocked", True) in told
    assert (Kind.SYSTEM, "unblocked", False) in told
    assert (Kind.COMMAND, "balance", False) in told
    assert Ignored("command-of-another-bot") in events
    assert {e.address for e in events if not isinstance(e, Ignored)} == {
        f"telegram:{chat}",
        f"telegram:{group['id']}",
    }


async def test_a_press_is_answered_and_says_what_it_hangs_on(emulator, bot, chat):
    bot.poll()
    sent = await bot.send(chat, Part("К оплате?", rows=((Button("Да", "s:p1:yes"),),)))
    await emulator.post(f"/control/chats/{chat}/press", {"data": "s:p1:yes"})
    (event,) = await bot.events(1)
    assert (event.kind, event.prompt, event.choice) == (Kind.CHOICE, "p1", "yes")
    assert event.carrier == sent.reference
    async with asyncio.timeout(2):
        while not await emulator.facts("callback.answered"):
            await asyncio.sleep(0.01)


async def test_all_shapes_of_messages_are_legal(emulator, bot, chat):
    """The strict emulator refuses unknown parameters, too long texts and bad keyboards."""
    parts = [
        Part("A &lt;b&gt; &amp; «я»", protect=True),
        Part("x" * 4096),
        Part("👩" * 2048),
        Part("B", rows=((Button("t" * 40, "s:" + "p" * 30 + ":" + "o" * 31),),) * 20),
        Part("C", menu=Menu.MAIN, menu_rows=(("К оплате", "Оплатить"), ("Ещё",))),
        Part("D", menu=Menu.NONE),
        Part("E", contact="Отправить мой номер", menu_rows=(("Отмена",),)),
        Part("F", picture="bill", rows=((Button("G", "e:balance:"),),)),
    ]
    for part in parts:
        attempt = await bot.send(chat, part)
        assert attempt.result is Result.OK, (part, attempt)
        assert attempt.reference
    shown = await seen(emulator, chat)
    assert len(shown) == len(parts)
    assert shown[0]["text"] == "A <b> & «я»"
    assert shown[0]["protected"]


async def test_edits(emulator, bot, chat):
    first = (await bot.send(chat, Part("Было", rows=((Button("A", "e:a:"),),)))).reference
    edited = Part("Стало", edit=True)
    for _ in range(2):  # the second changes nothing: "message is not modified"
        attempt = await bot.send(chat, edited, replaced=first)
        assert (attempt.result, attempt.reference) == (Result.OK, first)
    (shown,) = await seen(emulator, chat)
    assert (shown["text"], shown["edited"]) == ("Стало", True)
    assert not shown["inline_keyboard"]
    attempt = await bot.send(chat, edited, replaced="999")
    assert (attempt.result, attempt.reference) == (Result.OK, str(int(first) + 1))
    picture = (await bot.send(chat, Part("G", picture="bill"))).reference
    attempt = await bot.send(chat, edited, replaced=picture)
    assert (attempt.result, attempt.reference) == (Result.OK, str(int(picture) + 1))


FAULTS = [
    ({"kind": "429", "retry_after": 3}, Result.RETRY, 0),
    ({"kind": "429_bare"}, Result.RETRY, 0),
    ({"kind": "500"}, Result.RETRY, 0),
    ({"kind": "502_html"}, Result.UNKNOWN, 0),
    ({"kind": "json_without_description"}, Result.RETRY, 0),
    ({"kind": "timeout_before"}, Result.UNKNOWN, 0),
    ({"kind": "timeout_after_accept"}, Result.UNKNOWN, 1),
    ({"kind": "reset"}, Result.UNKNOWN, 0),
    ({"kind": "403"}, Result.BLOCKED, 0),
    ({"kind": "400"}, Result.BLOCKED, 0),
    ({"kind": "slow", "delay_s": 0.3}, Result.OK, 1),
]


@pytest.mark.parametrize(("fault", "result", "shown"), FAULTS, ids=str)
async def test_a_fault_is_reported_as_what_it_was(emulator, bot, chat, fault, result, shown):
    await emulator.post("/control/faults", {"target": "telegram", "method": "sendMessage", **fault})
    attempt = await bot.send(chat, Part("x"))
    assert attempt.result is result
    assert len(await seen(emulator, chat)) == shown
    assert (await bot.send(chat, Part("y"))).result is Result.OK


@pytest.mark.parametrize("kind", ["500", "502_html", "json_without_description", "reset"])
async def test_polling_survives_faults(emulator, bot, chat, kind):
    await emulator.post(
        "/control/faults", {"target": "telegram", "method": "getUpdates", "kind": kind, "times": 3}
    )
    bot.poll()
    await act(emulator, chat, text="x")
    assert (await bot.events(1))[0].text == "x"


async def test_two_pollers_end_with_every_update_stored(emulator, bot, background, chat):
    """The second is told 409 in turn with the first; neither loses what it confirmed."""
    bot.poll()
    other = Bot(emulator, background)
    other.store = bot.store
    other.poll()
    for number in range(5):
        await act(emulator, chat, text=str(number))
    await until(lambda: {translate(e.body, 0).text for e in bot.store.events} == set("01234"))
    await other.close()


async def test_a_webhook_of_an_earlier_life_does_not_stop_polling(emulator, bot, chat):
    await bot.listen()
    await bot.runner.cleanup()
    await act(emulator, chat, text="x")
    bot.poll()
    assert (await bot.events(1))[0].text == "x"


async def test_the_webhook_takes_what_polling_left(emulator, bot, chat):
    await act(emulator, chat, text="x")
    await bot.listen()
    await act(emulator, chat, contact="own")
    events = await bot.events(2)
    assert [event.kind for event in events] == [Kind.TEXT, Kind.CONTACT]


async def test_the_webhook_gets_again_what_was_not_stored(emulator, bot, chat):
    bot.store.refusals.extend([NotStored("busy")] * 2)
    await bot.listen()
    await act(emulator, chat, text="x")
    assert (await bot.events(1))[0].text == "x"


@pytest.mark.parametrize(
    "raw", [5, "text", {"message": 5}, {"message": {"chat": {"id": 1}}}, {"strange": {}}]
)
async def test_a_malformed_update_reaches_the_store_and_its_neighbours_too(emulator, bot, chat, raw):
    await bot.listen()
    await emulator.post("/control/updates", {"update": raw if isinstance(raw, dict) else {"message": raw}})
    await act(emulator, chat, text="x")
    await until(lambda: len(bot.store.events) == 2)


async def test_duplicates_have_one_identity(emulator, bot, chat):
    await emulator.post("/control/duplicates", {"min": 3, "max": 3, "seed": 1})
    bot.poll()
    for number in range(5):
        await act(emulator, chat, text=str(number))
    await until(lambda: len(bot.store.events) >= 15)
    assert len(set(bot.store.ids)) == 5


async def test_a_restart_in_the_middle_loses_nothing(emulator, bot, chat):
    for number in range(250):
        await emulator.post("/control/updates", {"update": {"message": {"n": number}}})
    bot.store.refusals.extend([NotStored("x")] * 2)
    bot.poll()
    await until(lambda: len(bot.store.events) >= 100)
    await bot.stop_polling()
    bot.poll()
    await until(lambda: len(set(bot.store.ids)) == 250)


async def test_the_introduction_is_legal(emulator, bot):
    me = await identify(bot.session)
    assert (me.id, me.username) == (123456, "abonent_sandbox_bot")
    full = Catalogue.load().voice("full")
    supplier = {"supplier": "Пример Энергосбыт"}
    assert await introduce(
        bot.session, TOKEN, lambda key: full.text(key, supplier, date(2026, 11, 20)), Memory()
    )
    shown = await emulator.get("/control/commands")
    assert [command["command"] for command in shown["commands"]] == list(COMMANDS)
