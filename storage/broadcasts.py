"""Broadcasts and their recipients. A recipient is queued by a conditional update: nobody gets it twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.accounts import Holder
from core.broadcasts.ends import ended
from core.broadcasts.model import Audience, Broadcast, Candidate, Channels, Draft, Found, Progress, State
from core.people import Role
from storage.payment_ledger import OPEN_SUM
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx

_FIELDS = """id, words, words_short, audience, channels, legal, made_by, state, made_ms, started_ms, ended_ms,
    after_link"""
_MAKE = """
INSERT INTO broadcast (words, words_short, audience, channels, legal, made_by, made_ms)
VALUES (:words, :words_short, :audience, :channels, :legal, :made_by, :now_ms) RETURNING id
"""
_GET = f"SELECT {_FIELDS} FROM broadcast WHERE id = :id"
_LAST = f"SELECT {_FIELDS} FROM broadcast ORDER BY id DESC LIMIT :most"
_IN_STATE = f"SELECT {_FIELDS} FROM broadcast WHERE state = :state ORDER BY id"
# What was paid here and billing does not know yet is no debt.
_PAID = OPEN_SUM.format("link.account_id")
_ACCOUNTS = f"""
SELECT link.id, link.subscriber_id, link.role, coalesce(card.kind, 'person'), coalesce(card.address, ''),
    coalesce(card.tariff, ''), coalesce(grp.reading_window, ''), coalesce(balance.debt, 0) - ({_PAID}),
    coalesce(balance.overdue, 0) - ({_PAID}), coalesce(card.status, ''),
    coalesce(card.grp, '')
FROM link
LEFT JOIN account_card AS card ON card.account_id = link.account_id
    AND card.generation = {snapshot("accounts")}
LEFT JOIN grp ON grp.name = card.grp AND grp.generation = {snapshot("groups")}
LEFT JOIN balance ON balance.account_id = link.account_id AND balance.generation = {snapshot("balances")}
WHERE link.active = 1 AND """
_CANDIDATES = f"{_ACCOUNTS} link.id > :after ORDER BY link.id LIMIT :most"
_OF_PERSON = f"{_ACCOUNTS} link.subscriber_id = :subscriber_id ORDER BY link.id"
_ADDRESSES = f"""
SELECT link.id, coalesce(card.address, '') FROM link
LEFT JOIN account_card AS card ON card.account_id = link.account_id
    AND card.generation = {snapshot("accounts")}
WHERE link.active = 1 AND link.id > :after ORDER BY link.id LIMIT :most
"""
_TARIFFS = f"SELECT DISTINCT tariff FROM tariff WHERE generation = {snapshot('tariffs')} ORDER BY tariff"
_WINDOWS = f"SELECT DISTINCT reading_window FROM grp WHERE generation = {snapshot('groups')}"
_USED = f"SELECT 1 FROM account_card WHERE generation = {snapshot('accounts')} AND tariff = :tariff LIMIT 1"
_ADD = """
INSERT INTO broadcast_recipient (broadcast_id, subscriber_id, address, state, why, ended_ms)
VALUES (:broadcast_id, :subscriber_id, :address, :state, :why, :ended_ms)
ON CONFLICT (broadcast_id, subscriber_id) DO NOTHING
"""
# Whoever comes second, and whoever comes after a stop, moves nothing and adds nobody.
_MOVED = """
UPDATE broadcast SET after_link = :upto WHERE id = :id AND after_link = :after AND state = 'gathering'
"""
_TURN = """
UPDATE broadcast SET state = :state,
    started_ms = CASE WHEN :state = 'running' THEN :now_ms ELSE started_ms END,
    ended_ms = CASE WHEN :state = 'stopped' OR :state = 'done' THEN :now_ms ELSE 0 END
WHERE id = :id AND state = :since
"""
_TWIN = f"""
SELECT {_FIELDS} FROM broadcast
WHERE started_ms > :since_ms AND id <> :id AND words = :words AND words_short = :words_short
    AND audience = :audience AND channels = :channels
