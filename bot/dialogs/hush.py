"""When an SMS gets no answer: robots and what nobody can understand cost money, and two robots never end.

Three rules, each named on the path of the turn and counted in `/metrics`:
`echo`: our own words came back; `robot`: the same long text for the third time, or more than `MOST` texts,
in an hour; `hushed`: not understood once more, after the one hint of an hour (three while a question is
open). Whatever is understood is answered at once and ends the hush; STOP and danger pass by every rule but
the first.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from core.phones import phone_of
from core.sms_ports import text_mark

if TYPE_CHECKING:
    from bot.dialogs.flow import Turn

HOUR_MS, DAY_MS = 60 * 60 * 1000, 24 * 60 * 60 * 1000
WHOLE = 20
"""Characters of a text that is looked for among those we sent; nobody types as many of ours again."""
MOST = 60
"""Texts of one phone that are answered in an hour: twenty meters with a doubt each."""
LONG, SAME = 25, 3
"""Characters of a text that a robot sends, and how often before it is taken for one."""
HINTS, ASKED = 1, 3
"""Hints in an hour to what was not understood: at an idle moment, and while a question is open."""
ECHO, ROBOT, HUSHED, UNCLEAR = "echo", "robot", "hushed", "unclear"
_NO_SIGN = frozenset({ECHO, ROBOT, UNCLEAR})
_PACE, _SAID, _LOST = "pace", "said", "lost"


def echoed(turn: Turn) -> bool:
    """Whether the text is one that we sent to this phone within a day, letter for letter."""
    phone, text = phone_of(turn.session.address), turn.event.text.strip()
    if not phone or len(text) < WHOLE:
        return False
    mark = text_mark(turn.desk.check_fact.keys, phone, text)
    return turn.store.sms.recent(phone, mark, turn.now_ms - DAY_MS) is not None


def robot(turn: Turn) -> bool:
    """Count this text; whether nobody but a robot sends so many, or the same again and again."""
    if not phone_of(turn.session.address):
        return False
    text, pace = turn.event.text, _counted(turn, _PACE)
    if len(text) < LONG:
        return pace > MOST
    mark = f"{zlib.crc32(text.encode('utf-8', 'replace')):x}"
    return _counted(turn, _SAID, mark) >= SAME or pace > MOST


def hushed(turn: Turn, *, asked: bool) -> bool:
    """Note that this text was not understood; whether enough hints were given."""
    if not phone_of(turn.session.address):
        return False
    turn.path.append(UNCLEAR)
    if _counted(turn, _LOST) <= (ASKED if asked else HINTS):
        return False
    turn.path.append(HUSHED)
    return True


def understood(turn: Turn) -> None:
    """A text that was understood comes from somebody who is to be heard again."""
    if _NO_SIGN.isdisjoint(turn.path):
        turn.session.memo.pop(_LOST, None)


def _counted(turn: Turn, name: str, of: str = "") -> int:
    """How many of this kind the hour has, with this one; the hour begins with the first."""
    count, since, before = [*str(turn.session.memo.get(name, "")).split(" "), "", "", ""][:3]
    if not since or before != of or turn.now_ms - int(since) >= HOUR_MS:
        count, since = "0", str(turn.now_ms)
    turn.session.memo[name] = f"{int(count) + 1} {since} {of}"
    return int(count) + 1
