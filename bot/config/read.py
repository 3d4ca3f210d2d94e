"""Reading the configuration: the file, over it the environment, into one frozen tree."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bot.config.section import Field, Section, fields_of, walk
from bot.config.tree import Config
from bot.config.values import Unfit, bare_key, from_file, from_text, structured, toml

ENVIRONMENT_PREFIX = "ABONENT__"
_LARGEST_FILE = 1 << 20
_S = TypeVar("_S", bound=Section)


class ConfigError(Exception):
    """The configuration cannot be used. ``messages``: one line for each mistake; no secret is in them."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))


def load_config(path: Path, environ: Mapping[str, str]) -> Config:
    """Read ``path``, then the variables ``ABONENT__SECTION__KEY`` over it.

    Raises: ConfigError with every mistake found; an unknown key is one.
    """
    mistakes: list[str] = []
    texts = _from_environment(environ, mistakes)
    config = _build(Config, _table(path), texts, _Place(path.name, "", mistakes))
    if mistakes:
        raise ConfigError(mistakes)
    return config


class _Place:
    """Where in the file we are, and the mistakes found so far."""

    __slots__ = ("file", "mistakes", "prefix")

    def __init__(self, file: str, prefix: str, mistakes: list[str]) -> None:
        self.file, self.prefix, self.mistakes = file, prefix, mistakes

    def below(self, name: str) -> _Place:
        return _Place(self.file, f"{self.prefix}{name}.", self.mistakes)

    def wrong(self, message: str) -> None:
        self.mistakes.append(f"{self.file}: {message}")


def _build(section: type[_S], table: Mapping[str, object], texts: Mapping[str, str], at: _Place) -> _S:
    fields = {field.name: field for field in fields_of(section)}
    for name in table:
        if name not in fields:
            own = (f"{at.prefix}{field}" for field in fields)
            at.wrong(_unknown(f"{at.prefix}{name}", [*_all_paths(), *own]))
    values = {field.attribute: _value(field, table, texts, at) for field in fields.values()}
    return section(**values)


def _value(field: Field, table: Mapping[str, object], texts: Mapping[str, str], at: _Place) -> Any:
    path = f"{at.prefix}{field.name}"
    if field.section is not None:
        return _section(field.section, field.name, table.get(field.name, {}), texts, at)
    if field.named is not None:
        value = structured(texts[path]) if path in texts else table.get(field.name, {})
        return _named(field.named, field.name, value, at)
    try:
        if path in texts:
            return from_text(field, texts[path])
        if field.name in table:
            return from_file(field, table[field.name])
    except Unfit as unfit:
        where = f"environment {variable(path)}" if path in texts else at.file
        at.mistakes.append(f"{where}: {path}: {unfit}, for example {path} = {toml(field.example)}")
    return field.default


def _section(section: type[_S], name: str, value: object, texts: Mapping[str, str], at: _Place) -> _S:
    if not isinstance(value, dict):
        at.wrong(f"{at.prefix}{name} is a value; needed: a table, [{at.prefix}{name}]")
        value = {}
    return _build(section, value, texts, at.below(name))


def _named(section: type[_S], name: str, value: object, at: _Place) -> dict[str, _S]:
    """Tables whose names the file chose; each mistake names its key."""
    if not isinstance(value, dict):
        at.wrong(f"{at.prefix}{name} is a value; needed: tables, [{at.prefix}{name}.<name>]")
        return {}
    return {own: _section(section, bare_key(own), one, {}, at.below(name)) for own, one in value.items()}


def _table(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigError([f"{path}: {reason}; copy config.example.toml there and fill it in"]) from None
    if len(raw) > _LARGEST_FILE:
        raise ConfigError([f"{path.name}: over {_LARGEST_FILE} bytes; this is not a configuration file"])
    try:
        return tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError([f"{path.name}: line {line} is not UTF-8; save the file as UTF-8"]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f'{path.name}: not TOML: {error}; texts stand in quotes: key = "text"']) from None


def _from_environment(environ: Mapping[str, str], mistakes: list[str]) -> dict[str, str]:
    names = {variable(path): path for path in _all_paths()}
    texts = {}
    for name in sorted(environ):
        if name in names:
            texts[names[name]] = environ[name]
        elif name.startswith(ENVIRONMENT_PREFIX):
            mistakes.append(f"environment: {_unknown(name, names)}")
    return texts


def variable(path: str) -> str:
    """Name the environment variable of a key: ``telegram.token`` is ``ABONENT__TELEGRAM__TOKEN``."""
    return ENVIRONMENT_PREFIX + path.replace(".", "__").upper()


def _all_paths() -> list[str]:
    return [path for path, _ in walk(Config)]


def _unknown(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else "config.example.toml lists all keys"
    return f"unknown key {name}; {hint}"
