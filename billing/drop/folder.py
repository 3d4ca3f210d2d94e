"""The drop folder on disk: what lies in it, taking a set over, putting it away. Everything here may block.

    the folder itself          billing writes here
    work, by id                the set being imported, whole
    done and failed, by month  each set under its id, with import-report.txt inside

A set moves between these by one rename of its directory, so it is never in two places or half in one.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec

from billing.profile.find import IGNORED, MOST_FILES
from billing.source import Stamp

REPORT = "import-report.txt"
PUT_AWAY = ("done", "failed")
_LIST = ".set.json"
_SET = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{6}(?:-[0-9]+)?")
_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: files that may be taken, and names that never are (links, pipes, unprintable names)."""

    files: Mapping[str, Stamp]
    odd: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DropSet:
    """A set taken over; `complete` is False where its rest was replaced before it could be moved."""

    path: Path
    complete: bool = True


class DropDirectory:
    """Raises OSError where the disk or its rights say no; nothing is lost then, the next look tries again."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self._work = base.joinpath("work")

    def look(self) -> Seen:
        """The files that lie there now."""
        files: dict[str, Stamp] = {}
        odd = []
        with os.scandir(self.base) as entries:
            for entry in entries:
                name = entry.name
                if name.startswith((".", "~")) or name.lower() in IGNORED or name == REPORT:
                    continue
                found = _stat(entry)
                if found is None or stat.S_ISDIR(found.st_mode):
                    continue
                if not stat.S_ISREG(found.st_mode) or not _speakable(name) or len(files) >= MOST_FILES:
                    odd.append(ascii(name)[:_LONGEST_NAME])
                else:
                    files[name] = Stamp(found.st_size, found.st_mtime_ns)
        return Seen(files, tuple(sorted(odd)))

    def take(self, files: Mapping[str, Stamp], now: datetime) -> DropSet:
        """Move a complete set to work/. What is written down first is finished by `left` after a kill."""
        target = self._fresh(now)
        target.mkdir(parents=True)
        listed = {name: (stamp.size, stamp.mtime_ns) for name, stamp in files.items()}
        target.joinpath(_LIST).write_bytes(msgspec.json.encode(listed))
        return self._moved(target)

    def left(self) -> Iterator[DropSet]:
        """Sets that a stop left in work/, oldest first; what of them was not moved yet is moved now."""
        if self._work.is_dir():
            for path in sorted(filter(_own_directory, self._work.iterdir())):
                found = self._moved(path)
                if not self._gone_if_empty(path):
                    yield found

    def put_away(self, taken: DropSet, where: str, lines: Sequence[str], now: datetime) -> Path:
        """Write the report and move the set to `where` (done, failed)/YYYY-MM/."""
        with contextlib.suppress(OSError):  # a full disk must not keep the set from moving
            text = "".join(f"{line}\r\n" for line in lines)
            taken.path.joinpath(REPORT).write_bytes(text.encode("utf-8-sig", "replace"))
        folder = self.base.joinpath(where, f"{now:%Y-%m}")
        folder.mkdir(parents=True, exist_ok=True)
        target = folder.joinpath(taken.path.name)
        taken.path.joinpath(_LIST).unlink(missing_ok=True)
        taken.path.rename(target)
        return target

    def purge(self, before: date) -> int:
        """Delete sets that were put away before a day, as their names say; how many. Anything else stays."""
        gone = 0
        for month in self._months():
            for path in filter(_own_directory, sorted(month.iterdir())):
                if _SET.fullmatch(path.name) and path.name[:10] < before.isoformat():
                    shutil.rmtree(path)
                    gone += 1
            with contextlib.suppress(OSError):  # not empty
                month.rmdir()
        return gone

    def _months(self) -> list[Path]:
        """Folders of months below those where sets are put away; nothing that a link leads to."""
        places = filter(_own_directory, (self.base.joinpath(name) for name in PUT_AWAY))
        return [month for place in places for month in sorted(place.iterdir()) if _own_directory(month)]

    @staticmethod
    def _gone_if_empty(path: Path) -> bool:
        """Remove a set of which nothing was moved: the disk was full, or all of it was replaced."""
        if any(entry.name != _LIST for entry in path.iterdir()):
            return False
        path.joinpath(_LIST).unlink(missing_ok=True)
        path.rmdir()
        return True

    def _fresh(self, now: datetime) -> Path:
        """A name that no set has had in this second."""
        stem = f"{now:%Y-%m-%d_%H%M%S}"
        taken = [path.name for path in self.base.glob(f"*/**/{stem}*")]
        return self._work.joinpath(stem if stem not in taken else f"{stem}-{len(taken) + 1}")

    def _moved(self, target: Path) -> DropSet:
        listed = target.joinpath(_LIST)
        if not listed.exists():
            return DropSet(target)
        try:
            stamps = msgspec.json.decode(listed.read_bytes(), type=dict[str, tuple[int, int]])
        except msgspec.DecodeError:  # killed while it was written: nothing had been moved yet
            stamps = {}
        complete = True
        for name, stamp in stamps.items():
            if not _speakable(name):  # whoever may write to the folder may write this list, too
                continue
            here, there = self.base.joinpath(name), target.joinpath(name)
            if there.exists():
                continue
            if _stamp(here) == stamp:
                here.rename(there)
            else:
                complete = False
        return DropSet(target, complete)


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Not of what a link points to; None for a file that has just gone."""
    try:
        return entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    return (found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _speakable(name: str) -> bool:
    return name.isprintable() and len(name) <= _LONGEST_NAME and "/" not in name


def _own_directory(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
