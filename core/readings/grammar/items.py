"""What a message names, in its order: values, zones, accounts, meters."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from core.readings.heard import Label
from core.readings.reasons import Reason


class Sort(StrEnum):
    """What an item is."""

    VALUE = "value"  # a number that may be a reading
    LABEL = "label"
    ACCOUNT = "account"
    SERIAL = "serial"
    INDEX = "index"  # «1» of «1эд100»: the meter of that number in the list
    ITEM = "item"  # «1)»: the number of a line or a zone
    BREAK = "break"  # a line ends, or a semicolon


class Item(NamedTuple):
    """One item; `text` are digits.

    `gap`: only blanks stand between this value and the one before, so both may be one number. `grouped`:
    «15,420» or «15.420», which may be thousands. `dated`: «20.11», which may be a day. `joined`: put together
    of parts.
    """

    sort: Sort
    text: str
    fraction: str = ""
    label: Label = Label.NONE
    gap: bool = False
    grouped: bool = False
    dated: bool = False
    joined: bool = False


@dataclass(slots=True)
class Sighting:
    """Everything that was seen in a message.

    `keyword`: a word said that it is a reading. `strange`: a word nobody knows that stands where it matters.
    `words`: there are some. `plain`: only values and zones, and nothing between digits is in doubt.
    `other`: the first number that is something else. `left`: numbers of other services and total registers.
    """

    items: list[Item] = field(default_factory=list)
    keyword: bool = False
    strange: str = ""
    other: str = ""
    left: list[str] = field(default_factory=list)
    refused: Reason | None = None
    detail: str = ""
    plain: bool = True
    words: bool = False
    asks: bool = False  # ends with a question mark
