"""Memo texts beside a DBF: FPT of FoxPro, DBT of dBase III and IV."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

from billing.rejects import BadValue, FileRefused, Refusal, Reject

LONGEST = 1 << 16
_BLOCK = 512
_TEXT = 1
_VERSION_4 = frozenset({0x8B, 0xCB})
_DBASE_4 = b"\xff\xff\x08\x00"


def memo_path(path: Path) -> Path | None:
    """The memo file beside `path`, small or capital letters."""
    wanted = {path.with_suffix(end).name.lower() for end in (".fpt", ".dbt")}
    for candidate in sorted(path.parent.iterdir()):
        if candidate.name.lower() in wanted and candidate.is_file() and not candidate.is_symlink():
            return candidate
    return None


class Memo:
    """Texts by block number. Raises BadValue for a block that is not there or not a text."""

    def __init__(self, stream: BinaryIO, *, foxpro: bool, version: int) -> None:
        self._stream = stream
        self._foxpro = foxpro
        self._block = _BLOCK
        head = stream.read(_BLOCK)
        if foxpro:
            self._block = int.from_bytes(head[6:8], "big") or 1
        elif version in _VERSION_4:  # dBase III leaves rubbish there
            self._block = int.from_bytes(head[20:22], "little") or _BLOCK

    def close(self) -> None:
        self._stream.close()

    def text(self, block: int) -> bytes:
        """The bytes of a text, at most 64 KiB."""
        if block <= 0:
            return b""
        self._stream.seek(block * self._block)
        head = self._stream.read(8)
        if self._foxpro and len(head) < 8:
            raise BadValue(Reject.BAD_MEMO)
        if self._foxpro:
            kind, length = struct.unpack(">II", head)
            return self._read(length) if kind == _TEXT else b""
        if head[:4] == _DBASE_4:
            return self._read(int.from_bytes(head[4:], "little") - 8)
        return self._until_end(block)

    def _read(self, length: int) -> bytes:
        if not 0 <= length <= LONGEST:
            raise BadValue(Reject.ROW_TOO_LONG)
        found = self._stream.read(length)
        if len(found) < length:
            raise BadValue(Reject.BAD_MEMO)
        return found

    def _until_end(self, block: int) -> bytes:
        self._stream.seek(block * _BLOCK)
        found = self._stream.read(LONGEST)
        text, end, _ = found.partition(b"\x1a")
        if not end:
            raise BadValue(Reject.ROW_TOO_LONG if len(found) == LONGEST else Reject.BAD_MEMO)
        return text


def open_memo(path: Path, version: int) -> Memo:
    """Open the memo file of the table at `path`. Raises FileRefused if there is none."""
    found = memo_path(path)
    if found is None:
        detail = "has memo columns, but its memo file (.fpt or .dbt) is not beside it: copy both"
        raise FileRefused(Refusal.BAD_DBF, path.name, detail)
    return Memo(found.open("rb"), foxpro=found.suffix.lower() == ".fpt", version=version)
