"""Whatever arrives, the edge answers with an event, a named silence or Malformed; nothing else is raised."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogs.engine import Ignored
from bot.dialogs.model import Inbound
from bot.handlers.telegram_intake import UpdateIntake, split_batch
from bot.handlers.telegram_translate import translate
from core.errors import Malformed
from tests.telegram.update_generator import MEMBERS, Updates

READ = ("message", "edited_message", "callback_query", "my_chat_member")
INTAKE = UpdateIntake(42, lambda: 0)
seeds = st.integers(0, 2**64)


def check(body: bytes):
    """The promises of the edge for one body; returns what it was taken for."""
    taken = INTAKE.take(body)
    assert taken.event.body == body
    assert taken.event.address == "system" or taken.event.address.startswith("telegram:")
    assert len(taken.event.source_id) < 64
    taken.press.encode()
    try:
        event = translate(body, 1_795_000_000_000, "AbonentBot")
    except Malformed:
        return Malformed
    if isinstance(event, Inbound):
        check_event(event, taken.event.address)
    else:
        assert isinstance(event, Ignored)
        assert event.reason.encode()
    return type(event)


def check_event(event: Inbound, address: str) -> None:
    assert event.address == address
    phone = event.contact.phone if event.contact else ""
    for text in (event.text, event.command, event.choice, event.prompt, event.album, event.carrier, phone):
        assert "\x00" not in text
        assert len(text.encode()) <= 4096 * 4
    assert event.sent_at is None or event.sent_at.tzinfo is not None


@pytest.mark.parametrize("member", MEMBERS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=seeds)
def test_no_update_surprises_us(member, seed):
    update = Updates(Random(seed)).update(member)
    check(json.dumps(update).encode())
    check(json.dumps(update, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def test_the_generator_reaches_every_outcome():
    """Else the test above would prove little."""
    random = Random(1)
    seen = {member: set() for member in READ}
    for _ in range(400):
        for member in READ:
            seen[member].add(check(json.dumps(Updates(random).update(member)).encode()))
    assert all({Inbound, Malformed} <= outcomes for outcomes in seen.values()), seen
    assert Ignored in seen["message"]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_that_are_nothing(body):
    check(body)


@settings(max_examples=300, deadline=None)
@given(seed=seeds, cut=st.floats(0, 1), noise=st.binary(max_size=3))
def test_an_update_cut_short_or_damaged(seed, cut, noise):
    whole = json.dumps(Updates(Random(seed)).update("message")).encode()
    at = int(cut * len(whole))
    check(whole[:at])
    check(whole[:at] + noise + whole[at:])


@settings(max_examples=100, deadline=None)
@given(seed=seeds)
def test_a_batch_is_cut_at_its_updates(seed):
    random = Random(seed)
    made = [Updates(random).update(random.choice(MEMBERS)) for _ in range(random.randrange(5))]
    bodies = [json.dumps(update).encode() for update in made]
    assert split_batch(b'{"ok":true,"result":[' + b", ".join(bodies) + b"]}") == bodies
