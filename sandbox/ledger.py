"""The append-only ledger: every fact of the emulators, one JSON line each, and their only memory.

State is whatever replaying the ledger gives: `record` writes a fact and then hands it to the same
function that a restart will hand it to. Fault tests judge by this file alone.
"""

from __future__ import annotations

import asyncio
import io
import time
from array import array
from collections.abc import Callable
from pathlib import Path

from sandbox.clock import SandboxClock
from sandbox.jsontext import Json, decode, encode

Apply = Callable[[Json], None]
FOLLOWER_LIMIT = 5000


class LedgerBroken(Exception):
    """A line before the last one is not a fact: the file was edited or the disk lies."""


class Ledger:
    """Facts `{"n", "at_ms", "real_ms", "kind", ...}`; `n` counts from 1 and is never used again."""

    def __init__(self, path: Path, clock: SandboxClock) -> None:
        self.path = path
        self.clock = clock
        self.last_n = 0
        self.last_at_ms = 0
        self._offsets = array("Q", [0])
        self._appliers: dict[str, Apply] = {}
        self._followers: set[asyncio.Queue[bytes]] = set()
        self._file: io.FileIO | None = None

    def on(self, kind: str, apply: Apply) -> None:
        """Register the one function that turns facts of this kind into state."""
        self._appliers[kind] = apply

    def open(self) -> None:
        """Replay what is there, cut off a half-written last line, and get ready to append.

        Raises LedgerBroken, naming the line, when an earlier line cannot be read.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = io.FileIO(self.path, "a+")
        self._file.seek(0)
        try:
            with self.path.open("rb") as lines:
                for line in lines:
                    if not self._replay(line):
                        break
        except LedgerBroken:
            self.close()
            raise
        self._file.truncate(self._offsets[-1])

    def _replay(self, line: bytes) -> bool:
        whole = line.endswith(b"\n")
        try:
            fact = decode(line)
        except ValueError as error:
            if not whole:
                return False
            raise LedgerBroken(f"{self.path}, line {self.last_n + 1}: {error}") from error
        if not whole:
            return False
        self.last_n, self.last_at_ms = fact["n"], fact["at_ms"]
        self._offsets.append(self._offsets[-1] + len(line))
        if apply := self._appliers.get(fact["kind"]):
            apply(fact)
        return True

    def record(self, kind: str, /, **fields: object) -> Json:
        """Write one fact (flushed at once), apply it and show it to the followers."""
        if self._file is None:
            raise LedgerBroken(f"{self.path} is not open")
        fact: Json = {
            "n": self.last_n + 1,
            "at_ms": self.clock.now_ms(),
            "real_ms": time.time_ns() // 1_000_000,
            "kind": kind,
            **fields,
        }
        line = encode(fact) + b"\n"
        self._file.write(line)
        self.last_n += 1
        self.last_at_ms = fact["at_ms"]
        self._offsets.append(self._offsets[-1] + len(line))
        if apply := self._appliers.get(kind):
            apply(fact)
        if self._followers:
            self._publish(line)
        return fact

    def read(self, after: int, limit: int = 100_000) -> bytes:
        """Lines number after+1 and on, at most `limit` of them."""
        first = min(max(after, 0), self.last_n)
        last = min(first + limit, self.last_n)
        with self.path.open("rb") as file:
            file.seek(self._offsets[first])
            return file.read(self._offsets[last] - self._offsets[first])

    def follow(self) -> asyncio.Queue[bytes]:
        """A queue that gets every later line; an empty line means that it is over."""
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._followers.add(queue)
        return queue

    def unfollow(self, queue: asyncio.Queue[bytes]) -> None:
        self._followers.discard(queue)

    def _publish(self, line: bytes) -> None:
        for queue in tuple(self._followers):
            if queue.qsize() >= FOLLOWER_LIMIT:
                self._followers.discard(queue)
                queue.put_nowait(b"")
            else:
                queue.put_nowait(line)

    def release_followers(self) -> None:
        """End every event stream (the server is stopping)."""
        for queue in tuple(self._followers):
            queue.put_nowait(b"")
        self._followers.clear()

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
