"""Each incoming SMS once, though two routes tell it.

One route tells each message under an id of its own: two ids of one route are two messages, however equal
their texts (a second «1» is a second answer). The two routes may give a message the same id or not. The same
id is the same message for certain. Equal texts under ids of different routes are taken for one message, one
to one, until an id says that they were two; then the one that was held back is handed on (docs/adr/0071).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.sms_heard import Heard, Route

if TYPE_CHECKING:
    from core.sms_heard import HeardSms

HELD_BACK = "+"
"""Ends the identity of a message that was taken for another at first; an id comes to that once at most."""


def hear_once(heard: HeardSms, told: Heard, now_ms: int) -> str:
    """Note what a route tells; the identity under which it is to be handed on now, "" for not at all.

    What is handed on is sometimes an equal message that was held back before: only then the identity is not
    the provider's id. The caller holds the lock of the phone. Messages handed on = ids - pairs, always.
    """
    noted = heard.put(told, now_ms)
    if noted is not None:
        return _first(heard, noted)
    known = heard.find(told.provider, told.provider_id)
    if known is None or known.route in {told.route, Route.BOTH}:
        return ""
    heard.change(replace(known, route=Route.BOTH, pair=""))
    if not known.pair or _paired_anew(heard, known):
        return ""
    return f"{known.provider_id}{HELD_BACK}"


def _first(heard: HeardSms, noted: Heard) -> str:
    if not noted.pair:
        return noted.provider_id
    twin = heard.find(noted.provider, noted.pair)
    if twin is not None:
        heard.change(replace(twin, pair=noted.provider_id))
    return ""


def _paired_anew(heard: HeardSms, known: Heard) -> bool:
    """An id of either route cannot be half of a pair: whether what it was paired with has another half."""
    twin = heard.find(known.provider, known.pair)
    if twin is None:  # so old that it was forgotten
        return True
    mate = heard.alone(twin, twin.route.other)
    heard.change(replace(twin, pair="" if mate is None else mate.provider_id))
    if mate is not None:
        heard.change(replace(mate, pair=twin.provider_id))
    return mate is not None
