"""The lists of `ru/intents.ftl`, read in a millisecond.

The file is Fluent, so that editors and the tests treat it as the other catalogues, but it is three times the
others' size and holds only lists: the Fluent parser would take 0.1 s of each start. Tests hold both readers
to the same result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.texts.patterns import TextError

_HEAD = re.compile(r"([a-z][a-z-]*) =(.*)")
_ATTRIBUTE = re.compile(r" +\.([a-z]+) = (\S+)")


@dataclass(slots=True)
class Lists:
    """One message: its lines and its `.name = word` attributes."""

    lines: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


def read_lists(text: str) -> dict[str, Lists]:
    """Read the messages of the file by name; TextError names the line that is none of the known ones."""
    found: dict[str, Lists] = {}
    last: Lists | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if (head := _HEAD.fullmatch(line)) and head[1] not in found:
            last = found[head[1]] = Lists([head[2].strip()] if head[2].strip() else [])
        elif last is not None and (attribute := _ATTRIBUTE.fullmatch(line)):
            last.attributes[attribute[1]] = attribute[2]
        elif last is not None and line.startswith(" "):
            last.lines.append(line.strip())
        else:
            raise TextError(f"intents.ftl:{number}: neither a new name, nor an indented line, nor a comment")
    return found
