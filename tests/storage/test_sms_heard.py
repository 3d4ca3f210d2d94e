"""Two routes, one message: each exactly once, in whatever order callbacks and polls come, on both engines."""

from __future__ import annotations

from collections import Counter
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sms_heard import WINDOW_MS, Heard, Route, mark_of
from core.usecases.hear_once import hear_once
from storage.database import Unit
from storage.sms_heard import SmsHeardGateway
from storage.store import TxStore
from tests.dialogs.memory import MemoryTx, image
from tests.dialogs.supplier import KEYS

CALLBACK, POLL = Route.CALLBACK, Route.POLL
MINUTE = 60_000


class Ear:
    """Hears what routes tell and remembers what was handed on."""

    def __init__(self, tx):
        self.heard, self.handed, self.identities = SmsHeardGateway(tx), [], set()

    def hears(self, route, id_, text="1", phone="+79161234567", at_ms=0):
        told = Heard("smsc", str(id_), route, mark_of(KEYS, phone, text), at_ms)
        identity = hear_once(self.heard, told, at_ms)
        if identity:
            assert identity not in self.identities, "the inbox would drop it as a duplicate"
            self.identities.add(identity)
            self.handed.append((phone, text))
        return identity


@pytest.fixture
def ear():
    return Ear(MemoryTx(image()))


async def on(database, *told):
    """What is handed on of (route, id, text, at), on a real engine."""

    def work(tx):
        ear = Ear(tx)
        return [ear.hears(route, id_, text, at_ms=at) for route, id_, text, at in told]

    return await database.write(Unit(work))


async def test_the_same_id_by_both_routes_is_one_message(database):
    told = [(CALLBACK, 7, "да", 0), (POLL, 7, "да", 0), (POLL, 7, "да", 0), (CALLBACK, 7, "да", 0)]
    assert await on(database, *told) == ["7", "", "", ""]


async def test_equal_texts_by_different_ids_are_one_message_for_each_pair(database):
    told = [(CALLBACK, "a", "1", 0), (CALLBACK, "b", "1", 0), (POLL, 1, "1", 0), (POLL, 2, "1", 0)]
    assert await on(database, *told) == ["a", "b", "", ""]
    assert await on(database, (POLL, 3, "1", 0), (POLL, 4, "нет", 0)) == ["3", "4"]


async def test_what_an_id_tells_apart_is_handed_on_after_all(database):
    """The poll was under way when the callback of the second «1» came: ids say later that they are two."""
    told = [(CALLBACK, 8, "1", 0), (POLL, 7, "1", 0), (POLL, 8, "1", 0), (CALLBACK, 7, "1", 0)]
    assert await on(database, *told) == ["8", "", "8+", ""]


async def test_the_store_has_it(database):
    def work(tx):
        return TxStore(tx).sms_heard.find("smsc", "1")

    assert await database.read(work) is None


def test_a_second_answer_by_the_same_route_is_a_second_answer(ear):
    assert [ear.hears(POLL, n) for n in (1, 2, 3)] == ["1", "2", "3"]
    assert [ear.hears(CALLBACK, n, "ДА") for n in ("x", "y")] == ["x", "y"]


def test_other_phones_and_other_texts_are_other_messages(ear):
    ear.hears(CALLBACK, "a")
    assert ear.hears(POLL, 1, phone="+79161234568") == "1"
    assert ear.hears(POLL, 2, "2") == "2"
    assert not ear.hears(POLL, 3, " 1\r\n")


def test_far_apart_is_not_one_message(ear):
    ear.hears(CALLBACK, "a", at_ms=0)
    assert ear.hears(POLL, 1, at_ms=WINDOW_MS + 1) == "1"
    assert not ear.hears(POLL, 2, at_ms=WINDOW_MS)


def test_the_nearest_in_time_is_taken_for_the_same(ear):
    ear.hears(CALLBACK, "early", at_ms=0)
    ear.hears(CALLBACK, "late", at_ms=5 * MINUTE)
    assert not ear.hears(POLL, 1, at_ms=6 * MINUTE)
    assert ear.heard.find("smsc", "1").pair == "late"


TEXTS = ("1", "ДА", "п 15420")


@st.composite
def tellings(draw):
    """Messages, and how two routes tell them; whether ids agree; one of the routes may lose some."""
    texts = draw(st.lists(st.sampled_from(TEXTS), max_size=8))
    agree, loses = draw(st.booleans()), draw(st.sampled_from([CALLBACK, POLL]))
    lost = draw(st.sets(st.integers(0, 7)))
    told = []
    for route in (CALLBACK, POLL):
        numbers = [n for n in range(len(texts)) if route is not loses or n not in lost]
        again = draw(st.lists(st.sampled_from(numbers), max_size=4)) if numbers else []
        ids = [(n, str(n) if agree else f"{route.value}{n}") for n in [*numbers, *again]]
        told += [(route, id_, texts[n]) for n, id_ in ids]
    return texts, draw(st.permutations(told))


@settings(max_examples=50)
@given(tellings())
def test_whatever_the_order_each_message_is_handed_on_once(given_):
    """Callbacks come in any order, polls are repeated, either route loses what it likes."""
    texts, told = given_
    ear, clock = Ear(MemoryTx(image())), count(0, 1000)
    for route, id_, text in told:
        ear.hears(route, id_, text, at_ms=next(clock))
    assert Counter(text for _, text in ear.handed) == Counter(texts)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from([CALLBACK, POLL]), st.integers(1, 6)), max_size=30))
def test_nothing_is_handed_on_more_often_than_it_was_told(told):
    """Even if both routes lose: never more than there are ids, never fewer than one route told."""
    ear = Ear(MemoryTx(image()))
    for route, id_ in told:
        ear.hears(route, f"{route.value}{id_}")
    ids = {route: len({id_ for by, id_ in told if by is route}) for route in (CALLBACK, POLL)}
    assert len(ear.handed) == max(ids.values())
