"""What the bot and the process that imports for it say to each other: one job in, one outcome out."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.config import Config


class Job(msgspec.Struct, frozen=True):
    """A set to import. The configuration goes through a pipe: it holds secrets."""

    config: Config
    directory: str
    profile: str


class Outcome(msgspec.Struct, frozen=True):
    """How it went. `later`: not the files' fault (no database, another import, a profile with mistakes)."""

    status: Literal["done", "nothing_new", "refused", "later", "crashed"]
    lines: tuple[str, ...] = ()
    rows: int = 0
    rejected: int = 0
