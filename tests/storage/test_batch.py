"""What the batch runner does when transactions die again and again; the session is scripted."""

from __future__ import annotations

import pytest

from storage.batch import CONFLICT_PAUSES_S, NotNow, run_batch
from storage.database import StorageUnavailable, Unit

BUSY = NotNow("busy", "another program holds the database")
CONFLICT = StorageUnavailable("conflict", "a deadlock")
FULL = StorageUnavailable("full", "the disk is full")


class ScriptedSession:
    """Raises the next item of the script at BEGIN (`NotNow`) or COMMIT (others); None lets it pass."""

    def __init__(self, *script):
        self.script = list(script)
        self.begun = 0
        self.committed = 0
        self.tx = None

    def begin(self, keys):
        self.begun += 1
        if self.script and isinstance(self.script[0], NotNow):
            raise self.script.pop(0)

    def commit(self):
        error = self.script.pop(0) if self.script else None
        if error is not None:
            raise error
        self.committed += 1

    def verdict(self, error):
        return error if isinstance(error, StorageUnavailable) else None

    def rollback(self):
        pass

    mark = release = undo = rollback


def units(count):
    return [Unit(lambda _, number=number: number) for number in range(count)]


def test_a_batch_that_cannot_begin_is_told_so_without_a_second_wait():
    session = ScriptedSession(BUSY, None)
    assert run_batch(session, units(50)) == [(None, BUSY)] * 50
    assert (session.begun, session.committed) == (1, 0)


def test_neighbours_need_not_find_out_by_themselves_that_nothing_begins_any_more():
    session = ScriptedSession(FULL, None, BUSY)
    assert run_batch(session, units(10)) == [(0, None), *[(None, BUSY)] * 9]
    assert (session.begun, session.committed) == (3, 1)


def test_a_unit_that_kills_its_transaction_twice_is_unavailable_alone():
    session = ScriptedSession(FULL, None, FULL, None)
    assert run_batch(session, units(3)) == [(0, None), (None, FULL), (2, None)]


def test_conflicts_are_tried_again_at_once():
    session = ScriptedSession(CONFLICT, CONFLICT, CONFLICT, CONFLICT)
    assert run_batch(session, units(1)) == [(0, None)]
    assert session.begun == 5


def test_conflicts_are_not_tried_for_ever(monkeypatch):
    monkeypatch.setattr("storage.batch.CONFLICT_PAUSES_S", [0.0] * len(CONFLICT_PAUSES_S))
    session = ScriptedSession(*[CONFLICT] * 20)
    assert run_batch(session, units(2)) == [(None, CONFLICT), (None, CONFLICT)]
    assert session.begun == 1 + 2 * len(CONFLICT_PAUSES_S)


def test_the_fault_of_a_lone_unit_is_not_tried_again():
    broken = ValueError("a deferred constraint")
    session = ScriptedSession(broken)
    assert run_batch(session, units(1)) == [(None, broken)]
    assert session.begun == 1


def test_what_is_no_exception_passes():
    with pytest.raises(KeyboardInterrupt):
        run_batch(ScriptedSession(KeyboardInterrupt()), units(2))
