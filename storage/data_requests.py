"""What people asked about their own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from core.own_data import DataRequest, RequestKind

if TYPE_CHECKING:
    from core.database import Tx

_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(tuple[str, ...])

# A file that could not be sent was not had: whoever asked may ask again.
_LAST = """
SELECT coalesce(max(asked_ms), 0) FROM data_request AS request
WHERE address = :address AND kind = :kind AND NOT EXISTS (SELECT 1 FROM outbox
    WHERE outbox.event_id = request.event_id AND outbox.address = request.address AND outbox.state = 'failed')
"""
_OPEN = """
INSERT INTO data_request (kind, subscriber_id, address, addresses, event_id, asked_ms, done_ms)
VALUES (:kind, :subscriber_id, :address, :addresses, :event_id, :asked_ms, :done_ms) RETURNING id
"""
_RUNNING = """
SELECT kind, subscriber_id, address, event_id, asked_ms, addresses, id FROM data_request
WHERE kind = 'erasure' AND done_ms = 0 ORDER BY id LIMIT :most
"""
_DONE = """
UPDATE data_request SET done_ms = :now_ms, address = :alias, addresses = '', event_id = 0
WHERE id = :id AND done_ms = 0
"""


class DataRequestsGateway:
    """Requests inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def last(self, address: str, kind: RequestKind) -> int:
        """When this was last asked from the address (UTC ms) and not lost on its way; 0 for never."""
        row = self._tx.one(_LAST, address=address, kind=str(kind))
        return int(row[0]) if row else 0

    def open(self, request: DataRequest) -> int:
        """Keep a request and return its id; one of an export needs nothing more to be done."""
        row = self._tx.one(
            _OPEN,
            kind=str(request.kind),
            subscriber_id=request.subscriber_id,
            address=request.address,
            addresses=_ENCODER.encode(request.addresses).decode() if request.addresses else "",
            event_id=request.event_id,
            asked_ms=request.asked_ms,
            done_ms=request.asked_ms if request.kind is RequestKind.EXPORT else 0,
        )
        return int(row[0]) if row else 0

    def running(self, most: int) -> list[DataRequest]:
        """Erasures that are not finished, the oldest first."""
        return [
            DataRequest(RequestKind(kind), subscriber, address, event, asked, _DECODER.decode(known), id_)
            for kind, subscriber, address, event, asked, known, id_ in self._tx.all(_RUNNING, most=most)
        ]

    def done(self, request_id: int, alias: str, now_ms: int) -> None:
        """Finish an erasure: the address becomes a digest of it."""
        self._tx.run(_DONE, id=request_id, alias=alias, now_ms=now_ms)
