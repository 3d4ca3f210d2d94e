"""Links beside what billing says of their accounts now: what an import changed for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.people import Person, Role
from core.usecases.people_changes import Seen, Watched
from storage.card_seen import seen_of

if TYPE_CHECKING:
    from core.database import Tx

_GENERATION = "SELECT generation FROM dataset_generation WHERE dataset = 'accounts' AND period = ''"
_WATCHED = f"""
SELECT link.id, link.subscriber_id, link.account_id, link.address, link.phone, link.role, link.since_ms,
    link.number_seen, link.holder_seen, link.closed_seen,
    card.number, card.holder, card.inn, card.kind, card.status
FROM link JOIN account_card AS card
    ON card.account_id = link.account_id AND card.generation = ({_GENERATION})
WHERE link.active = 1
"""
_PAGE = f"{_WATCHED} AND link.subscriber_id > :after ORDER BY link.subscriber_id, link.id LIMIT :most"
_OF = f"{_WATCHED} AND link.subscriber_id = :subscriber_id ORDER BY link.id"
_SAW = """
UPDATE link SET number_seen = :number, holder_seen = :holder, closed_seen = :closed
WHERE id = :link_id AND active = 1 AND since_ms = :since_ms AND number_seen = :number_before
"""


class PeopleWatchGateway:
    """Watched links inside one transaction. Every method is one statement."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def generation(self) -> int:
        """The import that is visible; 0 before the first one."""
        row = self._tx.one(_GENERATION)
        return int(row[0]) if row else 0

    def page(self, after: int, most: int) -> tuple[Watched, ...]:
        """Links of the people after `after` (a subscriber's id), at most `most`, in order of people."""
        return tuple(_watched(row) for row in self._tx.all(_PAGE, after=after, most=most))

    def of(self, subscriber_id: int) -> tuple[Watched, ...]:
        """All active links of one person whose accounts billing lists."""
        return tuple(_watched(row) for row in self._tx.all(_OF, subscriber_id=subscriber_id))

    def saw(self, link: Watched, seen: Seen) -> bool:
        """Remember what a link knows; False when somebody else has just done so."""
        return bool(
            self._tx.run(
                _SAW,
                link_id=link.person.link_id,
                since_ms=link.person.since_ms,
                number=seen.number,
                holder=seen.holder,
                closed=int(seen.closed),
                number_before=link.before.number,
            )
        )


def _watched(row: tuple[Any, ...]) -> Watched:
    link_id, subscriber_id, account_id, address, phone, role, since_ms = row[:7]
    number, holder, closed = seen_of(account_id, row[10:])
    person = Person(link_id, subscriber_id, account_id, number, address, phone, Role(role), since_ms)
    return Watched(person, Seen(row[7], row[8], bool(row[9])), Seen(number, holder, bool(closed)))
