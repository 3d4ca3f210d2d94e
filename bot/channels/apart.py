"""Claims one row of several in a transaction: one that raises waits alone, and takes no other with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.ports import Store
    from core.records import OutboxRow

PUT_OFF_MS = 15 * 60_000
"""How long a row waits whose claim raised: meanwhile somebody may mend what it is about."""
Broken = tuple[int, Exception]
"""A row that was put off, and why."""

log = structlog.get_logger(__name__)


def apart(
    store: Store, row: OutboxRow, now_ms: int, claim: Callable[[], OutboxRow | None]
) -> OutboxRow | Exception | None:
    """Claim a row; where that raises, undo what it did and put the row off. `tell` of it after the commit."""
    try:
        with store.outbox.apart():
            return claim()
    except Exception as error:  # noqa: BLE001 - a transaction that has died raises at the next statement
        store.outbox.postpone(row.id, now_ms + PUT_OFF_MS)
        return error


def tell(broken: Iterable[Broken]) -> None:
    """Tell of rows that were put off."""
    for row_id, error in broken:
        log.error("delivery.row_put_off", row=row_id, exc_info=error)
