"""The photo of a meter: kept as proof of a reading, asked for where one is in doubt. Nobody reads it.

A photo belongs to the reading of its own message (its caption), or to the one it was asked for, or to the
person's last reading of this window. Where there is none yet it waits for one an hour: `proof` gives it to
the reading that comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, linked, step
from bot.dialogs.files import fault_phrase, kept_file, lost_fault, want
from bot.dialogs.flow import Again, Chosen, Dialog, Done, Go, Step
from bot.dialogs.mine import open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.reading_work import DIALOG
from core.files.model import PICTURES, Fault, Want
from core.privacy import Sensitivity
from core.readings.journal import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase
    from core.files.model import Incoming
    from core.files.stored import StoredFile
    from core.readings.journal import Entry

PURPOSE = "photo"
ANSWERED = "captioned"
"""In the memo: the last photo of a guest whose words were answered; that one answer is enough."""
WAITS_MS = 60 * 60 * 1000
"""So long a photo without a reading waits for one."""
_LIVING = frozenset({State.DRAFT, State.ACCEPTED, State.EXPORTED})
_TARGET = re.compile(r"e(\d{1,18})")
_MEMO, _MEMO_MS = "photo", "photo_ms"
_SKIP = step("skip", "button-photo-skip")


def wish(turn: Turn) -> Want:
    """What a photo of a meter may be."""
    return Want(PURPOSE, PICTURES, "photo-kept", turn.desk.rules.readings.most_bytes)


def photo(turn: Turn, _target: str) -> Move:
    """A photo at an idle moment: nothing is said until it is here, but for what can be seen beforehand."""
    if turn.event.file is None:
        return done(say("photo-kept-loose" if linked(turn) else "photo-kept-guest"), choices=(MENU,))
    fault = _fetch(turn, turn.event.file, "")
    return done(fault, choices=(MENU,)) if fault is not None else Done(())


def document(_turn: Turn, _target: str) -> Move:
    """A file that is no picture, where nobody asked for one."""
    return done(say("files-only-photos"), choices=(MENU,))


def _fetch(turn: Turn, file: Incoming | None, target: str) -> Phrase | None:
    """Have the photo fetched; what to say where that is no use."""
    asked = wish(turn)
    found = want(turn, file, asked, target)
    return fault_phrase(turn, found, asked) if isinstance(found, Fault) else None


def photo_kept(turn: Turn, target: str) -> Move:
    """The photo is here, or will not be: say what became of it."""
    file = kept_file(turn, target)
    if file is None:
        return Done(())
    fault = lost_fault(file)
    if fault is not None:
        return _refused(turn, file, fault)
    entries = _entries(turn, file)
    if not entries:
        turn.session.memo |= {_MEMO: file.id, _MEMO_MS: turn.now_ms}
        if turn.session.memo.pop(ANSWERED, 0) == file.event_id and not linked(turn):
            return Done(())
        return done(say(_loose(turn, file)), choices=(MENU,))
    _attach(turn, file, entries)
    return done(say("photo-kept", receipt=entries[0].receipt))


def _loose(turn: Turn, file: StoredFile) -> str:
    """What is said of a photo that belongs to no reading yet."""
    if turn.session.dialog == DIALOG and turn.session.data.get("event") == file.event_id:
        return "photo-kept-waits"
    return "photo-kept-loose" if linked(turn) else "photo-kept-guest"


def _refused(turn: Turn, file: StoredFile, fault: Fault) -> Move:
    """Why it is not kept; where it was asked for, another one is."""
    phrase = fault_phrase(turn, fault, wish(turn))
    if file.target and _entry(turn, file.target) is not None:
        return Go("send", first=(phrase,), dialog="reading-photo", data={"target": file.target, "again": 1})
    return done(phrase, choices=(MENU,))


def _entries(turn: Turn, file: StoredFile) -> tuple[Entry, ...]:
    """The readings that the photo shows."""
    if file.target:
        asked = _entry(turn, file.target)
        return (asked,) if asked is not None else ()
    own = tuple(one for one in turn.store.journal.by_event(file.event_id) if one.state in _LIVING)
    if own:
        return own
    last = _last(turn)
    return (last,) if last is not None else ()


def _entry(turn: Turn, target: str) -> Entry | None:
    """The reading that `e12` names, if this person sent it and it still stands."""
    found = _TARGET.fullmatch(target)
    entry = turn.store.journal.get(int(found[1])) if found else None
    if entry is None or entry.subscriber_id != turn.session.subscriber_id:
        return None
    return entry if entry.state in _LIVING else None


def _last(turn: Turn) -> Entry | None:
    """The newest reading that this person sent for the window that is open now, or comes next."""
    take = turn.desk.take_readings
    day = take.day(turn.sent_at)
    entry = take.newest(turn.store, turn.session, day)
    if entry is None or entry.state not in _LIVING:
        return None
    opened = open_account(turn, f"a{entry.account_id}", sums=False)
    if isinstance(opened, Done):
        return None
    take = turn.desk.reads(opened.card)
    if take.placed(opened.card, take.day(turn.sent_at)).period != entry.period:
        return None
    return entry


def attach_waiting(turn: Turn, *entries: Entry) -> bool:
    """Give the photo that came before the numbers to the readings they became; False where none waits."""
    memo = turn.session.memo
    if not entries or _MEMO not in memo:
        return False
    file, since_ms = turn.store.files.get(int(memo.pop(_MEMO))), int(memo.pop(_MEMO_MS, 0))
    if file is None or not file.file_name or turn.now_ms - since_ms > WAITS_MS:
        return False
    _attach(turn, file, entries)
    return True


def _attach(turn: Turn, file: StoredFile, entries: Iterable[Entry]) -> None:
    """The file is the proof of these readings from now on, and kept as long as proofs are."""
    for entry in entries:
        turn.store.journal.flag(
            entry.id, entry.flag, file.file_name, now_ms=turn.now_ms, by=turn.session.address
        )
    turn.store.files.use(file.id)


def reading_photo(turn: Turn, target: str) -> Move:
    """Ask for the photo of a reading in doubt, named `e<id of the entry>`."""
    if _entry(turn, target) is None:
        return done(say("photo-no-reading"), choices=(MENU,))
    return Go("send", dialog="reading-photo", data={"target": target})


def _ask(turn: Turn) -> Reply:
    data = turn.session.data
    entry = _entry(turn, str(data.get("target", "")))
    if entry is None:
        return Reply((say("photo-no-reading"),), choices=(MENU,))
    phrase = say("photo-ask-again") if data.get("again") else say("photo-ask")
    return Reply((phrase,), choices=(_SKIP, MENU), asks=Sensitivity.ACCOUNT)


def _take(_turn: Turn, answer: Answer) -> Move:
    if isinstance(answer, Chosen):
        return done(say("photo-none"), choices=(MENU,))
    return Again((say("photo-hint"),))


def _take_file(turn: Turn, file: Incoming) -> Move:
    fault = _fetch(turn, file, str(turn.session.data.get("target", "")))
    return Again((fault,)) if fault is not None else Done(())


READING_PHOTO_DIALOG = Dialog(
    name="reading-photo",
    version=1,
    steps={"send": Step(_ask, _take, file=_take_file, hint=lambda _turn: (say("photo-hint"),), passing=True)},
)
