"""Carrying out what a person asked: everything of theirs is deleted, a few rows a time.

The turn that was asked has already ended the links and made strangers of all addresses. What is left is found
on a reader and deleted by the writer in chunks; nothing is remembered between them but the request itself, so
a kill anywhere only means that the same is looked for again. Rows newer than the request belong to whoever
came after, and are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from core.database import Priority, Unit
from core.people import Why
from storage.data_requests import DataRequestsGateway

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.database import Database, Tx
    from core.own_data import DataRequest

CHUNK = 200
NOBODY = "erased"
"""The address of events of which only the identity is kept, so that none is handled twice."""
_PENDING = """
SELECT count(*) FROM outbox
WHERE state IN ('queued', 'sending', 'unknown') AND event_id <= :event_id
    AND (address = :address OR notify = :address)
"""


@dataclass(frozen=True)
class Step:
    """What is done with the rows of a table: `action` before WHERE, `where` with the values of a request."""

    table: str
    where: str
    action: str = ""
    key: str = "id"

    @cached_property
    def find(self) -> str:
        """The keys of a chunk after a key, in order."""
        return (
            f"SELECT {self.key} FROM {self.table} WHERE {self.key} > :after AND {self.where}"
            f" ORDER BY {self.key} LIMIT :most"
        )

    @cached_property
    def act(self) -> str:
        """The same rows again, one by one: what has changed since then stays."""
        action = self.action or f"DELETE FROM {self.table}"
        return f"{action} WHERE {self.key} = :found AND {self.where}"


_ALIAS = "UPDATE {0} SET address = :alias"
# Not while it may have to be asked whether an SMS of the outbox was sent: the row goes with the next round.
_OVER = """sent_ms <= :asked_ms AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.id = sms_sent.outbox_id
    AND state <> 'sent' AND state <> 'failed')"""
STEPS = (
    Step("link", f"subscriber_id = :subscriber AND suspended_why <> '{Why.DISPUTED}'"),
    # What an earlier holder has disputed stays barred: only its digest tells whose it was.
    Step(
        "link",
        f"subscriber_id = :subscriber AND suspended_why = '{Why.DISPUTED}' AND address = :address",
        f"{_ALIAS.format('link')}, phone = '', label = '', number_seen = '', holder_seen = ''",
    ),
    Step("invitation", "inviter_id = :subscriber"),
    Step("verification", "address = :address AND created_ms <= :asked_ms"),
    Step("outbox", "address = :address AND state IN ('sent', 'failed') AND event_id <= :event_id"),
    # Codes that went to a phone because this chat asked.
    Step("outbox", "notify = :address AND state IN ('sent', 'failed') AND event_id <= :event_id"),
    Step("sms_sent", f"address = :address AND {_OVER}"),
    Step("sms_sent", f"notify = :address AND {_OVER}"),
    Step("inbox", "address = :address AND state = 'dead' AND id <= :event_id"),
    Step(
        "inbox",
        "address = :address AND state = 'done' AND id <= :event_id",
        f"UPDATE inbox SET address = '{NOBODY}', body = NULL",
    ),
    Step("stored_file", "address = :address AND created_ms <= :asked_ms"),
    Step("sheet", "address = :address AND created_ms <= :asked_ms"),
    Step("session", "address = :address AND updated_ms <= :asked_ms", key="address"),
    Step("address", "address = :address AND subscriber_id = :subscriber", key="address"),
    Step(
        "audit_event",
        "address = :address AND at_ms <= :asked_ms",
        f"{_ALIAS.format('audit_event')}, detail = ''",
    ),
    Step("consent", "address = :address AND given_ms <= :asked_ms", f"{_ALIAS.format('consent')}, said = ''"),
    Step(
        "reading_entry",
        "address = :address AND created_ms <= :asked_ms",
        f"{_ALIAS.format('reading_entry')}, subscriber_id = 0, message = '', photo = ''",
    ),
    Step("reading_change", "address = :address AND at_ms <= :asked_ms", _ALIAS.format("reading_change")),
    # The money stays in the ledger. A link that can still be paid is no more theirs to be told of.
    Step(
        "payment_intent",
        "address = :address AND created_ms <= :asked_ms",
        f"{_ALIAS.format('payment_intent')}, subscriber_id = 0, superseded = 1, email = '', url = '',"
        " title = '', body = ''",
    ),
    # How the bill comes stays billing's; the watch takes it back to paper, for its person is gone.
    Step(
        "ebill_change",
        "address = :address AND at_ms <= :asked_ms",
        f"{_ALIAS.format('ebill_change')}, subscriber_id = 0",
    ),
    *(
        Step(table, "subscriber_id = :subscriber")
        for table in ("notify_choice", "notify_way", "notify_limit", "reminder", "broadcast_recipient")
    ),
    Step("data_request", "address = :address AND id < :request", _ALIAS.format("data_request")),
)
"""In this order: rights first, then words, then the trail."""


class Erasure:
    """Carries out the open requests. `alias` makes a digest of an address, the same for ever."""

    def __init__(self, database: Database, alias: Callable[[str], str]) -> None:
        self._database = database
        self._alias = alias

    async def __call__(self, now_ms: int) -> int:
        """Go on with what was asked, the oldest first; how many requests were finished."""
        running = await self._database.read(lambda tx: DataRequestsGateway(tx).running(10))
        return sum([await self._carry_out(request, now_ms) for request in running])

    async def _carry_out(self, request: DataRequest, now_ms: int) -> bool:
        waits = False
        for address in request.addresses:
            values: dict[str, Any] = {
                "subscriber": request.subscriber_id or -1,
                "address": address,
                "alias": self._alias(address),
                "asked_ms": request.asked_ms,
                "event_id": request.event_id,
                "request": request.id,
            }
            for step in STEPS:
                await self._all(step, values)
            waits |= await self._database.read(partial(_unsent, values=values))
        if waits:  # the last message is still on its way; it is deleted when it has left
            return False
        alias = self._alias(request.address)
        await self._database.write(
            Unit(lambda tx: DataRequestsGateway(tx).done(request.id, alias, now_ms), priority=Priority.BULK)
        )
        return True

    async def _all(self, step: Step, values: Mapping[str, Any]) -> None:
        after: int | str = 0 if step.key == "id" else ""
        while True:
            seen = _used(step.find, {**values, "after": after, "most": CHUNK})
            found = await self._database.read(partial(_find, step=step, values=seen))
            if not found:
                return
            work = partial(_act, step=step, keys=found, values=values)
            await self._database.write(Unit(work, priority=Priority.BULK))
            after = found[-1]


def _find(tx: Tx, step: Step, values: Mapping[str, Any]) -> list[int | str]:
    return [row[0] for row in tx.all(step.find, **values)]


def _act(tx: Tx, step: Step, keys: list[int | str], values: Mapping[str, Any]) -> None:
    for key in keys:
        tx.run(step.act, **_used(step.act, {**values, "found": key}))


def _unsent(tx: Tx, values: Mapping[str, Any]) -> bool:
    row = tx.one(_PENDING, **_used(_PENDING, values))
    return bool(row and row[0])


def _used(sql: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a statement names."""
    return {name: value for name, value in values.items() if f":{name}" in sql}
