from __future__ import annotations

import asyncio

import pytest

from bot.channels.base import Button, Part
from bot.channels.render import Rendered
from bot.channels.telegram_pace import Floods, Pace
from bot.channels.telegram_pictures import Pictures
from bot.channels.telegram_sender import TelegramSender
from bot.channels.telegram_session import TelegramSession
from bot.dialogs.model import Menu
from core.records import Result
from tests.telegram.conftest import TOKEN
from tests.telegram.fake_api import Say, error, sent
from tests.telegram.test_answers import row, sender_of

PLAIN = {"chat_id": 5, "text": "T", "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


@pytest.mark.parametrize(
    ("part", "more"),
    [
        (Part("T"), {}),
        (Part("T", protect=True), {"protect_content": True}),
        (
            Part("T", rows=((Button("A", "s:p:a"), Button("B", "s:p:b")), (Button("C", "e:c:"),))),
            {
                "reply_markup": {
                    "inline_keyboard": [
                        [{"text": "A", "callback_data": "s:p:a"}, {"text": "B", "callback_data": "s:p:b"}],
                        [{"text": "C", "callback_data": "e:c:"}],
                    ]
                }
            },
        ),
        (
            Part("T", menu=Menu.MAIN, menu_rows=(("К оплате", "Ещё"),)),
            {
                "reply_markup": {
                    "keyboard": [[{"text": "К оплате"}, {"text": "Ещё"}]],
                    "resize_keyboard": True,
                    "is_persistent": True,
                }
            },
        ),
        (Part("T", menu=Menu.NONE), {"reply_markup": {"remove_keyboard": True}}),
        (
            Part("T", contact="Мой номер", menu_rows=(("Отмена",),)),
            {
                "reply_markup": {
                    "keyboard": [[{"text": "Мой номер", "request_contact": True}], [{"text": "Отмена"}]],
                    "resize_keyboard": True,
                    "one_time_keyboard": True,
                }
            },
        ),
    ],
)
async def test_what_is_sent(api, session, part, more):
    assert (await sender_of(session, part).send(row())).result is Result.OK
    assert api.called("sendMessage") == [PLAIN | more]


async def test_several_messages_in_order(api, session):
    api.answer("sendMessage", sent(1), sent(2), sent(3))
    attempt = await sender_of(session, Part("1"), Part("2"), Part("3")).send(row())
    assert attempt.reference == "3"
    assert [call["text"] for call in api.called("sendMessage")] == ["1", "2", "3"]


async def test_what_was_sent_of_a_reply_is_not_sent_again(api, session):
    api.answer("sendMessage", sent(1), error(500, "x"), Say(reset=True), sent(2))
    sender = sender_of(session, Part("1"), Part("2"))
    results = [(await sender.send(row())).result for _ in range(3)]
    assert results == [Result.RETRY, Result.UNKNOWN, Result.OK]
    assert [call["text"] for call in api.called("sendMessage")] == ["1", "2", "2", "2"]
    await sender.send(row())
    assert api.called("sendMessage")[-2]["text"] == "1"


@pytest.mark.parametrize("problem", [ValueError("not JSON"), KeyError("t"), LookupError("no text")])
async def test_a_payload_that_cannot_be_drawn_is_refused(api, session, problem):
    def draw(_):
        raise problem

    attempt = await TelegramSender(session, draw, Pictures({})).send(row())
    assert attempt.result is Result.REFUSED
    assert not api.calls


async def test_nothing_to_send_and_addresses_of_others(api, session):
    nothing = TelegramSender(session, lambda _: Rendered(()), Pictures({}))
    assert (await nothing.send(row())).result is Result.REFUSED
    assert (await sender_of(session).send(row("tel:+79160000000"))).result is Result.REFUSED
    assert (await sender_of(session).send(row("telegram:abc"))).result is Result.REFUSED
    assert not api.calls


PICTURE = Part("Показать место", picture="bill", rows=((Button("A", "s:p:a"),),))
PHOTO = sent(9, photo=[{"file_id": "small"}, {"file_id": "BIG"}])


def with_picture(session, part=PICTURE, pictures=None) -> TelegramSender:
    pictures = Pictures({"bill": b"PNG"} if pictures is None else pictures)
    return TelegramSender(session, lambda _: Rendered((part,)), pictures, Pace(0))


async def test_a_picture_is_uploaded_once(api, session):
    api.answer("sendPhoto", PHOTO, PHOTO)
    sender = with_picture(session)
    for _ in range(2):
        attempt = await sender.send(row())
        assert (attempt.result, attempt.reference) == (Result.OK, "9")
    first, second = api.calls
    assert first.files == {"photo": b"PNG"}
    assert first.params["caption"] == "Показать место"
    assert first.params["reply_markup"] == '{"inline_keyboard":[[{"text":"A","callback_data":"s:p:a"}]]}'
    assert (second.params["photo"], second.params["caption"]) == ("BIG", "Показать место")


async def test_a_forgotten_file_is_uploaded_anew(api, session):
    api.answer("sendPhoto", PHOTO, error(400, "Bad Request: wrong file identifier"), PHOTO)
    sender = with_picture(session)
    for _ in range(2):
        assert (await sender.send(row())).result is Result.OK
    assert [bool(call.files) for call in api.calls] == [True, False, True]


@pytest.mark.parametrize(
    "shape", [error(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"), Say(413, "too large")]
)
async def test_a_picture_that_is_refused_leaves_the_words(api, session, shape):
    api.answer("sendPhoto", shape)
    assert (await with_picture(session).send(row())).result is Result.OK
    assert [call["text"] for call in api.called("sendMessage")] == ["Показать место"]


async def test_a_picture_that_is_not_there_leaves_the_words(api, session, tmp_path):
    for pictures in ({}, {"bill": tmp_path / "none.png"}):
        assert (await with_picture(session, pictures=pictures).send(row())).result is Result.OK
    assert [call.method for call in api.calls] == ["sendMessage"] * 2


async def test_a_picture_from_a_file(api, session, tmp_path):
    (tmp_path / "bill.png").write_bytes(b"FILE")
    api.answer("sendPhoto", PHOTO)
    await with_picture(session, pictures={"bill": tmp_path / "bill.png"}).send(row())
    assert api.calls[0].files == {"photo": b"FILE"}


async def test_a_picture_in_a_flood_is_not_sent_as_words(api, session):
    api.answer("sendPhoto", error(429, "Too Many Requests", retry_after=3))
    assert (await with_picture(session).send(row())).result is Result.RETRY
    assert not api.called("sendMessage")


def test_pace_of_a_chat():
    now = [100.0]
    pace = Pace(1.0, 3, lambda: now[0])
    assert [pace.delay(5) for _ in range(5)] == [0, 0, 0, 1, 2]
    assert pace.delay(6) == 0
    now[0] += 10
    assert [pace.delay(5) for _ in range(4)] == [0, 0, 0, 1]


def test_no_window_of_a_chat_holds_more_than_the_burst_allows():
    now = [0.0]
    pace = Pace(1.0, 3, lambda: now[0])
    times = []
    for step in range(200):
        now[0] = step * 0.3
        times.append(now[0] + pace.delay(5))
    assert times == sorted(times)
    for start in times:
        assert sum(start <= t < start + 10 for t in times) <= 10 + 3


def test_pace_forgets_chats_at_rest():
    now = [0.0]
    pace = Pace(1.0, 3, lambda: now[0])
    for chat in range(5000):
        now[0] += 0.01
        pace.delay(chat)
    assert len(pace._next) < 4200


def test_a_flood_long_ago_is_another_one():
    now = [0.0]
    floods = Floods(lambda: now[0])
    assert not floods.of_the_bot(5)
    now[0] += 60
    assert not floods.of_the_bot(6)
    assert floods.of_the_bot(7)


async def test_the_pace_is_kept_on_the_wire(api, session):
    sender = TelegramSender(session, lambda _: Rendered((Part("T"),)), Pictures({}), Pace(0.1, 2))
    loop = asyncio.get_running_loop()
    begun = loop.time()
    await asyncio.gather(*(sender.send(row()) for _ in range(4)))
    assert 0.19 <= loop.time() - begun < 0.5


async def test_calls_wait_for_a_place_without_a_time_limit(api):
    """A wait for a free connection is no timeout: nothing was sent yet."""
    session = TelegramSession(TOKEN, api.base, timeout_s=0.3, limit=1)
    api.default = Say(body=sent(), hold_s=0.1)
    attempts = await asyncio.gather(*(sender_of(session).send(row()) for _ in range(5)))
    await session.close()
    assert {attempt.result for attempt in attempts} == {Result.OK}


async def test_a_picture_is_never_put_into_a_text_message(api, session):
    """Telegram cannot turn a text message into a picture: it is a new one."""
    api.answer("sendPhoto", PHOTO)
    sender = with_picture(session, Part("T", picture="bill", edit=True))
    assert (await sender.send(row(replaced="33"))).reference == "9"
    assert [call.method for call in api.calls] == ["sendPhoto"]
