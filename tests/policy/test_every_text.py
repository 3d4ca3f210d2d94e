"""Every text, by its sensitivity and by its values, on every channel, in both modes."""

from __future__ import annotations

import html
import json
from datetime import date
from typing import get_args

import pytest

from bot.assembly import SMS
from bot.channels.page_capabilities import PAGE
from bot.channels.policy import (
    ASK,
    ASK_PAGE,
    INSTEAD,
    INSTEAD_PAGE,
    MORE_PAGE,
    Elsewhere,
    judged,
    withheld,
    within,
)
from bot.channels.render import render
from bot.channels.telegram_capabilities import TELEGRAM
from bot.channels.telegram_requests import edit_params, message_params
from bot.channels.telegram_setup import COMMANDS
from bot.dialogs.model import Choice, Phrase, Press, Reply
from bot.texts.catalogue import Catalogue
from bot.texts.samples import TODAY, samples, widest
from core.privacy import BY_TYPE, Sensitivity, of_value
from core.values import Energy, Masked, Money, Period, Personal, Phone, Prices, Sealed, Value, Wait
from tests.dialogs.supplier import VALUES as SUPPLIER
from tests.policy.sentinels import MARKS, OWN, PERSON, PHONE, SUM, leaks, sentinel

CATALOGUE, TABLE = Catalogue.load(), samples()
PAGE_LINK = Elsewhere("https://bot.example.ru/p/token", 900)
STRICT = within(TELEGRAM, "strict")
CHANNELS = {f"{mode} {can.name}": within(can, mode) for mode in ("open", "strict") for can in (TELEGRAM, SMS)}
SAID_INSTEAD = {INSTEAD, INSTEAD_PAGE, ASK, ASK_PAGE}


def values_of(key):
    needs = CATALOGUE.full.entries[key].needs | CATALOGUE.short.entries[key].needs
    return {name: sentinel(name, value) for name, value in widest(needs - set(SUPPLIER), TABLE).items()}


def wire(reply, can, elsewhere=PAGE_LINK):
    """What would go out: every message as sent and as an edit."""
    parts = render(reply, can, CATALOGUE, SUPPLIER, TODAY, elsewhere).parts
    return json.dumps([(message_params(1, part), edit_params(1, 2, part)) for part in parts]).encode()


def forbidden_on(can):
    return [level for level in MARKS if level > can.allowed]


def shapes(phrase):
    """A text, the label of a button, a question that asks for something, with a picture."""
    choice = Choice("x", phrase)
    yield Reply((phrase,))
    yield Reply((Phrase("menu-linked"),), choices=(choice,), prompt="p")
    yield Reply((phrase,), choices=(choice,), prompt="p", asks=Sensitivity.PERSONAL, picture="chart")


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_value_gets_past_its_channel(channel):
    """Sums, phones, names, own words are looked for in the wire bytes of every key, said with sentinels."""
    can, found = CHANNELS[channel], {}
    for key in CATALOGUE:
        for reply in shapes(Phrase(key, values_of(key))):
            if marks := leaks(wire(reply, can), forbidden_on(can)):
                found[key] = marks
    assert found == {}


def private(key):
    return judged(Phrase(key, values_of(key)), CATALOGUE, "full") > STRICT.allowed


def test_what_may_not_leave_is_not_said_in_other_words_either():
    """The whole text is gone: what stands there is its stand-in or the sentence that says where it is."""
    kept_back = [key for key in CATALOGUE if private(key)]
    assert len(kept_back) > 30
    for key in kept_back:
        other = CATALOGUE.instead(key)
        said = other if other and not private(other) else INSTEAD_PAGE
        values = {"life": Wait(900)} if said == INSTEAD_PAGE else values_of(key)
        reply = Reply((Phrase(key, values_of(key)),))
        [part] = render(reply, STRICT, CATALOGUE, SUPPLIER, TODAY, PAGE_LINK).parts
        expected = CATALOGUE.text("full", said, {**SUPPLIER, **values}, TODAY)
        if said == other and judged(reply.phrases[0], CATALOGUE, "full") is Sensitivity.MONEY:
            expected += "\n" + CATALOGUE.text("full", MORE_PAGE, {"life": Wait(900)}, TODAY)
        assert plain(part.text) == expected, key


def plain(text):
    return html.unescape(text.replace("\u00a0", " "))


def test_what_may_leave_leaves_whole():
    whole = [key for key in CATALOGUE if not private(key)]
    assert len(whole) > 30
    for key in whole:
        assert withheld(Reply((Phrase(key, values_of(key)),)), STRICT, CATALOGUE) is Sensitivity.PUBLIC, key


