"""A batch as a file: beside its place first, to the disk, then under its name.

A file under its name is always whole. Its manifest is written after it: whoever takes files away waits for
the manifest, and checks rows and hash against it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Generic, TypeVar
from zoneinfo import ZoneInfo

from billing.outgoing.durable import hash_of, keep_names, new_file
from core.exports import ExportRefused, Numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from core.exports import Batch, Exports

MANIFEST = ".json"
LineT = TypeVar("LineT", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Layout(Generic[LineT]):
    """How lines of a kind are written. `words` are the actions that the manifest counts.

    `kopecks`: what a line is worth; then the file ends with a line `=rows;sum`, and the manifest has it, too.
    """

    kind: str
    header: Callable[[Mapping[str, str]], str]
    text_of: Callable[[Sequence[LineT], ZoneInfo], str]
    action: Callable[[LineT], str]
    words: tuple[str, ...]
    kopecks: Callable[[LineT], int] | None = None

    def trailer(self, rows: int, kopecks: int) -> str:
        """The last line of the file, "" for none."""
        return f"={rows};{roubles(kopecks)}\n" if self.kopecks else ""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is whole: its hash, its rows by action and what they are worth."""

    path: Path
    sha256: str
    actions: Mapping[str, int]
    kopecks: int = 0


def file_name(number: int, kind: str = "readings") -> str:
    """The name of a batch: they sort in the order in which billing has to take them."""
    return f"{kind}-{number:06d}.csv"


def roubles(kopecks: int) -> str:
    """A sum as the files of billing have it: `-1500,05`."""
    sign, rest = ("-" if kopecks < 0 else ""), abs(kopecks)
    return f"{sign}{rest // 100},{rest % 100:02d}"


async def write_batch(
    exports: Exports[LineT],
    batch: Batch,
    path: Path,
    names: Mapping[str, str],
    told: Callable[[int], object],
    layout: Layout[LineT],
) -> Written:
    """Write the file of a marked batch and its manifest; the same words whenever it is done again.

    `told` hears how many rows were written. Raises ExportRefused when a file with other contents stands
    under the name, or when the rows are no more those of the first time.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with new_file(beside) as file:
            written = await _fill(exports, batch, file, path, names, told=told, layout=layout)
            file.flush()
            os.fsync(file.fileno())
        _compare(batch, path, written)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _manifest(batch, written, layout)
    return written


async def _fill(
    exports: Exports[LineT],
    batch: Batch,
    file: BinaryIO,
    path: Path,
    names: Mapping[str, str],
    *,
    told: Callable[[int], object],
    layout: Layout[LineT],
) -> Written:
    digest, actions, after, zone = hashlib.sha256(), Counter[str](), 0, ZoneInfo(batch.zone)
    kopecks = 0

    def put(text: str) -> None:
        file.write(text.encode())
        digest.update(text.encode())

    put(layout.header(names))
    while page := await exports.page(batch.number, after):
        put(layout.text_of(page, zone))
        actions.update(layout.action(line) for line in page)
        kopecks += sum(layout.kopecks(line) for line in page) if layout.kopecks else 0
        after = page[-1].line
        told(len(page))
    put(layout.trailer(actions.total(), kopecks))
    if actions.total() != batch.rows:
        left = f"batch {batch.number} had {batch.rows} rows, {actions.total()} are left"
        raise ExportRefused(f"{left}: it is past its retention")
    return Written(path, digest.hexdigest(), dict(actions), kopecks)


def _compare(batch: Batch, path: Path, written: Written) -> None:
    if path.exists() and hash_of(path) != written.sha256:
        raise ExportRefused(
            f"{path} is there already and holds something else than batch {batch.number}:"
            " name another folder with --to, and ask where that file came from"
        )


def _manifest(batch: Batch, written: Written, layout: Layout[LineT]) -> None:
    path = written.path
    said = {
        "file": path.name,
        "batch": batch.number,
        "period": batch.period,
        "begun_at": datetime.fromtimestamp(batch.begun_ms // 1000, UTC).isoformat(),
        "rows": batch.rows,
        **{action: written.actions.get(action, 0) for action in layout.words},
        **({"sum": roubles(written.kopecks)} if layout.kopecks else {}),
        "sha256": written.sha256,
    }
    beside = path.with_name(f".{path.name}{MANIFEST}.{os.getpid()}.part")
    with new_file(beside) as file:
        file.write(json.dumps(said, indent=1).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path.with_name(path.name + MANIFEST))
    keep_names(path.parent)
