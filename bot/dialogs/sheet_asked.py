"""Having a sheet read, or many of its readings confirmed, by an effect outside the turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.sheet_wire import READ, SCHEME, Job
from core.records import Effect

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn

MOST_ACCOUNTS = 20
"""So many accounts of a person are looked through for the meters of a sheet."""


def ask(turn: Turn, source: str, *, sent_ms: int, file: str = "", text: str = "", onto: int = 0) -> None:
    """Have a sheet read; what is in it comes as events of its own."""
    session = turn.session
    links = turn.desk.list_accounts(turn.store, session)[:MOST_ACCOUNTS]
    current = int(session.memo.get("account", 0))
    accounts = sorted((link.account.id for link in links), key=lambda one: one != current)
    job = Job(session.address, session.subscriber_id, accounts, sent_ms, file, text, onto)
    put(turn, source, job)


def put(turn: Turn, source: str, job: Job) -> None:
    """The effect that carries a job out."""
    payload = msgspec.json.encode(job).decode()
    turn.effects.append(Effect(READ, f"{SCHEME}:{source}", payload, topic=READ))
