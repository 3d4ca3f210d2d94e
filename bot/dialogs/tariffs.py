"""What a kWh costs: the price list of an account day by day, and for guests the lists of today."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import LINK, MENU, done, linked
from bot.dialogs.flow import Done
from bot.dialogs.mine import open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.paging import leaves
from core.tariffs import Zone, price_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.tariffs import PriceList, ZonePrices
    from core.usecases.screens import ShownPrices

LISTED = 8
"""Tariffs named to a guest."""
_BACK = re.compile(r"([bf])(\d{1,4})")


def tariffs(turn: Turn, target: str) -> Move:
    """Show the prices of the day; `a5.b1` is the list before that one, `a5.f1` the one after."""
    if not linked(turn):
        return guest_tariffs(turn)
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    found = _BACK.fullmatch(opened.rest)
    back = int(found[2]) * (1 if found[1] == "b" else -1) if found else 0
    today = turn.desk.today(turn.now)
    shown = turn.desk.screens.prices(turn.store, opened.card, today, back)
    if shown is None:
        return done(say("tariff-none", account=opened.account), choices=(MENU,))
    earlier = opened.target(_place(shown.position + 1)) if shown.earlier else ""
    later = opened.target(_place(shown.position - 1)) if shown.later else ""
    choices = (*leaves(turn, "tariffs", earlier, later), MENU)
    return Done((Reply(tuple(_phrases(opened, shown)), choices=choices, edit=True),))


def _place(position: int) -> str:
    return f"b{position}" if position >= 0 else f"f{-position}"


def _phrases(opened: Opened, shown: ShownPrices) -> Iterator[Phrase]:
    prices = shown.prices
    if shown.position == 0 and not shown.valid:
        yield say("tariff-unknown", account=opened.account)
    yield say("tariff-head", account=opened.account, title=prices.title)
    yield _valid(opened, prices)
    yield from map(_zone, prices.zones)
    yield from _ranges(prices)
    if shown.valid and shown.changes_on:
        yield say("tariff-changes", day=shown.changes_on)
    elif shown.valid and prices.valid_to:
        yield say("tariff-ends", day=prices.valid_to)


def _valid(opened: Opened, prices: PriceList) -> Phrase:
    if prices.valid_to:
        return say("tariff-valid", account=opened.account, since=prices.valid_from, until=prices.valid_to)
    return say("tariff-valid-open", account=opened.account, since=prices.valid_from)


def _zone(zone: ZonePrices) -> Phrase:
    if zone.hours:
        return say(f"tariff-zone-{zone.zone}-hours", hours=zone.hours, prices=zone.prices)
    return say(f"tariff-zone-{zone.zone}", prices=zone.prices)


def _ranges(prices: PriceList) -> Iterator[Phrase]:
    """What the prices of a line are for; by the zone with the most ranges."""
    bounds = max((zone.bounds for zone in prices.zones), key=len, default=())
    if len(bounds) == 1:
        yield say("tariff-ranges-two", bound=bounds[0])
    elif len(bounds) == 2:
        yield say("tariff-ranges-three", bound=bounds[0], next_bound=bounds[1])
    elif bounds:
        yield say("tariff-ranges-many")


def guest_tariffs(turn: Turn) -> Done:
    """Name the tariffs of today, one price each: which one applies is known once an account is linked."""
    today = turn.desk.today(turn.now)
    lists = [price_lists(rows, (Zone.ALL,))[0] for rows in turn.store.tariffs.on(today).values()]
    rows = [say("tariffs-row", title=one.title, prices=one.zones[0].prices) for one in lists[:LISTED]]
    if not rows:
        return done(say("tariffs-unknown"), choices=(LINK, MENU))
    return done(say("tariffs-head", day=today), *rows, say("tariffs-yours"), choices=(LINK, MENU))
