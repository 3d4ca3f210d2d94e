"""What the real Bot API refuses, the emulator refuses in the same words."""

from __future__ import annotations

import pytest

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def inline(**button):
    return {"inline_keyboard": [[{"text": "x", **button}]]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\u200b "}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "я" * 20_000}, "text is too long"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": 424242}, "chat not found"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"parse_mode": "LaTeX"}, "unsupported parse_mode"),
        ({"tetx": "x"}, 'unknown parameter "tetx" (sandbox)'),
        ({"message_thread_id": "one"}, 'parameter "message_thread_id" must be an Integer (sandbox)'),
        ({"reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"entities": [{"type": "bold", "offset": 0, "length": 99}]}, None),
        ({"reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"reply_markup": []}, "object expected as reply markup"),
        ({"reply_markup": {"inline_keyboard": [{}]}}, 'field "inline_keyboard" must be an Array of Arrays'),
        ({"reply_markup": inline(callback_data="я" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {"reply_markup": inline()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"reply_markup": inline(callback_data="a", url="http://a.ru")}, None),
        ({"reply_markup": inline(calback_data="a", url="http://a.ru")}, None),
        (
            {"reply_markup": inline(url="http://localhost/pay")},
            "inline keyboard button URL 'http://localhost/pay' is invalid: Wrong HTTP URL",
        ),
        (
            {"reply_markup": inline(url="ftp://a.ru")},
            "inline keyboard button URL 'ftp://a.ru' is invalid: Unsupported URL protocol",
        ),
        (
            {"reply_markup": inline(web_app={"url": "http://a.ru"})},
            "inline keyboard button Web App URL 'http://a.ru' is invalid: Only HTTPS links are allowed",
        ),
        ({"reply_markup": inline(copy_text={"text": "x" * 257})}, "BUTTON_COPY_TEXT_INVALID"),
        ({"reply_markup": inline(callback_data="a", style="loud")}, None),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]}},
            "inline keyboard button text must be non-empty",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "a"}] * 9]}},
            "reply markup is too long",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "x", "callback_data": "a"}]] * 101}},
            "reply markup is too long",
        ),
        ({"reply_markup": {"keyboard": [["x"] * 13]}}, "reply markup is too long"),
        ({"reply_markup": {"keyboard": [["x"]], "input_field_placeholder": "x" * 65}}, "PLACEHOLDER_INVALID"),
        ({"reply_markup": {"keyboard": [[5]]}}, None),
        ({"reply_markup": {"keybord": [["x"]]}}, 'reply markup has an unknown field "keybord" (sandbox)'),
    ],
)
async def test_send_message(emulator, anna, params, words):
    answer = await emulator.description("sendMessage", **{"chat_id": anna, "text": "hello", **params})
    assert answer.startswith("Bad Request: ")
    if words is not None:
        assert answer == f"Bad Request: {words}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("ж <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("1 <", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b></b", "Unclosed end tag at byte offset 3"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>y</a>", "Unexpected end of name token at byte offset 8"),
    ],
)
async def test_broken_html(emulator, anna, text, words):
    answer = await emulator.description("sendMessage", chat_id=anna, text=text, parse_mode="HTML")
    assert answer == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    "text", ["a" * 4096, "😀" * 2048, "<b>" + "a" * 4096 + "</b>", "  a\n" + " " * 4096, "&lt;" * 1024]
)
async def test_legal_lengths(emulator, anna, text):
    assert await emulator.call("sendMessage", chat_id=anna, text=text, parse_mode="HTML")


