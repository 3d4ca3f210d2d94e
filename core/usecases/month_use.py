"""The consumption of the newest month that is known, against the same month a year ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.history.stretch import YEAR
from core.values import Period
from core.year_ago import Used, year_ago

if TYPE_CHECKING:
    from datetime import date

    from core.accounts import AccountCard
    from core.ports import Store
    from core.usecases.use_history import ShowUse
    from core.year_ago import YearAgo

LOOKED_BACK = 6
"""Months among which the last one is looked for: a bill may be late, half a year is another matter."""


def last_month(show: ShowUse, store: Store, card: AccountCard, today: date) -> YearAgo | None:
    """Compare the newest month that a picture shows with the one a year before; None where none is known."""
    found = show.account(store, card, today, LOOKED_BACK)
    oldest = Period.of(today).shift(-LOOKED_BACK)
    now = next((month for month in reversed(found.months) if month.period >= oldest), None)
    if now is None:
        return None
    known = {month.period: month for month in (*found.before, *found.months)}
    before = known.get(now.period.shift(-YEAR))
    return year_ago(Used.of(now), None if before is None else Used.of(before))
