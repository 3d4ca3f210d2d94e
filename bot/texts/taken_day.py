"""The earlier day that a message gives its reading: «на 15.11 показание 15420», «15420 снято 15 ноября»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.texts.days import nearest_day
from core.readings.grammar.vocabulary import Role
from core.readings.heard import Heard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.readings.grammar.vocabulary import Vocabulary
    from core.readings.heard import Unsure

_DAY = re.compile(
    r"""(?<![\d.,/-])
    (?:(?P<before>[^\W\d_]{1,24})[\s.:,(-]{1,3})??
    (?:(?P<near>на|за|от|до|по|с|к)\s{1,3})?
    (?P<day>\d{1,2}(?:[./-]\d{1,2}(?:[./-](?:20)?\d{2})?|(?:-?го)?\s{1,3}[а-я]{3,9}(?:\s{1,3}20\d{2})?))
    (?![\d.,/-]?\d)""",
    re.VERBOSE,
)
_MAYBE = re.compile(r"\d[./-]\d|\d\D{0,5}[^\W\d_]{3}")
_NEAR = frozenset({"", "на", "за", "от"})
"""«до 15.11», «с 01.10 по 01.11» name no day of a reading."""
_SPEAKS = frozenset({Role.READING, Role.FILLER, Role.OURS, Role.UNIT, Role.ZONE, Role.MONTH})
_HOURS = frozenset({"в", "во"})
"""«в 13.10» is an hour as well."""
_WORD = re.compile(r"[а-я]{3,}")
_DATED = ("дат", "сня", "сним")


def taken_on(text: str, message: Heard | Unsure, today: date, words: Vocabulary) -> date | None:
    """The only day that the text names beside its numbers; None where it names none, or several."""
    if not _MAYBE.search(text):
        return None
    said = " ".join(text.lower().replace("ё", "е").split())
    found = {day for written, day in _days(said, today, words) if written not in _numbers(message)}
    return found.pop() if len(found) == 1 else None


def _days(said: str, today: date, words: Vocabulary) -> Iterator[tuple[str, date]]:
    for one in _DAY.finditer(said):
        day = nearest_day(one["day"], today) if _is_day(one["day"], words) else None
        if day is not None and (one["near"] or "") in _NEAR and _speaks(one["before"] or "", words):
            yield one["day"], day


def _is_day(written: str, words: Vocabulary) -> bool:
    """Whether the word of a day, if there is one, is a month."""
    return all(_role(word, words) is Role.MONTH for word in _WORD.findall(written))


def _role(word: str, words: Vocabulary) -> Role | None:
    meaning = words.words.get(word) or words.find(word)
    return meaning.role if meaning is not None else None


def _speaks(word: str, words: Vocabulary) -> bool:
    """Whether the word before a day leaves it to the reading: behind «договор от» it is of that one."""
    if word in _HOURS:
        return False
    return not word or word.startswith(_DATED) or _role(word, words) in _SPEAKS


def _numbers(message: Heard | Unsure) -> frozenset[str]:
    """What was heard as a value («15.11» may be one)."""
    options = (message,) if isinstance(message, Heard) else message.options
    numbers = [number for one in options for written in one.readings for number in written.numbers]
    return frozenset(f"{one.whole}.{one.fraction}" for one in numbers)
