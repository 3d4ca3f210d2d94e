"""Buttons about a reading that is in the journal: yes, correct, take back, what was wrong.

They carry the id of the entry and never expire; each looks at the entry as it is now. Typed without an id
they mean the person's newest reading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens, step
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Start, Step
from bot.dialogs.mine import open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.reading_company import tell_of_confirmed, tell_of_withdrawn
from bot.dialogs.reading_flow import after_doubt, ask_doubts, missing, proceed_given
from bot.dialogs.reading_gone import OVER, asked_about, closed, in_place_of
from bot.dialogs.reading_meant import meant
from bot.dialogs.reading_told import about, receipt, shown_of
from core.readings.journal import State
from core.readings.reasons import Reason
from core.usecases.readings import Sender, moment_of
from core.values import Period

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from core.accounts import AccountCard
    from core.meters import Meter
    from core.readings.journal import Entry
    from core.usecases.readings import Noted

_TARGET = re.compile(r"(\d{1,18})(?:\.([a-z0-9.]{1,20}))?")
_COUNTS = timedelta(hours=24)
"""A press within this time of the message counts for the message's own time (design 4)."""
_SEND = opens("readings", "button-send-reading")
WRONG, METER = "previous-wrong", "meter-replaced"
"""What a person may say of a doubtful reading; exported with it."""
_AT_ONCE = 10
"""Readings that are asked about in one go; each needs the history of its meter."""
_CORRECTABLE = frozenset({State.DRAFT, State.ACCEPTED, State.EXPORTED})


def _entry(turn: Turn, target: str) -> tuple[Entry, str] | None:
    """The entry that a button names, of an account that this person still has; the newest where none is."""
    found = _TARGET.fullmatch(target)
    entry = turn.store.journal.get(int(found[1])) if found else _newest(turn)
    if entry is None or isinstance(open_account(turn, f"a{entry.account_id}", sums=False), Done):
        return None
    return entry, (found[2] or "") if found else ""


def _newest(turn: Turn) -> Entry | None:
    take = turn.desk.take_readings
    return take.newest(turn.store, turn.session, take.day(turn.sent_at))


def _gone() -> Move:
    return done(say("reading-no-gone"), choices=(_SEND, MENU))


def _opened(turn: Turn, entry: Entry) -> tuple[AccountCard, tuple[Meter, ...]] | Done:
    opened = open_account(turn, f"a{entry.account_id}", sums=False)
    if isinstance(opened, Done):
        return opened
    return opened.card, turn.store.meters.of(entry.account_id)


def yes(turn: Turn, target: str) -> Move:
    """The doubted value is what the meter shows: it counts from now on."""
    found = _entry(turn, target)
    if found is None:
        return _gone()
    stood = in_place_of(turn, found[0])
    confirmed = _confirm(turn, found[0])
    entry = confirmed or turn.store.journal.get(found[0].id)
    if entry is None or entry.state not in _CORRECTABLE | {State.CONFIRMED, State.UNKNOWN}:
        return _gone()
    if confirmed is None and (entry.state is State.DRAFT or entry.unconfirmed):
        return _gone()
    return after_doubt(turn, _receipt(turn, entry, stood if confirmed else None))


def _confirm(turn: Turn, entry: Entry) -> Entry | None:
    """The doubted value counts; whoever else of the account had another one there is told."""
    there = turn.store.journal.of_period(entry.account_id, entry.period)
    confirmed = turn.store.journal.confirm(entry.id, turn.now_ms, turn.session.address)
    if confirmed is not None:
        tell_of_confirmed(turn, there, [confirmed])
    return confirmed


def late_yes(turn: Turn) -> Move | None:
    """A «да» long after the question; None where no reading waits for a word."""
    if not turn.session.subscriber_id:
        return None
    waiting = turn.store.journal.drafts_of(turn.session.subscriber_id)
    if len(waiting) > 1:
        return asked_again(turn, "")
    if not waiting:
        return _after_the_end(turn)
    return yes(turn, str(waiting[-1].id))