ORDER BY started_ms DESC, id DESC LIMIT 1
"""
_ENDED_SINCE = "SELECT 1 FROM broadcast_recipient WHERE broadcast_id = :id AND ended_ms > :since_ms LIMIT 1"
_PLANNED = """
SELECT id, subscriber_id, address FROM broadcast_recipient
WHERE broadcast_id = :id AND state = 'planned' AND id > :after ORDER BY id LIMIT :most
"""
_QUEUE = """
UPDATE broadcast_recipient SET state = 'queued', address = :address, outbox_id = :outbox_id
WHERE id = :id AND state = 'planned'
"""
_END = """
UPDATE broadcast_recipient SET state = :state, why = :why, ended_ms = :now_ms
WHERE id = :id AND (state = 'planned' OR state = 'queued')
"""
_BACK = """
UPDATE broadcast_recipient SET state = 'planned', outbox_id = 0 WHERE id = :id AND state = 'queued'
"""
_OF_MESSAGE = """
SELECT id, broadcast_id, subscriber_id FROM broadcast_recipient
WHERE outbox_id = :outbox_id AND state = 'queued'
"""
_UNDER_WAY = """
SELECT 1 FROM broadcast_recipient WHERE broadcast_id = :id AND state = 'planned'
UNION ALL
SELECT 1 FROM broadcast_recipient WHERE broadcast_id = :id AND state = 'queued' AND outbox_id > 0
LIMIT 1
"""
_PLANNED_COUNT = "SELECT count(*) FROM broadcast_recipient WHERE broadcast_id = :id AND state = 'planned'"
_MESSAGE = "SELECT state, coalesce(error, '') FROM outbox WHERE id = :id"
_CHATS = """
SELECT address FROM link WHERE phone = :phone AND active = 1 AND address LIKE 'telegram:%'
ORDER BY since_ms DESC, id DESC LIMIT 1
"""
_OVER = """
SELECT recipient.id, coalesce(outbox.state, 'sent'), coalesce(outbox.error, '')
FROM broadcast_recipient AS recipient LEFT JOIN outbox ON outbox.id = recipient.outbox_id
WHERE recipient.state = 'queued' AND recipient.outbox_id > 0
    AND (outbox.id IS NULL OR outbox.state = 'sent' OR outbox.state = 'failed') LIMIT :most
"""
# One pass, nothing sorted: of a million recipients it is a second, grouped by three of them it was ten.
_STATES = ("planned", "queued", "sent", "failed", "skipped")
_COUNTS = f"""
SELECT {", ".join(f"coalesce(sum(CASE WHEN state = '{one}' THEN 1 ELSE 0 END), 0)" for one in _STATES)},
    coalesce(sum(CASE WHEN address >= 'tel:' AND address < 'tel;' THEN 1 ELSE 0 END), 0),
    coalesce(sum(CASE WHEN address = '' THEN 1 ELSE 0 END), 0)
