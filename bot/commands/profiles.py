"""`profile check`: a supplier's programmer tries a profile on his files; no database, no configuration."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

from tqdm import tqdm

from billing.pipeline import ImportOptions, run_import
from billing.profile.check import describe_files, describe_rejections, describe_totals, unused_columns
from billing.profile.find import profile_finder
from billing.profile.offline import Nowhere
from billing.profile.read import ProfileError, load_profile
from billing.rejects import FileRefused
from billing.report import ImportReport, Status, describe_notices
from core.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from billing.source import Found

_KEEP = 100_000


def check_profile(profile: Path, directory: Path, *, most_values: int = 3) -> int:
    """Print what the profile makes of the files; 0 they can be imported, 1 they cannot."""
    try:
        loaded = load_profile(profile)
        found = profile_finder(loaded, directory)
    except ProfileError as error:
        return _refused(error.messages)
    except FileRefused as refused:
        return _refused([str(refused)])
    report = asyncio.run(_dry_run(directory, found))
    _print(found, report, most_values)
    return 1 if report.status is Status.REFUSED else 0


async def _dry_run(directory: Path, found: Found) -> ImportReport:
    options = ImportOptions(dry_run=True, keep=_KEEP, today=SystemClock().now().date())
    with tqdm(total=1, unit="B", unit_scale=True, unit_divisor=1024, disable=None, leave=False) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return await run_import(directory, Nowhere(), _no_seal, options, show, lambda _: found)


def _no_seal(_account: str, _period: str, _code: str) -> tuple[str, str]:
    raise RuntimeError("a check stores no code")


def _print(found: Found, report: ImportReport, most_values: int) -> None:
    _section("files", describe_files(found.sources))
    unused = unused_columns(found.sources)
    _section("columns that the profile does not use", (f"{name}: {', '.join(left)}" for name, left in unused))
    _section("warnings", describe_notices(report))
    _section("taken; compare with the reports of billing", describe_totals(report))
    _section("rejected rows", describe_rejections(report.rejections, most_values))
    for problem in report.problems:
        where = f"{problem.file}: " if problem.file else ""
        print(f"error: {where}{problem.detail}", file=sys.stderr)
    if report.status is Status.REFUSED:
        print("these files would not be imported: mend what is listed, then check again")
    else:
        print(f"{report.rows} rows would be imported, {report.rejected} rejected; nothing was stored")


def _section(title: str, lines: Iterable[str]) -> None:
    told = list(lines)
    if told:
        print(f"{title}:", *(f"  {line}" for line in told), "", sep="\n")


def _refused(messages: Iterable[str]) -> int:
    for message in messages:
        print(f"error: {message}", file=sys.stderr)
    return 1
