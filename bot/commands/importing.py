"""`import DIR`: the billing's files into the database, beside a running bot or without it."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tqdm import tqdm

from billing.pipeline import ImportOptions, run_import
from billing.report import Status, describe
from bot.commands.database import database_or_bot
from bot.config.domain import keyring_of
from bot.control.client import ControlClient
from bot.control.imports import RemoteSink
from core.clock import SystemClock
from core.linking import receipt_digest
from storage.billing_data import DatabaseSink

if TYPE_CHECKING:
    from bot.config import Config
    from core.secrets import Keyring


def seal(keys: Keyring, account: str, period: str, code: str) -> tuple[str, str]:
    """A receipt code as its digest and the id of the key."""
    return receipt_digest(keys, account, period, code), keys.current


async def import_files(
    config: Config, directory: Path, *, dry_run: bool, force: bool, every_rejection: bool
) -> int:
    """Import and report; 0 done or nothing new, 1 refused."""
    options = ImportOptions(
        dry_run=dry_run,
        force=force,
        most_rejected_percent=config.import_.max_rejected_percent,
        keep=sys.maxsize if every_rejection else 100,
        today=_today(config),
    )
    with tqdm(total=1, unit="B", unit_scale=True, unit_divisor=1024, disable=None, leave=False) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        async with database_or_bot(config) as reached:
            local = None if isinstance(reached, ControlClient) else DatabaseSink(reached)
            sink = local or RemoteSink(reached)  # type: ignore[arg-type]
            report = await run_import(directory, sink, partial(seal, keyring_of(config)), options, show)
            if local is not None and report.status is Status.DONE:
                await local.purge()
    for line in describe(report):
        print(line, file=sys.stderr if line.startswith(("error", "rejected")) else sys.stdout)
    print(_sentence(report.status, report.rows, report.rejected))
    return 1 if report.status is Status.REFUSED else 0


def _today(config: Config) -> date | None:
    """The supplier's day; not known where the bot lives in the time of the sandbox."""
    if config.clock.url:
        return None
    return SystemClock().now().astimezone(ZoneInfo(config.supplier.time_zone)).date()


def _sentence(status: Status, rows: int, rejected: int) -> str:
    return {
        Status.DONE: f"imported: {rows} rows are in force, {rejected} were rejected",
        Status.NOTHING_NEW: "nothing new: these files were imported before",
        Status.DRY_RUN: f"dry run: {rows} rows would be imported, {rejected} rejected; nothing was written",
        Status.REFUSED: "nothing was imported: mend what is listed above, then run the command again",
    }[status]
