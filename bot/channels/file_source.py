"""Where files come from: what a channel offers to whoever keeps them."""

from __future__ import annotations

from typing import Protocol


class Later(Exception):
    """Not now: try again, after `wait_ms` if the other side asked for it."""

    def __init__(self, reason: str, wait_ms: int = 0) -> None:
        super().__init__(reason)
        self.wait_ms = wait_ms


class Source(Protocol):
    """A channel that gives files by its own references."""

    async def fetch(self, reference: str, most_bytes: int, attempts: int = 1) -> bytes:
        """The content. Raises `core.files.refused.Refused` or Later; `attempts` counts from 1."""
