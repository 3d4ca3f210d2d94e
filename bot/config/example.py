"""``config.example.toml``, written from the keys: ``python -m bot.config.example > FILE``."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator

from bot.config.section import Field, Section, fields_of
from bot.config.tree import Config
from bot.config.values import needed, toml

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
    plain = [field for field in fields if field.section is None]
    if plain:
        yield f"# {_first_line(section)}\n[{path}]\n" + "\n".join(map(_lines, plain))
    for field in fields:
        if field.section is not None:
            yield from _tables(field.section, f"{path}.{field.name}" if path else field.name)


def _lines(field: Field) -> str:
    about = field.meta.description if field.meta else ""
    parts = [about or "", f"Takes {needed(field)}. Default: {toml(field.default)}."]
    if field.example != field.default:
        parts.append(f"Example: {toml(field.example)}")
    comment = (line for part in parts for line in textwrap.wrap(part, 106, break_long_words=False))
    return "".join(f"# {line}\n" for line in comment) + f"{field.name} = {toml(field.default)}\n"


def _first_line(section: type[Section]) -> str:
    return (section.__doc__ or "").split("\n", 1)[0]


if __name__ == "__main__":
    sys.stdout.write(render())
