"""What an import did, or why it did nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from billing.profile.advice import advice
from billing.rejects import ADVICE, Doubt, Notice, Refusal, Reject, Rejection


class Status(StrEnum):
    """How an import ended."""

    DONE = "done"
    NOTHING_NEW = "nothing_new"
    DRY_RUN = "dry_run"
    REFUSED = "refused"


class FileStatus(StrEnum):
    """What became of one file."""

    SWITCHED = "switched"
    UNCHANGED = "unchanged"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why nothing was switched; `detail` is one line for the supplier's staff."""

    code: Refusal
    file: str
    detail: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """One dataset: rows taken, rows rejected by reason, months it replaces.

    `sums` are the totals of its columns of money in kopecks, above and below zero; `passed` counts rows
    passed over on purpose (deleted, filtered by the profile), by reason.
    """

    file: str
    dataset: str
    status: FileStatus
    rows: int = 0
    rejected: Mapping[Reject, int] = field(default_factory=dict)
    periods: tuple[str, ...] = ()
    sums: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    passed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole import. `rejections` holds the first of them (as many as asked), the files count all."""

    status: Status
    files: tuple[FileReport, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    notices: tuple[Notice, ...] = ()
    problems: tuple[Problem, ...] = ()
    run_id: int = 0

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)

    @property
    def rejected(self) -> int:
        return sum(sum(file.rejected.values()) for file in self.files)


def describe(report: ImportReport) -> Iterator[str]:
    """Lines for a terminal: files, warnings, rejected rows with what to do, problems."""
    unread = report.status is Status.REFUSED and not report.rows and not report.rejected
    yield from () if unread else map(_file_line, report.files)
    yield from (f"warning: {line}" for line in describe_notices(report))
    for item in report.rejections:
        yield _translated_line(item) if item.theirs else _rejected_line(item)
    if (more := report.rejected - len(report.rejections)) > 0:
        yield f"rejected: {more} more rows, not listed"
    for problem in report.problems:
        yield f"error: {problem.file}: {problem.detail}" if problem.file else f"error: {problem.detail}"


def describe_notices(report: ImportReport) -> Iterator[str]:
    """One line a warning."""
    for notice in report.notices:
        if notice.code is Doubt.OTHER_CODE_PAGE:
            yield f"{notice.file}: the text looks like {notice.column}: check encoding in the profile"
            continue
        where = f" in column {notice.column}" if notice.column else ""
        times = f", {notice.count} times, first in line {notice.first_line}" if notice.first_line else ""
        yield f"{notice.file}: {notice.code.replace('_', ' ')}{where}{times}"


def _file_line(file: FileReport) -> str:
    if file.status is FileStatus.UNCHANGED:
        return f"{file.file}: the same file as last time, nothing to do"
    rejected = sum(file.rejected.values())
    months = f", months {file.periods[0]} to {file.periods[-1]}" if file.periods else ""
    return f"{file.file}: {file.rows} rows{months}, {rejected} rejected"


def _rejected_line(item: Rejection) -> str:
    first = f" (first in line {item.first_line})" if item.first_line else ""
    column = f" {item.column}:" if item.column else ""
    return f"rejected: {item.file}:{item.line}:{column} {item.code}{first}: {ADVICE[item.code]}"


def _translated_line(item: Rejection) -> str:
    """A row read through a profile: their own column and the value beside ours."""
    counted = "record" if item.record else "line"
    first = f" (first in {counted} {item.first_line})" if item.first_line else ""
    where = f"{counted} {item.line}: {item.theirs} ({item.column}) {item.value!r}"
    return f"rejected: {item.file}: {where}: {item.code}{first}: {advice(item.code)}"
