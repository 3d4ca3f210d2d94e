"""Codes and tokens of bills that we issued ourselves: looked up in a turn, staged by a command.

An issue is staged in pages of 500 accounts, each a unit of low priority, and put in force by one row. The
rows of an issue that is no longer in force are purged in chunks (storage/purge.py).
"""

from __future__ import annotations

from time import time_ns
from typing import TYPE_CHECKING, TypeVar

from core.bill_codes import BillAccount, IssueRefused, IssueState
from core.database import Priority, Unit
from core.values import Period
from storage.rows import sure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.bill_codes import Kept
    from core.database import Database, Tx, Value

T = TypeVar("T")
PAGE = 500
ABANDONED_MS = 60_000
"""A staged issue that nobody touched for so long belongs to a process that died."""
BOT_NAME = "telegram.username"
"""Setting: the name of the bot at Telegram, kept by the running bot for commands that have no network."""

_CARDS = "(SELECT generation FROM dataset_generation WHERE dataset = 'accounts' AND period = '')"
_FIND = f"""
SELECT account.id, coalesce(card.number, account.number), issue.period
FROM bill_code AS code JOIN bill_issue AS issue ON issue.id = code.issue AND issue.state = 'active'
JOIN account ON account.id = code.account_id
LEFT JOIN account_card AS card ON card.account_id = code.account_id AND card.generation = {_CARDS}
WHERE code.token IN ({{0}})
"""
_STATE = f"""
SELECT {_CARDS}, (SELECT count(*) FROM account_card WHERE generation = {_CARDS} AND status <> 'closed'),
    (SELECT begun_ms FROM bill_issue WHERE period = :period AND state = 'active'),
    (SELECT accounts FROM bill_issue WHERE period = :period AND state = 'active'),
    (SELECT value FROM setting WHERE name = :bot_name)
"""
_BEGIN = f"""
INSERT INTO bill_issue (period, state, key_id, begun_ms, touched_ms, cards)
VALUES (:period, 'staging', :key_id, :now_ms, :now_ms, coalesce({_CARDS}, 0)) RETURNING id
"""
_PAGE = """
SELECT account_id, number FROM account_card
WHERE account_id > :after AND status <> 'closed'
    AND generation = (SELECT cards FROM bill_issue WHERE id = :issue)
ORDER BY account_id LIMIT :most
"""
_PUT = "INSERT INTO bill_code (issue, account_id, code, token) VALUES (:issue, :account_id, :code, :token)"
_TOUCH = """
UPDATE bill_issue SET touched_ms = :now_ms, accounts = accounts + :more
WHERE id = :issue AND state = 'staging'
"""
_STAGED = f"SELECT period, accounts, cards, {_CARDS} FROM bill_issue WHERE id = :issue AND state = 'staging'"
_MOVE = "UPDATE bill_issue SET state = :to WHERE state = :was AND {0}"


class TokensGateway:
    """Tokens inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def find(self, digests: Sequence[str]) -> BillAccount | None:
        """Whose bill in force has a token with one of these digests; one statement."""
        named = {f"d{n}": digest for n, digest in enumerate(digests)}
        row = self._tx.one(_FIND.format(", ".join(f":{name}" for name in named)), **named)
        return BillAccount(row[0], row[1], Period.parse(row[2])) if row else None


def _now_ms() -> int:
    return time_ns() // 1_000_000


class DatabaseBillCodes:
    """`core.bill_codes.BillCodes` on a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int] = _now_ms) -> None:
        self._database = database
        self._now_ms = now_ms

    async def state(self, period: str) -> IssueState:
        row = await self._database.read(lambda tx: sure(tx.one(_STATE, period=period, bot_name=BOT_NAME)))
        cards, accounts, issued_ms, issued, name = row
        return IssueState(accounts, cards or 0, issued_ms or 0, issued or 0, name or "")

    async def begin(self, period: str, key_id: str) -> int:
        now_ms = self._now_ms()

        def open_issue(tx: Tx) -> int:
            tx.lock("bill-issue")
            running = tx.one("SELECT id, max(touched_ms) FROM bill_issue WHERE state = 'staging' GROUP BY id")
            if running and now_ms - running[1] < ABANDONED_MS:
                raise IssueRefused("receipt codes are being issued already: wait for it, or try in a minute")
            tx.run(_MOVE.format("id > 0"), to="void", was="staging")
            return int(sure(tx.one(_BEGIN, period=period, key_id=key_id, now_ms=now_ms))[0])

        return await self._bulk(open_issue)

    async def page(self, issue: int, after: int) -> Sequence[tuple[int, str]]:
        return await self._database.read(
            lambda tx: [(row[0], row[1]) for row in tx.all(_PAGE, issue=issue, after=after, most=PAGE)]
        )

    async def put(self, issue: int, kept: Sequence[Kept]) -> None:
        now_ms = self._now_ms()
        rows: list[Mapping[str, Value]] = [
            {"issue": issue, "account_id": k.account_id, "code": k.code, "token": k.token} for k in kept
        ]

        def stage(tx: Tx) -> None:
            if not tx.run(_TOUCH, issue=issue, more=len(rows), now_ms=now_ms):
                raise IssueRefused("this issue was given up meanwhile: run the command again")
            tx.many(_PUT, rows)

        await self._bulk(stage)

    async def finish(self, issue: int) -> int:
        def switch(tx: Tx) -> int:
            tx.lock("bill-issue")
            staged = tx.one(_STAGED, issue=issue)
            if staged is None:
                raise IssueRefused("this issue was given up meanwhile: run the command again")
            period, accounts, cards, current = staged
            if cards != (current or 0):
                raise IssueRefused("accounts were imported meanwhile: run the command again")
            tx.run(_MOVE.format("period = :period"), to="void", was="active", period=period)
            tx.run(_MOVE.format("id = :issue"), to="active", was="staging", issue=issue)
            return int(accounts)

        return await self._bulk(switch)

    async def give_up(self, issue: int) -> None:
        await self._bulk(
            lambda tx: tx.run(_MOVE.format("id = :issue"), to="void", was="staging", issue=issue)
        )

    async def _bulk(self, work: Callable[[Tx], T]) -> T:
        return await self._database.write(Unit(work, priority=Priority.BULK))
