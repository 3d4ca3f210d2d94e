"""Messages that nobody asked for: each is an event of its own."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from core.records import RawEvent

if TYPE_CHECKING:
    from core.ports import Store
    from core.records import Effect


def begun(store: Store, source: str, effect: Effect, now_ms: int) -> int:
    """Put it into the outbox; the id of its row. What makes it come once is the row of what it tells.

    It is due from now on, not from ever: whoever had to wait for a rest of their chat meanwhile goes before
    those who came later, as rows leave in the order in which they are due.
    """
    event_id = None
    effect = replace(effect, not_before_ms=effect.not_before_ms or now_ms)
    while event_id is None:
        event = RawEvent(source, f"{now_ms}:{secrets.token_hex(8)}", "system", b"", now_ms)
        event_id = store.inbox.store(event)
    store.inbox.done(event_id)
    row = store.outbox.put(event_id, 0, effect, now_ms)
    return row if isinstance(row, int) else row.id
