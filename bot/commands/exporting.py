"""`export readings | payments | ebill`: what people sent, paid and asked for, for billing, each exactly once.

Marked in the database first, written to a file from what was marked. A run that was killed is finished by
the next one, under the same number and word for word; `--again` writes a file anew.
"""

from __future__ import annotations

import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tqdm import tqdm

from billing.outgoing.ebill import EBILLS
from billing.outgoing.files import Layout, file_name, roubles, write_batch
from billing.outgoing.payments import PAYMENTS
from billing.outgoing.readings import READINGS
from bot.clock import ClockError, clock_of
from bot.commands.database import database_or_bot
from bot.control.client import ControlClient
from bot.control.exports import remote_ebills, remote_payments, remote_readings
from core.background import Background
from core.exports import ExportRefused, Numbered
from storage.ebill_exports import DatabaseEbillExports
from storage.payment_exports import DatabasePaymentExports
from storage.reading_exports import DatabaseReadingExports

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.config import Config
    from core.database import Database
    from core.ebill.exports import EbillLine
    from core.exports import Batch, Exports
    from core.payments.exports import PaymentLine
    from core.readings.exports import Line
    from core.values import Period

LineT = TypeVar("LineT", bound=Numbered)


@dataclass(frozen=True, slots=True)
class Target:
    """Where files go: into a folder under their own names, or one file that was named."""

    folder: Path
    name: str = ""

    @classmethod
    def of(cls, to: Path | None, folder: str) -> Target:
        """Raises ExportRefused for a place that is not there."""
        path = to or Path(folder or ".")
        target = cls(path) if path.is_dir() or path.suffix != ".csv" else cls(path.parent, path.name)
        if not target.folder.is_dir():
            raise ExportRefused(f"there is no folder {target.folder}: make it, or name another one with --to")
        return target

    def path(self, number: int, kind: str) -> Path:
        """The file of a batch."""
        return self.folder / (self.name or file_name(number, kind))


@dataclass(frozen=True, slots=True)
class Way(Generic[LineT]):
    """How a kind is exported: its layout, here or through the running bot."""

    layout: Layout[LineT]
    remote: Callable[[ControlClient], Exports[LineT]]
    here: Callable[[Database, Callable[[], int]], Exports[LineT]]


_READINGS: Way[Line] = Way(READINGS, remote_readings, DatabaseReadingExports)
_PAYMENTS: Way[PaymentLine] = Way(PAYMENTS, remote_payments, DatabasePaymentExports)
_EBILLS: Way[EbillLine] = Way(EBILLS, remote_ebills, DatabaseEbillExports)


async def export_readings(
    config: Config, to: Path | None, period: Period | None, again: int | None = None
) -> int:
    """Write what is due of readings, or a batch again; 0 done or nothing to do, 1 refused."""
    return await _export(config, _READINGS, to, str(period or ""), again)


async def export_payments(config: Config, to: Path | None, again: int | None = None) -> int:
    """The same of payments and refunds, of all months."""
    return await _export(config, _PAYMENTS, to, "", again)


async def export_ebills(config: Config, to: Path | None, again: int | None = None) -> int:
    """The same of accounts that went over to electronic bills, or back to paper."""
    return await _export(config, _EBILLS, to, "", again)


async def _export(config: Config, way: Way[LineT], to: Path | None, period: str, again: int | None) -> int:
    try:
        target = Target.of(to, config.export.folder)
        async with _exports(config, way) as exports:
            run = _Run(config, exports, target, way.layout)
            if again is not None:
                await run.again(again)
            else:
                await run.new(period)
    except (ExportRefused, ClockError) as refused:
        print(f"error: {refused}", file=sys.stderr)
        return 1
    return 0


@asynccontextmanager
async def _exports(config: Config, way: Way[LineT]) -> AsyncIterator[Exports[LineT]]:
    """The running bot's, or our own in the time that the bot would live in."""
    background = Background()
    try:
        async with database_or_bot(config) as reached:
            if isinstance(reached, ControlClient):
                yield way.remote(reached)
            else:
                clock = await clock_of(config.clock.url, background)
                yield way.here(reached, clock.now_ms)
    finally:
        await background.close()


class _Run(Generic[LineT]):
    """One run of the command."""

    def __init__(
        self, config: Config, exports: Exports[LineT], target: Target, layout: Layout[LineT]
    ) -> None:
        self._config, self._exports, self._target, self._layout = config, exports, target, layout

    async def again(self, number: int) -> None:
        batch = await self._exports.batch(number)
        if batch is None:
            kind = self._layout.kind
            raise ExportRefused(f"there is no batch {number} of {kind}: see the names of the files")
        await self._finish(batch)

    async def new(self, period: str) -> None:
        """Finish what was cut short, then a batch of what is due now."""
        left = list(await self._exports.unwritten())
        if left and self._target.name:
            await self._finish(left[0])
            print("that batch was cut short earlier: run the command again for what came since")
            return
        for batch in left:
            await self._finish(batch)
        begun = await self._exports.begin(period, self._config.supplier.time_zone)
        if begun is not None:
            await self._finish(begun)
        elif not left:
            print(f"nothing to export{f' for {period}' if period else ''}: billing was told of everything")

    async def _finish(self, batch: Batch) -> None:
        total = batch.rows + (await self._exports.due(batch.period) if batch.open else 0)
        with _bar("marked", total) as bar:
            bar.update(batch.rows)
            while batch.open:
                before, batch = batch.rows, await self._exports.mark(batch.number)
                bar.update(batch.rows - before)
        path = self._target.path(batch.number, self._layout.kind)
        with _bar("written", batch.rows) as bar:
            names = self._config.export.columns
            written = await write_batch(self._exports, batch, path, names, bar.update, self._layout)
        if batch.written and batch.sha256 != written.sha256:
            print("this file is not the one written first: export.columns has changed", file=sys.stderr)
        await self._exports.written(batch.number, written.sha256)
        actions = ", ".join(f"{count} {action}" for action, count in sorted(written.actions.items()))
        worth = f", {roubles(written.kopecks)} roubles" if self._layout.kopecks else ""
        print(f"batch {batch.number}: {batch.rows} {self._layout.kind} ({actions}){worth} in {path}")


def _bar(unit: str, total: int) -> tqdm[Any]:
    return tqdm(total=total, unit=f" {unit}", disable=None, leave=False)
