"""The supplier's files in a directory, matched by the patterns of a profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from billing.profile.mapped import MappedSource
from billing.profile.options import Lookup, Profile, SourceRule
from billing.profile.pattern import FileDate, FilePattern
from billing.profile.plan import Plan, make_plan
from billing.profile.sheet import Sheet, nearest, open_sheet
from billing.rejects import Doubt, FileRefused, Notice, Refusal
from billing.source import Found, Source, Stamp, stamp_of
from billing.v1.tables import TABLES

# Beside a table: its memo, its indexes; files that a folder of Windows grows by itself.
COMPANIONS = frozenset({".fpt", ".dbt", ".cdx", ".idx", ".ntx", ".ndx", ".bak", ".ready", ".ok"})
IGNORED = frozenset({"thumbs.db", "desktop.ini"})
MOST_NAMES = 200_000
MOST_FILES = 1_000


@dataclass(slots=True)
class Search:
    """What a profile finds in a directory; `plans` and `stamps` go by dataset."""

    profile: Profile
    files: Sequence[Path]
    plans: dict[str, list[tuple[Plan, Stamp]]] = field(default_factory=dict)
    refused: list[FileRefused] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    matched: set[Path] = field(default_factory=set)
    lookups: dict[str, dict[str, str]] = field(default_factory=dict)
    digests: list[str] = field(default_factory=list)

    def run(self) -> Found:
        self._lookups()
        for rule in self.profile.sources:
            self._rule(rule)
        self._unmatched()
        return Found(list(self._sources()), self.notices, self.refused)

    def _rule(self, rule: SourceRule) -> None:
        found = list(matching(rule.files, self.files))
        if not found and rule.required:
            names = tuple(path.name for path in self.files)
            detail = (
                f"{rule.dataset}: no file {rule.files}{nearest(rule.files, names)}; the profile requires it"
            )
            self.refused.append(FileRefused(Refusal.MISSING_FILE, "", detail))
        for path, date in found:
            self.matched.add(path)
            try:
                stamp = stamp_of(path)
                sheet = open_sheet(path, rule.reading)
                plan = make_plan(rule, sheet, date, self.lookups)
            except FileRefused as problem:
                self.refused.append(problem)
                continue
            self.plans.setdefault(rule.dataset, []).append((plan, stamp))
            self.notices += [notice for notice in sheet.notices if notice not in self.notices]

    def _lookups(self) -> None:
        for name, (lookup, reading) in self.profile.lookups.items():
            self.lookups[name] = {}
            found = list(matching(lookup.files, self.files))
            if not found:
                detail = f"[lookup.{name}]: no file {lookup.files}"
                self.refused.append(FileRefused(Refusal.MISSING_FILE, "", detail))
            for path, _ in found:
                self.matched.add(path)
                try:
                    sheet = open_sheet(path, reading)
                    self.lookups[name].update(read_names(lookup, sheet))
                    self.digests.append(sheet.survey.sha256)
                except FileRefused as problem:
                    self.refused.append(problem)

    def _sources(self) -> Iterator[Source]:
        fingerprint = " ".join([self.profile.fingerprint, *self.digests])
        for name, table in TABLES.items():
            if pairs := self.plans.get(name):
                plans, stamps = [plan for plan, _ in pairs], [stamp for _, stamp in pairs]
                yield MappedSource(table, fingerprint, plans, stamps)

    def _unmatched(self) -> None:
        for path in self.files:
            if path not in self.matched and path.suffix.lower() not in COMPANIONS:
                self.notices.append(Notice(path.name, "", Doubt.UNKNOWN_FILE, 0, 1))


def profile_finder(profile: Profile, directory: Path) -> Found:
    """What the profile finds in a directory. Raises FileRefused if it finds nothing at all."""
    found = Search(profile, plain_files(directory)).run()
    if not found.sources and not found.refused:
        patterns = ", ".join(sorted({rule.files for rule in profile.sources}))
        raise FileRefused(Refusal.NO_FILES, "", f"{directory} holds no file of the profile: {patterns}")
    return found


def plain_files(directory: Path) -> list[Path]:
    """Regular files, by name; symbolic links, hidden files and folders are not looked at."""
    if not directory.is_dir():
        raise FileRefused(Refusal.NO_FILES, "", f"{directory} is not a directory")
    found = sorted(
        path
        for path in directory.iterdir()
        if not path.name.startswith((".", "~")) and path.name.lower() not in IGNORED
        if not path.is_symlink() and path.is_file()
    )
    if len(found) > MOST_FILES:
        detail = f"{directory} holds {len(found)} files, more than {MOST_FILES}: is it the right folder?"
        raise FileRefused(Refusal.NO_FILES, "", detail)
    return found


def matching(pattern: str, files: Sequence[Path]) -> Iterator[tuple[Path, FileDate]]:
    """Files whose names match, with what the name says of a date."""
    compiled = FilePattern(pattern)
    for path in files:
        date = compiled.match(path.name)
        if date is not None:
            yield path, date


def read_names(lookup: Lookup, sheet: Sheet) -> dict[str, str]:
    """The names of a look-up file by their codes. Raises FileRefused if it is too large or lacks a column."""
    places = {column: sheet.place(column) for column in (lookup.key, lookup.value)}
    for column, place in places.items():
        if place < 0:
            detail = f"has no column {column}{nearest(column, sheet.names)}"
            raise FileRefused(Refusal.MISSING_COLUMN, sheet.path.name, detail)
    if sheet.survey.lines > MOST_NAMES:
        raise FileRefused(
            Refusal.FAILED, sheet.path.name, f"has over {MOST_NAMES} rows: too many for a look-up"
        )
    key, value = places[lookup.key], places[lookup.value]
    with sheet.rows(Counter()) as rows:
        return {cells[key]: cells[value] for _, cells in rows if isinstance(cells, list) and cells[key]}
