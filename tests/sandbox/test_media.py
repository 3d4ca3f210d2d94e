"""Photos, documents, file_id, downloads: through aiogram, as the bot does it."""

from __future__ import annotations

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from sandbox.telegram.samples import png
from tests.sandbox.conftest import TOKEN


@pytest.fixture
async def bot(emulator):
    session = AiohttpSession(api=TelegramAPIServer.from_base(emulator.base), timeout=5)
    async with Bot(TOKEN, session=session) as bot:
        yield bot


async def test_identity_and_texts(emulator, anna, bot):
    me = await bot.get_me()
    assert (me.id, me.is_bot) == (123456, True)
    message = await bot.send_message(anna, "<b>Hello</b>, 1 &lt; 2", parse_mode="HTML", protect_content=True)
    assert message.text == "Hello, 1 < 2"
    assert message.entities[0].type == "bold"
    assert message.has_protected_content
    edited = await message.edit_text("changed")
    assert edited.edit_date
    assert await edited.delete()
    assert (await bot.get_chat(anna)).first_name == "Anna"


async def test_keyboards_reach_the_person(emulator, anna, bot):
    rows = [[KeyboardButton(text="phone", request_contact=True), KeyboardButton(text="balance")]]
    await bot.send_message(anna, "x", reply_markup=ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True))
    button = InlineKeyboardButton(text="pay", url="https://pay.example/1")
    await bot.send_message(anna, "y", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
    chat = await emulator.chat(anna)
    assert [key["text"] for key in chat["keyboard"]["keyboard"][0]] == ["phone", "balance"]
    assert chat["messages"][1]["inline_keyboard"][0][0]["url"] == "https://pay.example/1"
    await bot.send_message(anna, "z", reply_markup=ReplyKeyboardRemove())
    assert (await emulator.chat(anna))["keyboard"] is None


async def test_photo_upload_reuse_edit_and_download(emulator, anna, bot):
    picture = png(640, 480)
    first = await bot.send_photo(
        anna, BufferedInputFile(picture, "a.png"), caption="<i>c</i>", parse_mode="HTML"
    )
    largest = first.photo[-1]
    assert (largest.width, largest.height) == (640, 480)
    assert first.caption == "c"
    second = await bot.send_photo(anna, largest.file_id)
    assert second.photo[-1].file_unique_id == largest.file_unique_id
    media = InputMediaPhoto(media=BufferedInputFile(png(300, 200), "b.png"), caption="d")
    edited = await bot.edit_message_media(media, chat_id=anna, message_id=first.message_id)
    assert (edited.photo[-1].width, edited.caption) == (300, "d")
    renamed = await edited.edit_caption(caption="e")
    assert renamed.caption == "e"
    file = await bot.get_file(largest.file_id)
    assert (await bot.download_file(file.file_path)).read() == picture
    shown = (await emulator.chat(anna))["messages"][0]["media"]
    async with emulator.http.get(shown["url"]) as answer:
        assert await answer.read() == png(300, 200)


async def test_file_ids_survive_a_restart(emulator, anna, bot):
    sent = await bot.send_document(anna, BufferedInputFile(b"%PDF-1.4", "счёт.pdf"))
    assert sent.document.file_name == "счёт.pdf"
    await emulator.restart()
    again = await bot.send_document(anna, sent.document.file_id)
    assert again.document.file_unique_id == sent.document.file_unique_id
    with pytest.raises(TelegramBadRequest, match="can't use file of type Document as Photo"):
        await bot.send_photo(anna, sent.document.file_id)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a\x01", "IMAGE_PROCESS_FAILED"),
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (png(6000, 4001), "PHOTO_INVALID_DIMENSIONS"),
        (png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (b"\x89PNG" + b"x" * 10 * 1024 * 1024, "file is too big"),
        (b"", "file must be non-empty"),
    ],
)
async def test_bad_photos(emulator, anna, bot, data, words):
    with pytest.raises(TelegramBadRequest, match=words):
        await bot.send_photo(anna, BufferedInputFile(data, "a.png"))


