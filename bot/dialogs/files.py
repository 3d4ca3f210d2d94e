"""A file on its way through the conversation: wanted by a turn, fetched by an effect, told to a turn.

    file = want(turn, turn.event.file, Want("photo", PICTURES, then="photo-kept"))

A `Fault` comes back at once where it can be seen beforehand; otherwise nothing is said yet, and the entry
`then` is told how it ended, by the id of the file, a moment later (`arrived`).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.model import say
from core.files.model import MB, PICTURES, SCHEME, Fault, Fetch
from core.files.stored import NewFile, State
from core.records import Effect

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase
    from core.files.model import Incoming, Want
    from core.files.stored import StoredFile

FETCH = "fetch-file"
"""Kind of the effect that downloads a file."""
PATIENCE_MS = 10 * 60 * 1000
"""So long a download is tried again; then its person is told to send the file once more."""
_DAY_MS = 24 * 3600 * 1000
_BY_KIND = frozenset({Fault.BROKEN, Fault.EMPTY, Fault.HUGE, Fault.OFF})
_OF_TABLES = frozenset({Fault.LOCKED, Fault.OLD_FORMAT, Fault.MACROS})


def want(turn: Turn, file: Incoming | None, wish: Want, target: str = "") -> int | Fault:
    """Have a file fetched; its id, or why there is no use in trying. `target` is kept with it."""
    terms, session = turn.desk.rules.files, turn.session
    most = min(wish.most_bytes, terms.most_bytes)
    if file is None or not terms.taken:
        return Fault.OFF if not terms.taken else Fault.GONE
    if file.size > most:
        return Fault.TOO_BIG
    count, total = turn.store.files.spent(session.address, turn.now_ms - _DAY_MS)
    if count >= terms.day_files or total + file.size > terms.day_bytes:
        return Fault.TOO_MANY
    name = secrets.token_hex(16)
    file_id = turn.store.files.add(_new(turn, wish, name, target, file.size), turn.now_ms)
    payload = Fetch(file.reference, name, wish.purpose, tuple(sorted(wish.contents)), most)
    turn.effects.append(_effect(turn, file_id, payload))
    return file_id


def _new(turn: Turn, wish: Want, name: str, target: str, size: int) -> NewFile:
    who = turn.session
    return NewFile(name, who.address, who.subscriber_id, turn.event_id, wish.purpose, wish.then, target, size)


def _effect(turn: Turn, file_id: int, payload: Fetch) -> Effect:
    return Effect(
        FETCH,
        f"{SCHEME}:{file_id}",
        msgspec.json.encode(payload).decode(),
        deadline_ms=turn.now_ms + PATIENCE_MS,
        notify=turn.session.address,
    )


def arrived(turn: Turn) -> StoredFile | None:
    """Note how a fetch ended; the file with its row, None when the event is about no file of this person."""
    values = turn.event.values
    number = values.get("file", "")
    file = turn.store.files.get(int(number)) if number.isdecimal() else None
    if file is None or file.address != turn.session.address:
        return None
    if values.get("result") == "ok":
        turn.store.files.kept(file.id, values)
    else:
        turn.store.files.lost(file.id, _fault(values.get("reason", "")))
    return turn.store.files.get(file.id)


def _fault(reason: str) -> Fault:
    """One of the closed set; whatever else went wrong means that it did not come in time."""
    return Fault(reason) if reason in set(Fault) else Fault.AWAY


def kept_file(turn: Turn, target: str) -> StoredFile | None:
    """The file an entry was told of, if it is this person's."""
    number = target.partition(".")[0]
    file = turn.store.files.get(int(number)) if number.isdecimal() and len(number) <= 18 else None
    return file if file is not None and file.address == turn.session.address else None


def fault_phrase(turn: Turn, fault: Fault, wish: Want) -> Phrase:
    """Why a file is not kept, and what to do."""
    terms, kind = turn.desk.rules.files, "photo" if wish.contents <= PICTURES else "table"
    if fault is Fault.TOO_BIG:
        return say(f"files-too-big-{kind}", count=min(wish.most_bytes, terms.most_bytes) // MB)
    if fault is Fault.TOO_MANY:
        return say("files-too-many", count=terms.day_files)
    if fault in _OF_TABLES:
        return say(f"sheet-trouble-{fault}")
    return say(f"files-{fault}-{kind}" if fault in _BY_KIND else f"files-{fault}")


def lost_fault(file: StoredFile) -> Fault | None:
    """Why it is lost; None for one that is kept."""
    if file.state is State.KEPT:
        return None
    return Fault(file.fault) if file.fault in set(Fault) else Fault.AWAY
