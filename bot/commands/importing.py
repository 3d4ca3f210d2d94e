"""`import DIR`: the billing's files into the database, beside a running bot or without it."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tqdm import tqdm

from billing.pipeline import ImportOptions, Progress, run_import
from billing.profile.find import profile_finder
from billing.profile.read import load_profile
from billing.report import ImportReport, Status, describe
from billing.source import Finder, find_v1
from bot.commands.database import database_or_bot
from bot.commands.rule_ends import rule_ends
from bot.config.checks import day_of, ends_soon
from bot.config.domain import keyring_of
from bot.control.client import ControlClient
from bot.control.imports import RemoteSink
from bot.payments_acknowledged import PaymentsAcknowledged
from bot.people_watch import PeopleWatch
from bot.readings_rules import watch_rules
from bot.readings_watch import ReadingsWatch
from bot.watching import Reach
from core.clock import SystemClock
from core.linking import receipt_digest
from storage.billing_data import DatabaseSink
from storage.holder_changes import HolderChanges
from storage.store import StoreFactory

if TYPE_CHECKING:
    from bot.config import Config
    from core.secrets import Keyring


def seal(keys: Keyring, account: str, period: str, code: str) -> tuple[str, str]:
    """A receipt code as its digest and the id of the key."""
    return receipt_digest(keys, account, period, code), keys.current


async def import_files(
    config: Config,
    directory: Path,
    *,
    dry_run: bool,
    force: bool,
    every_rejection: bool,
    profile: Path | None = None,
) -> int:
    """Import and report; 0 done or nothing new, 1 refused. Raises ProfileError."""
    find = finder(profile)
    options = import_options(
        config, dry_run=dry_run, force=force, keep=sys.maxsize if every_rejection else 100
    )
    with tqdm(total=1, unit="B", unit_scale=True, unit_divisor=1024, disable=None, leave=False) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        report = await import_once(config, directory, options, show, find)
    for line in describe(report):
        print(line, file=sys.stderr if line.startswith(("error", "rejected")) else sys.stdout)
    print(sentence(report))
    if report.status is Status.DONE:
        await _warn_of_ends(config)
    return 1 if report.status is Status.REFUSED else 0


async def _warn_of_ends(config: Config) -> None:
    """Say which tariffs, rates and dated rules end within thirty days, or have ended."""
    now = SystemClock().now()
    for problem in ends_soon(await rule_ends(config, day_of(config, now)), now, config):
        print(f"warning: {problem.key} {problem.message}", file=sys.stderr)


def import_options(config: Config, *, dry_run: bool, force: bool, keep: int) -> ImportOptions:
    """The options of an import with this configuration; `keep` rejected rows are listed."""
    return ImportOptions(
        dry_run=dry_run,
        force=force,
        most_rejected_percent=config.import_.max_rejected_percent,
        keep=keep,
        today=_today(config),
    )


async def import_once(
    config: Config, directory: Path, options: ImportOptions, progress: Progress | None, find: Finder
) -> ImportReport:
    """One import into the database, or through the bot that runs on it."""
    async with database_or_bot(config) as reached:
        if isinstance(reached, ControlClient):
            return await run_import(
                directory, RemoteSink(reached), partial(seal, keyring_of(config)), options, progress, find
            )
        sink = DatabaseSink(reached)
        report = await run_import(directory, sink, partial(seal, keyring_of(config)), options, progress, find)
        if report.status is Status.DONE:
            now_ms = SystemClock().now_ms
            await HolderChanges(reached)(now_ms())
            await PeopleWatch(reached, StoreFactory(), now_ms).run()
            await ReadingsWatch(Reach(reached, StoreFactory(), watch_rules(config)), now_ms).run()
            await PaymentsAcknowledged(reached, now_ms, ZoneInfo(config.supplier.time_zone)).run()
            await sink.purge()
    return report


def finder(profile: Path | None) -> Finder:
    """What finds the files: the exchange format, or a profile. Raises ProfileError."""
    return find_v1 if profile is None else partial(profile_finder, load_profile(profile))


def _today(config: Config) -> date | None:
    """The supplier's day; not known where the bot lives in the time of the sandbox."""
    if config.clock.url:
        return None
    return SystemClock().now().astimezone(ZoneInfo(config.supplier.time_zone)).date()


def sentence(report: ImportReport) -> str:
    """What became of an import, in one line."""
    rows, rejected = report.rows, report.rejected
    return {
        Status.DONE: f"imported: {rows} rows are in force, {rejected} were rejected",
        Status.NOTHING_NEW: "nothing new: these files were imported before",
        Status.DRY_RUN: f"dry run: {rows} rows would be imported, {rejected} rejected; nothing was written",
        Status.REFUSED: "nothing was imported: mend what is listed above, then run the command again",
    }[report.status]
