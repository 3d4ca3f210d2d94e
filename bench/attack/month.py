"""A month of an attack beside an honest town, on a clock that jumps from act to act."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from bench.attack.people import Clerk, Tally
from bench.attack.strategies import Plan, newcomer
from bench.attack.town import DAY_MS, START_MS, build
from core.linking import NewLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.attack.strategies import Actor
    from bench.attack.town import Size, Town
    from core.limits import Limits

SETTLED = 100
"""People who are linked before, and look at their account every day."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything."""

    size: Size
    chats: int = 1_000
    days: int = 30
    newcomers: int = 300
    seed: int = 20_261_101


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it; money in kopecks. `seen`: how often linked people saw their account, of `looked`."""

    attack: Counter[str]
    codes: int
    money: int
    honest: Counter[str]
    seen: int
    looked: int
    alarms: Counter[str]
    unproven: int
    """Codes sent for an account nobody had proven before: must be none."""


def run(scale: Scale, limits: Limits, strategy: Callable[[Plan], Actor]) -> Outcome:
    """Play the month."""
    town = build(scale.size, scale.seed)
    clerk, dice = Clerk(town, limits), Random(f"{scale.seed} attack")
    attackers, honest, settled = Tally(), Tally(), _Settled(clerk)
    plan = Plan(clerk, attackers, dice, "", "", 0, scale.days)
    acts = [strategy(_one(plan, place, "telegram:1")) for place in range(scale.chats)]
    newcomers = [newcomer(_stranger(plan, honest, place)) for place in range(scale.newcomers)]
    _play(clerk, [*acts, *newcomers, settled.act()], scale.days, dice)
    return Outcome(
        attackers.did,
        len(attackers.codes),
        len(attackers.codes) * limits.part_price,
        honest.did,
        settled.seen,
        settled.looked,
        Counter(
            dict(town.tx.all("SELECT kind, count(*) FROM audit_event WHERE address = 'system' GROUP BY kind"))
        ),
        _unproven(town, attackers),
    )


def _stranger(plan: Plan, tally: Tally, place: int) -> Plan:
    """An honest one, of the middle of the town."""
    account = len(plan.clerk.town.numbers) // 2 + place
    chat, phone = f"telegram:9{place}", f"+7902{place:07d}"
    return Plan(plan.clerk, tally, plan.dice, chat, phone, account, plan.days)


def _one(plan: Plan, place: int, chat: str) -> Plan:
    """An attacker; phones of twenty series of fifty."""
    phone = f"+7958{place % 20:03d}{place // 20:04d}"
    chat = f"{chat}{place:05d}"
    return Plan(plan.clerk, plan.tally, plan.dice, chat, phone, place, plan.days, plan.shared)


def _play(clerk: Clerk, actors: list[Actor], days: int, dice: Random) -> None:
    end_ms = START_MS + days * DAY_MS
    queue = [(START_MS + dice.randrange(3_600_000), place) for place in range(len(actors))]
    heapq.heapify(queue)
    while queue and queue[0][0] < end_ms:
        clerk.now_ms, place = heapq.heappop(queue)
        wait = next(actors[place], None)
        if wait is not None:
            heapq.heappush(queue, (clerk.now_ms + max(1_000, int(wait * 1000)), place))


class _Settled:
    """Linked people: attacks are on their accounts too."""

    def __init__(self, clerk: Clerk) -> None:
        self._clerk, self.seen, self.looked = clerk, 0, 0
        store = clerk.town.store
        self._people = [(store.subscribers.create(f"tel:{n}", START_MS), n + 1) for n in range(SETTLED)]
        for subscriber, account in self._people:
            store.links.add(NewLink(subscriber, account, f"tel:{account}", "+79000000000"), START_MS)

    def act(self) -> Actor:
        while True:
            for subscriber, account in self._people:
                self.looked += 1
                self.seen += self._clerk.town.store.accounts.card(subscriber, account) is not None
            yield 24 * 3600.0


def _unproven(town: Town, tally: Tally) -> int:
    rows = town.tx.all(
        "SELECT account_id, min(at_ms) FROM audit_event"
        " WHERE kind IN ('receipt-proven', 'token-proven') GROUP BY account_id"
    )
    since = dict(rows)
    ids = dict(town.tx.all("SELECT number, id FROM account"))
    return sum(sent_ms < since.get(ids[number], sent_ms + 1) for sent_ms, _, number in tally.codes)
