"""Parameters of methods: which exist, what type they have, and how a value becomes that type.

Form fields are text, JSON bodies are typed; both end up the same, as on the real server. That server
ignores parameters it does not know: here they are refused (unless `strict` is off), because a misspelt
parameter is a bug that nobody would notice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.jsontext import Json, decode, encode
from sandbox.telegram.errors import bad
from sandbox.telegram.files import Upload

Convert = Callable[[str, Any], Any]
Table = dict[str, Convert]
_TRUE = frozenset({"true", "yes", "1"})


def string(name: str, value: Any) -> str:
    """Text; anything else becomes its JSON, as on the real server."""
    if isinstance(value, str):
        return value
    if isinstance(value, Upload):
        raise bad(f'parameter "{name}" must be a String')
    return encode(value).decode()


def integer(name: str, value: Any) -> int:
    """A whole number or its digits; raises ApiError 400 (the real server reads rubbish as 0)."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        return int(value) if isinstance(value, str) else _not_a_number(name)
    except ValueError:
        return _not_a_number(name)


def _not_a_number(name: str) -> int:
    raise bad(f'parameter "{name}" must be an Integer (sandbox)')


def boolean(_name: str, value: Any) -> bool:
    """true, yes, 1; everything else is false."""
    if isinstance(value, bool):
        return value
    return str(value).lower() in _TRUE


def structure(_name: str, value: Any) -> Any:
    """JSON in a text or already parsed; text that is no JSON stays text, its reader says what is wrong."""
    if not isinstance(value, str):
        return value
    try:
        return decode(value)
    except ValueError:
        return value


def chat(_name: str, value: Any) -> int | str:
    """A number, or @name; digits in a text are a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    text = str(value)
    return int(text) if text.removeprefix("-").isdecimal() else text


def file(name: str, value: Any) -> str | Upload:
    """An upload, or a text: file_id, attach:// or an address."""
    return value if isinstance(value, Upload) else string(name, value)


def convert(arguments: Json, table: Table, *, strict: bool) -> tuple[Json, dict[str, Upload]]:
    """Typed parameters and the uploads that no parameter names (for attach://); raises ApiError 400."""
    typed: Json = {}
    uploads: dict[str, Upload] = {}
    for name, value in arguments.items():
        if value is None:
            continue
        if kind := table.get(name):
            typed[name] = kind(name, value)
        elif isinstance(value, Upload):
            uploads[name] = value
        elif strict:
            raise bad(f'unknown parameter "{name}" (sandbox)')
    return typed, uploads
