from __future__ import annotations

from datetime import date

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramForbiddenError, TelegramNetworkError
from aiogram.methods import SendMessage, SendPhoto
from aiogram.types import BufferedInputFile, Message

from bot.channels.telegram_setup import COMMANDS, TokenRefused, identify, introduce
from bot.texts.catalogue import Catalogue
from tests.telegram.conftest import TOKEN
from tests.telegram.fake_api import OK, Say, error, sent

METHODS = ["setChatMenuButton", *["setMyCommands", "setMyDescription", "setMyShortDescription"] * 2]


class Memory(dict):
    async def remembered(self, key):
        return self.get(key)

    async def remember(self, key, value):
        self[key] = value


@pytest.fixture(scope="module")
def say():
    full = Catalogue.load().voice("full")
    return lambda key: full.text(key, {"supplier": "Пример Энергосбыт"}, date(2026, 11, 20))


def said(say, **changes):
    return lambda key: changes.get(key.replace("-", "_")) or say(key)


async def test_who_are_we(api, session):
    api.answer("getMe", {"ok": True, "result": {"id": 42, "username": "AbonentBot", "first_name": "А"}})
    me = await identify(session)
    assert (me.id, me.username) == (42, "AbonentBot")


@pytest.mark.parametrize("shape", [error(401, "Unauthorized"), error(404, "Not Found")])
async def test_a_wrong_token_is_named(api, session, shape):
    api.answer("getMe", shape)
    with pytest.raises(TokenRefused, match=r"check telegram\.token and telegram\.api_base") as raised:
        await identify(session)
    assert "secret-part" not in str(raised.value)


@pytest.mark.parametrize(
    "shape", [error(500, "x"), Say(502, "<html>"), Say(reset=True), Say(200, '{"ok":true}')]
)
async def test_telegram_out_of_reach_does_not_stop_the_start(api, session, shape):
    api.answer("getMe", shape)
    assert await identify(session) is None


async def test_commands_descriptions_and_menu(api, session, say):
    api.default = OK
    memory = Memory()
    assert await introduce(session, TOKEN, say, memory)
    assert [call.method for call in api.calls] == METHODS
    commands = api.called("setMyCommands")
    assert [c["command"] for c in commands[0]["commands"]] == list(COMMANDS)
    assert commands[0]["scope"] == {"type": "all_private_chats"}
    assert ["language_code" in call for call in commands] == [False, True]
    assert api.called("setChatMenuButton") == [{"menu_button": {"type": "commands"}}]
    assert "Пример Энергосбыт" in api.called("setMyDescription")[0]["description"]
    assert list(memory) == ["telegram:42:profile"]


async def test_it_is_said_once_until_it_changes(api, session, say):
    api.default = OK
    memory = Memory()
    for _ in range(2):
        assert await introduce(session, TOKEN, say, memory)
    assert len(api.calls) == len(METHODS)
    assert await introduce(session, TOKEN, said(say, command_help="Другое"), memory)
    assert len(api.calls) == 2 * len(METHODS)


@pytest.mark.parametrize(
    "shape", [error(400, "Bad Request: x"), error(500), Say(502, "<html>"), Say(reset=True), Say(200, "")]
)
async def test_a_failure_is_tried_again_at_the_next_start(api, session, say, shape):
    api.default = OK
    api.answer("setMyDescription", shape)
    memory = Memory()
    assert not await introduce(session, TOKEN, say, memory)
    assert len(api.calls) == len(METHODS)
    assert not memory
    assert await introduce(session, TOKEN, say, memory)
    assert len(api.calls) == 2 * len(METHODS)


def test_what_telegram_shows_fits(say):
    for command in COMMANDS:
        assert 1 <= len(say(f"command-{command}")) <= 30
    widest = "Публичное акционерное общество «Приморская энергосбытовая компания»"
    full = Catalogue.load().voice("full")
    sizes = {"bot-description": 512, "bot-short-description": 120}
    for key, most in sizes.items():
        assert len(full.text(key, {"supplier": widest}, date(2026, 11, 20))) <= most, key


async def test_typed_methods_of_aiogram_go_through_the_same_door(api, session):
    bot = Bot(TOKEN, session=session)
    message = await bot.send_message(5, "<b>x</b>", parse_mode="HTML", disable_notification=True)
    assert isinstance(message, Message)
    assert api.called("sendMessage") == [
        {"chat_id": 5, "text": "<b>x</b>", "parse_mode": "HTML", "disable_notification": True}
    ]


async def test_files_of_aiogram_are_uploaded(api, session):
    bot = Bot(TOKEN, session=session)
    await bot(SendPhoto(chat_id=5, photo=BufferedInputFile(b"PNG", "x.png")))
    assert list(api.calls[0].files.values()) == [b"PNG"]


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (error(403, "Forbidden: x"), TelegramForbiddenError),
        (Say(reset=True), TelegramNetworkError),
        (Say(hold_s=5), TelegramNetworkError),
        (error(500), TelegramAPIError),
        (Say(502, "<html>"), TelegramAPIError),
        (Say(413, "too large"), TelegramAPIError),
        (Say(200, b"\xff"), TelegramAPIError),
        (Say(body=sent() | {"result": {"x": 1}}), TelegramAPIError),
    ],
)
async def test_typed_methods_raise_one_family(api, session, shape, kind):
    api.answer("sendMessage", shape)
    with pytest.raises(kind) as raised:
        await Bot(TOKEN, session=session)(SendMessage(chat_id=5, text="x"))
    assert isinstance(raised.value, TelegramAPIError)
    assert "secret-part" not in str(raised.value)
