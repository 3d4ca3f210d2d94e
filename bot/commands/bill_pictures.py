"""`receipt-codes --qr DIR`: the links of the printer's file as QR pictures, one file for an account.

Drawn after the codes came into force, so that a picture is never of a link that does not work. A note in the
folder says of which issue its pictures are: a run that was stopped goes on where it stopped, and pictures of
two issues never lie side by side.
"""

from __future__ import annotations

import csv
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NoReturn

import msgspec
from tqdm import tqdm

from bot.commands.bill_qr import draw_page
from core.bill_codes import IssueRefused, IssueState

KINDS = ("svg", "png")
NOTE = "receipt-codes.json"
_PAGE = 200
_OURS = (*(f".{kind}" for kind in KINDS), ".part")


class Note(msgspec.Struct, frozen=True):
    """Of which issue the pictures of a folder are."""

    period: str
    issued_ms: int


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where the pictures of a month go, and as what."""

    folder: Path
    kind: str
    period: str

    def check(self) -> None:
        """Raises IssueRefused for a folder that holds anything but pictures of this month."""
        if not self.folder.parent.is_dir():
            raise IssueRefused(f"there is no folder {self.folder.parent}: make it, or name another with --qr")
        if not self.folder.exists():
            return
        if not self.folder.is_dir():
            raise IssueRefused(f"{self.folder} is not a folder: name one with --qr")
        note = self._note()
        if note is None and not _empty(self.folder):
            raise IssueRefused(f"{self.folder} is not empty: name a new or an empty folder with --qr")
        if note is not None and note.period != self.period:
            raise IssueRefused(
                f"{self.folder} holds the pictures of {note.period}: name another folder with --qr"
            )

    def begun(self, state: IssueState, printed: Path) -> bool:
        """Whether the folder was begun for the very issue in force: what is missing can be drawn."""
        same = state.issued_ms > 0 and self._note() == Note(self.period, state.issued_ms)
        return same and printed.exists()

    def begin(self, state: IssueState) -> None:
        """Make the folder ready for the issue in force: no picture of an earlier one stays."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        with os.scandir(self.folder) as entries:
            for old in entries:
                if old.name.endswith(_OURS):
                    Path(old.path).unlink()
        note = msgspec.json.encode(Note(self.period, state.issued_ms))
        beside = self.folder / f"{NOTE}.part"
        beside.write_bytes(note)
        beside.replace(self.folder / NOTE)

    def draw(self, printed: Path, total: int) -> int:
        """Draw what the folder lacks of the printer's file; how many pictures it has then."""
        drawn = 0
        with tqdm(total=total, unit=" pictures", disable=None, leave=False) as bar:
            for count in self._drawn(_pages(printed), bar, small=total <= _PAGE):
                drawn += count
        return drawn

    def _drawn(
        self, pages: Iterator[list[tuple[str, str]]], bar: tqdm[NoReturn], *, small: bool
    ) -> Iterator[int]:
        """One process for a core; so many pages on their way that none waits, and no more in memory."""
        if small:
            yield from (draw_page(str(self.folder), self.kind, page) for page in pages)
            return
        workers = os.cpu_count() or 1
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _unstopped)
        waiting: deque[Future[int]] = deque()
        try:
            for page in pages:
                waiting.append(pool.submit(draw_page, str(self.folder), self.kind, page))
                if len(waiting) > 2 * workers:
                    yield _told(waiting.popleft(), bar)
            while waiting:
                yield _told(waiting.popleft(), bar)
        finally:
            pool.shutdown(cancel_futures=True)

    def _note(self) -> Note | None:
        with suppress(OSError, msgspec.DecodeError):
            return msgspec.json.decode((self.folder / NOTE).read_bytes(), type=Note)
        return None


def _empty(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return next(entries, None) is None


def _pages(printed: Path) -> Iterator[list[tuple[str, str]]]:
    with printed.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        while page := [(row["account"], row["link"]) for row in islice(rows, _PAGE)]:
            yield page


def _told(page: Future[int], bar: tqdm[NoReturn]) -> int:
    count = page.result()
    bar.update(count)
    return count


def _unstopped() -> None:
    """Ctrl-C reaches every process of the terminal: ours decides, the ones that draw finish their page."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