async def test_bad_sources(emulator, anna, bot):
    for source, words in (
        ("AAAnowhere", "wrong file identifier/HTTP URL specified"),
        ("https://example.org/a.png", "failed to get HTTP URL content"),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.send_photo(anna, source)
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(anna, BufferedInputFile(png(10, 10), "a.png"), caption="😀" * 513)


async def test_menu_and_descriptions(emulator, bot):
    commands = [BotCommand(command="balance", description="К оплате")]
    scope = BotCommandScopeAllPrivateChats()
    assert await bot.set_my_commands(commands, scope=scope, language_code="ru")
    kept = await bot.get_my_commands(scope=scope, language_code="ru")
    assert [(one.command, one.description) for one in kept] == [("balance", "К оплате")]
    assert await bot.get_my_commands() == []
    assert (await emulator.get("/control/commands"))["commands"][0]["command"] == "balance"
    await bot.set_my_description("long", language_code="ru")
    assert (await bot.get_my_description(language_code="ru")).description == "long"
    await bot.set_my_short_description("short")
    assert (await bot.get_my_short_description()).short_description == "short"
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert await bot.delete_my_commands(scope=scope, language_code="ru")
    assert await bot.get_my_commands(scope=scope, language_code="ru") == []


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        ({"kind": "429", "retry_after": 7}, TelegramRetryAfter),
        ({"kind": "500"}, TelegramServerError),
        ({"kind": "502_html"}, ClientDecodeError),
        ({"kind": "json_without_description"}, TypeError),
        ({"kind": "reset"}, TelegramNetworkError),
        ({"kind": "timeout_before", "delay_s": 0.2}, TelegramNetworkError),
        ({"kind": "timeout_after_accept", "delay_s": 0.2}, TelegramNetworkError),
        ({"kind": "403"}, TelegramForbiddenError),
        ({"kind": "400"}, TelegramBadRequest),
    ],
)
async def test_faults_look_like_the_real_ones(emulator, anna, bot, rule, error):
    await emulator.post("/control/faults", {"target": "telegram", "method": "sendMessage", **rule})
    with pytest.raises(error) as raised:
        await bot.send_message(anna, "x")
    if rule["kind"] == "429":
        assert raised.value.retry_after == 7
    received = [message["text"] for message in (await emulator.chat(anna))["messages"]]
    assert received == (["x"] if rule["kind"] == "timeout_after_accept" else [])
    assert (await bot.send_message(anna, "y")).text == "y", "once means once"
    injected = await emulator.facts("fault.injected")
    assert [fact["fault_kind"] for fact in injected] == [rule["kind"]]


async def test_wrong_token(emulator, bot):
    await bot.get_me()
    session = AiohttpSession(api=TelegramAPIServer.from_base(emulator.base))
    async with Bot("654321:AAother", session=session) as other:
        with pytest.raises(TelegramUnauthorizedError):
            await other.get_me()


async def test_updates_are_valid_for_aiogram(emulator, anna, bot):
    neighbour = await emulator.user(first_name="Boris", phone="+79167654321")
    group = (await emulator.post("/control/groups", {"title": "House", "members": [anna, neighbour]}))["id"]
    rows = [[KeyboardButton(text="phone", request_contact=True)]]
    await bot.send_message(anna, "x", reply_markup=ReplyKeyboardMarkup(keyboard=rows))
    for content in (
        {"start": "token"},
        {"text": "мой счёт 12345, почта a@b.ru, /help"},
        {"photo": True},
        {"album": 3},
        {"sticker": True},
        {"voice": True},
        {"document": {"file_name": "a.pdf", "caption": "c"}},
        {"location": {"latitude": 1.5, "longitude": 2}},
        {"contact": "own"},
        {"contact": {"phone_number": "89167654321", "first_name": "B", "user_id": anna}},
        {"text": "spam", "forward": True},
    ):
        await emulator.say(anna, **content)
    await emulator.say(group, **{"from": neighbour, "text": "/start@abonent_sandbox_bot"})
    await emulator.post(f"/control/chats/{anna}/block")
    updates = await bot.get_updates()
    assert [update.event_type for update in updates[:2]] == ["my_chat_member", "message"]
    messages = [update.message for update in updates if update.message][1:]
    assert messages[0].text == "/start token"
    assert [entity.type for entity in messages[1].entities] == ["email", "bot_command"]
    assert len({message.media_group_id for message in messages if message.media_group_id}) == 1
    own, other = [message.contact for message in messages if message.contact]
    assert (own.phone_number, own.user_id) == ("79161234567", anna)
    assert other.user_id == neighbour, "the server knows whose number it is"
    assert messages[-2].forward_origin.type == "hidden_user"
    assert (messages[-1].chat.type, messages[-1].from_user.id) == ("group", neighbour)
    assert updates[-1].my_chat_member.new_chat_member.status == "kicked"


@pytest.mark.parametrize(("name", "way"), [("bill.pdf", "inline"), ("data.html", "attachment")])
async def test_the_page_opens_a_bill_and_saves_whatever_could_run_there(emulator, anna, bot, name, way):
    await bot.send_document(anna, BufferedInputFile(b"%PDF-1.7 <script>", name))
    (media,) = [one["media"] for one in (await emulator.chat(anna))["messages"] if one.get("media")]
    async with emulator.http.get(media["url"]) as answer:
        assert answer.headers["Content-Disposition"] == way
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.content_type == ("application/pdf" if way == "inline" else "text/html")
