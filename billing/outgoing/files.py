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
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from billing.outgoing.durable import hash_of, keep_names, new_file
from billing.outgoing.readings import header, text_of
from core.readings.exports import ExportRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from core.readings.exports import Batch, ReadingExports

MANIFEST = ".json"


@dataclass(frozen=True, slots=True)
class Written:
    """A file that is whole: its hash and its rows by action."""

    path: Path
    sha256: str
    actions: Mapping[str, int]


def file_name(number: int) -> str:
    """The name of a batch: they sort in the order in which billing has to take them."""
    return f"readings-{number:06d}.csv"


async def write_batch(
    exports: ReadingExports, batch: Batch, path: Path, names: Mapping[str, str], told: Callable[[int], object]
) -> Written:
    """Write the file of a marked batch and its manifest; the same words whenever it is done again.

    `told` hears how many rows were written. Raises ExportRefused when a file with other contents stands
    under the name, or when the rows are no more those of the first time.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with new_file(beside) as file:
            written = await _fill(exports, batch, file, path, names, told)
            file.flush()
            os.fsync(file.fileno())
        _compare(batch, path, written)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _manifest(batch, written)
    return written


async def _fill(
    exports: ReadingExports,
    batch: Batch,
    file: BinaryIO,
    path: Path,
    names: Mapping[str, str],
    told: Callable[[int], object],
) -> Written:
    digest, actions, after, zone = hashlib.sha256(), Counter[str](), 0, ZoneInfo(batch.zone)
    text = header(names).encode()
    file.write(text)
    digest.update(text)
    while page := await exports.page(batch.number, after):
        text = text_of(page, zone).encode()
        file.write(text)
        digest.update(text)
        actions.update(str(line.action) for line in page)
        after = page[-1].line
        told(len(page))
    if actions.total() != batch.rows:
        left = f"batch {batch.number} had {batch.rows} rows, {actions.total()} are left"
        raise ExportRefused(f"{left}: it is past its retention")
    return Written(path, digest.hexdigest(), dict(actions))


def _compare(batch: Batch, path: Path, written: Written) -> None:
    if path.exists() and hash_of(path) != written.sha256:
        raise ExportRefused(
            f"{path} is there already and holds something else than batch {batch.number}:"
            " name another folder with --to, and ask where that file came from"
        )


def _manifest(batch: Batch, written: Written) -> None:
    path = written.path
    said = {
        "file": path.name,
        "batch": batch.number,
        "period": batch.period,
        "begun_at": datetime.fromtimestamp(batch.begun_ms // 1000, UTC).isoformat(),
        "rows": batch.rows,
        **{action: written.actions.get(action, 0) for action in ("new", "replace", "withdraw")},
        "sha256": written.sha256,
    }
    beside = path.with_name(f".{path.name}{MANIFEST}.{os.getpid()}.part")
    with new_file(beside) as file:
        file.write(json.dumps(said, indent=1).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path.with_name(path.name + MANIFEST))
    keep_names(path.parent)
