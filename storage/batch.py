"""One batch of units in one transaction, on the storage thread; the same rules for both engines.

Phase 1 runs the `store` of every unit outside any savepoint, phase 2 the `work` of each in its own savepoint.
When the transaction itself dies, the units run again one by one, so that one bad neighbour costs nobody else.
"""

from __future__ import annotations

import logging
import random
import time
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from core.database import StorageUnavailable, Tx, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
log = logging.getLogger(__name__)

Outcome = tuple[Any, BaseException | None]
"""Result of a unit, or the exception for its caller."""

CONFLICT_PAUSES_S = (0.0, 0.005, 0.02, 0.08, 0.3)
"""Waits before a deadlock or a serialization failure is tried again (each up to twice as long, at random)."""


class NotNow(StorageUnavailable):
    """No use, or not safe, to try again at once: nothing could be opened, or its end is unknown."""


class Session(Protocol):
    """A connection with its transaction; used by one thread only."""

    @property
    def tx(self) -> Tx: ...

    def begin(self, keys: Sequence[str]) -> None:
        """Open a transaction and lock the keys. Raises `NotNow`."""

    def commit(self) -> None: ...

    def rollback(self) -> None:
        """Leave the transaction whatever its state. Never raises."""

    def mark(self) -> None:
        """Open the savepoint of a unit."""

    def release(self) -> None:
        """Close it; raises when a statement in it failed and the unit went on regardless."""

    def undo(self) -> None:
        """Roll back to it and close it; raises when the transaction is dead."""

    def verdict(self, error: BaseException) -> StorageUnavailable | None:
        """Say why the transaction died; None when `error` is the fault of the unit."""


def run_batch(session: Session, units: Sequence[Unit[Any]]) -> list[Outcome]:
    """Run the units, commit, and return their outcomes in the same order. Never raises an Exception."""
    try:
        return _transaction(session, units)
    except Exception as error:  # noqa: BLE001 - told apart by the verdict
        died = session.verdict(error)
        if died is None and len(units) == 1:
            return [(None, error)]
        if isinstance(died, NotNow):
            return [(None, died)] * len(units)
        log.warning("a transaction of %d units died, running them one by one: %s", len(units), died or error)
    return _one_by_one(session, units)


def run_read(session: Session, work: Callable[[Tx], T]) -> T:
    """Run `work` in a transaction of its own; a lost connection is no reason to bother a reader."""
    try:
        return run_once(session, work)
    except NotNow:
        raise
    except StorageUnavailable as error:
        if error.reason not in {"conflict", "lost"}:
            raise
    return run_once(session, work)


def run_once(session: Session, work: Callable[[Tx], T]) -> T:
    """Run `work` in a transaction of its own, once. Raises its exception or `StorageUnavailable`."""
    try:
        (outcome,) = _transaction(session, [Unit(work)])
    except Exception as error:
        died = session.verdict(error)
        if died is None or died is error:
            raise
        raise died from error
    value: T = outcome[0]
    return value


def _transaction(session: Session, units: Sequence[Unit[Any]]) -> list[Outcome]:
    try:
        session.begin([unit.key for unit in units])
        outcomes = _phases(session, units)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    return outcomes


def _phases(session: Session, units: Sequence[Unit[Any]]) -> list[Outcome]:
    tx = session.tx
    for unit in units:
        if unit.store is not None:
            unit.store(tx)
    if len(units) == 1 and units[0].store is None and units[0].failed is None:
        # Nothing of a lone unit survives its failure: the transaction is its savepoint.
        return [(units[0].work(tx), None)]
    return [_work(session, tx, unit) for unit in units]


def _work(session: Session, tx: Tx, unit: Unit[Any]) -> Outcome:
    session.mark()
    try:
        value = unit.work(tx)
        session.release()
    except Exception as error:  # noqa: BLE001 - any failure of a unit is its own; `undo` raises if it is not
        session.undo()
        if unit.failed is None:
            return None, error
        value = unit.failed(tx, error)
    return value, None


def _one_by_one(session: Session, units: Sequence[Unit[Any]]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for unit in units:
        outcome = _alone(session, unit)
        if isinstance(outcome[1], NotNow):
            # Each try may wait for seconds: the neighbours need not find out by themselves.
            return outcomes + [outcome] * (len(units) - len(outcomes))
        outcomes.append(outcome)
    return outcomes


def _alone(session: Session, unit: Unit[Any]) -> Outcome:
    died: StorageUnavailable | None = None
    for pause in CONFLICT_PAUSES_S:
        time.sleep(pause * random.uniform(1, 2))  # noqa: S311 - spreads replicas, hides nothing
        try:
            return _transaction(session, [unit])[0]
        except Exception as error:  # noqa: BLE001 - told apart by the verdict
            died = session.verdict(error)
            if died is None:
                return None, error
            if died.reason != "conflict":
                break
    return None, died
