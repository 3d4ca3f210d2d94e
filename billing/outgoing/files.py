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
from typing import TYPE_CHECKING, BinaryIO
from zoneinfo import ZoneInfo

from billing.outgoing.readings import header, text_of
from core.readings.exports import ExportRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from core.readings.exports import Batch, ReadingExports

_READABLE = 0o640
_BLOCK = 1 << 20
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
        with _new(beside) as file:
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
    if path.exists() and _hash(path) != written.sha256:
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
    with _new(beside) as file:
        file.write(json.dumps(said, indent=1).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path.with_name(path.name + MANIFEST))
    _keep_names(path.parent)


def _keep_names(folder: Path) -> None:
    """A name is on the disk once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _new(path: Path) -> BinaryIO:
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _READABLE), "wb")


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
