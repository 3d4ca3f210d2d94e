"""Messages that only repeated a number: they brought no entry of their own, but an edit of one is an edit.

The conversation remembers the last few of them with the entry that they repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from core.readings.journal import Entry

_MEMO = "repeated"
_MOST = 8
"""So many messages are remembered, the newest ones."""


def remember_repeated(turn: Turn, message: str, entry: Entry) -> None:
    """Note that a message, by the channel's reference, said again what `entry` holds."""
    if message and message != entry.message:
        kept = [one for one in _kept(turn) if one[0] != message]
        newest = [*kept, (message, str(entry.id))][-_MOST:]
        turn.session.memo[_MEMO] = " ".join(f"{carrier}={number}" for carrier, number in newest)


def repeated(turn: Turn) -> tuple[Entry, ...]:
    """The entry that the message of this turn repeated; () where it is none of the kind."""
    number = dict(_kept(turn)).get(turn.event.carrier, "")
    entry = turn.store.journal.get(int(number)) if number else None
    return (entry,) if entry is not None else ()


def _kept(turn: Turn) -> list[tuple[str, str]]:
    pairs = (one.rpartition("=") for one in str(turn.session.memo.get(_MEMO, "")).split(" ") if one)
    return [(carrier, number) for carrier, _, number in pairs]
