"""Judging a reading by what is known of its meter: little is read first, more where it is doubted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.readings.checks import DEEP, QUICK, doubts_value, judge, settled
from core.readings.given import Past, Sent
from core.readings.journal import State
from core.readings.reasons import Reason
from core.usecases.reading_values import moment_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from core.meters import Meter
    from core.ports import Store
    from core.readings.given import Given, Sending, Verdict
    from core.readings.journal import Entry
    from core.readings.rules import ReadingRules
    from core.readings.window import Window
    from core.values import Energy

MOST_ENTRIES = 12
"""Living entries of a meter that are looked at: a year."""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the rules look at."""

    given: Given
    past: Past
    window: Window
    sending: Sending


@dataclass(frozen=True, slots=True)
class Judging:
    """`zone` says which day an entry is of: that of the account's group."""

    rules: ReadingRules
    zone: tzinfo

    def past(
        self, store: Store, account_id: int, meter: Meter, norm: Energy | None, most: int = DEEP
    ) -> Past:
        """What is known of a meter: two statements."""
        sent = store.journal.of_meter(account_id, meter.serial, MOST_ENTRIES)
        return Past(store.meters.history(account_id, meter, most), norm, sent=tuple(map(self.sent, sent)))

    def sent(self, entry: Entry) -> Sent:
        """An entry with the calendar day of its message."""
        return Sent(entry, moment_of(entry.taken_ms).astimezone(self.zone).date())

    def verdict(self, case: Case) -> Verdict:
        """The verdict on what is known already."""
        return judge(case.given, case.past, self.rules, case.window, case.sending)

    def closely(self, store: Store, account_id: int, case: Case, meters: Sequence[Meter] = ()) -> Verdict:
        """The verdict, judged again where it takes more to explain it.

        A draft that is answered by another value is out of the way: what counts is what was accepted before.
        """
        verdict = self.verdict(case)
        if not settled(verdict, self.rules) and len(case.past.history) == QUICK:
            history = store.meters.history(account_id, case.given.meter, DEEP)
            case = replace(case, past=replace(case.past, history=history))
            verdict = self.verdict(case)
        earlier = verdict.earlier
        if earlier and earlier.state is State.DRAFT and Reason.SAME_AGAIN not in verdict.reasons:
            case = replace(case, past=_without_drafts(case.past, earlier))
            verdict = self.verdict(case)
        if not doubts_value(verdict) or len(meters) < 2:
            return verdict
        others = store.meters.others(account_id, [one for one in meters if one is not case.given.meter])
        return self.verdict(replace(case, past=replace(case.past, others=others)))


def _without_drafts(past: Past, answered: Entry) -> Past:
    """Without the doubted ones of its month; one of another month is still disputed."""
    kept = [
        sent
        for sent in past.sent
        if sent.entry.state is not State.DRAFT or sent.entry.period != answered.period
    ]
    return replace(past, sent=tuple(kept))
