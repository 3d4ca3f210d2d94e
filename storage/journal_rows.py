"""Rows of the journal as entries, and the pieces of SQL its gateways share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.readings.claimed import UNLINKED
from core.readings.journal import Entry, State
from core.readings.reasons import Reason
from core.readings.receipts import receipt_of
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.readings.journal import Draft

COLUMNS = """id, account_id, serial, period, taken_ms, t1, t2, t3, decimals, state, channel, address,
    subscriber_id, event_id, created_ms, doubts, previous, replaces, flag, photo, reason, message,
    unconfirmed"""
LIVING = "state <> 'replaced' AND state <> 'withdrawn' AND state <> 'held'"
"""As the partial index says it, word for word; a list of three costs SQLite a table in memory."""
OWN = f"flag <> '{UNLINKED}'"
"""Sent by people of the account; what others sent for it is billing's to check and nobody else's to see."""
CHANGE = """
INSERT INTO reading_change (entry_id, at_ms, state, address, detail)
VALUES (:entry_id, :now_ms, :state, :by, :detail)
"""
RULES, BILLING = "rules", "billing"
"""Who changed a state, when it was nobody's message."""


def entry(row: tuple[Any, ...]) -> Entry:
    """A row of `COLUMNS`."""
    (
        id_, account_id, serial, period, taken_ms, t1, t2, t3, decimals, state, channel, address,
        subscriber_id, event_id, created_ms, doubts, previous, replaces, flag, photo, reason, message,
        unconfirmed,
    ) = row  # fmt: skip
    return Entry(
        id=id_,
        receipt=receipt_of(id_),
        account_id=account_id,
        serial=serial,
        period=Period.parse(period),
        taken_ms=taken_ms,
        shown=(t1,) if t2 is None else (t1, t2) if t3 is None else (t1, t2, t3),
        decimals=decimals,
        state=State(state),
        channel=channel,
        address=address,
        subscriber_id=subscriber_id,
        event_id=event_id,
        created_ms=created_ms,
        doubts=tuple(Reason(one) for one in doubts.split()),
        previous=tuple(int(one) for one in previous.split()),
        replaces=replaces,
        flag=flag,
        photo=photo,
        reason=reason,
        message=message,
        unconfirmed=bool(unconfirmed),
    )


def written(draft: Draft, id_: int, replaces: int) -> Entry:
    """A draft as the row it has just become."""
    return Entry(
        id=id_,
        receipt=receipt_of(id_),
        account_id=draft.account_id,
        serial=draft.serial,
        period=draft.period,
        taken_ms=draft.taken_ms,
        shown=draft.shown,
        decimals=draft.decimals,
        state=draft.state,
        channel=draft.channel,
        address=draft.address,
        subscriber_id=draft.subscriber_id,
        event_id=draft.event_id,
        created_ms=draft.created_ms,
        doubts=draft.doubts,
        previous=draft.previous,
        replaces=replaces,
        flag=draft.flag,
        photo=draft.photo,
        message=draft.message,
    )


def entries(rows: Iterable[tuple[Any, ...]]) -> tuple[Entry, ...]:
    """Rows of `COLUMNS`."""
    return tuple(entry(row) for row in rows)


def registers(shown: tuple[int, ...]) -> Mapping[str, int | None]:
    """The columns of what a display shows. Raises ValueError for none or more than three registers."""
    if not 1 <= len(shown) <= 3:
        raise ValueError(f"a reading has one to three registers, not {len(shown)}")
    t2 = shown[1] if len(shown) > 1 else None
    return {"t1": shown[0], "t2": t2, "t3": shown[2] if shown[2:] else None}
