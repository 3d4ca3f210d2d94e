"""The people of an account: the list, removal, suspension and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.people import Person, Role, Suspended, Why
from storage.card_seen import CURRENT_CARD, seen_of
from storage.visible import snapshot

if TYPE_CHECKING:
    from core.database import Tx

_NUMBER = """coalesce((SELECT number FROM account_card WHERE account_id = link.account_id
    AND generation = (SELECT generation FROM dataset_generation
        WHERE dataset = 'accounts' AND period = '')), account.number)"""
_PERSON = f"""
SELECT link.id, link.subscriber_id, link.account_id, {_NUMBER}, link.address, link.phone, link.role,
    link.since_ms
FROM link JOIN account ON account.id = link.account_id
"""
_BY_ACCOUNT = (
    f"{_PERSON} WHERE link.account_id = :account_id AND link.active = 1 ORDER BY link.since_ms, link.id"
)
_BY_ID = f"{_PERSON} WHERE link.id = :link_id AND link.active = 1"
_MINE = f"""{_PERSON}
WHERE link.subscriber_id = :subscriber_id AND link.account_id = :account_id AND link.active = 1
"""
_GROUPS = f"""
SELECT link.account_id, coalesce(card.grp, '') FROM link
LEFT JOIN account_card AS card ON card.account_id = link.account_id
    AND card.generation = {snapshot("accounts")}
WHERE link.subscriber_id = :subscriber_id AND link.active = 1
ORDER BY CASE WHEN card.status = 'closed' THEN 1 ELSE 0 END, link.since_ms, link.id
"""
_GROUP = f"""
SELECT coalesce(grp, '') FROM account_card
WHERE account_id = :account_id AND generation = {snapshot("accounts")}
"""
_REMOVE = """
UPDATE link SET active = 0, ended_ms = :now_ms, phone = '', label = '', holder_seen = ''
WHERE id = :link_id AND active = 1
"""
_SUSPEND = """
UPDATE link SET active = 0, suspended_ms = :now_ms, suspended_why = :why
WHERE id = :link_id AND active = 1 AND since_ms = :since_ms
"""
_SUSPENDED = f"""
SELECT link.id, link.subscriber_id, link.account_id, {_NUMBER}, link.address, link.role,
    link.suspended_why, link.since_ms,
    CASE WHEN link.suspended_ms > 0 THEN link.suspended_ms ELSE link.ended_ms END
FROM link JOIN account ON account.id = link.account_id
"""
_SUSPENDED_OF = f"""{_SUSPENDED}
WHERE link.subscriber_id = :subscriber_id AND link.suspended_why <> '' AND link.suspended_ms > 0
ORDER BY link.id
"""
_SUSPENDED_ONE = f"{_SUSPENDED} WHERE link.id = :link_id AND link.suspended_why <> ''"
_SUSPENDED_ALL = (
    f"{_SUSPENDED} WHERE link.suspended_why <> '' AND link.id > :after ORDER BY link.id LIMIT :most"
)
_COUNT = """
SELECT suspended_why, count(*) FROM link WHERE suspended_why <> '' GROUP BY suspended_why
"""
_RESTORE = """
UPDATE link SET active = 1, suspended_ms = 0, suspended_why = '',
    number_seen = :number, holder_seen = :holder, closed_seen = :closed
WHERE id = :link_id AND suspended_ms > 0
"""
_CLOSE = """
UPDATE link SET suspended_ms = 0, suspended_why = '', ended_ms = :now_ms, phone = '', label = '',
    holder_seen = ''
WHERE id = :link_id AND suspended_why <> ''
"""
_ADDRESSES = """
SELECT address FROM address
WHERE subscriber_id = :subscriber_id AND subscriber_id <> 0
    AND (:silent = 1 OR (state = 'active' AND muted = 0))
