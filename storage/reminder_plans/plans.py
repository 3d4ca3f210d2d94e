"""Plans and how far they are: opened once, filled in chunks, each with the cursor in one transaction.

A kill between two chunks leaves the cursor at the last whole one. Of several replicas that fill one plan only
one moves the cursor from where both found it; the other's transaction does nothing. `reminder` is unique by
link, kind, stage and period besides, so that not even two plans make one reminder twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.notifications.kinds import Kind
from core.notifications.model import Plan
from storage.reminders import KNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx, Value
    from core.notifications.planning import Chosen, Wanted

_FIELDS = "id, kind, stage, period, grp, due_ms, spread_ms, until_ms, fact, after_link, planned, begun_ms"
# A plan that expired before its last moment was ended by a clock that was ahead: it is not there.
_THERE = """
SELECT 1 FROM reminder_plan WHERE kind = :kind AND stage = :stage AND period = :period AND grp = :grp
    AND (state <> 'expired' OR until_ms < :now_ms)
"""
# In the first window after an installation there is no plan of the kind: then since when there is any.
_FIRST = """
SELECT coalesce((SELECT min(begun_ms) FROM reminder_plan WHERE kind = :kind AND grp = :grp),
    (SELECT min(begun_ms) FROM reminder_plan
        WHERE NOT EXISTS (SELECT 1 FROM reminder_plan WHERE kind = :kind)))
"""
_MAKE = """
INSERT INTO reminder_plan
    (kind, stage, period, grp, due_ms, spread_ms, until_ms, fact, state, begun_ms, ended_ms)
VALUES (:kind, :stage, :period, :grp, :due_ms, :spread_ms, :until_ms, :fact, :state, :now_ms, :ended_ms)
ON CONFLICT (kind, stage, period, grp) DO UPDATE
    SET state = 'open', fact = excluded.fact, ended_ms = 0
    WHERE reminder_plan.state = 'expired' AND reminder_plan.until_ms >= :now_ms AND excluded.state = 'open'
"""
# Those of a kind that this version of the program does not know are left to the one that made them.
_OPEN = f"""
SELECT {_FIELDS} FROM reminder_plan WHERE state = 'open' AND kind IN ({KNOWN})
ORDER BY due_ms, stage, id LIMIT :most
"""
_END = """
UPDATE reminder_plan SET state = :state, ended_ms = :now_ms, fact = :fact
WHERE id = :id AND state = 'open' AND after_link = :after
"""
_MOVE = """
UPDATE reminder_plan SET after_link = :upto WHERE id = :id AND state = 'open' AND after_link = :after
"""
# A chunk is small: its rows are found by indexes. PostgreSQL would take it for a part of all links, walk over
# whole tables, and think anew for each chunk for as long as the chunk itself takes.
_BY_INDEX = """
SELECT set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true), set_config('jit', 'off', true),
    set_config('plan_cache_mode', 'force_generic_plan', true)
"""
_BACK = 100
"""So many ids below the cursor are gone through again: on PostgreSQL they may be committed out of order."""
# A plan that is done goes on with links that were made since: their ids are above its cursor, or a little
# below where their transaction took longer. A minute after the last one nothing is under way any more.
_GROWN = f"""
WHERE state = 'done' AND kind = :kind AND until_ms > :now_ms AND EXISTS (
    SELECT 1 FROM link WHERE link.id > reminder_plan.after_link - {_BACK} AND (
        link.id > reminder_plan.after_link
        OR (link.since_ms > reminder_plan.ended_ms - 60000 AND link.since_ms <= :now_ms)))
