"""The tables of the usual bot, and their filling with the benchmark's people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

_meta = sa.MetaData()

accounts = sa.Table(
    "accounts",
    _meta,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("number", sa.String, unique=True),
)
balances = sa.Table(
    "balances",
    _meta,
    sa.Column("account_id", sa.ForeignKey("accounts.id"), primary_key=True),
    sa.Column("debt", sa.Integer, nullable=False),
)
links = sa.Table(
    "links",
    _meta,
    sa.Column("chat", sa.Integer, primary_key=True),
    sa.Column("account_id", sa.ForeignKey("accounts.id"), nullable=False),
)
sessions = sa.Table(
    "sessions",
    _meta,
    sa.Column("chat", sa.Integer, primary_key=True),
    sa.Column("data", sa.String, nullable=False),
    sa.Column("changed_at", sa.Integer, nullable=False),
)
inbox = sa.Table(
    "inbox",
    _meta,
    sa.Column("update_id", sa.Integer, primary_key=True),
    sa.Column("body", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
)
outbox = sa.Table(
    "outbox",
    _meta,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("chat", sa.Integer, nullable=False),
    sa.Column("text", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("message_id", sa.Integer),
)


def fill(path: Path, debts: Sequence[int], chats: Sequence[int]) -> None:
    """Create the file: account n owes `debts[n]` kopecks, chat n has account n modulo their count."""
    engine = sa.create_engine(f"sqlite:///{path}")
    _meta.create_all(engine)
    people = [{"chat": chat, "account_id": number % len(debts) + 1} for number, chat in enumerate(chats)]
    with engine.begin() as connection:
        rows = [{"id": number + 1, "number": str(100_000_000 + number)} for number in range(len(debts))]
        connection.execute(sa.insert(accounts), rows)
        owed = [{"account_id": number + 1, "debt": debt} for number, debt in enumerate(debts)]
        connection.execute(sa.insert(balances), owed)
        connection.execute(sa.insert(links), people)
    engine.dispose()
