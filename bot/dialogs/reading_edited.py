"""A message with a reading was edited: the new value counts at the edit's own time, and only after a yes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, step
from bot.dialogs.flow import Chosen, Done, Go
from bot.dialogs.model import Reply, say
from bot.dialogs.reading_flow import proceed
from bot.dialogs.reading_gone import closed, in_place_of
from bot.dialogs.reading_heard import card_of, homes_of
from bot.dialogs.reading_repeated import repeated
from bot.dialogs.reading_told import about, displays, shown_of
from bot.dialogs.reading_work import DIALOG, Work, displayed
from bot.dialogs.stage import close
from core.readings.heard import Heard
from core.readings.journal import State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.reading_heard import Homes
    from core.accounts import AccountCard
    from core.readings.heard import Message, Written
    from core.readings.journal import Entry
    from core.values import Displays, Value

STEP = "edited"
_OPEN = frozenset({State.DRAFT, State.ACCEPTED})
_LIVING = _OPEN | {State.EXPORTED, State.CONFIRMED, State.UNKNOWN, State.REFUSED}
_OVER = frozenset({State.REPLACED, State.WITHDRAWN})


def edited(turn: Turn, homes: Homes, message: Message) -> Move | None:
    """What an edit of a message does to the readings it brought; None where it brought none."""
    entry = _brought(turn)
    if entry is None:
        return None
    if asks_edited(turn):
        close(turn)  # the newest edit is what the message says
    home = homes.home(entry.account_id)
    meters = [meter for meter in home.meters if meter.serial == entry.serial] if home else []
    if not meters:
        return done(say("reading-no-gone"), choices=(MENU,))
    if not isinstance(message, Heard):
        drop = () if closed(turn, entry) else (about("reading-drop", "button-reading-drop", entry.id),)
        return done(say("reading-edited-none", was=shown_of(entry)), choices=(*drop, MENU))
    card = card_of(turn, homes, entry.account_id)
    if isinstance(card, Done):
        return card
    late = _late(turn, card, entry)
    if late is not None or entry.state is State.WITHDRAWN:
        return late
    if entry.state is State.ACCEPTED and _numbers(message.readings).shown == displays(entry):
        return done(say("reading-same"), choices=(MENU,))
    work = Work.begun(turn, message.readings, taken_on=message.taken_on)
    if len(message.readings) == 1 and not message.readings[0].account and not message.readings[0].serial:
        work = replace(work, account=entry.account_id, ref=meters[0].ref)
    data = {**work.data(), "entry": entry.id}
    return Go(STEP, dialog=DIALOG, data=data)


def _brought(turn: Turn) -> Entry | None:
    """The reading that an edited message is about: what it brought or repeated, or what took the place."""
    sent = turn.store.journal.by_message(turn.session.address, turn.event.carrier) or repeated(turn)
    mine = [entry for entry in sent if entry.subscriber_id == turn.session.subscriber_id]
    living = [entry for entry in mine if entry.state in _LIVING]
    over = [entry for entry in mine if entry.state in _OVER]
    if living or not over:
        return living[0] if living else None
    return (in_place_of(turn, over[0]) if over[0].state is State.REPLACED else None) or over[0]


def asks_edited(turn: Turn) -> bool:
    """Whether the question about an edit is open."""
    return turn.session.dialog == DIALOG and turn.session.step == STEP


def _late(turn: Turn, card: AccountCard, entry: Entry) -> Move | None:
    """After the window or the export an edit changes nothing; how a new number is sent is said."""
    take = turn.desk.reads(card)
    placed = take.placed(card, take.day(turn.sent_at))
    values: dict[str, Value] = {"was": shown_of(entry), "until": placed.closes_on}
    if placed.period != entry.period:
        values["opens"] = placed.opens_on
        key = "reading-edited-late-open" if placed.inside else "reading-edited-late"
        return done(say(key, **values), choices=(MENU,))
    if entry.state not in _OPEN | _OVER:
        return done(say("reading-edited-exported", **values), choices=(MENU,))
    return None


def ask_edited(turn: Turn) -> Reply:
    """Whether the edited value is to be written down."""
    entry = turn.store.journal.get(int(turn.session.data.get("entry", 0)))
    if entry is None:
        return Reply((say("reading-no-gone"),), choices=(MENU,))
    work = Work.kept(turn)
    key = "reading-edited-ask" if entry.message == work.message else "reading-edited-ask-newer"
    phrase = say(key, was=shown_of(entry), shown=_numbers(work.todo))
    return Reply((phrase,), choices=(step("yes", "button-edited-yes"), step("no", "button-reading-leave")))


def _numbers(readings: Sequence[Written]) -> Displays:
    """The numbers of a message as a display would show them."""
    return displayed(tuple(number for one in readings for number in one.numbers))


def take_edited(turn: Turn, answer: Answer) -> Move:
    """Write the edited value down, at the time of the edit."""
    if answer != Chosen("yes"):
        return done(say("reading-drop-kept"), choices=(MENU,))
    homes, work = homes_of(turn), Work.kept(turn)
    if isinstance(homes, Done):
        return homes
    entry = turn.store.journal.get(int(turn.session.data.get("entry", 0)))
    move = proceed(turn, homes, work)
    if entry is not None and entry.photo:
        _keep_photo(turn, work.event, entry)
    return move


def _keep_photo(turn: Turn, event: int, edited_one: Entry) -> None:
    """The words under a photo were edited, not the photo: it proves the new value as it did the old."""
    for one in turn.store.journal.by_event(event):
        if one.serial == edited_one.serial and not one.photo:
            address = turn.session.address
            turn.store.journal.flag(one.id, one.flag, edited_one.photo, now_ms=turn.now_ms, by=address)
