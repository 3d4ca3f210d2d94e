"""Small checks of what a shop sends; each raises Refusal 400 that names the field."""

from __future__ import annotations

import re
from typing import Any

from sandbox.jsontext import Json
from sandbox.yookassa.errors import invalid

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_PHONE = re.compile(r"\d{4,15}", re.ASCII)


def text(body: Json, name: str, most: int, *, least: int = 0, path: str = "") -> str | None:
    """A string of so many characters; None when it is not there and need not be."""
    value = body.get(name)
    full = f"{path}{name}"
    if value is None and not least:
        return None
    if not isinstance(value, str) or len(value) > most:
        raise invalid(full, f"{full} is a string of at most {most} characters")
    if len(value) < least:
        raise invalid(full, f"{full} is required")
    return value


def one_of(body: Json, name: str, known: frozenset[Any] | tuple[Any, ...], path: str = "") -> None:
    """Nothing, or one of those."""
    value = body.get(name)
    if value is not None and (isinstance(value, bool | dict | list) or value not in known):
        raise invalid(f"{path}{name}", f"{path}{name} has an unknown value")


def mapping(body: Json, name: str, *, needed: bool = False, path: str = "") -> Json | None:
    """An object; None when it is not there and need not be."""
    value = body.get(name)
    if value is None and not needed:
        return None
    if not isinstance(value, dict):
        raise invalid(f"{path}{name}", f"{path}{name} is an object")
    return value


def matching(body: Json, name: str, shape: str, path: str = "") -> None:
    """A string of exactly this shape."""
    value = body.get(name)
    if not isinstance(value, str) or not re.fullmatch(shape, value):
        raise invalid(f"{path}{name}", f"{path}{name} must look like {shape}")


def metadata(body: Json) -> None:
    """At most 16 keys of 32 characters, values strings of 512."""
    given = mapping(body, "metadata")
    if given is None:
        return
    if len(given) > 16:
        raise invalid("metadata", "metadata has at most 16 keys")
    for key, value in given.items():
        if not 1 <= len(key) <= 32:
            raise invalid("metadata", "a key of metadata has 1 to 32 characters")
        if value is not None and (not isinstance(value, str) or len(value) > 512):
            raise invalid(f"metadata.{key}", "a value of metadata is a string of at most 512 characters")


def email(value: Any) -> bool:
    """One address with a dot in its domain."""
    return isinstance(value, str) and len(value) <= 254 and bool(_EMAIL.fullmatch(value))


def phone(value: Any) -> bool:
    """Digits only, as the API wants it."""
    return isinstance(value, str) and bool(_PHONE.fullmatch(value))
