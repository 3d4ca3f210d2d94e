"""``config.example.toml``, written from the keys: ``python -m bot.config.example > FILE``."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator

from bot.config.section import Field, Section, fields_of
from bot.config.tree import Config
from bot.config.values import bare_key, needed, toml

_HEAD = """\
# The configuration of the bot. Copy this file to config.toml and fill it in; what is missing says
# `python -m bot --config config.toml check-config`. Each value below is the default; lines may be left out.
# Each key can also be set by the environment: telegram.token by ABONENT__TELEGRAM__TOKEN, and so on.
# This file is written from bot/config/*.py by `make config-example`; a test keeps the two equal.
"""


def render() -> str:
    """Return the whole text of the example file."""
    return "\n".join([_HEAD, *_tables(Config, "")])


def _tables(section: type[Section], path: str) -> Iterator[str]:
    fields = fields_of(section)
    plain = [field for field in fields if field.section is None and field.named is None]
    if plain:
        yield f"# {_first_line(section)}\n[{path}]\n" + "\n".join(map(_lines, plain))
    for field in fields:
        below = f"{path}.{field.name}" if path else field.name
        if field.section is not None:
            yield from _tables(field.section, below)
        elif field.named is not None:
            yield _named(field, field.named, below)


def _named(field: Field, section: type[Section], path: str) -> str:
    """Tables that the supplier names: what each may have, an example, and none of them."""
    keys = [f"{one.name}: {_about(one)} Takes {needed(one)}." for one in fields_of(section)]
    shown = ["Example:"]
    for name, one in dict(field.example).items() if isinstance(field.example, dict) else ():
        shown += [f"[{path}.{bare_key(name)}]", *(f"{key} = {toml(value)}" for key, value in one.items())]
    return _comment(_about(field), *keys, *shown) + f"[{path}]\n"


def _lines(field: Field) -> str:
    parts = [_about(field), f"Takes {needed(field)}. Default: {toml(field.default)}."]
    if field.example != field.default:
        parts.append(f"Example: {toml(field.example)}")
    return _comment(*parts) + f"{field.name} = {toml(field.default)}\n"


def _about(field: Field) -> str:
    return (field.meta and field.meta.description) or ""


def _comment(*parts: str) -> str:
    lines = (line for part in parts for line in textwrap.wrap(part, 106, break_long_words=False))
    return "".join(f"# {line}\n" for line in lines)


def _first_line(section: type[Section]) -> str:
    return (section.__doc__ or "").split("\n", 1)[0]


if __name__ == "__main__":
    sys.stdout.write(render())
