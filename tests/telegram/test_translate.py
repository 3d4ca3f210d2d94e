from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.dialogs.engine import Ignored
from bot.dialogs.model import Contact, Kind
from bot.handlers.telegram_translate import translate
from core.errors import Malformed
from tests.telegram.updates import DATE, GROUP, ME, PRIVATE, RECEIVED, membership, message, press, raw

SENT = datetime.fromtimestamp(DATE, UTC)
BOT = {"id": 42, "is_bot": True, "first_name": "b"}
ORIGIN = {"type": "user", "date": 1, "sender_user": ME}
PHOTO = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
FILE = {"file_id": "a", "file_unique_id": "b"}
STRANGER = {"phone_number": "79160000000", "first_name": "П", "user_id": 6}
MINE = {"phone_number": "79161234567", "first_name": "И", "user_id": 5}


def read(body: bytes, username: str = "AbonentBot"):
    return translate(body, RECEIVED, username)


def edit(**fields) -> bytes:
    return raw(edited_message={"message_id": 7, "date": DATE, "from": ME, "chat": PRIVATE, **fields})


def test_a_text():
    event = read(message(text="  Сколько платить? "))
    assert (event.kind, event.text, event.address) == (Kind.TEXT, "  Сколько платить? ", "telegram:5")
    assert event.sent_at == SENT
    assert event.received_at == datetime.fromtimestamp(RECEIVED / 1000, UTC)
    assert event.private
    assert not event.edited


@pytest.mark.parametrize(
    ("text", "command", "arguments"),
    [
        ("/balance", "balance", ""),
        ("/Balance", "balance", ""),
        ("/balance@AbonentBot", "balance", ""),
        ("/balance@abonentbot 12 34", "balance", "12 34"),
        ("/start QR-token_1", "start", "QR-token_1"),
        ("/start\n QR", "start", "QR"),
        ("  /help  ", "help", ""),
        ("/unknown_7 a\nb", "unknown_7", "a\nb"),
    ],
)
def test_a_command_and_what_follows_it(text, command, arguments):
    event = read(message(text=text))
    assert (event.kind, event.command, event.text) == (Kind.COMMAND, command, arguments)


@pytest.mark.parametrize(
    "text", ["/", "/баланс", "/12/34", "К оплате", "a /balance", "//help", "/" + "x" * 33]
)
def test_what_only_looks_like_a_command_is_text(text):
    event = read(message(text=text))
    assert (event.kind, event.text, event.command) == (Kind.TEXT, text, "")


def test_a_command_of_another_bot():
    assert read(message(text="/help@OtherBot", chat=GROUP)) == Ignored("command-of-another-bot")
    assert read(message(text="/help@AnyBot", chat=GROUP), username="").command == "help"


def test_text_is_cleaned_and_bounded():
    assert read(message(text="a\x00b")).text == "a\ufffdb"
    surrogate = raw(message={"chat": PRIVATE, "from": ME, "date": DATE, "text": "a\ud800b"})
    assert read(surrogate).text == "a\ufffdb"
    assert len(read(message(text="я" * 10_000)).text) == 4096


def test_a_step_button():
    event = read(press("s:p1:yes"))
    assert (event.kind, event.prompt, event.choice, event.text) == (Kind.CHOICE, "p1", "yes", "")
    assert (event.sent_at, event.carrier, event.address) == (None, "6", "telegram:5")


def test_an_entry_button():
    event = read(press("e:balance:17"))
    assert (event.prompt, event.choice, event.text) == ("", "balance", "17")


@pytest.mark.parametrize("data", ["", "abc", "s:p1", "x:1:2", "s:p:да", "s:p:" + "a" * 70, "\x00", None])
def test_foreign_button_data_is_a_stale_press(data):
    event = read(press(data))
    assert (event.kind, event.choice, event.prompt, event.text) == (Kind.CHOICE, "", "", "")


def test_a_press_under_a_message_nobody_can_see():
    assert read(press(message={"chat": PRIVATE, "message_id": 6, "date": 0})).carrier == "6"
    event = read(press(message=None, inline_message_id="x"))
    assert (event.address, event.carrier, event.private) == ("telegram:5", "", True)


def test_a_press_in_a_group():
    event = read(press(message={"chat": GROUP, "message_id": 6, "date": 0}))
    assert (event.address, event.private) == ("telegram:-100123", False)


def test_the_own_contact():
    event = read(message(contact=MINE))
    assert (event.kind, event.contact) == (Kind.CONTACT, Contact("+79161234567", own=True))
    assert read(message(contact=MINE | {"phone_number": "+79161234567"})).contact.phone == "+79161234567"


@pytest.mark.parametrize(
    "fields",
    [
        {"contact": STRANGER},
        {"contact": {"phone_number": "79161234567", "first_name": "no id"}},
        {"contact": MINE, "forward_origin": ORIGIN},
        {"contact": MINE, "chat": GROUP},
    ],
)
def test_a_contact_that_proves_nothing(fields):
    contact = read(message(**fields)).contact
    assert not contact.own
    assert contact.phone == fields["contact"]["phone_number"]


def test_a_forward_says_so():
    event = read(message(text="482133", forward_origin=ORIGIN))
    assert (event.kind, event.text, event.values) == (Kind.TEXT, "482133", {"forwarded": "yes"})


