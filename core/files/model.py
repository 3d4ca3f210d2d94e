"""A file on its way in: announced by a channel, wanted by a turn, kept outside the database or refused.

Nothing that a channel announces is believed but the reference: what a file is decides its content
(`core.files.recognise`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SCHEME = "file"
"""Effects about a file have the address `file:<id>`: no answer to anybody queues behind a download."""
LONGEST_REFERENCE = 256
LONGEST_NAME = 120
MB = 1_000_000


class Content(StrEnum):
    """What a file is by its content; the word is also the ending of its name."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    XLSX = "xlsx"
    CSV = "csv"


PICTURES = frozenset({Content.JPEG, Content.PNG, Content.WEBP, Content.HEIC})
TABLES = frozenset({Content.XLSX, Content.CSV})


class Fault(StrEnum):
    """Why a file is not kept: a closed set; the words are the ends of text keys."""

    OFF = "off"  # the supplier takes no files
    TOO_BIG = "too-big"
    TOO_MANY = "too-many"  # this person has sent enough for a day
    EMPTY = "empty"
    NOT_PICTURE = "not-picture"
    NOT_TABLE = "not-table"
    LOCKED = "locked"  # a table with a password
    OLD_FORMAT = "old-format"  # .xls, .xlsb
    MACROS = "macros"
    HUGE = "huge"  # more dots, rows or unpacked bytes than anybody needs
    BROKEN = "broken"  # begins as what is wanted and does not go on so
    GONE = "gone"  # the channel does not know it any more
    NO_ROOM = "no-room"
    AWAY = "away"  # the channel did not give it in time


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as the channel announces it. `size` in bytes, 0 when not told; `name` is the person's own."""

    reference: str
    size: int = 0
    name: str = ""
    mime: str = ""

    @property
    def pictured(self) -> bool:
        """Whether it is announced as a picture: people send photos as files too."""
        return self.mime.startswith("image/") or self.name.lower().endswith((".jpg", ".jpeg", ".heic"))


@dataclass(frozen=True, slots=True)
class Want:
    """What a turn wants of a file. `purpose` decides how long it is kept ("photo", "sheet").

    `then` is the entry that is told when the file is kept or refused, by the id of the file.
    """

    purpose: str
    contents: frozenset[Content]
    then: str
    most_bytes: int = 10 * MB


@dataclass(frozen=True, slots=True)
class Fetch:
    """What the executor of a download needs: the channel's reference, our name for it, what it may be."""

    reference: str
    name: str
    purpose: str
    contents: tuple[str, ...]
    most_bytes: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The supplier's limits. `taken`: there is a place for files at all."""

    taken: bool = True
    day_files: int = 30
    day_bytes: int = 60 * MB
    most_bytes: int = 20 * MB
