"""What a button carries and what comes back when it is pressed: at most 64 bytes, no channel's own words.

    s:<prompt>:<option>    answers the open question `prompt`; stale once it is answered
    e:<command>:<target>   opens a dialog on an object; never expires, the state is checked anew

Data from outside are hostile: whatever has another shape decodes to None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogs.model import Press

if TYPE_CHECKING:
    from bot.dialogs.model import Choice

LIMIT = 64
"""Bytes in a button: the least of the channels (Telegram's callback data)."""

_WORD = "[A-Za-z0-9_.-]"
_TOKEN = re.compile(f"s:({_WORD}{{1,40}}):({_WORD}{{1,60}})|e:({_WORD}{{1,40}}):({_WORD}{{0,60}})")


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button, with the meaning of `Inbound`'s fields.

    For a step: the option and its prompt. For an entry: `choice` is the command, `target` its object
    (`Inbound.text`), `prompt` is empty.
    """

    choice: str
    prompt: str = ""
    target: str = ""


def encode(prompt: str, choice: Choice) -> str:
    """Write button data; ValueError for what cannot be carried (too long, strange characters, no prompt)."""
    entry = choice.press is Press.ENTRY
    data = f"e:{choice.id}:{choice.target}" if entry else f"s:{prompt}:{choice.id}"
    if len(data) > LIMIT or not _TOKEN.fullmatch(data):
        raise ValueError(
            f"no button can carry {data!r}: at most {LIMIT} bytes of [A-Za-z0-9_.-], no part missing"
        )
    return data


def decode(data: str) -> Pressed | None:
    """Read button data; None for anything that `encode` does not write."""
    found = _TOKEN.fullmatch(data) if len(data) <= LIMIT else None
    if found is None:
        return None
    prompt, option, command, target = found.groups()
    return Pressed(command, target=target) if command else Pressed(option, prompt)