def _after_the_end(turn: Turn) -> Move | None:
    """«Подтвердить можно и сейчас» was said when the window ended: by SMS a «да» is the only way."""
    since = Period.of(turn.desk.today(turn.sent_at)).shift(-1)
    ended = turn.store.journal.unanswered_of(turn.session.subscriber_id, since)
    return yes(turn, str(ended.id)) if ended is not None else None


def asked_again(turn: Turn, _target: str) -> Move:
    """Ask about the readings that wait for a word, one after another: one «да» is not for all of them."""
    person = turn.session.subscriber_id
    waiting = turn.store.journal.drafts_of(person)[:_AT_ONCE] if person else ()
    noted = [one for entry in waiting if (one := _reviewed(turn, entry)) is not None]
    return ask_doubts(turn, noted) if noted else _gone()


def _reviewed(turn: Turn, entry: Entry) -> Noted | None:
    """The entry with what is to be said of it now; None where its account or meter is gone."""
    opened = _opened(turn, entry)
    if isinstance(opened, Done):
        return None
    return turn.desk.reads(opened[0]).review(turn.store, opened[0], entry, opened[1])


def _receipt(turn: Turn, entry: Entry, stood: Entry | None = None) -> Reply:
    """The receipt of an entry as it stands; short where its meter is gone. `stood` counted until now."""
    noted = _reviewed(turn, entry)
    if noted is None:
        return Reply((say("reading-number-only", receipt=entry.receipt),), choices=(MENU,), lasting=True)
    if stood is not None and stood.id != entry.id:
        reasons = (*noted.verdict.reasons, Reason.REPLACES)
        noted = replace(noted, verdict=replace(noted.verdict, earlier=stood, present=None, reasons=reasons))
    return receipt(noted, missing(turn, noted), turn.desk.reads(noted.card).day(turn.now))


def fix(turn: Turn, target: str) -> Move:
    """Ask for another value of the same meter."""
    found = _entry(turn, target)
    if found is None:
        return Start("readings")
    opened = _opened(turn, found[0])
    if isinstance(opened, Done):
        return opened
    meter = next((one for one in opened[1] if one.serial == found[0].serial), None)
    return Start("readings", f"a{found[0].account_id}.m{meter.ref}" if meter else "")


def wrong(turn: Turn, target: str) -> Move:
    """The previous reading was the wrong one: this one counts, flagged, and a photo would help."""
    return _flagged(turn, target, WRONG)


def new_meter(turn: Turn, target: str) -> Move:
    """The meter was replaced: this one counts, flagged, and a photo would help."""
    return _flagged(turn, target, METER)


def _flagged(turn: Turn, target: str, flag: str) -> Move:
    found = _entry(turn, target)
    if found is None:
        return _gone()
    entry = found[0]
    if _confirm(turn, entry) is None:
        return _gone()
    turn.store.journal.flag(entry.id, flag, now_ms=turn.now_ms, by=turn.session.address)
    said = "reading-flagged-meter" if flag == METER else "reading-flagged-wrong"
    phrase = say(said, shown=shown_of(entry), receipt=entry.receipt)
    return Start("reading-photo", f"e{entry.id}", first=(phrase,))


def as_meant(turn: Turn, target: str) -> Move:
    """Take what was probably meant in the place of what was sent, with the time of the first message."""
    found = _entry(turn, target)
    if found is None or found[0].state is not State.DRAFT:
        return _gone()
    entry, how = found
    opened = _opened(turn, entry)
    if isinstance(opened, Done):
        return opened
    given = meant(entry, how, opened[1])
    if given is None:
        return _gone()
    return proceed_given(turn, opened[0], opened[1], given, _sender(turn, opened[0], entry), entry)


def _sender(turn: Turn, card: AccountCard, entry: Entry) -> Sender:
    day = turn.desk.reads(card).named_day(entry)
    sent_at = moment_of(entry.created_ms if day else entry.taken_ms)
    if turn.now - sent_at > _COUNTS:
        sent_at = turn.sent_at
    address = turn.session.address
    return Sender(
        address.partition(":")[0], address, turn.session.subscriber_id, turn.event_id, sent_at, turn.now_ms,
        entry.message, day,
    )  # fmt: skip


