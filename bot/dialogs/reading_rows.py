"""Several meters in one message: one answer with a line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.model import say
from bot.dialogs.reading_known import row_replaced
from bot.dialogs.reading_place import Refused
from bot.dialogs.reading_told import WORDS, displays, tail_of, total
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.model import Phrase
    from core.usecases.readings import Noted


def rows(done: Sequence[Noted | Refused]) -> tuple[Phrase, ...]:
    """What became of each reading so far; a head where there is something to stand over."""
    if not done:
        return ()
    saved = [one for one in done if not isinstance(one, Refused) and one.entry and not one.asked]
    head: tuple[Phrase, ...] = ()
    if saved and saved[0].entry:
        account = Masked(saved[0].card.account.number)
        head = (say("reading-rows-saved", period=saved[0].entry.period, account=account),)
    return (*head, *(phrase for one in done for phrase in _row(one)))


def _row(one: Noted | Refused) -> Iterator[Phrase]:
    if isinstance(one, Refused):
        yield say("reading-row-unplaced") if one.meter is None else _not(tail_of(one.meter))
        return
    meter, entry = one.verdict.given.meter, one.entry
    tail = tail_of(meter)
    if entry is None:
        yield _not(tail)
        return
    shown = displays(entry)
    values = dict(zip(("t1", "t2", "t3"), shown, strict=False))
    many = WORDS[len(shown)]
    if one.asked:
        yield say(f"reading-row-kept-{many}", tail=tail, **values)
    elif one.verdict.used:
        energy = total(one.verdict)
        yield say(f"reading-row-saved-{many}", tail=tail, energy=energy, receipt=entry.receipt, **values)
    else:
        yield say(f"reading-row-first-{many}", tail=tail, receipt=entry.receipt, **values)
    if not one.again and not one.asked:
        yield from row_replaced(one.verdict, tail)


def _not(tail: str) -> Phrase:
    return say("reading-row-refused", tail=tail)
