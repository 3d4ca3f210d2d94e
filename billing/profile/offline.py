"""A sink for a check without a database: it believes every number the files do not define themselves."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from core.exchange import FileInfo, ImportState, ImportTicket, MeterShape, Part, Row


class Nowhere:
    """`core.exchange.ImportSink` of a dry run. Storing raises RuntimeError: nothing is to be stored here."""

    async def state(self) -> ImportState:
        return ImportState({}, ())

    async def known_accounts(self, numbers: Sequence[str]) -> Collection[str]:
        return numbers

    async def known_meters(self, meters: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], MeterShape]:
        return {}

    async def begin(self, files: Sequence[FileInfo]) -> ImportTicket:
        raise RuntimeError("a check stores nothing")

    async def put(self, ticket: ImportTicket, dataset: str, rows: Sequence[Row]) -> None:
        raise RuntimeError("a check stores nothing")

    async def switch(self, ticket: ImportTicket, parts: Sequence[Part]) -> None:
        raise RuntimeError("a check stores nothing")

    async def abort(self, ticket: ImportTicket, reason: str) -> None:
        raise RuntimeError("a check stores nothing")
