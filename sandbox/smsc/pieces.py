"""The texts of send.php and their phones: `phones` with `mes`, or the lines of `list`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.smsc.refusals import PARAMETERS, Refused
from sandbox.smsc.wire import Asked

MOST_CHARACTERS = 1000
_ENTRY = re.compile(r"(?:(?P<sender>[^|:,]*)(?:,[^|:]*)?\|)?(?P<phones>[^:]*):(?P<text>.*)", re.DOTALL)
_PHONES = re.compile(r"(?:[^|:\n]*\|)?[+\d][\d ,;+()-]*:")


@dataclass(frozen=True, slots=True)
class Piece:
    """One text for one phone, the phone as it was written."""

    phone: str
    text: str
    sender: str


def pieces_of(asked: Asked, sender: str) -> list[Piece]:
    """Raises Refused (1)."""
    if asked.get("list") and not asked.get("phones") and not asked.get("mes"):
        return [piece for entry in _entries(asked) for piece in _entry(entry, sender)]
    if asked.get("list") or not asked.get("phones") or not asked.get("mes").strip():
        raise Refused(PARAMETERS, "give phones and mes, or list")
    text = asked.get("mes").replace("\r\n", "\n")
    return [Piece(phone, _checked(text), sender) for phone in _numbers(asked.get("phones"))]


def _entries(asked: Asked) -> list[str]:
    """Lines; with nl=1 a line that begins with no phone belongs to the text above it."""
    lines = asked.get("list").replace("\r\n", "\n").split("\n")
    if asked.one_of("nl", "01", "0") == "0":
        return [line for line in lines if line.strip()]
    entries: list[str] = []
    for line in lines:
        if entries and not _PHONES.match(line):
            entries[-1] += f"\n{line}"
        else:
            entries.append(line)
    return [entry for entry in entries if entry.strip()]


def _entry(entry: str, sender: str) -> list[Piece]:
    found = _ENTRY.fullmatch(entry)
    if not found or not found["text"].strip():
        raise Refused(PARAMETERS, "a line of list is phone:text")
    text = _checked(found["text"].rstrip("\n").replace("\\n", "\n"))
    return [Piece(phone, text, found["sender"] or sender) for phone in _numbers(found["phones"])]


def _checked(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise Refused(PARAMETERS, f"a text has at most {MOST_CHARACTERS} characters")
    return text


def _numbers(text: str) -> list[str]:
    found = [one.strip() for one in re.split("[,;]", text) if one.strip()]
    if not found:
        raise Refused(PARAMETERS, "no phone")
    return found
