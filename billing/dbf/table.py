"""Records of a DBF file as lists of texts, read in blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from billing.dbf.cells import TEXTUAL, Cell, cell_of
from billing.dbf.layout import DbfColumn, Layout
from billing.dbf.memo import Memo, open_memo
from billing.rejects import BadValue, Reject
from billing.v1.lines import Cells

_BLOCK = 1 << 17
_LIVE, _DELETED, _END = 0x20, 0x2A, 0x1A
UNDECODED = "\ufffd"


@dataclass(slots=True)
class DbfRows:
    """Iterates (record number from 1, cells of the wanted columns or why not).

    Deleted records are passed over and counted in `tally["deleted"]`, or taken with `deleted=True`.
    """

    stream: BinaryIO
    path: Path
    layout: Layout
    encoding: str
    wanted: Sequence[DbfColumn]
    tally: Counter[str]
    deleted: bool = False
    _memos: list[Memo] = field(default_factory=list)

    def close(self) -> None:
        """Close the memo file, if one was needed; the stream is its opener's."""
        for memo in self._memos:
            memo.close()

    def position(self) -> int:
        """Bytes read so far."""
        return self.stream.tell()

    def __iter__(self) -> Iterator[tuple[int, Cells]]:
        layout, length = self.layout, self.layout.record_length
        at_once = max(1, _BLOCK // length)
        take = self._taker()
        self.stream.seek(layout.header_length)
        number = 0
        while number < layout.records:
            block = self.stream.read(min(at_once, layout.records - number) * length)
            for start in range(0, len(block) - length + 1, length):
                number += 1
                flag = block[start]
                if flag == _DELETED and not self.deleted:
                    self.tally["deleted"] += 1
                elif flag in {_LIVE, _DELETED}:
                    yield number, take(block[start : start + length])
                elif flag == _END:
                    return
                else:
                    yield number, Reject.BAD_RECORD
            if len(block) < length:
                return

    def _taker(self) -> Callable[[bytes], Cells]:
        layout, encoding = self.layout, self.encoding
        if encoding == "utf-8":
            return self._slowly()
        readers = [cell_of(column, layout, self._memo, encoding) for column in self.wanted]
        text_only = all(column.kind in TEXTUAL for column in self.wanted)

        def take(record: bytes) -> Cells:
            text = record.decode(encoding, "replace")
            return _checked(readers, record, text, every=text_only)

        return take

    def _slowly(self) -> Callable[[bytes], Cells]:
        """A character may take several bytes: places count in bytes, texts are decoded one by one."""
        readers = [cell_of(column, self.layout, self._memo, "latin-1") for column in self.wanted]

        def take(record: bytes) -> Cells:
            cells = _checked(readers, record, record.decode("latin-1"), every=False)
            if isinstance(cells, Reject):
                return cells
            cells = [cell.encode("latin-1").decode("utf-8", "replace") for cell in cells]
            return Reject.BAD_ENCODING if any(UNDECODED in cell for cell in cells) else cells

        return take

    def _memo(self) -> Memo:
        if not self._memos:
            self._memos.append(open_memo(self.path, self.layout.version))
        return self._memos[0]


def _checked(readers: list[Cell], record: bytes, text: str, *, every: bool) -> Cells:
    try:
        cells = [read(record, text) for read in readers]
    except BadValue as bad:
        return bad.code
    if (UNDECODED in text or not every) and any(UNDECODED in cell for cell in cells):
        return Reject.BAD_ENCODING
    return cells