def test_there_is_something_of_every_kind_to_keep_back():
    """The tests above would pass for a catalogue in which nothing is private."""
    kinds = {level for key in CATALOGUE for n, v in values_of(key).items() if (level := of_value(n, v))}
    assert kinds >= {Sensitivity.ACCOUNT, Sensitivity.OWN, Sensitivity.PHONE, Sensitivity.MONEY}
    money = Reply((Phrase("card-due-undated", {"debt": sentinel("debt", Money(1))}),))
    assert leaks(wire(money, within(TELEGRAM, "open")), [Sensitivity.MONEY])


@pytest.mark.parametrize(
    ("key", "name", "value"),
    [
        ("card-due-undated", "debt", Money(SUM)),
        ("link-phone-record", "phone", Phone(PHONE)),
        ("link-phone-record", "phone", Phone(PHONE, full=True)),
        ("late-answer", "quote", OWN),
        ("choice-numbered", "option", Personal(PERSON)),
    ],
)
def test_a_private_value_in_a_text_that_calls_itself_public_is_kept_back(key, name, value, monkeypatch):
    monkeypatch.setitem(CATALOGUE._sensitivity, key, Sensitivity.PUBLIC)
    phrase = Phrase(key, {**values_of(key), name: value})
    assert judged(phrase, CATALOGUE, "full") > STRICT.allowed
    for reply in shapes(phrase):
        assert leaks(wire(reply, STRICT), MARKS) == []


def test_every_type_of_value_was_judged():
    """A new type of value has to be placed: in `BY_TYPE`, or here among those that are nobody's."""
    nobodys = {str, int, Period, Wait, date, Sealed, Energy, Prices}
    names = {kind.__name__ for kind in get_args(Value)}
    assert names - {kind.__name__ for kind in {*BY_TYPE, Phone, *nobodys}} == {"Display", "Displays"}
    assert of_value("x", Personal("Пётр")) is Sensitivity.PERSONAL
    assert of_value("x", Masked("1234567833")) is Sensitivity.ACCOUNT
    assert of_value("x", Phone("+79161234567", full=True)) is Sensitivity.PERSONAL


PROFILE = [*(f"command-{name}" for name in COMMANDS), "bot-description", "bot-short-description"]


@pytest.mark.parametrize("key", PROFILE)
def test_the_profile_of_the_bot_is_public(key):
    assert CATALOGUE.sensitivity(key) is Sensitivity.PUBLIC
    assert judged(Phrase(key, values_of(key)), CATALOGUE, "full") is Sensitivity.PUBLIC


def test_what_is_said_instead_may_leave_everywhere():
    assert {CATALOGUE.sensitivity(key) for key in SAID_INSTEAD} == {Sensitivity.PUBLIC}


def test_stand_ins_are_less_private():
    for key in CATALOGUE:
        other = CATALOGUE.instead(key)
        assert not other or CATALOGUE.sensitivity(other) < CATALOGUE.sensitivity(key)


@pytest.mark.parametrize("target", ["89161234567", "+7-916-123-45-67".replace("+", "")])
def test_a_phone_typed_with_a_command_is_no_part_of_a_button(target):
    again = Choice("link", Phrase("button-show-now"), Press.ENTRY, target)
    reply = Reply((Phrase("notice-too-late"),), choices=(again,))
    assert leaks(wire(reply, STRICT), [Sensitivity.PERSONAL]) == []
    assert target.encode() in wire(reply, within(TELEGRAM, "open"))


def test_a_picture_may_show_sums_until_it_is_listed():
    reply = Reply((Phrase("menu-linked"),), picture="consumption")
    assert render(reply, STRICT, CATALOGUE, SUPPLIER, TODAY).parts[0].picture == ""
    assert render(reply, within(TELEGRAM, "open"), CATALOGUE, SUPPLIER, TODAY).parts[0].picture


def test_a_phone_is_not_asked_for_by_a_button_either():
    share = Choice("contact", Phrase("button-contact"), Press.CONTACT)
    reply = Reply((Phrase("link-phone"),), choices=(share,), prompt="p")
    [part] = render(reply, STRICT, CATALOGUE, SUPPLIER, TODAY, PAGE_LINK).parts
    assert part.contact == ""
    assert b"request_contact" not in wire(reply, STRICT)
    assert plain(part.text) == CATALOGUE.text("full", ASK_PAGE, {**SUPPLIER, "life": Wait(900)}, TODAY)
    assert part.rows[0][0].url == PAGE_LINK.url


def test_the_page_shows_everything():
    can = within(PAGE, "strict")
    assert (can.allowed, can.asks) == (Sensitivity.PERSONAL, Sensitivity.PERSONAL)
