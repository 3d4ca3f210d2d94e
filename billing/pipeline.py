"""An import from beginning to end: look, check, guard, stage, switch.

Nothing is written before every file has been checked, nothing is visible before all of them are staged, and
all become visible at once. Memory does not depend on the size of the files.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from billing.check import CheckRules, Findings, check
from billing.guards import shrunk, too_many_rejected
from billing.references import DEFINES, References
from billing.rejects import FileRefused, Notice, Refusal
from billing.report import FileReport, FileStatus, ImportReport, Problem, Status
from billing.source import Finder, Source, find_v1
from billing.stage import Seal, Staging
from core.exchange import ImportBusy, ImportSink, ImportState, ImportTicket

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`force` imports unchanged files again and passes the guards; `keep` rejected rows are listed.

    Readings, payments, bills and balances dated after `today` are rejected; None switches that off.
    """

    dry_run: bool = False
    force: bool = False
    most_rejected_percent: int = 5
    keep: int = 10_000
    today: date | None = None


async def run_import(
    directory: Path,
    sink: ImportSink,
    seal: Seal,
    options: ImportOptions | None = None,
    progress: Progress | None = None,
    find: Finder = find_v1,
) -> ImportReport:
    """Import a directory of exchange format v1, or of what `find` makes of other files (a profile).

    Never raises for what is wrong with the files: that is in the report. `progress` is told bytes done and
    bytes in all, counting both passes. Errors of the sink other than ImportBusy go through, after `abort`.
    """
    run = _Run(sink, seal, options or ImportOptions(), progress, find)
    try:
        return await run.all(directory)
    except FileRefused as refused:
        return run.refused([Problem(refused.code, refused.file, refused.detail)])
    except ImportBusy:
        detail = "another import is running: wait until it has finished, then start this one again"
        return run.refused([Problem(Refusal.BUSY, "", detail)])


class _Run:
    """State of one import."""

    def __init__(
        self,
        sink: ImportSink,
        seal: Seal,
        options: ImportOptions,
        progress: Progress | None,
        find: Finder,
    ) -> None:
        self._sink = sink
        self._seal = seal
        self._options = options
        self._progress = progress
        self._find = find
        self._references = References(sink)
        self._sources: list[Source] = []
        self._unchanged: frozenset[str] = frozenset()
        self._found: dict[str, Findings] = {}
        self._notices: list[Notice] = []
        self._done = self._total = 0

    async def all(self, directory: Path) -> ImportReport:
        if problems := await self._look(directory):
            return self.refused(problems)
        state = await self._sink.state()
        self._unchanged = self._same(state)
        if len(self._unchanged) == len(self._sources):
            return self._report(Status.NOTHING_NEW)
        await self._check()
        problems = [] if self._options.force else self._guard(state)
        if problems:
            return self.refused(problems)
        if self._options.dry_run:
            return self._report(Status.DRY_RUN)
        ticket = await self._sink.begin([source.info for source in self._changed()])
        await self._write(ticket)
        return self._report(Status.DONE, ticket.run_id)

    def refused(self, problems: list[Problem]) -> ImportReport:
        return self._report(Status.REFUSED, problems=tuple(problems))

    async def _look(self, directory: Path) -> list[Problem]:
        found = await asyncio.to_thread(self._find, directory)
        self._sources, self._notices = list(found.sources), list(found.notices)
        return [Problem(refused.code, refused.file, refused.detail) for refused in found.refused]

    def _same(self, state: ImportState) -> frozenset[str]:
        if self._options.force:
            return frozenset()
        infos = [source.info for source in self._sources]
        return frozenset(info.dataset for info in infos if state.sha256.get(info.dataset) == info.sha256)

    def _changed(self) -> list[Source]:
        return [source for source in self._sources if source.table.name not in self._unchanged]

    def _to_check(self) -> list[Source]:
        """Changed files, and unchanged ones that others refer to."""
        return [
            source
            for source in self._sources
            if source.table.name not in self._unchanged or source.table.name in DEFINES
        ]

    def _guard(self, state: ImportState) -> list[Problem]:
        changed = {name: found for name, found in self._found.items() if name not in self._unchanged}
        files = {source.table.name: source.file for source in self._sources}
        return [
            *too_many_rejected(changed, self._options.most_rejected_percent, files),
            *shrunk(changed, state, files),
        ]

    async def _check(self) -> None:
        sources = self._to_check()
        passes = 1 if self._options.dry_run else 2
        self._total = sum(s.info.size for s in sources) + (passes - 1) * sum(
            s.info.size for s in self._changed()
        )
        today = self._options.today or date.max
        rules = CheckRules(self._options.keep, today.isoformat())
        for source in sources:
            found = await check(source, self._references, rules, self._pace)
            source.check_untouched()
            self._found[source.table.name] = found
            self._done += source.info.size
            self._notices += found.notices

    async def _write(self, ticket: ImportTicket) -> None:
        staging = Staging(self._sink, ticket, self._references, self._seal)
        try:
            for source in self._changed():
                await staging.stage(source, self._found[source.table.name], self._pace)
                self._done += source.info.size
            await self._sink.switch(ticket, staging.parts())
        except FileRefused as refused:
            await self._sink.abort(ticket, refused.code)
            raise
        except BaseException:
            await asyncio.shield(self._sink.abort(ticket, Refusal.FAILED))
            raise

    async def _pace(self, position: int) -> None:
        if self._progress:
            self._progress(self._done + position, self._total)
        await asyncio.sleep(0)

    def _report(self, status: Status, run_id: int = 0, problems: tuple[Problem, ...] = ()) -> ImportReport:
        files = tuple(self._file(source, status) for source in self._sources)
        rejections = tuple(
            item
            for source in self._changed()
            if (found := self._found.get(source.table.name))
            for item in found.rejections
        )
        return ImportReport(
            status, files, rejections[: self._options.keep], tuple(self._notices), problems, run_id
        )

    def _file(self, source: Source, status: Status) -> FileReport:
        name, file = source.table.name, source.file
        found = self._found.get(name)
        if name in self._unchanged:
            return FileReport(file, name, FileStatus.UNCHANGED)
        what = FileStatus.SWITCHED if status is Status.DONE else FileStatus.CHECKED
        if found is None:
            return FileReport(file, name, what)
        return FileReport(
            file,
            name,
            what,
            found.rows,
            dict(found.codes),
            tuple(sorted(found.periods)),
            {column: (sums.above, sums.below) for column, sums in found.sums.items()},
            found.passed,
        )
