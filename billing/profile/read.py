"""A profile from its TOML file. Every mistake is named: file, table, key, what is wrong, what is near."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from billing.profile.judge import judge
from billing.profile.options import FileOptions, Habits, Lookup, Options, Profile, Recipe, RowRule, SourceRule
from billing.v1.tables import TABLES

_T = TypeVar("_T", bound=Options)
LARGEST = 1 << 20
_UNKNOWN = re.compile(r"unknown field `([^`]*)`")
_FILE_KEYS = frozenset(FileOptions.__struct_fields__)
_HABIT_KEYS = frozenset(Habits.__struct_fields__)
_SOURCE_KEYS = ("dataset", "files", "columns", "rows", "only", "skip", "required", "merge")


class ProfileError(Exception):
    """The profile cannot be used; `messages` has one line for each mistake."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))


def load_profile(path: Path) -> Profile:
    """Read a profile. Raises ProfileError with every mistake found."""
    raw = _bytes(path)
    reader = _Reader(path.name)
    profile = reader.profile(_parsed(path, raw), sha256(raw).hexdigest())
    if not reader.mistakes:
        for where, message in judge(profile):
            reader.wrong(where, message)
    if reader.mistakes:
        raise ProfileError(reader.mistakes)
    return profile


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        raise ProfileError([f"{path}: {error.strerror}; name the profile, a .toml file"]) from None
    if len(raw) > LARGEST:
        raise ProfileError([f"{path.name}: over 1 MiB; this is no profile"])
    return raw


def _parsed(path: Path, raw: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ProfileError([f"{path.name}: line {line} is not UTF-8; save the profile as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ProfileError([f"{path.name}: no TOML: {error}"]) from None


class _Reader:
    """Collects mistakes on the way."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.mistakes: list[str] = []

    def wrong(self, where: str, message: str) -> None:
        self.mistakes.append(f"{self._file}: {where}: {message}" if where else f"{self._file}: {message}")

    def profile(self, raw: dict[str, Any], fingerprint: str) -> Profile:
        self._known("", raw, ("name", "defaults", "lookup", "source"))
        defaults = self._table("[defaults]", raw.get("defaults", {}))
        self._known("[defaults]", defaults, (*_FILE_KEYS, *_HABIT_KEYS))
        listed = raw.get("source", [])
        if not isinstance(listed, list) or not listed:
            self.wrong("", "names no file; write a [[source]] for each kind of file")
            listed = []
        sources = [self._source(number, table, defaults) for number, table in enumerate(listed, 1)]
        lookups = self._table("[lookup]", raw.get("lookup", {}))
        return Profile(
            name=str(raw.get("name", self._file)),
            fingerprint=fingerprint,
            sources=tuple(source for source in sources if source is not None),
            lookups={
                name: found for name, t in lookups.items() if (found := self._lookup(name, t, defaults))
            },
        )

    def _lookup(self, name: str, raw: Any, defaults: dict[str, Any]) -> tuple[Lookup, FileOptions] | None:
        where = f"[lookup.{name}]"
        table = self._table(where, raw)
        self._known(where, table, ("files", "key", "value", *_FILE_KEYS))
        rule = self._options(where, {k: table[k] for k in ("files", "key", "value") if k in table}, Lookup)
        reading = self._options(where, _part(_FILE_KEYS, defaults, table), FileOptions)
        return (rule, reading) if rule and reading else None

    def _source(self, number: int, raw: Any, defaults: dict[str, Any]) -> SourceRule | None:
        table = self._table(f"source {number}", raw)
        dataset = table.get("dataset", "")
        where = f"source {number} ({dataset})" if dataset else f"source {number}"
        self._known(where, table, (*_SOURCE_KEYS, *_FILE_KEYS, *_HABIT_KEYS))
        if dataset not in TABLES:
            self.wrong(where, f"dataset is one of {', '.join(TABLES)}{_near(str(dataset), TABLES)}")
            return None
        own = _part(("files", "only", "skip", "required", "merge"), table)
        reading = self._options(where, _part(_FILE_KEYS, defaults, table), FileOptions)
        habits = self._options(where, _part(_HABIT_KEYS, defaults, table), Habits)
        columns = self._columns(f"{where}, columns", dataset, table.get("columns", {}))
        rows = self._rows(where, dataset, table.get("rows", []))
        if "files" not in own:
            self.wrong(where, 'needs files, a pattern as files = "ABON*.DBF"')
            return None
        if reading is None or habits is None:
            return None
        rest = {"dataset": dataset, "reading": reading, "habits": habits, "columns": columns, "rows": rows}
        return self._options(where, {**own, **rest}, SourceRule)

    def _rows(self, where: str, dataset: str, raw: Any) -> tuple[RowRule, ...]:
        out = []
        for number, given in enumerate(raw if isinstance(raw, list) else [raw], 1):
            at = f"{where}, rows {number}"
            table = self._table(at, given)
            own = _part(("unless_zero", "when"), table)
            table = {key: value for key, value in table.items() if key not in own}
            rule = self._options(at, {**own, "columns": self._columns(at, dataset, table)}, RowRule)
            out += [rule] if rule is not None else []
        return tuple(out)

    def _columns(self, where: str, dataset: str, raw: Any) -> dict[str, Recipe]:
        table = self._table(where, raw)
        names = (*TABLES[dataset].names, *(("saldo",) if dataset == "balances" else ()))
        self._known(where, table, names)
        found = {}
        for name, given in table.items():
            recipe = self._recipe(f"{where}.{name}", given)
            if name in names and recipe is not None:
                found[name] = recipe
        return found

    def _recipe(self, where: str, given: Any) -> Recipe | None:
        if isinstance(given, str | int) and not isinstance(given, bool):
            return Recipe(column=given)
        return self._options(where, self._table(where, given), Recipe)

    def _options(self, where: str, table: dict[str, Any], kind: type[_T]) -> _T | None:
        try:
            return msgspec.convert(table, kind)
        except msgspec.ValidationError as error:
            text = str(error)
            if unknown := _UNKNOWN.search(text):
                names = [field.encode_name for field in msgspec.structs.fields(kind)]
                text = f"unknown key {unknown[1]!r}{_near(unknown[1], names)}"
            self.wrong(where, text.replace(" - at `$.", " - at `"))
            return None

    def _table(self, where: str, raw: Any) -> dict[str, Any]:
        if isinstance(raw, dict):
            return raw
        self.wrong(where, "must be a table")
        return {}

    def _known(self, where: str, table: Mapping[str, Any], names: Iterable[str]) -> None:
        listed = list(names)
        for name in table:
            if name not in listed:
                self.wrong(where, f"unknown key {name!r}{_near(name, listed)}")


def _part(keys: Iterable[str], *tables: Mapping[str, Any]) -> dict[str, Any]:
    """The given keys of several tables, the last one first."""
    wanted = set(keys)
    return {key: value for table in tables for key, value in table.items() if key in wanted}


def _near(name: str, names: Iterable[str]) -> str:
    found = difflib.get_close_matches(name, list(names), 1)
    return f"; did you mean {found[0]!r}?" if found else ""
