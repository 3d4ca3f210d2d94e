"""Events that are chosen in the transaction that stores them: duplicates are dropped, a cursor is moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from bot.dialogs.engine import Played
from core.database import Priority, Unit
from core.ports import Store
from core.records import InboxRow, RawEvent

if TYPE_CHECKING:
    from core.database import Tx

Pick = Callable[[Store], Sequence[RawEvent]]
"""Says what is news; whatever else it writes is committed with these events. It may run more than once."""


class Player(Protocol):
    """What plays stored events: the intake."""

    def open_store(self, tx: Tx) -> Store: ...

    def turn(self, tx: Tx, row: InboxRow) -> Played: ...

    def record_failure(self, tx: Tx, row: InboxRow, error: Exception) -> Played: ...


class Picked:
    """Some events on their way in: stored in phase 1; a lone one is played in phase 2, as most are.

    `rest` are (id, address) of those that are stored and not played. `addresses` are locked, so that
    whoever picks about one of them does so alone. `careful`: nothing is played, each is begun.
    """

    def __init__(self, player: Player, pick: Pick, addresses: Sequence[str], *, careful: bool) -> None:
        self._player, self._pick, self._careful = player, pick, careful
        self._key = addresses[0] if len(addresses) == 1 else ""
        self._locks = () if self._key else tuple(sorted(set(addresses)))
        self._rows: list[InboxRow] = []

    def unit(self) -> Unit[Played | None]:
        """None: nothing was played."""
        return Unit(self.work, self.store, self.failed, self._key, Priority.TURN)

    @property
    def rest(self) -> list[tuple[int, str]]:
        """What is stored and was not played by the unit."""
        return [(row.id, row.address) for row in self._rows if row is not self._lone()]

    def store(self, tx: Tx) -> None:
        """Store what is news."""
        self._rows.clear()
        if self._locks:
            tx.lock(*self._locks)
        store = self._player.open_store(tx)
        for event in self._pick(store):
            event_id = store.inbox.store(event)
            if event_id is None:
                continue
            if self._careful:
                store.inbox.begin(event_id, 0)
            self._rows.append(
                InboxRow(
                    event_id, event.source, event.source_id, event.address, event.body, event.received_ms
                )
            )

    def work(self, tx: Tx) -> Played | None:
        """Play the lone event of the address that is locked."""
        row = self._lone()
        return None if row is None else self._player.turn(tx, row)

    def failed(self, tx: Tx, error: Exception) -> Played:
        """Plan another try."""
        row = self._lone()
        if row is None:
            raise error
        return self._player.record_failure(tx, row, error)

    def _lone(self) -> InboxRow | None:
        if self._careful or len(self._rows) != 1 or self._rows[0].address != self._key:
            return None
        return self._rows[0]