"""
_GO_ON = f"""
UPDATE reminder_plan SET state = 'open',
    after_link = CASE WHEN after_link > {_BACK} THEN after_link - {_BACK} ELSE 0 END
{_GROWN}
"""
_COUNT = "UPDATE reminder_plan SET planned = planned + :made WHERE id = :id"
MOST = 1_000
"""Open plans that are read at once."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What one chunk came to: reminders made, rows gone through, the cursor. `over`: nothing is left.

    `taken` is False when another process moved the plan meanwhile; then nothing was done.
    """

    made: int = 0
    seen: int = 0
    after: int = 0
    over: bool = False
    taken: bool = True


class PlansGateway:
    """Plans inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def missing(self, wanted: Sequence[Wanted], now_ms: int) -> list[Wanted]:
        """Those that have no row; of those that passed only what we were already there for.

        Also those that a clock which was ahead let expire, and which are of use by the clock of now.
        """
        there = (one for one in wanted if self._tx.one(_THERE, **_name(one), now_ms=now_ms) is None)
        return [one for one in there if one.until_ms >= now_ms or one.until_ms >= self._since_ms(one, now_ms)]

    def _since_ms(self, wanted: Wanted, now_ms: int) -> int:
        """Since when there are plans of the kind for the group: a new name of one has missed nothing."""
        row = self._tx.one(_FIRST, kind=str(wanted.kind), grp=wanted.group)
        return now_ms if row is None or row[0] is None else int(row[0])

    def make(self, wanted: Wanted, now_ms: int) -> bool:
        """Open a plan, or note at once that its moment passed; False when it is there already."""
        late = wanted.until_ms < now_ms
        return bool(
            self._tx.run(
                _MAKE,
                **_name(wanted),
                due_ms=wanted.due_ms,
                spread_ms=wanted.spread_ms,
                until_ms=wanted.until_ms,
                fact="late" if late else wanted.fact,
                state="expired" if late else "open",
                now_ms=now_ms,
                ended_ms=now_ms if late else 0,
            )
        )

    def grown(self, kind: Kind, now_ms: int) -> bool:
        """Whether links were made since a plan of the kind was done, while it is of use."""
        found = self._tx.one(f"SELECT 1 FROM reminder_plan {_GROWN} LIMIT 1", kind=str(kind), now_ms=now_ms)
        return found is not None

    def go_on(self, kind: Kind, now_ms: int) -> None:
        """Open such plans again, a little before where they were: who has a reminder gets no second one."""
        self._tx.run(_GO_ON, kind=str(kind), now_ms=now_ms)

    def open(self) -> list[Plan]:
        """Plans that are not finished, the most urgent first."""
        return [_plan(row) for row in self._tx.all(_OPEN, most=MOST)]

    def expire(self, plan: Plan, why: str, now_ms: int) -> bool:
        """Its moment passed before it was finished; `why` takes the place of its fact."""
        return self._end(plan, plan.after_link, "expired", why, now_ms)

    def fill(self, plan: Plan, chosen: Chosen, most: int, now_ms: int, midnight_ms: int) -> Filled:
        """Plan for the next `most` rows after the cursor; one chunk is one transaction."""
        after = plan.after_link
        upto, seen = self.chunk(chosen.table, after, most)
        if not seen:
            return Filled(after=after, over=True, taken=self.done(plan, now_ms))
        if not self.move(plan, upto):
            return Filled(taken=False)
        if self._tx.engine == "postgres":
            self._tx.one(_BY_INDEX)
        given = values_of(plan, chosen, now_ms, midnight_ms) | {"after": after, "upto": upto}
        made = self._tx.run(insert(chosen.sql, periods=chosen.periods, over=chosen.over), **given)
        self.count(plan, made)
        return Filled(made, seen, upto)

    def done(self, plan: Plan, now_ms: int) -> bool:
        """It has been gone through; False when another process moved it meanwhile."""
        return self._end(plan, plan.after_link, "done", plan.fact, now_ms)

    def move(self, plan: Plan, upto: int) -> bool:
        """Move the cursor from where it was found; False when another process did."""
        return bool(self._tx.run(_MOVE, id=plan.id, after=plan.after_link, upto=upto))

    def count(self, plan: Plan, made: int) -> None:
        """So many reminders more."""
        if made:
            self._tx.run(_COUNT, id=plan.id, made=made)

    def chunk(self, table: str, after: int, most: int) -> tuple[int, int]:
        """The last id of the chunk and how many rows it has."""
        row = self._tx.one(
            f"SELECT coalesce(max(id), 0), count(*) FROM"
            f" (SELECT id FROM {table} WHERE id > :after ORDER BY id LIMIT :most) AS chunk",
            after=after,
            most=most,
        )
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def _end(self, plan: Plan, after: int, state: str, fact: str, now_ms: int) -> bool:
        return bool(self._tx.run(_END, id=plan.id, after=after, state=state, fact=fact, now_ms=now_ms))


def values_of(plan: Plan, chosen: Chosen, now_ms: int, midnight_ms: int) -> dict[str, Value]:
    """What the SELECT of a plan is given, but its chunk."""
    return {
        "kind": str(plan.kind), "stage": plan.stage, "period": plan.period, "due_ms": plan.due_ms,
        "spread_ms": plan.spread_ms, "until_ms": plan.until_ms, "midnight_ms": midnight_ms,
        "fact": plan.fact, "now_ms": now_ms, **chosen.params,
    }  # fmt: skip


def insert(sql: str, *, periods: bool = False, over: bool = False) -> str:
    """The statement that makes reminders of what a SELECT finds; `periods`, `over`: as `Chosen` has them."""
    ended, known = (", state, why, ended_ms", ", 'dropped', 'known', :now_ms") if over else ("", "")
    own, period = (", period", "period") if periods else ("", ":period")
    return f"""
INSERT INTO reminder
    (link_id, subscriber_id, account_id, due_ms, until_ms, fact, kind, stage, period, planned_ms{ended})
WITH found (link_id, subscriber_id, account_id, due_ms, until_ms, fact{own}) AS ({sql})
SELECT link_id, subscriber_id, account_id, due_ms, until_ms, fact, :kind, :stage, {period}, :now_ms{known}
FROM found WHERE true
ON CONFLICT (link_id, kind, stage, period) DO NOTHING
"""


def _name(wanted: Wanted) -> dict[str, str]:
    return {
        "kind": str(wanted.kind), "stage": wanted.stage, "period": wanted.period, "grp": wanted.group,
    }  # fmt: skip


def _plan(row: tuple[Any, ...]) -> Plan:
    id_, kind, *rest = row
    return Plan(id_, Kind(kind), *rest)