FROM broadcast_recipient WHERE broadcast_id = :id
"""
_WHYS = "SELECT why, count(*) FROM broadcast_recipient WHERE broadcast_id = :id AND why <> '' GROUP BY why"
_REPORT = """
SELECT id, address, state, why, ended_ms FROM broadcast_recipient
WHERE broadcast_id = :broadcast_id AND id > :after ORDER BY id LIMIT :most
"""


class BroadcastsGateway:
    """Broadcasts inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def make(self, draft: Draft, now_ms: int) -> int:
        """A new broadcast that is to gather its recipients; its id."""
        row = self._tx.one(
            _MAKE,
            words=draft.words,
            words_short=draft.words_short,
            audience=_audience(draft),
            channels=str(draft.channels),
            legal=int(draft.legal),
            made_by=draft.made_by,
            now_ms=now_ms,
        )
        return int(row[0]) if row else 0

    def get(self, broadcast_id: int) -> Broadcast | None:
        """One broadcast."""
        row = self._tx.one(_GET, id=broadcast_id)
        return None if row is None else _broadcast(row)

    def last(self, most: int) -> list[Broadcast]:
        """The newest ones."""
        return [_broadcast(row) for row in self._tx.all(_LAST, most=most)]

    def in_state(self, state: State) -> list[Broadcast]:
        """All in a state, the oldest first."""
        return [_broadcast(row) for row in self._tx.all(_IN_STATE, state=str(state))]

    def candidates(self, after_link: int, most: int) -> list[Candidate]:
        """Active links after an id, with what billing says of their accounts."""
        return [_candidate(row) for row in self._tx.all(_CANDIDATES, after=after_link, most=most)]

    def accounts_of(self, subscriber_id: int) -> list[Candidate]:
        """The same of one person, as it is now."""
        return [_candidate(row) for row in self._tx.all(_OF_PERSON, subscriber_id=subscriber_id)]

    def addresses(self, after_link: int, most: int) -> list[tuple[int, str]]:
        """Active links after an id, with the address of their account ("" where billing has none)."""
        return [(row[0], row[1]) for row in self._tx.all(_ADDRESSES, after=after_link, most=most)]

    def tariffs(self) -> list[str]:
        """Names of the tariffs that have prices."""
        return [str(row[0]) for row in self._tx.all(_TARIFFS)]

    def windows(self) -> list[str]:
        """Reading windows of groups."""
        return [str(row[0]) for row in self._tx.all(_WINDOWS)]

    def has_tariff(self, tariff: str) -> bool:
        """Whether any account has it. Reads all accounts when none has."""
        return self._tx.one(_USED, tariff=tariff) is not None

    def gathered(
        self, broadcast_id: int, found: Sequence[Found], after_link: int, upto_link: int, now_ms: int
    ) -> bool:
        """Add who was found between two links, each once; False where it is not to be gathered now."""
        if not self._tx.run(_MOVED, id=broadcast_id, after=after_link, upto=upto_link):
            return False
        rows = [
            {
                "broadcast_id": broadcast_id,
                "subscriber_id": one.subscriber_id,
                "address": one.address,
                "state": "planned" if one.address else "skipped",
                "why": one.why,
                "ended_ms": 0 if one.address else now_ms,
            }
            for one in found
        ]
        self._tx.many(_ADD, rows)
        return True

    def twin(self, one: Broadcast, since_ms: int) -> Broadcast | None:
        """Another that says the same to the same by the same channels, started since then: the newest."""
        draft = one.draft
        row = self._tx.one(
            _TWIN, id=one.id, since_ms=since_ms, words=draft.words, words_short=draft.words_short,
            audience=_audience(draft), channels=str(draft.channels),
        )  # fmt: skip
        return None if row is None else _broadcast(row)

    def turn(self, broadcast_id: int, state: State, now_ms: int, *, since: Sequence[State]) -> bool:
        """Change its state, if it is in one of `since`."""
        changed = [
            self._tx.run(_TURN, id=broadcast_id, state=str(state), since=str(one), now_ms=now_ms)
            for one in since
        ]
        return any(changed)

    def planned(self, broadcast_id: int, after: int, most: int) -> list[tuple[int, int, str]]:
        """Recipients it has not reached, in order after a row: row, subscriber, address when gathered."""
        found = self._tx.all(_PLANNED, id=broadcast_id, after=after, most=most)
        return [(row[0], row[1], row[2]) for row in found]

    def waiting(self, broadcast_id: int) -> int:
        """How many recipients it has not reached."""
        row = self._tx.one(_PLANNED_COUNT, id=broadcast_id)
        return 0 if row is None else int(row[0])

    def under_way(self, broadcast_id: int) -> bool:
        """Whether somebody is still to be told, or a message of it has not ended."""
        return self._tx.one(_UNDER_WAY, id=broadcast_id) is not None

    def ended_since(self, broadcast_id: int, since_ms: int) -> bool:
        """Whether what became of any recipient was noted after a moment. Reads all of the broadcast."""
        return self._tx.one(_ENDED_SINCE, id=broadcast_id, since_ms=since_ms) is not None

    def queue(self, row_id: int, address: str, outbox_id: int) -> bool:
        """A message carries it; False when somebody else was quicker."""
        return bool(self._tx.run(_QUEUE, id=row_id, address=address, outbox_id=outbox_id))

    def skip(self, row_id: int, why: str, now_ms: int) -> None:
        """Nothing is sent, and why."""
        self._tx.run(_END, id=row_id, state="skipped", why=why, now_ms=now_ms)

    def of_message(self, outbox_id: int) -> tuple[int, int, Broadcast] | None:
        """The row and subscriber that a message is for, while it has not left, and its broadcast."""
        row = self._tx.one(_OF_MESSAGE, outbox_id=outbox_id)
        found = None if row is None else self.get(row[1])
        return None if row is None or found is None else (int(row[0]), int(row[2]), found)

    def put_back(self, row_id: int) -> None:
        """Its message did not leave: it is planned again."""
        self._tx.run(_BACK, id=row_id)

    def fail(self, row_id: int, why: str, now_ms: int) -> None:
        """It is not tried again."""
        self._tx.run(_END, id=row_id, state="failed", why=why, now_ms=now_ms)

    def message(self, outbox_id: int) -> tuple[str, str] | None:
        """State and error of a message in the outbox."""
        row = self._tx.one(_MESSAGE, id=outbox_id)
        return None if row is None else (str(row[0]), str(row[1]))

    def chat_of(self, phone: str) -> str:
        """The chat that linked an account by a phone last; "" where none did. Reads all links."""
        row = self._tx.one(_CHATS, phone=phone)
        return "" if row is None else str(row[0])

    def over(self) -> bool:
        """Whether there is anything to settle."""
        return self._tx.one(_OVER, most=1) is not None

    def settle(self, now_ms: int, most: int) -> int:
        """Note how messages ended; how many."""
        over = self._tx.all(_OVER, most=most)
        for row_id, state, error in over:
            end, why = ended(state, error)
            self._tx.run(_END, id=row_id, state=end, why=why, now_ms=now_ms)
        return len(over)

    def progress(self, broadcast_id: int) -> Progress:
        """Recipients by state, channel and reason."""
        counts = self._tx.one(_COUNTS, id=broadcast_id) or (0,) * (len(_STATES) + 2)
        states = {state: count for state, count in zip(_STATES, counts, strict=False) if count}
        sms, nowhere = counts[-2:]
        channels = {"messenger": sum(counts[:-2]) - sms - nowhere, "sms": sms}
        return Progress(states, channels, dict(self._tx.all(_WHYS, id=broadcast_id)))

    def report(self, broadcast_id: int, after: int, most: int) -> list[tuple[int, str, str, str, int]]:
        """Recipients in order: row, address, state, why, when (UTC ms)."""
        rows = self._tx.all(_REPORT, broadcast_id=broadcast_id, after=after, most=most)
        return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _audience(draft: Draft) -> str:
    return json.dumps(asdict(draft.audience), ensure_ascii=False)


def _broadcast(row: tuple[Any, ...]) -> Broadcast:
    id_, words, short, audience, channels, legal, by, state, made, started, ended, after = row
    given = json.loads(audience)
    whom = Audience(**{**given, "tariffs": tuple(given["tariffs"]), "windows": tuple(given["windows"])})
    draft = Draft(words, short, whom, Channels(channels), bool(legal), by)
    return Broadcast(id_, draft, State(state), made, started, ended, after)


def _candidate(row: tuple[Any, ...]) -> Candidate:
    link, person, role, kind, address, tariff, window, debt, overdue, status, group = row
    return Candidate(
        link, person, Role(role), Holder(kind), address, tariff, window, debt, overdue, status == "closed",
        group,
    )  # fmt: skip
