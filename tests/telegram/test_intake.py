from __future__ import annotations

import json

import pytest

from bot.handlers.telegram_intake import UpdateIntake, split_batch
from tests.telegram import updates

INTAKE = UpdateIntake(42, lambda: 123)


def take(body: bytes):
    return INTAKE.take(body)


@pytest.mark.parametrize(
    ("body", "address"),
    [
        (updates.message(text="баланс"), "telegram:5"),
        (updates.message(text="x", chat=updates.GROUP), "telegram:-100123"),
        (updates.raw(edited_message={"chat": updates.PRIVATE}), "telegram:5"),
        (updates.press(), "telegram:5"),
        (updates.press(message=None, inline_message_id="abc"), "telegram:5"),
        (updates.press(message={"message_id": 6, "date": 0, "chat": updates.GROUP}), "telegram:-100123"),
        (updates.membership("kicked"), "telegram:5"),
        (updates.raw(poll={"id": "1"}), "system"),
        (updates.raw(channel_post={"chat": updates.GROUP}), "system"),
        (updates.raw(message={"chat": {"id": 2**70}}), "system"),
        (updates.raw(message="not a message"), "system"),
        (updates.raw(), "system"),
    ],
)
def test_an_update_is_put_under_its_person(body, address):
    taken = take(body)
    assert taken.event.address == address
    assert (taken.event.source, taken.event.source_id) == ("telegram:42", "1001")
    assert taken.event.body == body
    assert taken.event.received_ms == 123
    assert taken.update_id == 1001


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{}",
        b'{"update_id":null}',
        b'{"update_id":"7"}',
        b'{"update_id":true}',
        b'{"update_id":1.5}',
        b'{"update_id":-1}',
        b'{"update_id":9223372036854775808}',
        b'{"update_id":1' + b"0" * 5000 + b"}",
        b'{"update_id":1',
        b"[" * 100_000,
        b'{"update_id":' + b"[" * 100_000,
    ],
)
def test_what_is_no_update_is_kept_under_its_hash(body):
    taken = take(body)
    assert taken.update_id is None
    assert taken.event.source_id.startswith("malformed:")
    assert taken.event.address == "system"
    assert taken.event.body == body
    assert take(body).event.source_id == taken.event.source_id
    assert take(body + b" ").event.source_id != taken.event.source_id


@pytest.mark.parametrize(
    "evil", [r"\ud800", r"\udfff\ud800", r"\u0000", "\N{RIGHT-TO-LEFT OVERRIDE}", "👩‍👩‍👧"]
)
def test_strange_text_does_not_hide_the_person(evil):
    body = f'{{"update_id":3,"message":{{"chat":{{"id":5}},"text":"{evil}"}}}}'.encode()
    assert (take(body).event.address, take(body).update_id) == ("telegram:5", 3)


def test_one_bad_member_does_not_hide_the_person():
    body = updates.raw(message={"chat": {"id": 5}}, my_chat_member=7, edited_message=[])
    assert take(body).event.address == "telegram:5"


def test_the_press_is_known_so_that_it_can_be_answered():
    assert take(updates.press()).press == "4382bfdwdsb323b2d9"
    assert take(updates.press(id="x" * 65)).press == ""
    assert take(updates.press(id="\ud800")).press == ""
    assert take(updates.message(text="x")).press == ""


NEIGHBOURS = [b'{"update_id": 1, "a": [1, {"b": "],[{"}]}', b"5", b'{"update_id":2}']


@pytest.mark.parametrize(
    "evil",
    [
        rb'{"x":"\ud800"}',
        b'{"x":NaN}',
        rb'{"x":"a\"],[b\\"}',
        b'{"x":' + b"[" * 3000 + b"]" * 3000 + b"}",
        b'{"x":"\xff"}',
        b'"text, with [ and ,"',
    ],
)
def test_a_batch_is_cut_whatever_one_of_its_updates_holds(evil):
    elements = [*NEIGHBOURS, evil, NEIGHBOURS[0]]
    answer = b'{"ok":true, "result" : [ ' + b" , ".join(elements) + b" ]}"
    assert split_batch(answer) == elements


def test_an_empty_batch():
    assert split_batch(b'{"ok":true,"result":[]}') == []
    assert split_batch(rb'{"x":{"y":["\ud800"]},"result":[ ]}') == []


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>", b"[]", b'{"ok":true}', b'{"ok":true,"result":{}}', b'{"result":[1', b"[" * 9999],
)
def test_an_answer_without_a_list_is_an_error(answer):
    with pytest.raises(ValueError, match="no list"):
        split_batch(answer)


def test_bytes_are_kept_as_they_came():
    update = json.dumps({"update_id": 1, "x": "Привет"}, ensure_ascii=False).encode()
    assert split_batch(b'{"ok":true,"result":[' + update + b"]}") == [update]
