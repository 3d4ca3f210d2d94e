"""Every entry against every role: a reader is shown no sum by any door, button or word, in either form."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.seals import unsealed
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.entries import ENTRIES
from bot.dialogs.model import Kind, Press
from core.linking import NewLink
from core.people import Role, Why
from core.usecases.accounts import ShowCard
from core.values import Money
from tests.dialogs.memory import CATALOGUE, World, replies_to
from tests.dialogs.supplier import ACCOUNTS, KEYS, VALUES

NOW = datetime(2026, 11, 8, 9, tzinfo=UTC)
ME = "telegram:1"
SUM = re.compile(r"\d,\d\d руб|\d+,\d\d\b")
TARGETS = ["", "{0}", "a{0}", "a{0}.2026-10", "a{0}.p1", "7833", "2026-10", "why.a{0}", "payments.a{0}.p1"]
SHOWS_SUMS = {"balance", "account", "why", "charges", "payments"}
"""Entries that show an owner sums of this account: without them the test would prove nothing."""
CHANGES = {"erase", "withdraw", "unlink", "stop", "not-me", "remove-person"}
WORDS = [
    "почему столько",
    "мои платежи",
    "сколько я должен",
    "пени",
    "тариф",
    "начисления за октябрь",
    "долг",
]


def world(role, account_id=1, more=()):
    """Somebody with one account in this role, and whatever else is theirs."""
    made = World(NOW)
    store, now_ms = made.store, int(NOW.timestamp() * 1000)
    subscriber = store.subscribers.create(ME, now_ms)
    for number, (id_, as_) in enumerate([(account_id, role), *more]):
        store.links.add(NewLink(subscriber, id_, ME, "+79161234567", as_), now_ms + number)
    return made


def seen(made, kind, **fields):
    """Every message of one event."""
    return replies_to(ME, made.happens(ME, kind, **fields))


def sums(replies):
    """What of these messages is a sum: values of phrases and labels, and the words of both forms."""
    found = []
    for reply in replies:
        phrases = [*reply.phrases, *(choice.label for choice in reply.choices)]
        found += [p.key for p in phrases if any(isinstance(v, Money) for v in p.values.values())]
        for can in (TELEGRAM, SMS):
            parts = render(unsealed(reply, KEYS), can, CATALOGUE, VALUES, NOW.date()).parts
            found += [part.text for part in parts if SUM.search(part.text)]
    return found


@pytest.mark.parametrize("entry", sorted(ENTRIES))
def test_no_entry_shows_a_reader_a_sum(entry):
    for target in TARGETS:
        made = world(Role.READER)
        replies = seen(made, Kind.CHOICE, choice=entry, text=target.format(1))
        assert not sums(replies), (entry, target)
        assert not sums(seen(made, Kind.COMMAND, command=entry, text=target.format(1)))


@pytest.mark.parametrize("role", [Role.OWNER, Role.PAYER])
def test_owners_and_payers_see_sums_by_these_entries(role):
    shown = set()
    for entry in ENTRIES:
        for target in TARGETS:
            if sums(seen(world(role), Kind.CHOICE, choice=entry, text=target.format(1))):
                shown.add(entry)
    assert shown >= SHOWS_SUMS


@pytest.mark.parametrize("role", list(Role))
def test_the_card_of_a_reader_has_no_sums_in_it(role):
    """Whatever a screen does with the card."""
    made = world(role)
    card = ShowCard()(made.store, made.session(ME))
    assert (card.balance is not None, card.charge is not None, card.payment is not None) == (
        (role.sees_money,) * 3
    )
    organisation = ShowCard()(world(role, 3).store, world(role, 3).session(ME))
    assert bool(organisation.dues) is role.sees_money


@pytest.mark.parametrize("account", [account[0] for account in ACCOUNTS])
def test_a_reader_finds_no_sum_behind_any_button(account):
    """All screens that can be reached from the menu and the card, as deep as they go."""
    tried = set()
    doors = [("menu", ""), ("balance", ""), ("accounts", ""), ("settings", "")]
    while doors:
        door = doors.pop()
        if door in tried or door[0] in CHANGES:
            continue
        tried.add(door)
        replies = seen(world(Role.READER, account), Kind.CHOICE, choice=door[0], text=door[1])
        assert not sums(replies), door
        doors += [
            (choice.id, choice.target)
            for reply in replies
            for choice in reply.choices
            if choice.press is Press.ENTRY
        ]
    assert len(tried) > 10


@pytest.mark.parametrize("words", WORDS)
def test_no_question_gets_a_reader_a_sum(words):
    made = world(Role.READER)
    assert not sums(seen(made, Kind.TEXT, text=words))
    assert not sums(seen(made, Kind.TEXT, text="1"))


def test_a_reader_of_one_account_who_owns_another():
    """The role is that of the account that is shown, whichever was looked at before."""
    made = world(Role.READER, 1, more=[(2, Role.OWNER)])
    assert sums(seen(made, Kind.CHOICE, choice="account", text="2"))
    for entry in sorted(ENTRIES.keys() - CHANGES):
        for target in ("1", "a1", "a1.2026-10"):
            replies = seen(made, Kind.CHOICE, choice=entry, text=target)
            mine = [p for r in replies for p in r.phrases if "7833" in str(p.values)]
            assert not mine or not sums(replies), (entry, target)
        seen(made, Kind.CHOICE, choice="account", text="2")


@pytest.mark.parametrize("entry", sorted(ENTRIES.keys() - CHANGES))
def test_no_entry_shows_a_suspended_link_anything(entry):
    for target in TARGETS:
        made = world(Role.OWNER)
        [link] = made.store.links.of(made.session(ME).subscriber_id)
        made.store.people.suspend(made.store.people.find(link.id), Why.HOLDER, 1)
        replies = seen(made, Kind.CHOICE, choice=entry, text=target.format(1))
        keys = {phrase.key for reply in replies for phrase in reply.phrases}
        assert not sums(replies), (entry, target)
        assert not {key for key in keys if key.startswith(("card-", "bill-head", "meter-", "payments-"))}
