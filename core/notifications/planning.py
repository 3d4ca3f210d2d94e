"""What a kind of notification tells the planner: which plans there should be by now, and whom each finds.

A plan is one kind, stage, period and group of accounts. It is made once (the four are unique), then carried
out in chunks: `INSERT INTO reminder … SELECT` of the rows between two ids, with the cursor in the same
transaction. No row passes through Python, but where a statement cannot tell (`Chosen.judge`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from core.database import Tx, Value
    from core.notifications.kinds import Kind
    from core.notifications.model import Plan

_NONE: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plan that there should be by now (`core.notifications.model.Plan` before it has a row).

    Of one whose `until_ms` has passed only the record is made, `expired`. `fact` is handed on to the plan and
    to its statement; times are UTC milliseconds.
    """

    kind: Kind
    stage: str
    period: str
    group: str
    due_ms: int
    spread_ms: int
    until_ms: int
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The SELECT of a plan: link_id, subscriber_id, account_id, due_ms, until_ms, fact; in this order.

    With `periods` a seventh column is the period of each reminder; without, it is that of the plan. With
    `over` nothing is told: the rows are there so that it is not told later.
    With `judge` rows are read on a reader's connection and judged one by one: it is given the row, which may
    have more columns behind the six, and returns the fact of its reminder, or None where there is to be none.
    It selects among the rows of `table` whose id is above `:after` and up to `:upto`: chunk by chunk. Beside
    its own `params`, which come before those of the same name, it may use `:kind`, `:stage`, `:period`,
    `:due_ms`, `:spread_ms`, `:until_ms`, `:midnight_ms` (of the day of `due_ms`), `:fact`, `:now_ms`.
    """

    sql: str
    params: Mapping[str, Value] = field(default_factory=lambda: _NONE)
    table: str = "link"
    periods: bool = False
    over: bool = False
    judge: Callable[[Tx, tuple[Any, ...]], str | None] | None = None


class Source(Protocol):
    """One kind of notification that is planned."""

    @property
    def kind(self) -> Kind:
        """What its reminders are."""

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """Plans that there should be by now, those that are there among them; read on a reader, each tick.

        A plan is named for as long as it could still be of use, and some time after: who was down meanwhile
        records it as expired. It must be cheap: it is asked twice a minute.
        """

    def chosen(self, plan: Plan) -> Chosen:
        """Whom a plan finds."""
