"""Every error shape of reference 3.2, as a real server sends it, through the real client and sender."""

from __future__ import annotations

import socket

import pytest

from bot.channels.base import Button, Part
from bot.channels.render import Rendered
from bot.channels.telegram_pace import Pace
from bot.channels.telegram_pictures import Pictures
from bot.channels.telegram_sender import TelegramSender
from bot.channels.telegram_session import TelegramSession
from core.records import OutboxRow, Result
from tests.telegram.conftest import TOKEN
from tests.telegram.fake_api import Say, error, sent

NGINX_502 = "<html>\r\n<head><title>502 Bad Gateway</title></head></html>"


def row(address: str = "telegram:5", **fields) -> OutboxRow:
    return OutboxRow(1, 1, address, "message", "text", 1, 0, 0, **fields)


def sender_of(session, *parts: Part, **more) -> TelegramSender:
    drawn = Rendered(parts or (Part("К оплате"),))
    return TelegramSender(session, lambda _: drawn, Pictures({}), Pace(0), **more)


SHAPES = [
    # what the server says, result, retry_after_ms, pause_all_ms
    (sent(77), Result.OK, 0, 0),
    ({"ok": True, "result": None}, Result.OK, 0, 0),
    (error(429, "Too Many Requests: retry after 7", retry_after=7), Result.RETRY, 7000, 0),
    (error(429, "Too Many Requests"), Result.RETRY, 5000, 0),
    (error(429, "Too Many Requests", retry_after="9"), Result.RETRY, 9000, 0),
    (error(429, "Too Many Requests", retry_after=-3), Result.RETRY, 5000, 0),
    (error(429, "Too Many Requests", retry_after=10**12), Result.RETRY, 3_600_000, 0),
    (Say(429, "slow down", content_type="text/plain"), Result.RETRY, 5000, 0),
    (Say(429, "slow down", {"Retry-After": "11"}, "text/plain"), Result.RETRY, 11_000, 0),
    (error(400, "Bad Request: can't parse entities: Unsupported start tag"), Result.REFUSED, 0, 0),
    (error(400, "Bad Request: chat not found"), Result.BLOCKED, 0, 0),
    (error(400, "Bad Request: PEER_ID_INVALID"), Result.BLOCKED, 0, 0),
    (error(400, "Bad Request: INPUT_USER_DEACTIVATED"), Result.BLOCKED, 0, 0),
    (error(400, "Bad Request: message is too long"), Result.REFUSED, 0, 0),
    (
        error(
            400,
            "Bad Request: group chat was upgraded to a supergroup chat",
            migrate_to_chat_id=-100500,
        ),
        Result.REFUSED,
        0,
        0,
    ),
    (error(403, "Forbidden: bot was blocked by the user"), Result.BLOCKED, 0, 0),
    (error(403, "Forbidden: user is deactivated"), Result.BLOCKED, 0, 0),
    (error(403, "Forbidden: bot can't initiate conversation with a user"), Result.BLOCKED, 0, 0),
    (Say(403, "<html>blocked by the filter</html>", content_type="text/html"), Result.RETRY, 0, 0),
    (error(403), Result.RETRY, 0, 0),
    (error(400), Result.RETRY, 0, 0),
    (error(401), Result.RETRY, 0, 0),
    (error(401, "Unauthorized"), Result.RETRY, 60_000, 60_000),
    (error(404, "Not Found"), Result.RETRY, 60_000, 60_000),
    (Say(404, "nothing here", content_type="text/html"), Result.RETRY, 0, 0),
    (error(409, "Conflict: whatever"), Result.RETRY, 0, 0),
    (error(500, "Internal Server Error"), Result.RETRY, 0, 0),
    (error(500, "Internal Server Error: restart"), Result.RETRY, 0, 0),
    (error(500), Result.RETRY, 0, 0),
    (error(503, "Service Unavailable"), Result.RETRY, 0, 0),
    (Say(502, NGINX_502, content_type="text/html"), Result.UNKNOWN, 0, 0),
    (error(502, "Bad Gateway"), Result.UNKNOWN, 0, 0),
    (Say(504, NGINX_502, content_type="text/html"), Result.UNKNOWN, 0, 0),
    (Say(524, "", content_type="text/html"), Result.UNKNOWN, 0, 0),
    (Say(413, "Request Entity Too Large", content_type="text/plain"), Result.RETRY, 0, 0),
    (Say(302, "", {"Location": "https://login.example/"}), Result.RETRY, 0, 0),
    (Say(407, "", content_type="text/html"), Result.RETRY, 0, 0),
    (Say(200, "<html>captive portal</html>", content_type="text/html"), Result.UNKNOWN, 0, 0),
    (Say(200, '{"ok":tr'), Result.UNKNOWN, 0, 0),
    (Say(200, b"\xff\xfe"), Result.UNKNOWN, 0, 0),
    (Say(200, "[]"), Result.UNKNOWN, 0, 0),
    (Say(200, ""), Result.UNKNOWN, 0, 0),
    (Say(reset=True), Result.UNKNOWN, 0, 0),
    (Say(halve=True), Result.UNKNOWN, 0, 0),
    (Say(hold_s=5), Result.UNKNOWN, 0, 0),
]


