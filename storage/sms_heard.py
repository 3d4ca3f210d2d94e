"""Ids of incoming SMS, by route; which two are one message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.sms_heard import WINDOW_MS, Heard, Route

if TYPE_CHECKING:
    from core.database import Tx

_FIELDS = "provider, provider_id, route, mark, at_ms, pair"
_FIND = f"SELECT {_FIELDS} FROM sms_heard WHERE provider = :provider AND provider_id = :provider_id"
_ALONE = f"""
SELECT {_FIELDS} FROM sms_heard
WHERE mark = :mark AND at_ms >= :from_ms AND at_ms <= :to_ms AND pair = '' AND route <> 'both'
    AND route = :route AND provider = :provider
ORDER BY abs(at_ms - :at_ms), id LIMIT 1
"""
_PUT = """
INSERT INTO sms_heard (provider, provider_id, route, mark, at_ms, heard_ms, pair)
VALUES (:provider, :provider_id, :route, :mark, :at_ms, :heard_ms, :pair)
"""
_CHANGE = """
UPDATE sms_heard SET route = :route, pair = :pair
WHERE provider = :provider AND provider_id = :provider_id
"""


class SmsHeardGateway:
    """`core.sms_heard.HeardSms` inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def find(self, provider: str, provider_id: str) -> Heard | None:
        """What is known of an id."""
        return _heard(self._tx.one(_FIND, provider=provider, provider_id=provider_id))

    def alone(self, like: Heard, route: Route) -> Heard | None:
        """An id without a pair by that route, with the mark of `like` and nearest to it in time."""
        found = self._tx.one(
            _ALONE,
            mark=like.mark,
            route=route.value,
            provider=like.provider,
            at_ms=like.at_ms,
            from_ms=like.at_ms - WINDOW_MS,
            to_ms=like.at_ms + WINDOW_MS,
        )
        return _heard(found)

    def put(self, heard: Heard, now_ms: int) -> None:
        """Note an id that is heard for the first time."""
        self._tx.run(
            _PUT, **_key(heard), **_state(heard), mark=heard.mark, at_ms=heard.at_ms, heard_ms=now_ms
        )

    def change(self, heard: Heard) -> None:
        """Store route and pair of an id that is there."""
        self._tx.run(_CHANGE, **_key(heard), **_state(heard))


def _key(heard: Heard) -> dict[str, str]:
    return {"provider": heard.provider, "provider_id": heard.provider_id}


def _state(heard: Heard) -> dict[str, str]:
    return {"route": heard.route.value, "pair": heard.pair}


def _heard(row: tuple[Any, ...] | None) -> Heard | None:
    if row is None:
        return None
    provider, provider_id, route, mark, at_ms, pair = row
    return Heard(provider, provider_id, Route(route), mark, at_ms, pair)
