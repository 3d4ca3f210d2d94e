"""Ids of incoming SMS, by route; which two are one message."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.sms_heard import WINDOW_MS, Heard, Route

if TYPE_CHECKING:
    from core.database import Tx

_FIELDS = "provider, provider_id, route, mark, at_ms, pair"
_FIND = f"SELECT {_FIELDS} FROM sms_heard WHERE provider = :provider AND provider_id = :provider_id"
_BESIDE = """
FROM sms_heard
WHERE mark = :mark AND at_ms >= :from_ms AND at_ms <= :to_ms AND pair = '' AND route <> 'both'
    AND route = :other AND provider = :provider
ORDER BY abs(at_ms - :at_ms), id LIMIT 1
"""
_ALONE = f"SELECT {_FIELDS} {_BESIDE}"
# One statement for what most messages are: heard for the first time, and nowhere else yet.
_PUT = f"""
INSERT INTO sms_heard (provider, provider_id, route, mark, at_ms, heard_ms, pair)
VALUES (:provider, :provider_id, :route, :mark, :at_ms, :heard_ms,
    coalesce((SELECT provider_id {_BESIDE}), ''))
ON CONFLICT (provider, provider_id) DO NOTHING
RETURNING pair
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
            _ALONE, mark=like.mark, at_ms=like.at_ms, provider=like.provider, **_near(like, route)
        )
        return _heard(found)

    def put(self, told: Heard, now_ms: int) -> Heard | None:
        """Note an id that is heard for the first time, with a pair if there is one; None: it is known."""
        pair = self._tx.one(
            _PUT,
            **_key(told),
            route=told.route.value,
            mark=told.mark,
            at_ms=told.at_ms,
            heard_ms=now_ms,
            **_near(told, told.route.other),
        )
        if pair is None:
            return None
        return replace(told, pair=pair[0]) if pair[0] else told

    def change(self, heard: Heard) -> None:
        """Store route and pair of an id that is there."""
        self._tx.run(_CHANGE, **_key(heard), **_state(heard))


def _near(heard: Heard, route: Route) -> dict[str, str | int]:
    return {"other": route.value, "from_ms": heard.at_ms - WINDOW_MS, "to_ms": heard.at_ms + WINDOW_MS}


def _key(heard: Heard) -> dict[str, str]:
    return {"provider": heard.provider, "provider_id": heard.provider_id}


def _state(heard: Heard) -> dict[str, str]:
    return {"route": heard.route.value, "pair": heard.pair}


def _heard(row: tuple[Any, ...] | None) -> Heard | None:
    if row is None:
        return None
    provider, provider_id, route, mark, at_ms, pair = row
    return Heard(provider, provider_id, Route(route), mark, at_ms, pair)