ORDER BY address LIMIT 20
"""


class PeopleGateway:
    """People of accounts inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def of_account(self, account_id: int) -> tuple[Person, ...]:
        """Everybody who has the account linked, in order of linking."""
        return tuple(_person(row) for row in self._tx.all(_BY_ACCOUNT, account_id=account_id))

    def find(self, link_id: int) -> Person | None:
        """An active link."""
        row = self._tx.one(_BY_ID, link_id=link_id)
        return _person(row) if row else None

    def mine(self, subscriber_id: int, account_id: int) -> Person | None:
        """A person's own active link to this very account."""
        row = self._tx.one(_MINE, subscriber_id=subscriber_id, account_id=account_id)
        return _person(row) if row else None

    def group(self, account_id: int) -> str:
        """The group of an account, linked or not; "" without one."""
        row = self._tx.one(_GROUP, account_id=account_id)
        return "" if row is None else str(row[0])

    def groups(self, subscriber_id: int) -> dict[int, str]:
        """The group of each account of a person ("" without one): open ones first, in order of linking."""
        return {int(id_): group for id_, group in self._tx.all(_GROUPS, subscriber_id=subscriber_id)}

    def remove(self, link_id: int, now_ms: int) -> bool:
        """End a link and forget its phone and label."""
        return bool(self._tx.run(_REMOVE, link_id=link_id, now_ms=now_ms))

    def suspend(self, person: Person, why: Why, now_ms: int) -> bool:
        """Take all data away from this very linking; False when it is not active any more."""
        return bool(
            self._tx.run(
                _SUSPEND, link_id=person.link_id, since_ms=person.since_ms, why=str(why), now_ms=now_ms
            )
        )

    def suspended(self, subscriber_id: int) -> tuple[Suspended, ...]:
        """A person's suspended links."""
        return tuple(_suspended(row) for row in self._tx.all(_SUSPENDED_OF, subscriber_id=subscriber_id))

    def suspended_one(self, link_id: int) -> Suspended | None:
        """A suspended link by its id."""
        row = self._tx.one(_SUSPENDED_ONE, link_id=link_id)
        return _suspended(row) if row else None

    def all_suspended(self, after: int, most: int) -> tuple[Suspended, ...]:
        """A page of all suspended links after an id."""
        return tuple(_suspended(row) for row in self._tx.all(_SUSPENDED_ALL, after=after, most=most))

    def count_suspended(self) -> dict[str, int]:
        """How many are suspended, by why."""
        return dict(self._tx.all(_COUNT))

    def restore(self, link_id: int, account_id: int) -> bool:
        """Give a suspended link back; what billing says of the account now counts as known."""
        card = self._tx.one(CURRENT_CARD, account_id=account_id)
        number, holder, closed = seen_of(account_id, card)
        return bool(self._tx.run(_RESTORE, link_id=link_id, number=number, holder=holder, closed=closed))

    def end_suspended(self, link_id: int, now_ms: int) -> bool:
        """End a suspended link for good and forget its phone; linking anew stays possible."""
        return bool(self._tx.run(_CLOSE, link_id=link_id, now_ms=now_ms))

    def addresses(self, subscriber_id: int, *, silent: bool = False) -> tuple[str, ...]:
        """Where a person takes our notices: not blocked, no STOP; with `silent` everywhere."""
        rows = self._tx.all(_ADDRESSES, subscriber_id=subscriber_id, silent=int(silent))
        return tuple(row[0] for row in rows)


def _person(row: tuple[Any, ...]) -> Person:
    link_id, subscriber_id, account_id, number, address, phone, role, since_ms = row
    return Person(link_id, subscriber_id, account_id, number, address, phone, Role(role), since_ms)


def _suspended(row: tuple[Any, ...]) -> Suspended:
    link_id, subscriber_id, account_id, number, address, role, why, since_ms, at_ms = row
    return Suspended(
        link_id, subscriber_id, account_id, number, address, Role(role), Why(why), since_ms, at_ms
    )
