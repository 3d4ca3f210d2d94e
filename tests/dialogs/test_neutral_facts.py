"""Whatever the account is, what is not proven is answered alike, byte for byte, for every fact and form."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from core.limits import Scope
from tests.dialogs.conversation import NOON
from tests.dialogs.facts import CLOSED, FIRM, FLAT, NOBODYS, OLD, RENUMBERED, more
from tests.dialogs.memory import CATALOGUE, World, replies_to
from tests.dialogs.supplier import VALUES

LOCKED = "1234567874"
KINDS = {"wrong": FLAT, "nobody": NOBODYS, "closed": CLOSED, "locked": LOCKED, "old": OLD, "new": RENUMBERED}
KINDS["firm"] = FIRM
FACTS = {
    "receipt": ["{number}", "000000"],
    "office": ["{number}", "нет квитанции", "ОФИС", "00000000"],
    "meter": ["{number}", "нет квитанции", "СЧЕТЧИК", "9876543", "12,34"],
    "meter at once": ["{number}", "нет квитанции", "СЧЕТЧИК", "9876543 12,34"],
    "one line": ["ЛС {number} 000000"],
    "one line, office": ["ЛС {number} 00000000"],
    "one line, meter": ["ЛС {number} 9876543 12,34"],
}
"""These are wrong for every account of the supplier; for a locked one the right answer is wrong too."""
SAID = [word for says in FACTS.values() for word in says]
SAID += ["назад", "дальше", "когда?", "помощь", "123", "отмена", "подключить", "заново", "продолжить", "да"]
RIGHT_BUT_LOCKED = {"receipt": ["{number}", "482133"], "one line": ["ЛС {number} 482133"]}


def seen(number, says, can, *, tries=1):
    """Everything that a stranger is told on the way, as it is sent, the own number out of it."""
    world = World(NOON)
    more(world.tx)
    lock(world)
    address = "tel:+79995550011" if can is SMS else "telegram:77"
    told = []
    for text in ("подключить", "согласен", "отмена", "подключить"):
        world.happens(address, Kind.TEXT, text=text)
    for attempt in range(tries):
        for text in says if not attempt else says[-1:]:
            rows = world.happens(address, Kind.TEXT, text=text.format(number=number))
            replies = replies_to(address, rows)
            told += [part.text for reply in replies for part in drawn(reply, can)]
            told += [str(choice) for reply in replies for choice in reply.choices]
            world.later(40)
    told = [text.replace("например 1234567833", "например EXAMPLE") for text in told]
    return [text.replace(number, "NUMBER").replace(number[-4:], "TAIL") for text in told]


def drawn(reply, can):
    return render(reply, can, CATALOGUE, VALUES, NOON.date()).parts


def lock(world):
    now_ms = int(world.now.timestamp() * 1000)
    for _ in range(12):
        world.store.attempts.bump([(Scope.FAILED_ACCOUNT, LOCKED)], now_ms)


@pytest.mark.parametrize("can", [TELEGRAM, SMS], ids=["full", "short"])
@pytest.mark.parametrize("fact", FACTS)
def test_every_kind_of_account_is_answered_alike(fact, can):
    answers = {kind: seen(number, FACTS[fact], can, tries=3) for kind, number in KINDS.items()}
    if fact in RIGHT_BUT_LOCKED:
        answers["right but locked"] = seen(LOCKED, RIGHT_BUT_LOCKED[fact], can, tries=3)
    assert answers["nobody"]
    different = {kind: told for kind, told in answers.items() if told != answers["nobody"]}
    assert not different


@pytest.mark.parametrize("can", [TELEGRAM, SMS], ids=["full", "short"])
def test_the_right_fact_is_answered_otherwise(can):
    """The test above would see a difference."""
    assert seen(FLAT, ["{number}", "482133"], can) != seen(NOBODYS, ["{number}", "482133"], can)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    words=st.lists(st.sampled_from(SAID), min_size=1, max_size=8),
    form=st.sampled_from([TELEGRAM, SMS]),
    kind=st.sampled_from([kind for kind in KINDS if kind != "nobody"]),
)
def test_no_way_of_asking_tells_accounts_apart(words, form, kind):
    assert seen(KINDS[kind], ["{number}", *words], form) == seen(NOBODYS, ["{number}", *words], form)
