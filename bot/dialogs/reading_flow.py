"""All readings of a message, one after another: one answer, and a question as soon as one is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.codec import decode_reply, encode_reply
from bot.dialogs.common import MENU
from bot.dialogs.flow import Done, Go
from bot.dialogs.model import Reply
from bot.dialogs.reading_company import tell_of_taken
from bot.dialogs.reading_doubts import question
from bot.dialogs.reading_photo import attach_waiting
from bot.dialogs.reading_place import Refused, ask_place, manual_of, place_one
from bot.dialogs.reading_refused import not_taken, refused
from bot.dialogs.reading_rows import rows
from bot.dialogs.reading_told import receipt
from bot.dialogs.reading_unlinked import unlinked
from bot.dialogs.reading_work import DIALOG
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.model import Phrase
    from bot.dialogs.reading_heard import Homes
    from bot.dialogs.reading_work import Work
    from core.accounts import AccountCard
    from core.meters import Meter
    from core.readings.given import Given, Partial
    from core.readings.heard import Written
    from core.readings.journal import Entry
    from core.usecases.readings import Noted, Sender

_ASKED = msgspec.json.Decoder(list[str])


def begin(turn: Turn, homes: Homes, work: Work) -> Move:
    """Ask for a value: nothing was said yet but that there is one."""
    asked = ask_place(homes, work)
    return refused(turn, asked) if isinstance(asked, Refused) else asked


def proceed(turn: Turn, homes: Homes, work: Work, answer: tuple[Partial, Written] | None = None) -> Move:
    """Place every reading of a message; what is done is said before what is asked."""
    if not work.todo:
        return begin(turn, homes, work)
    many = len(work.todo) > 1
    done: list[Noted | Refused] = []
    while work.todo:
        placed = place_one(turn, homes, work, answer)
        answer = None
        if isinstance(placed, Go):
            return replace(placed, first=(*rows(done), *placed.first))
        if isinstance(placed, Done):
            return placed
        if isinstance(placed, Refused) and not many:
            strange = placed.reason is Reason.ACCOUNT_UNKNOWN and unlinked(turn, work.todo)
            return strange or refused(turn, placed, work)
        done.append(placed)
        work = work.next()
    return _ended(turn, done)


def _ended(turn: Turn, done: Sequence[Noted | Refused]) -> Move:
    noted = [one for one in done if not isinstance(one, Refused)]
    attach_waiting(turn, *(one.entry for one in noted if one.entry is not None))
    waiting = [one for one in noted if one.asked]
    if len(done) > 1:
        return ask_doubts(turn, waiting, rows(done)) if waiting else Done((_table(done),))
    if waiting:
        return ask_doubts(turn, waiting)
    if noted[0].entry is None:
        return not_taken(turn, noted[0])
    return Done((receipt(noted[0], missing(turn, noted[0]), turn.desk.reads(noted[0].card).day(turn.now)),))


def _table(done: Sequence[Noted | Refused]) -> Reply:
    return Reply(rows(done), choices=(MENU,), lasting=True)


def missing(turn: Turn, noted: Noted) -> tuple[Meter, ...]:
    """Other meters of the account without a reading for this month; a statement where there are any."""
    others = [one for one in manual_of(noted.meters) if one.serial != noted.verdict.given.meter.serial]
    if not others or noted.entry is None:
        return ()
    sent = turn.store.journal.of_period(noted.card.account.id, noted.entry.period)
    there = {entry.serial for entry in sent}
    return tuple(one for one in others if one.serial not in there)


def proceed_given(
    turn: Turn, card: AccountCard, meters: Sequence[Meter], given: Given, sender: Sender, instead: Entry
) -> Move:
    """Write down what was meant; the doubted entry goes where it is of another meter."""
    if given.meter.serial != instead.serial:
        turn.store.journal.withdraw(instead.id, turn.now_ms, turn.session.address)
    noted = turn.desk.reads(card).take(turn.store, card, given, sender, meters)
    tell_of_taken(turn, noted)
    if noted.asked:
        return ask_doubts(turn, [noted])
    if noted.entry is None:
        return not_taken(turn, noted)
    return after_doubt(turn, receipt(noted, missing(turn, noted), turn.desk.reads(card).day(turn.now)))


def ask_doubts(turn: Turn, waiting: Sequence[Noted], first: tuple[Phrase, ...] = ()) -> Move:
    """Ask about the first of what waits for a word; the others follow, each after an answer."""
    asked = [*(encode_reply(question(one)) for one in waiting), *still_asked(turn)[1:]]
    return Go("doubt", dialog=DIALOG, data=_doubting(asked), first=first)


def _doubting(asked: Sequence[str]) -> dict[str, str | int]:
    """Questions still open, and the meter that the first of them is about: a new number is of that one."""
    account, _, ref = decode_reply(asked[0]).about.partition(".m")
    return {
        "account": int(account[1:] or 0),
        "ref": ref,
        "asked": msgspec.json.encode(asked).decode(),
    }


def still_asked(turn: Turn) -> list[str]:
    """Questions about readings that are open, the first one in hand."""
    if turn.session.dialog != DIALOG or turn.session.step != "doubt":
        return []
    return _ASKED.decode(str(turn.session.data.get("asked", "[]")))


def after_doubt(turn: Turn, reply: Reply) -> Move:
    """Go on to the next doubt of the same message, or end with `reply`."""
    rest = still_asked(turn)[1:]
    if not rest:
        return Done((reply,))
    return Go("doubt", dialog=DIALOG, data=_doubting(rest), first=reply.phrases)