def leave_reading(turn: Turn, target: str) -> Move:
    """Keep what somebody else sent; the doubted one goes."""
    found = _entry(turn, target)
    if found is None or turn.store.journal.withdraw(found[0].id, turn.now_ms, turn.session.address) is None:
        return _gone()
    return after_doubt(turn, Reply((say("reading-left"),), choices=(MENU,)))


def drop(turn: Turn, target: str) -> Move:
    """Ask before a reading is taken back."""
    doubted = None if target else asked_about(turn)
    if doubted is not None:
        return _dropped_doubt(turn, doubted)
    found = _entry(turn, target)
    if found is not None and found[0].state in OVER:
        return _over(turn, found[0])
    if found is None:
        return done(say("reading-no-sent"), choices=(_SEND, MENU))
    if found[0].state not in _CORRECTABLE:
        return done(say("reading-no-withdrawn"), choices=(MENU,))
    entry = found[0]
    return _closed(turn, entry) or Go("ask", dialog="reading-drop", data={"entry": entry.id})


def _closed(turn: Turn, entry: Entry) -> Move | None:
    """What to say of a reading whose month is closed."""
    said = say("reading-no-withdrawn-closed", shown=shown_of(entry))
    return done(said, choices=(MENU,)) if closed(turn, entry) else None


def _dropped_doubt(turn: Turn, entry: Entry) -> Move:
    """Nothing was counted yet, so nothing is asked again: the question goes with its number."""
    turn.store.journal.withdraw(entry.id, turn.now_ms, turn.session.address)
    stands = in_place_of(turn, entry)
    left = [say("reading-dropped-left", shown=shown_of(stands))] if stands else []
    again = about("reading-fix", "button-reading-another", entry.id)
    said = say("reading-dropped", shown=shown_of(entry))
    return after_doubt(turn, Reply((said, *left), choices=(again, MENU), lasting=True))


def _over(turn: Turn, entry: Entry) -> Move:
    """It does not count any more; what counts instead is shown."""
    present = in_place_of(turn, entry)
    said = "reading-over-replaced" if entry.state is State.REPLACED else "reading-over-withdrawn"
    phrase = say(said, shown=shown_of(entry))
    if present is None:
        return done(phrase, choices=(_SEND, MENU))
    shown = _receipt(turn, present)
    return Done((replace(shown, phrases=(phrase, *shown.phrases)),))


def _ask_drop(turn: Turn) -> Reply:
    found = _entry(turn, str(turn.session.data.get("entry", "")))
    if found is None:
        return Reply((say("reading-no-gone"),), choices=(_SEND, MENU))
    return Reply(
        (say("reading-drop-ask", shown=shown_of(found[0])),),
        choices=(step("yes", "button-reading-drop-yes"), step("no", "button-reading-drop-no")),
    )


def _take_drop(turn: Turn, answer: Answer) -> Move:
    if answer != Chosen("yes"):
        return done(say("reading-drop-kept"), choices=(MENU,))
    found = _entry(turn, str(turn.session.data.get("entry", "")))
    if found and (late := _closed(turn, found[0])):
        return late
    gone = found and turn.store.journal.withdraw(found[0].id, turn.now_ms, turn.session.address)
    if not found or not gone:
        return done(say("reading-no-withdrawn"), choices=(MENU,))
    tell_of_withdrawn(turn, found[0])
    again = about("reading-fix", "button-reading-another", found[0].id)
    said = "reading-dropped-late" if found[0].state is State.EXPORTED else "reading-dropped"
    return Done((Reply((say(said, shown=shown_of(found[0])),), choices=(again, MENU), lasting=True),))


READING_DROP_DIALOG = Dialog(name="reading-drop", version=1, steps={"ask": Step(_ask_drop, _take_drop)})
