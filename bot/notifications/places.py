"""Where a notification goes: the channel that the person prefers, else where they wrote last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.records import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.notifications.rules import NotifyRules
    from core.notifications.kinds import Kind
    from core.ports import Store


def place(
    store: Store,
    rules: NotifyRules,
    subscriber_id: int,
    kinds: Collection[Kind],
    fits: Callable[[str], bool] = lambda _address: True,
) -> str:
    """An address that takes all of these kinds, or some; "" when none may be written to.

    Preferred first, then where the person wrote last, messengers before phones: an SMS costs money. Only what
    `fits` is looked at.
    """
    way = store.wishes.way(subscriber_id)
    known = [address for address in store.ebills.places(subscriber_id) if fits(address)]
    ordered = sorted(known, key=lambda address: (address != way.address, address.startswith("tel:")))
    usable = [one for one in ordered if rules.may_start(store, Session(one, subscriber_id))]
    best = max(usable, key=lambda address: sum(rules.carries(kind, address) for kind in kinds), default="")
    return best if any(rules.carries(kind, best) for kind in kinds) else ""
