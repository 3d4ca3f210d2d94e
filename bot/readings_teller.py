"""Puts what is to be told of a reading into the outbox, for the place it came from, once."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.dialogs.engine import message
from core.records import Priority, RawEvent, Session
from core.usecases.notices import STARTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.dialogs.model import Reply
    from core.ports import Store
    from core.readings.journal import Entry

SOURCE = "readings"


class Teller:
    """One transaction. With `may_start` it is a message that we begin: STOP, pauses, consents hold it back.

    Without it is the end of what the person began by sending a reading: it is told after STOP, too, and never
    to who blocked us (the outbox sees to that). Nobody is told of an account they have no more.
    """

    def __init__(
        self,
        store: Store,
        now_ms: int,
        not_before_ms: int,
        may_start: Callable[[Store, Session], bool] | None = None,
    ) -> None:
        self._store = store
        self._now_ms = now_ms
        self._not_before_ms = not_before_ms
        self._may_start = may_start

    def tell(self, kind: str, entries: Sequence[Entry], reply: Callable[[str], Reply]) -> bool:
        """Tell of readings of one account, person and address; `reply` is given the number of the account."""
        one = entries[0]
        number = self._number(one)
        return bool(number) and self._put(kind, one, reply(number))

    def tell_all(
        self,
        kind: str,
        entries: Sequence[Entry],
        reply: Callable[[Sequence[Entry], Mapping[int, str]], Reply],
    ) -> bool:
        """Tell one person of readings of any account in one message, where the newest of them came from.

        `reply` is given those of accounts that they still have, and the numbers of these accounts.
        """
        numbers = {one.account_id: number for one in entries if (number := self._number(one))}
        told = [one for one in entries if one.account_id in numbers]
        return bool(told) and self._put(kind, told[-1], reply(told, numbers))

    def _put(self, kind: str, one: Entry, reply: Reply) -> bool:
        source_id = f"{kind}:{one.id}:{self._now_ms}"
        event_id = self._store.inbox.store(RawEvent(SOURCE, source_id, "system", b"", self._now_ms))
        if event_id is None:
            return False
        self._store.inbox.done(event_id)
        words = message(one.address, reply)
        effect = replace(
            words,
            priority=Priority.NOTICE,
            not_before_ms=self._not_before_ms,
            topic=words.topic if self._may_start is None else STARTED + words.topic,
        )
        self._store.outbox.put(event_id, 0, effect, self._now_ms)
        return True

    def _number(self, entry: Entry) -> str:
        """The number of the account as this person knows it; "" when there is nobody to be told."""
        if not entry.subscriber_id:
            return ""
        person = self._store.people.mine(entry.subscriber_id, entry.account_id)
        silent = self._may_start is None
        addresses = self._store.people.addresses(entry.subscriber_id, silent=silent)
        if person is None or entry.address not in addresses:
            return ""
        session = Session(entry.address, entry.subscriber_id)
        return person.number if self._may_start is None or self._may_start(self._store, session) else ""


def groups(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Readings of one account that one person sent from one place: told in one message."""

    def key(entry: Entry) -> tuple[int, int, str]:
        return entry.subscriber_id, entry.account_id, entry.address

    for _, group in groupby(sorted(entries, key=lambda entry: (*key(entry), entry.id)), key):
        yield list(group)
