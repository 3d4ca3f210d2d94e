"""The second pass over a file: its sound rows go to the sink, a chunk at a time."""

from __future__ import annotations

import asyncio
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from billing.check import CHUNK, Findings, Pace, prepare
from billing.doubts import OLD_ACCOUNT
from billing.references import References
from billing.rejects import BadRow, BadValue, Reject
from billing.same import one_account
from billing.source import Rows, Source
from billing.v1.fields import RowContext, Values
from billing.v1.finish import receipt_pairs
from billing.v1.lines import changed
from billing.v1.row import NoticeLog, RowParser
from core.exchange import DATASETS, ImportSink, ImportTicket, OneAccount, Part, Row

Seal = Callable[[str, str, str], tuple[str, str]]


class Staging:
    """Puts files of one import under its ticket and counts what will become visible.

    `seal(account, period, code)` returns (digest, key id): a receipt code leaves the parser no other way.
    """

    def __init__(self, sink: ImportSink, ticket: ImportTicket, references: References, seal: Seal) -> None:
        self._sink = sink
        self._ticket = ticket
        self._references = references
        self._seal = seal
        self._parts: Counter[tuple[str, str]] = Counter()

    def parts(self) -> tuple[Part, ...]:
        """Everything staged so far, by dataset and month."""
        return tuple(Part(dataset, period, rows) for (dataset, period), rows in sorted(self._parts.items()))

    async def stage(self, source: Source, found: Findings, pace: Pace) -> None:
        """Stage the rows the first pass accepted. Raises FileRefused if the file changed since."""
        table, dataset = source.table, DATASETS[source.table.name]
        if dataset.kind == "snapshot":
            self._parts[dataset.name, ""] += 0
        parser = RowParser(table, source.header, NoticeLog(source.place))
        try:
            with source.open() as rows:
                stream = _accepted(rows, found.skip, parser)
                while chunk := list(islice(stream, CHUNK)):
                    _drop_old_numbers(chunk, found)
                    await self._put_told(source, chunk)
                    await pace(rows.position())
        except (BadRow, BadValue):
            raise changed(Path(source.file)) from None
        source.check_untouched()

    async def _put_told(self, source: Source, chunk: list[tuple[int, Values]]) -> None:
        """Put a chunk; name the lines where the store cannot tell two accounts apart."""
        try:
            await self._put(source, chunk)
        except OneAccount as error:
            raise await asyncio.to_thread(one_account, source, error.numbers) from None

    async def _put(self, source: Source, chunk: list[tuple[int, Values]]) -> None:
        table, references = source.table, self._references
        await prepare(references, table, [values for _, values in chunk])
        context = RowContext(0, None, lambda _column: None)
        out: list[Row] = []
        for line, values in chunk:
            context.line = line
            if table.of_meter:
                context.shape = references.shape(str(values[0]), str(values[1]))
            out.append(table.finish(values, context))
        await self._send(table.name, out)
        if table.name == "accounts":
            await self._send("receipt_codes", list(self._sealed(chunk)))

    async def _send(self, dataset: str, rows: list[Row]) -> None:
        period_at = DATASETS[dataset].period_at()
        for start in range(0, len(rows), CHUNK):
            await self._sink.put(self._ticket, dataset, rows[start : start + CHUNK])
        self._parts.update((dataset, "" if period_at is None else str(row[period_at])) for row in rows)

    def _sealed(self, chunk: list[tuple[int, Values]]) -> Iterator[Row]:
        for _, values in chunk:
            try:
                pairs = receipt_pairs(values)
            except BadValue:  # a notice of the first pass
                continue
            for period, code in pairs:
                yield (values[0], period, *self._seal(str(values[0]), period, code))


def _drop_old_numbers(chunk: list[tuple[int, Values]], found: Findings) -> None:
    if found.without_old_number:
        for line, values in chunk:
            if line in found.without_old_number:
                values[OLD_ACCOUNT] = None


def _accepted(rows: Rows, skip: array[int], parser: RowParser) -> Iterator[tuple[int, Values]]:
    """Rows that are not among the (ascending) lines to skip."""
    skipped = 0
    for line, cells in rows:
        if skipped < len(skip) and skip[skipped] == line:
            skipped += 1
        elif isinstance(cells, Reject):
            raise BadRow("", cells)
        elif isinstance(cells, BadRow):
            raise cells
        else:
            yield line, parser.values(line, cells)