def test_an_edit_counts_from_its_own_time():
    event = read(edit(text="123", edit_date=DATE + 60))
    assert (event.edited, event.carrier, event.text) == (True, "7", "123")
    assert event.sent_at == datetime.fromtimestamp(DATE + 60, UTC)


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"photo": PHOTO}, Kind.PHOTO, ""),
        ({"photo": PHOTO, "caption": "15420"}, Kind.PHOTO, "15420"),
        ({"document": FILE, "caption": "bill"}, Kind.DOCUMENT, "bill"),
        ({"animation": FILE, "document": FILE}, Kind.OTHER, ""),
        ({"sticker": FILE}, Kind.OTHER, ""),
        ({"voice": FILE, "caption": "x"}, Kind.OTHER, "x"),
        ({"video": FILE}, Kind.OTHER, ""),
        ({"video_note": FILE}, Kind.OTHER, ""),
        ({"audio": FILE}, Kind.OTHER, ""),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, Kind.OTHER, ""),
        ({"venue": {}}, Kind.OTHER, ""),
        ({"dice": {"emoji": "🎲", "value": 1}}, Kind.OTHER, ""),
        ({"poll": {}}, Kind.OTHER, ""),
        ({"something_of_2028": {}}, Kind.OTHER, ""),
        ({}, Kind.OTHER, ""),
    ],
)
def test_what_is_not_text(fields, kind, text):
    event = read(message(**fields))
    assert (event.kind, event.text) == (kind, text)


def test_an_album_is_known_by_its_group():
    assert read(message(photo=PHOTO, media_group_id="1357")).album == "1357"
    assert read(message(photo=PHOTO)).album == ""


@pytest.mark.parametrize(
    ("status", "command"),
    [
        ("kicked", "blocked"),
        ("left", "blocked"),
        ("member", "unblocked"),
        ("administrator", "unblocked"),
        ("restricted", "unblocked"),
    ],
)
def test_blocked_and_unblocked(status, command):
    event = read(membership(status))
    assert (event.kind, event.command, event.private, event.sent_at) == (Kind.SYSTEM, command, True, SENT)


def test_a_group_is_not_private():
    assert not read(membership("member", chat=GROUP)).private
    assert not read(message(text="/balance", chat=GROUP)).private
    assert not read(message(text="x", chat=GROUP | {"type": "group"})).private
    assert not read(message(text="x", chat=GROUP | {"type": "of 2028"})).private


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (message(text="x", **{"from": BOT}), "bot"),
        (press(**{"from": BOT}), "bot"),
        (message(text="x", via_bot=BOT), "via-bot"),
        (message(text="x", **{"from": None}), "no-sender"),
        (message(text="x", chat=GROUP | {"type": "channel"}), "channel"),
        (membership("member", chat=GROUP | {"type": "channel"}), "channel"),
        (message(migrate_to_chat_id=-100500, chat=GROUP), "service"),
        (message(migrate_from_chat_id=-5, chat=GROUP), "service"),
        (message(new_chat_members=[BOT], chat=GROUP), "service"),
        (message(pinned_message={"chat": PRIVATE}), "service"),
        (message(successful_payment={}), "service"),
        (message(write_access_allowed={}), "service"),
        (edit(location={}, edit_date=DATE + 5), "edited-other"),
        (raw(channel_post={"chat": GROUP, "text": "x"}), "channel_post"),
        (raw(inline_query={"id": "1", "from": ME, "query": ""}), "inline_query"),
        (raw(poll={"id": "1"}), "poll"),
        (raw(pre_checkout_query={"id": "1"}), "pre_checkout_query"),
        (raw(business_message={"chat": PRIVATE, "text": "x"}), "business_message"),
        (raw(**{"Strange Name!": 1}), "unknown"),
        (raw(message=None), "unknown"),
        (raw(), "unknown"),
    ],
)
def test_silence_has_a_name(body, reason):
    assert read(body) == Ignored(reason)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"[]",
        b"{}",
        b'{"update_id":"1"}',
        raw(message=5),
        raw(message={"text": "no chat"}),
        raw(message={"chat": {"id": "5"}, "text": "x"}),
        raw(message={"chat": {"id": 2**64}, "from": ME, "text": "x"}),
        message(text=5),
        message(text=["x"]),
        message(date="yesterday", text="x"),
        message(contact={"user_id": 5}),
        press(**{"from": None}),
        raw(my_chat_member={"chat": PRIVATE}),
        b"[" * 100_000,
    ],
)
def test_what_cannot_be_an_update(body):
    with pytest.raises(Malformed):
        read(body)


@pytest.mark.parametrize("date", [0, -1, 2**40])
def test_a_time_that_cannot_be_is_the_time_of_arrival(date):
    event = read(message(text="x", date=date))
    assert event.sent_at == event.received_at


def test_a_reply_to_a_message_of_ours_names_it():
    ours = {"message_id": 41, "date": DATE, "chat": PRIVATE, "from": BOT, "text": "?"}
    assert read(message(text="15420", reply_to_message=ours)).replies_to == "41"
    assert read(edit(text="15420", reply_to_message=ours)).replies_to == "41"
    assert read(message(text="15420", reply_to_message={**ours, "from": ME})).replies_to == ""
    assert read(message(text="15420")).replies_to == ""
