"""Nobody finds out whether an account exists: not by the time of an answer, nor by what a turn leaves."""

from __future__ import annotations

import pytest

from bot.dialogs.model import Kind
from core.usecases.receipts import CheckFact, Mismatch
from storage.store import TxStore
from tests.dialogs.conversation import Logged
from tests.dialogs.supplier import make_test_desk
from tests.security.oracle import KINDS, Strangers, apart, sample

ROUNDS = 120
MOST = 0.2
"""Of the time of a turn. An account that exists costs 4 to 9 % more (rows that are found), some 30 µs, which
is nothing over a network; the slips below are 80 % and more. Medians, as ranks would tell the less of it the
busier the machine is. A run that is over it is repeated once."""


def worst(strangers):
    """The kind of account that times tell best from one that does not exist."""
    return max(apart(sample(strangers, ROUNDS)).values())


def test_times_tell_nothing():
    strangers = Strangers()
    sample(strangers, 5)
    assert worst(strangers) < MOST or worst(strangers) < MOST


class EarlyReturn(CheckFact):
    """The classic slip: no account, no work."""

    def __call__(self, store, claim, accepted, now_ms):
        if not store.receipts.evidence(claim.number, accepted).account_id:
            return Mismatch(0)
        return super().__call__(store, claim, accepted, now_ms)


@pytest.fixture
def early_return(monkeypatch):
    """A desk that was made with the slip; desks of tests are kept."""
    monkeypatch.setattr("bot.dialogs.desk.CheckFact", EarlyReturn)
    make_test_desk.cache_clear()
    yield
    make_test_desk.cache_clear()


def test_an_early_return_is_found(early_return):
    strangers = Strangers()
    sample(strangers, 5)
    assert worst(strangers) > 2 * MOST


def test_a_search_that_only_real_accounts_cause_is_found():
    """It was there once: the numbers of an account were looked for among all numbers."""
    strangers = Strangers()
    strangers.world.tx.run("DROP INDEX account_alias_account")
    sample(strangers, 5)
    assert worst(strangers) > 2 * MOST


def left_behind(number, text):
    """What a turn asks of the database, and what it leaves: statements, rows and bytes by table."""
    strangers = Strangers()
    strangers.forget()
    chat = strangers.ready(number)
    world, log = strangers.world, []
    before = _contents(world)
    world.store = TxStore(Logged(world.tx, log))
    world.happens(chat, Kind.TEXT, text=text)
    after = _contents(world)
    grown = {
        table: (len(after[table]) - len(rows), _bytes(after[table]) - _bytes(rows))
        for table, rows in before.items()
    }
    return log, grown


def _contents(world):
    tables = (
        "inbox",
        "outbox",
        "session",
        "audit_event",
        "tally",
        "verification",
        "link",
        "setting",
        "address",
    )
    return {table: world.tx.all(f"SELECT * FROM {table}") for table in tables}


def _bytes(rows):
    return len(repr(rows))


@pytest.mark.parametrize("text", ["000000", "00000000", "9876543 12,34"], ids=["receipt", "office", "meter"])
def test_every_account_leaves_the_same_statements_rows_and_bytes(text):
    seen = {kind: left_behind(number, text) for kind, number in KINDS.items()}
    log, grown = seen["nobody"]
    assert len(log) > 5
    for kind, (statements, left) in seen.items():
        assert statements == log, kind
        assert left == grown, kind


def test_counting_of_statements_finds_one_more():
    one, other = left_behind(KINDS["wrong"], "482133")[0], left_behind(KINDS["nobody"], "482133")[0]
    assert one != other


def test_medians_are_told_apart():
    times = {"nobody": [100, 90, 900], "same": [100, 100, 100], "slow": [10, 125, 500], "fast": [50, 60, 1]}
    assert apart(times) == {"same": 0, "slow": 0.25, "fast": 0.5}
