"""Plans whose rows are judged one by one: read in pages on a reader, kept with the cursor in one transaction.

For what no statement can tell: whether an address lies in a list of places, what a month will come to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.reminder_plans.plans import Filled, PlansGateway, values_of

if TYPE_CHECKING:
    from core.database import Tx, Value
    from core.notifications.model import Plan
    from core.notifications.planning import Chosen

PAGE = 200
"""Rows judged at once, at most; what is found of them is one short transaction."""
_INSERT = """
INSERT INTO reminder
    (link_id, subscriber_id, account_id, due_ms, until_ms, fact, kind, stage, period, planned_ms)
VALUES (:link_id, :subscriber_id, :account_id, :due_ms, :until_ms, :fact, :kind, :stage, :period, :now_ms)
ON CONFLICT (link_id, kind, stage, period) DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was judged: the last id of it, how many rows it has, the reminders to be made."""

    upto: int
    seen: int
    found: tuple[dict[str, Value], ...]


class JudgedGateway:
    """Judged plans inside one transaction."""

    __slots__ = ("_plans", "_tx")

    def __init__(self, tx: Tx) -> None:
        self._tx, self._plans = tx, PlansGateway(tx)

    def page(self, plan: Plan, chosen: Chosen, most: int, now_ms: int, midnight_ms: int) -> Page:
        """Read the next rows after the cursor and judge them; writes nothing."""
        upto, seen = self._plans.chunk(chosen.table, plan.after_link, most)
        if not seen or chosen.judge is None:
            return Page(plan.after_link, 0, ())
        given = values_of(plan, chosen, now_ms, midnight_ms) | {"after": plan.after_link, "upto": upto}
        rows = self._tx.all(chosen.sql, **given)
        judged = ((row, chosen.judge(self._tx, tuple(row))) for row in rows)
        return Page(upto, seen, tuple(_named(row, fact) for row, fact in judged if fact is not None))

    def keep(self, plan: Plan, page: Page, now_ms: int) -> Filled:
        """Make what was found and move the cursor; nothing where another process was quicker."""
        if not page.seen:
            return Filled(after=plan.after_link, over=True, taken=self._plans.done(plan, now_ms))
        if not self._plans.move(plan, page.upto):
            return Filled(taken=False)
        name: dict[str, Value] = {"kind": str(plan.kind), "stage": plan.stage, "period": plan.period}
        made = sum(self._tx.run(_INSERT, **name, **one, now_ms=now_ms) for one in page.found)
        self._plans.count(plan, made)
        return Filled(made, page.seen, page.upto)


def _named(row: tuple[Any, ...], fact: str) -> dict[str, Value]:
    link_id, subscriber_id, account_id, due_ms, until_ms, *_ = row
    return {
        "link_id": link_id, "subscriber_id": subscriber_id, "account_id": account_id,
        "due_ms": due_ms, "until_ms": until_ms, "fact": fact,
    }  # fmt: skip
