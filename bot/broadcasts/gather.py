"""Who is meant by a broadcast: links in order, each person once, where they are written to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from time import monotonic
from typing import TYPE_CHECKING

from bot.notifications.places import place
from core.address_ranges import ranges_of
from core.broadcasts.model import Channels, Found, State, meant
from core.consents import SMS_NOTICES, Basis
from core.notifications.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.notifications.rules import NotifyRules
    from bot.watching import Reach
    from core.address_ranges import AddressRange
    from core.broadcasts.model import Broadcast, Candidate
    from core.ports import Store

PAGE = 500
CHUNK = 100
"""People added in one transaction by one statement, some milliseconds in all."""
PAUSE_S = 0.01
PHONE = "tel:"
LOOK_S = 0.7
"""How long one look gathers: then those that run have their turn."""
_FITS: dict[Channels, Callable[[str], bool]] = {
    Channels.ALL: lambda _address: True,
    Channels.MESSENGER: lambda address: not address.startswith(PHONE),
    Channels.SMS: lambda address: address.startswith(PHONE),
}


def place_of(store: Store, rules: NotifyRules, one: Broadcast, subscriber_id: int) -> tuple[str, str]:
    """Where a person is told of it; else "" and why nowhere.

    `off`: they switched news off; `channel`: it does not go where they can be told; `unreachable`: they said
    STOP or paused, blocked us, or take no SMS.
    """
    if _off(store, one, subscriber_id):
        return "", "off"
    texted = _may_text(store, one, subscriber_id)

    def takes(address: str) -> bool:
        return texted or not address.startswith(PHONE)

    def fits(address: str) -> bool:
        return takes(address) and _FITS[one.draft.channels](address)

    address = place(store, rules, subscriber_id, (Kind.NEWS,), fits)
    if address or one.draft.channels is Channels.ALL:
        return address, "" if address else "unreachable"
    return "", "channel" if place(store, rules, subscriber_id, (Kind.NEWS,), takes) else "unreachable"


def may_go(store: Store, one: Broadcast, subscriber_id: int, address: str) -> bool:
    """Whether a person takes it at an address still; STOP and blocks are asked of everything that leaves."""
    if _off(store, one, subscriber_id):
        return False
    return not address.startswith(PHONE) or _may_text(store, one, subscriber_id)


def _off(store: Store, one: Broadcast, subscriber_id: int) -> bool:
    return not one.draft.legal and not store.wishes.wants(subscriber_id, Kind.NEWS)


def _may_text(store: Store, one: Broadcast, subscriber_id: int) -> bool:
    """Whether it may go by SMS: news only to who agreed to SMS (126-FZ 44.1, 38-FZ 18).

    The contract is no basis for news, only for what it needs itself, and for what the law asks for.
    """
    if one.draft.legal:
        return True
    given = store.consents.current(subscriber_id, SMS_NOTICES)
    return given is not None and given.basis == Basis.CONSENT


@lru_cache(maxsize=16)
def places_of(places: str) -> tuple[AddressRange, ...]:
    """The places of an audience, read once; () for everywhere."""
    return ranges_of(places) if places else ()


def is_meant(one: Broadcast, who: Candidate, window: str) -> bool:
    """Whether an account is of the audience of a broadcast; `window` is that of groups without any."""
    return meant(one.draft.audience, places_of(one.draft.audience.places), who, window)


def account_of(store: Store, one: Broadcast, subscriber_id: int, window: str) -> Candidate | None:
    """The first account of a person that is meant, by the calendar of whose group they are told."""
    accounts = store.broadcasts.accounts_of(subscriber_id)
    return next((who for who in accounts if is_meant(one, who, window)), None)


class Gather:
    """Goes on with whatever is to be gathered; a kill between two chunks costs nothing."""

    def __init__(self, reach: Reach[NotifyRules], now_ms: Callable[[], int], window: str) -> None:
        """`window` is the reading window of accounts whose group has none."""
        self._reach, self._rules, self._now_ms, self.window = reach, reach.rules, now_ms, window

    async def run(self) -> int:
        """Gather for a while; how many broadcasts became ready."""
        waiting = await self._reach.see(lambda store: store.broadcasts.in_state(State.GATHERING))
        until = monotonic() + LOOK_S
        return sum([await self._gather(one, until) for one in waiting])

    async def _gather(self, one: Broadcast, until: float) -> bool:
        """Go on where it was left; True at the end.

        Another replica may be at the same: then the cursor is not where this one left it, and it is theirs.
        """
        after = one.after_link
        while page := await self._reach.see(partial(_page, after=after)):
            for people, upto in self._parts(one, page):
                found = await self._reach.see(partial(self._found, one=one, people=people))
                if not await self._reach.change(
                    partial(self._add, one=one, found=found, after=after, upto=upto)
                ):
                    return False
                after = upto
            if monotonic() > until:
                return False
            await asyncio.sleep(PAUSE_S)
        return await self._reach.change(
            lambda store: store.broadcasts.turn(one.id, State.READY, self._now_ms(), since=(State.GATHERING,))
        )

    def _parts(self, one: Broadcast, page: Sequence[Candidate]) -> Iterator[tuple[list[int], int]]:
        """People of the audience, some at a time, with the link up to which they were looked for."""
        people: list[int] = []
        for who in page:
            if is_meant(one, who, self.window):
                people.append(who.subscriber_id)
            if len(people) == CHUNK or who is page[-1]:
                yield people, who.link_id
                people = []

    def _found(self, store: Store, one: Broadcast, people: Sequence[int]) -> list[Found]:
        """Where people are told; read beside the turns, for it is asked again when they are."""
        return [Found(person, *place_of(store, self._rules, one, person)) for person in people]

    def _add(self, store: Store, one: Broadcast, found: Sequence[Found], after: int, upto: int) -> bool:
        return store.broadcasts.gathered(one.id, found, after, upto, self._now_ms())


def _page(store: Store, after: int) -> Sequence[Candidate]:
    return store.broadcasts.candidates(after, PAGE)
