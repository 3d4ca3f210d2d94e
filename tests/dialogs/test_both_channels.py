"""A button phone walks the steps of a chat: every dialog by script, and whatever people say at random.

`APART` names what only one channel has, with the reason; everything else must be walked on both.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.segments import measure
from bot.dialogs.entries import DIALOGS, ENTRIES
from bot.dialogs.model import Phrase
from bot.texts.samples import samples
from bot.texts.templates import templates
from tests.dialogs.channels import Played
from tests.dialogs.memory import CATALOGUE
from tests.dialogs.metered import GARAGE, HOUSE, past
from tests.dialogs.scripts import OFFICE, SCRIPTS
from tests.dialogs.supplier import VALUES
from tests.dialogs.test_walks import WORDS

FILES = "SMS carry no files: its words say where a file is taken"
LINES = "an event of the executor of sheets, the same for both (tests/sheets)"
REVERSE = "the SMS is the proof itself, a chat waits for it (tests/dialogs/test_reverse.py)"
PAID = "an event of the executor of payments, the same for both (tests/dialogs/test_pay.py)"
PUT_OFF = "a button of a reminder, whose SMS says what to send (tests/notifications/test_put_off.py)"
APART = {
    "bill-token.consent": "a link is opened in a chat; the bill prints «ЛС number code» beside it",
    "document": FILES,
    "photo": FILES,
    "photo-kept": FILES,
    "sheet-file": FILES,
    "sheet-lines": LINES,
    "sheet-confirm": LINES,
    "sheet.doubts": LINES,
    "sheet.fix": LINES,
    "reading.edited": "an SMS cannot be edited",
    "link.reverse": REVERSE,
    "invitation.reverse": REVERSE,
    "phone-heard": REVERSE,
    "pay-link": PAID,
    "pay-news": PAID,
    "pay-link-own": PAID,
    "remind-later": PUT_OFF,
    "remind-never": PUT_OFF,
    "code": "how a code is said, no step of its own (tests/dialogs of the grammar)",
    "code-lost": "an event of the delivery of a code, the same for both",
    "unknown": "only said where nothing else is: it is on no path",
}


@cache
def played(script):
    return script()


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.__name__)
def test_sms_walks_the_steps_of_telegram(script):
    assert played(script).steps


def test_every_dialog_and_entry_is_walked():
    walked = {step for script in SCRIPTS for path in played(script).steps for step in path}
    known = {f"{dialog.name}.{name}" for dialog in DIALOGS for name in dialog.steps} | ENTRIES.keys()
    missing = known - walked - APART.keys()
    assert not missing, f"write a script in tests/dialogs/scripts.py that walks {sorted(missing)}"
    assert not APART.keys() & walked


def test_a_dialog_that_went_another_way_by_sms_is_found():
    two = Played()
    person = two.person()
    with pytest.raises(AssertionError, match="by SMS"):
        person.says("баланс", texted="счетчик")


def test_every_sms_of_the_scripts_is_of_the_registered_templates():
    """Each text of each message, in the values that dialogs give it."""
    patterns, wrong, seen = {}, set(), set()
    for one in templates(CATALOGUE, {}):
        patterns.setdefault(one.key, []).append(re.compile(one.regex))
    heard = (said for script in SCRIPTS for one in played(script).people for said in one.short.heard)
    for day, phrase in ((day, phrase) for day, reply in heard for phrase in reply.phrases):
        line = CATALOGUE.text("short", phrase.key, {**VALUES, **phrase.values}, day)
        seen.add(phrase.key)
        if line and not any(pattern.fullmatch(line) for pattern in patterns.get(phrase.key, ())):
            wrong.add((phrase.key, line))
    assert not wrong
    assert len(seen) > 120


LIST = "a list: two rows of it, as many as two parts hold"
LINKED = "linked, what is to be paid, and the word that switches reminders on"
LAW = "what the law wants said, word for word"
TWO_PARTS = {
    "pay-coming": "who gets the money and what it costs to pay are said before the link",
    "help-guest": "help",
    "help-linked": "help",
    "notify-kept": "where SMS are wanted without the consent that they need, how to give it",
    "charges-head": LIST,
    "past-head": LIST,
    "meters-head": LIST,
    "lines-head": LIST,
    "tariff-head": "a price for each zone and range",
    "bill-head": "why so much: what was charged, against what, what it makes now",
    "link-done": LINKED,
    "invited-done": LINKED,
    "sms-offered": "reminders are chosen, and the word that switches them on",
    "contract-text-linking-2026-11": LAW,
    "erase-done": LAW,
    "withdraw-done": LAW,
    "invited": LAW,
    "reading-flagged-wrong": "a receipt and the photo that it needs",
    "reading-flagged-meter": "a receipt and the photo that it needs",
    "reading-rows-saved": "a receipt for each of several meters, and a question about one of them",
}
"""Replies that may take two SMS, by their first text. Three take only receipts of several meters."""


SAMPLES = samples()


def widened(reply):
    """The reply with the widest values that its texts may get."""
    phrases = []
    for phrase in reply.phrases:
        wide = {name: SAMPLES[name].widest for name in phrase.values if name in SAMPLES}
        same = {name: wide[name] for name, one in phrase.values.items() if type(wide.get(name)) is type(one)}
        phrases.append(Phrase(phrase.key, {**phrase.values, **same}))
    return replace(reply, phrases=tuple(phrases))


def test_every_answer_is_one_sms_at_the_widest_values():
    """Two only where a list above says why; shown by what the scripts of all dialogs hear."""
    long, used = set(), set()
    heard = (said for script in SCRIPTS for one in played(script).people for said in one.short.heard)
    for day, reply in heard:
        first = reply.phrases[0].key
        for drawn in (reply, widened(reply)):
            sizes = [measure(part.text).parts for part in render(drawn, SMS, CATALOGUE, VALUES, day).parts]
            most = 3 if first == "reading-rows-saved" else 2 if first in TWO_PARTS else 1
            used |= {first} if sum(sizes) > 1 else set()
            long |= {first} if sum(sizes) > most else set()
    assert not long
    idle = TWO_PARTS.keys() - used
    assert not idle, f"no longer needed: {sorted(idle)}"


def test_an_invitation_that_is_forwarded_whole_is_taken():
    """It is our own sentence that comes back, and no echo: somebody was given it to be sent."""
    two = Played()
    owner, guest = two.person().has(1), two.person(2)
    owner.says("пригласить")
    owner.chooses("reader")
    guest.short.event_text(owner.short.text)
    assert guest.short.path[-1] == "invitation.consent"


SAYINGS = st.sampled_from([word for word in WORDS if not word.isdecimal() or len(word) > 2])


@settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(st.lists(SAYINGS | st.integers(0, 6), min_size=10, max_size=25))
def test_whatever_is_said_walks_the_same_steps(acts):
    """A number is the option at that place; lists may be longer where there is more room.

    The phone is one that billing does not know: who texts from the one it knows is asked one question less.
    """
    two = Played(past)
    person = two.person(5).has(GARAGE, HOUSE, OFFICE)
    for act in acts:
        if isinstance(act, str):
            person.says(act)
        elif act < len(common := person.both_offer()):
            person.chooses(*common[act])
        person.later(61)
