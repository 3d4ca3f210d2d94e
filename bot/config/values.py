"""From a value of the file or the environment to a typed one, or to one line that says what is wrong."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any, Literal, get_args, get_origin

import msgspec

from bot.config.section import Field

_LONGEST_SHOWN = 60
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


class Unfit(Exception):
    """The value does not fit its key; the text says what was found and what is needed, without the key."""


def from_file(field: Field, value: object) -> Any:
    """Convert a TOML value strictly: no number in quotes, no whole number where a text is needed.

    Raises: Unfit.
    """
    return _convert(field, value, strict=True)


def from_text(field: Field, text: str) -> Any:
    """Convert the text of an environment variable; lists are TOML (``["a", "b"]``) or separated by commas.

    Raises: Unfit.
    """
    if get_origin(bare(field.type)) in (tuple, dict):
        return _convert(field, structured(text), strict=False)
    return _convert(field, text, strict=False)


def bare(hint: Any) -> Any:
    """Strip the description from a type."""
    return hint.__origin__ if hasattr(hint, "__metadata__") else hint


def toml(value: object) -> str:
    """Write a value as TOML (JSON's texts and numbers are TOML's, too)."""
    if isinstance(value, msgspec.Struct):
        value = {k: v for k, v in msgspec.structs.asdict(value).items() if v is not None}
    if isinstance(value, dict):
        inside = ", ".join(f"{bare_key(k)} = {toml(v)}" for k, v in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def bare_key(name: str) -> str:
    """A key as TOML writes it: in quotes where it has to."""
    return name if _BARE_KEY.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def structured(text: str) -> object:
    """A list or table in TOML, else the parts between commas."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        value = None
    if isinstance(value, list | dict):
        return value
    return [part.strip() for part in text.split(",") if part.strip()]


def needed(field: Field) -> str:
    """Say in words what the key takes: ``a whole number from 1 to 65535``."""
    return _words(bare(field.type)) + _range(field)


def _convert(field: Field, value: object, *, strict: bool) -> Any:
    try:
        converted = msgspec.convert(value, field.type, strict=strict)
    except (msgspec.ValidationError, ValueError, OverflowError):
        found = "the value (a secret, not shown)" if field.secret else _shown(value)
        raise Unfit(f"{found} does not fit; needed: {needed(field)}") from None
    return converted


def _shown(value: object) -> str:
    try:
        text = toml(value)
    except (TypeError, ValueError):
        text = str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def _words(hint: Any) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "one of " + ", ".join(map(toml, arguments))
    if origin is tuple:
        return f"a list, each {_words(bare(arguments[0]))}"
    if type(None) in arguments:
        return _words(bare(arguments[0]))
    if origin is dict and isinstance(arguments[1], type) and issubclass(arguments[1], msgspec.Struct):
        return f"tables by name, each {_words(arguments[1])}"
    if origin is dict:
        return 'a table of texts, { name = "text" }'
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return "a table with " + ", ".join(hint.__struct_encode_fields__)
    return {int: "a whole number", str: "a text in quotes", bool: "true or false"}[hint]


def _range(field: Field) -> str:
    meta = field.meta
    if meta is None or meta.ge is None:
        return ""
    return f" from {meta.ge} to {meta.le}" if meta.le is not None else f" from {meta.ge}"
