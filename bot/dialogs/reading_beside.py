"""A reading behind the word that begins linking («ЛС 1234567833 15420», «ЛС 15420»)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.flow import Done
from bot.dialogs.reading import heard
from bot.dialogs.reading_guest import guest_heard
from bot.dialogs.reading_heard import homes_of
from bot.dialogs.reading_place import manual_of
from bot.dialogs.reading_unlinked import unlinked
from core.readings.grammar.vocabulary import Role
from core.readings.heard import Heard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.reading_heard import Homes
    from core.meters import Meter
    from core.readings.heard import Written

_BARE = re.compile(r"(\D{2,20}?)[\s:.№]*((\d{1,8})(?:[.,]\d{1,3})?)[\s.!]*")


def beside_link(turn: Turn, text: str) -> Move | None:
    """The reading of an account that is linked already, or of a stranger's where such ones are taken.

    What a code may be by its length is a reading only of a meter of their own that shows so many digits.
    """
    homes = homes_of(turn) if turn.session.subscriber_id else None
    homes = None if isinstance(homes, Done) else homes
    if homes is not None and (bare := _bare(turn, homes, text)):
        return heard(turn, bare)
    said = guest_heard(turn, text)
    if not isinstance(said, Heard):
        return None
    own = _own(homes, said.readings)
    if any(_is_code(turn, number.whole, own) for one in said.readings for number in one.numbers):
        return None
    return unlinked(turn, said.readings) if own is None else heard(turn, text)


def _bare(turn: Turn, homes: Homes, text: str) -> str:
    """The number where no account stands before it, and it names none; "" for anything else."""
    found = _BARE.fullmatch(text.strip().lower())
    meaning = turn.desk.reading_words.words.get(found[1].strip()) if found else None
    if found is None or meaning is None or meaning.role is not Role.ACCOUNT:
        return ""
    whole, meters = found[3], [meter for home in homes.all for meter in manual_of(home.meters)]
    named = any(home.account.number.endswith(whole) for home in homes.all)
    other = named or len(whole) in turn.desk.rules.account_lengths or _is_code(turn, whole, meters)
    return "" if other else found[2]


def _is_code(turn: Turn, whole: str, meters: Sequence[Meter] | None) -> bool:
    """Whether a number has the length of a code, and none of these meters shows as many digits."""
    codes = {turn.desk.rules.receipt_digits, turn.desk.rules.office_digits}
    return len(whole) in codes and not any(meter.digits >= len(whole) for meter in meters or ())


def _own(homes: Homes | None, readings: Sequence[Written]) -> list[Meter] | None:
    """The meters of the accounts that are named, where all of them are their own."""
    own = {home.account.number: home.meters for home in homes.all} if homes else {}
    if not all(one.account in own for one in readings):
        return None
    return [meter for one in readings for meter in manual_of(own[one.account])]
