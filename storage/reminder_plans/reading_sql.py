"""The statement that finds whom to remind of readings, for both engines.

Of each account one person: who sent last, else an owner. Of its meters one is enough that somebody reads,
that is in place, and that has nothing for the month: neither of ours nor of billing's own.
"""

from __future__ import annotations

from functools import cache

from storage.journal_rows import LIVING, OWN
from storage.reminder_plans.words import DUE, FROM, OPEN
from storage.visible import snapshot

_SENT_LAST = f"""coalesce((SELECT max(entry.created_ms) FROM reading_entry AS entry
    WHERE entry.account_id = {{0}}.account_id AND entry.subscriber_id = {{0}}.subscriber_id
        AND {LIVING.replace("state", "entry.state")}), 0)"""
_RANK = f"({_SENT_LAST}, CASE WHEN {{0}}.role = 'owner' THEN 1 ELSE 0 END, -{{0}}.id)"
# Only of people who may be told: who has stopped us does not keep the reminder from the rest.
_NOBODY_BEFORE = f"""
NOT EXISTS (SELECT 1 FROM link AS other
    LEFT JOIN notify_choice AS theirs ON theirs.subscriber_id = other.subscriber_id AND theirs.kind = :kind
    WHERE other.account_id = link.account_id AND other.active = 1 AND other.id <> link.id
        AND coalesce(theirs.wanted, 1) = 1
        AND EXISTS (SELECT 1 FROM address AS place WHERE place.subscriber_id = other.subscriber_id
            AND place.subscriber_id <> 0 AND place.state = 'active' AND place.muted = 0
            AND (:sms = 1 OR place.address NOT LIKE 'tel:%'))
        AND {_RANK.format("other")} > {_RANK.format("link")})
"""


def _taken(period: str) -> str:
    """Billing has a reading of the meter that somebody took in this window, in the rows of that month."""
    return f"""
EXISTS (SELECT 1 FROM reading WHERE reading.account_id = meter.account_id AND reading.period = {period}
    AND reading.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'readings' AND period = {period})
    AND reading.serial = meter.serial AND reading.taken_on >= :opens_on AND reading.source <> 'calculated'
    AND coalesce(reading.state, 'counted') NOT IN ('refused', 'disputed', 'unconfirmed'))"""


# A doubted entry is not reminded of: its own question is (bot/readings_waiting.py).
_MISSING = f"""
EXISTS (SELECT 1 FROM meter WHERE meter.account_id = link.account_id
    AND meter.generation = {snapshot("meters")} AND meter.removed_on IS NULL AND meter.automatic = 0
    AND NOT EXISTS (SELECT 1 FROM reading_entry WHERE reading_entry.account_id = meter.account_id
        AND reading_entry.serial = meter.serial AND reading_entry.period = :period
        AND {LIVING} AND state <> 'refused' AND {OWN})
    AND NOT {_taken(":period")} AND NOT {_taken(":next_period")})
"""
_WINDOW = f"""
coalesce((SELECT nullif(grp.reading_window, '') FROM grp
    WHERE grp.generation = {snapshot("groups")} AND grp.name = card.grp), :usual_window) = :window
"""
# The usual plan also finds who chose more days than it has, and was not found by theirs: it comes once.
_DAYS = """
CASE WHEN coalesce(way.days_before, -1) < 0 THEN :usual_days ELSE way.days_before END {0} :days
"""
_BY_SMS = """NOT EXISTS (SELECT 1 FROM address AS place WHERE place.subscriber_id = link.subscriber_id
    AND place.subscriber_id <> 0 AND place.state = 'active' AND place.muted = 0
    AND place.address NOT LIKE 'tel:%')"""
_TO_SMS = f"(coalesce(way.address, '') LIKE 'tel:%' OR {_BY_SMS})"
# The last day is for who sends here. It brings nothing beside another reminder of this window that waits, was
# told lately or is of the same day, nor a second SMS.
_LAST = f"""
AND EXISTS (SELECT 1 FROM reading_entry WHERE reading_entry.subscriber_id = link.subscriber_id
    AND reading_entry.account_id = link.account_id AND reading_entry.created_ms >= :since_ms AND {OWN})
AND NOT EXISTS (SELECT 1 FROM reminder AS first WHERE first.link_id = link.id AND first.kind = :kind
    AND first.stage <> 'last' AND first.period = :period
    AND (first.state = 'planned' OR first.state = 'queued' OR first.due_ms >= :midnight_ms
        OR (first.state = 'sent' AND (first.ended_ms >= :lately_ms OR {_TO_SMS}))))
"""
# Whose own day is the last one, and was chosen on that day after the reminder of it.
_NOT_LAST = """
AND NOT EXISTS (SELECT 1 FROM reminder AS second WHERE second.link_id = link.id AND second.kind = :kind
    AND second.stage = 'last' AND second.period = :period)
"""


# Who has just linked knows what they see; they are told a day later, on the last day some hours later.
_DAY, _HOURS = 24 * 3_600_000, 3 * 3_600_000
_WHEN = f"""CASE WHEN link.since_ms <= :due_ms THEN {DUE}
    WHEN link.since_ms + {_DAY} < :until_ms THEN link.since_ms + {_DAY} ELSE link.since_ms + {_HOURS} END"""
_IN_TIME = f"(link.since_ms <= :due_ms OR link.since_ms + {_HOURS} < :until_ms)"


@cache
def select(groups: int, *, here: bool, usual: bool, last: bool) -> str:
    """The SELECT of a plan. `groups`: how many are named; `here`: the plan is for all others.

    `usual`: for who chose no number of days, or more than the usual one.
    """
    names = ", ".join(f":group{at}" for at in range(groups)) or "NULL"
    among = f"coalesce(card.grp, '') {'NOT ' if here else ''}IN ({names})" if groups or not here else "1 = 1"
    days = "" if last else "AND" + _DAYS.format(">=" if usual else "=")
    return f"""
SELECT link.id, link.subscriber_id, link.account_id, {_WHEN}, :until_ms, ''
{FROM}
WHERE {OPEN} AND (:sms = 1 OR NOT {_BY_SMS})
    AND {_WINDOW} AND {among} {days} AND {_IN_TIME}
    AND {_MISSING}
    AND {_NOBODY_BEFORE}
    {_LAST if last else "" if usual else _NOT_LAST}
"""