@pytest.mark.parametrize(("shape", "result", "retry_after_ms", "pause_all_ms"), SHAPES)
async def test_each_shape_has_one_outcome(api, session, shape, result, retry_after_ms, pause_all_ms):
    api.answer("sendMessage", shape)
    attempt = await sender_of(session).send(row())
    assert attempt.result is result, attempt
    assert attempt.retry_after_ms == retry_after_ms
    assert attempt.pause_all_ms == pause_all_ms
    assert len(api.calls) == 1
    if result is Result.OK:
        assert attempt.reference == ("77" if shape["result"] else "")
    else:
        assert attempt.reason


@pytest.mark.parametrize(
    "base",
    ["http://127.0.0.1:{closed}", "http://no-such-host.invalid", "https://127.0.0.1:{plain}"],
    ids=["refused", "no such name", "no TLS"],
)
async def test_what_never_left_is_certainly_not_sent(api, base):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    base = base.format(closed=closed, plain=api.base.rsplit(":")[-1])
    session = TelegramSession(TOKEN, base, timeout_s=3)
    attempt = await sender_of(session).send(row())
    await session.close()
    assert attempt.result is Result.RETRY
    assert attempt.pause_all_ms > 0
    assert "secret-part" not in attempt.reason


async def test_a_proxy_that_refuses_has_sent_nothing(api):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = free.getsockname()[1]
    session = TelegramSession(TOKEN, api.base, timeout_s=1, proxy=f"http://127.0.0.1:{closed}")
    attempt = await sender_of(session).send(row())
    await session.close()
    assert attempt.result is Result.RETRY
    assert not api.calls


async def test_calls_go_through_the_proxy(api):
    """A plain HTTP proxy gets the whole URL; the fake answers as if it were one."""
    session = TelegramSession(TOKEN, "http://api.telegram.invalid", timeout_s=1, proxy=api.base)
    attempt = await sender_of(session).send(row())
    await session.close()
    assert attempt.result is Result.OK
    assert api.called("sendMessage")


async def test_no_reason_carries_the_token(api, session):
    for shape, *_ in SHAPES:
        api.answer("sendMessage", shape)
        if not (isinstance(shape, Say) and shape.hold_s):
            assert "secret-part" not in (await sender_of(session).send(row())).reason


async def test_a_flood_of_different_chats_is_a_flood_of_the_bot(api, session):
    api.default = error(429, "Too Many Requests: retry after 7", retry_after=7)
    sender = sender_of(session)
    pauses = [(await sender.send(row(f"telegram:{chat}"))).pause_all_ms for chat in (5, 5, 6)]
    assert pauses == [0, 0, 7000]


EDIT = Part("Стало", edit=True, rows=((Button("Да", "s:p:yes"),),))


async def test_an_edit(api, session):
    api.answer("editMessageText", sent(33))
    attempt = await sender_of(session, EDIT).send(row(replaced="33"))
    assert (attempt.result, attempt.reference) == (Result.OK, "33")
    assert api.called("editMessageText") == [
        {
            "chat_id": 5,
            "message_id": 33,
            "text": "Стало",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
            "reply_markup": {"inline_keyboard": [[{"text": "Да", "callback_data": "s:p:yes"}]]},
        }
    ]


async def test_an_edit_that_changes_nothing_is_done(api, session):
    text = "Bad Request: message is not modified: specified new message content is the same"
    api.answer("editMessageText", error(400, text))
    attempt = await sender_of(session, EDIT).send(row(replaced="33"))
    assert (attempt.result, attempt.reference) == (Result.OK, "33")


@pytest.mark.parametrize(
    "why",
    [
        "Bad Request: message to edit not found",
        "Bad Request: message can't be edited",
        "Bad Request: MESSAGE_ID_INVALID",
        "Bad Request: there is no text in the message to edit",
    ],
)
async def test_an_edit_of_what_is_gone_becomes_a_new_message(api, session, why):
    api.answer("editMessageText", error(400, why))
    api.answer("sendMessage", sent(78))
    attempt = await sender_of(session, EDIT).send(row(replaced="33"))
    assert (attempt.result, attempt.reference) == (Result.OK, "78")


@pytest.mark.parametrize(
    ("shape", "result"),
    [
        (error(429, "Too Many Requests", retry_after=3), Result.RETRY),
        (error(403, "Forbidden: bot was blocked by the user"), Result.BLOCKED),
        (Say(502, NGINX_502), Result.UNKNOWN),
        (Say(reset=True), Result.UNKNOWN),
    ],
)
async def test_an_edit_that_failed_otherwise_is_not_sent_anew(api, session, shape, result):
    api.answer("editMessageText", shape)
    attempt = await sender_of(session, EDIT).send(row(replaced="33"))
    assert attempt.result is result
    assert not api.called("sendMessage")


async def test_a_wish_to_edit_nothing_is_a_new_message(api, session):
    attempt = await sender_of(session, EDIT).send(row())
    assert (attempt.result, attempt.reference) == (Result.OK, "77")
    assert not api.called("editMessageText")