@pytest.mark.parametrize(
    ("text", "plain", "entities"),
    [
        ("<b>a&lt;b</b>", "a<b", [("bold", 0, 3)]),
        ("😀 <i>x</i>", "😀 x", [("italic", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<a href='http://a.ru'>x</a>", "x", [("text_link", 0, 1)]),
        ("<a href='junk'>x</a>", "x", []),
        ('<pre><code class="language-c">x</code></pre>', "x", [("pre", 0, 1)]),
        ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
        ("<span class='tg-spoiler'>x</span>&nbsp;&#1078;", "x&nbsp;ж", [("spoiler", 0, 1)]),
        (" \n <b> x </b> \n", "x", [("bold", 0, 1)]),
        ("a\tb\r\u202e", "a b", []),
    ],
)
async def test_html_becomes_entities(emulator, anna, text, plain, entities):
    message = await emulator.call("sendMessage", chat_id=anna, text=text, parse_mode="HTML")
    found = [(one["type"], one["offset"], one["length"]) for one in message.get("entities", [])]
    if plain == "x" and entities == [("bold", 0, 1)]:
        # White space in front of the first entity goes, that inside it stays.
        plain, entities = " x", [("bold", 0, 2)]
    assert (message["text"], found) == (plain, entities)


async def test_edits(emulator, anna):
    keys = inline(callback_data="a")
    message = await emulator.call(
        "sendMessage", chat_id=anna, text="<b>x</b>", parse_mode="HTML", reply_markup=keys
    )
    which = {"chat_id": anna, "message_id": message["message_id"]}
    refuse = emulator.description
    assert (
        await refuse("editMessageText", **which, text="<b>x</b>", parse_mode="HTML", reply_markup=keys)
        == NOT_MODIFIED
    )
    edited = await emulator.call("editMessageText", **which, text="y")
    assert edited["text"] == "y"
    assert "reply_markup" not in edited, "an edit without a keyboard takes it away"
    assert await refuse("editMessageReplyMarkup", **which) == NOT_MODIFIED
    assert await refuse("editMessageReplyMarkup", **which, reply_markup={"keyboard": [["a"]]}) == (
        "Bad Request: inline keyboard expected"
    )
    assert await refuse("editMessageText", chat_id=anna, message_id=999, text="y") == (
        "Bad Request: message to edit not found"
    )
    assert await refuse("editMessageText", text="y") == "Bad Request: message identifier is not specified"
    assert await refuse("editMessageCaption", **which, caption="y") == (
        "Bad Request: there is no caption in the message to edit"
    )


async def test_what_cannot_be_edited(emulator, anna):
    theirs = await emulator.say(anna, text="mine")
    kept = await emulator.call("sendMessage", chat_id=anna, text="x", reply_markup={"keyboard": [["a"]]})
    for message_id in (theirs["message_id"], kept["message_id"]):
        answer = await emulator.description("editMessageText", chat_id=anna, message_id=message_id, text="y")
        assert answer == "Bad Request: message can't be edited"


async def test_deletion(emulator, anna):
    message = await emulator.call("sendMessage", chat_id=anna, text="x")
    which = {"chat_id": anna, "message_id": message["message_id"]}
    assert await emulator.call("deleteMessage", **which) is True
    assert await emulator.description("deleteMessage", **which) == "Bad Request: message to delete not found"
    assert (
        await emulator.description("editMessageText", **which, text="y")
        == "Bad Request: message to edit not found"
    )
    old = await emulator.call("sendMessage", chat_id=anna, text="x")
    await emulator.advance(48 * 3600 + 1)
    assert await emulator.description("deleteMessage", chat_id=anna, message_id=old["message_id"]) == (
        "Bad Request: message can't be deleted"
    )


async def test_blocked_and_deactivated(emulator, anna):
    await emulator.post(f"/control/chats/{anna}/block")
    status, answer = await emulator.refused("sendMessage", chat_id=anna, text="x")
    assert (status, answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    await emulator.post(f"/control/chats/{anna}/unblock")
    assert await emulator.call("sendMessage", chat_id=anna, text="x")
    await emulator.post(f"/control/chats/{anna}/deactivate")
    status, answer = await emulator.refused("sendMessage", chat_id=anna, text="x")
    assert (status, answer["description"]) == (403, "Forbidden: user is deactivated")


async def test_nobody_can_be_written_to_first(emulator):
    silent = await emulator.user(opened=False)
    assert (
        await emulator.description("sendMessage", chat_id=silent, text="x") == "Bad Request: chat not found"
    )
    await emulator.say(silent, start="")
    assert await emulator.call("sendMessage", chat_id=silent, text="x")


async def test_callback_answers(emulator, anna):
    message = await emulator.call(
        "sendMessage", chat_id=anna, text="x", reply_markup=inline(callback_data="a")
    )
    press = {"message_id": message["message_id"], "data": "a"}
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"

    async def pressed():
        return (await emulator.post(f"/control/chats/{anna}/press", press))["query_id"]

    query = await pressed()
    answer = emulator.description
    assert (
        await answer("answerCallbackQuery", callback_query_id=query, text="x" * 201)
        == "Bad Request: MESSAGE_TOO_LONG"
    )
    assert (
        await emulator.call("answerCallbackQuery", callback_query_id=query, text="ok", show_alert=True)
        is True
    )
    assert await answer("answerCallbackQuery", callback_query_id=query) == too_old
    assert await answer("answerCallbackQuery", callback_query_id="17") == too_old
    query = await pressed()
    await emulator.advance(16)
    assert await answer("answerCallbackQuery", callback_query_id=query) == too_old


async def test_contacts_are_asked_for_in_private_only(emulator, anna):
    keyboard = {"keyboard": [[{"text": "phone", "request_contact": True}]]}
    group = (await emulator.post("/control/groups", {"title": "House", "members": [anna]}))["id"]
    assert await emulator.description("sendMessage", chat_id=group, text="x", reply_markup=keyboard) == (
        "Bad Request: phone number can be requested in private chats only"
    )
    assert await emulator.call("sendMessage", chat_id=anna, text="x", reply_markup=keyboard)


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([{"command": "Balance", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "баланс", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "b" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "b", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "b", "description": "x"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ([{"command": "b"}], "can't parse BotCommand: Can't find field \"description\""),
        ("x", "expected an Array of BotCommand"),
    ],
)
async def test_commands(emulator, commands, words):
    assert await emulator.description("setMyCommands", commands=commands) == f"Bad Request: {words}"


async def test_unknown_method_and_tokens(emulator):
    status, answer = await emulator.refused("sendTelepathy")
    assert (status, answer["description"]) == (404, "Not Found: method not found")
    await emulator.call("getMe")
    for token, words in (
        ("999:AAother", "Unauthorized"),
        ("nonsense", "Unauthorized: invalid token specified"),
    ):
        status, answer = await emulator.raw(f"/bot{token}/getMe")
        assert (status, answer["description"]) == (401, words)


async def test_chat_actions(emulator, anna):
    assert await emulator.call("sendChatAction", chat_id=anna, action="typing") is True
    assert (await emulator.chat(anna))["action"] == "typing"
    assert await emulator.description("sendChatAction", chat_id=anna, action="dancing") == (
        "Bad Request: wrong parameter action in request"
    )


async def test_unknown_parameters_pass_when_lax(make):
    emulator = await make(strict=False)
    anna = await emulator.user()
    assert await emulator.call("sendMessage", chat_id=anna, text="x", tetx="y")


async def test_flood_control(make):
    emulator = await make(flood=True)
    anna = await emulator.user()
    for _ in range(5):
        await emulator.call("sendMessage", chat_id=anna, text="x")
    status, answer = await emulator.refused("sendMessage", chat_id=anna, text="x")
    assert status == 429
    assert answer["parameters"] == {"retry_after": 1}
    assert answer["description"] == "Too Many Requests: retry after 1"
