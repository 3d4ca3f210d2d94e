"""The questions of the benchmark: Telegram updates, each with the answer it must get.

Bodies are escaped to ASCII as the Bot API sends them and differ in every question (update, message, date),
so that no engine saves a page write because the bytes have not changed.
"""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

COMMAND = "/balance"
BUTTON = "К оплате"


class Person(NamedTuple):
    """A chat that asks, and what its answer must contain (empty: the number of its own message).

    `says` are its own words; empty: what everybody asks, the balance.
    """

    chat: int
    expected: str = ""
    says: str = ""


@dataclass(slots=True)
class Question:
    """One update on its way; `asked_at` is `time.perf_counter()` seconds, set when it is handed over."""

    update_id: int
    chat: int
    expected: str
    body: bytes
    asked_at: float = 0.0
    done: Callable[[], None] | None = field(default=None, repr=False)


def _template(text: str, entities: list[dict[str, object]]) -> str:
    person = {
        "id": "@chat",
        "is_bot": False,
        "first_name": "Екатерина",
        "last_name": "Бондаренко",
        "username": "bench_person",
        "language_code": "ru",
    }
    chat = {key: person[key] for key in ("id", "first_name", "last_name", "username")} | {"type": "private"}
    message: dict[str, object] = {"message_id": "@message", "from": person, "chat": chat, "date": "@date"}
    message |= {"text": text} | ({"entities": entities} if entities else {})
    raw = json.dumps({"update_id": "@update", "message": message}, separators=(",", ":")).replace("%", "%%")
    for name in ("update", "message", "chat", "date"):
        raw = raw.replace(f'"@{name}"', f"%({name})d")
    return raw


_TEMPLATES = (
    _template(COMMAND, [{"offset": 0, "length": len(COMMAND), "type": "bot_command"}]),
    _template(BUTTON, []),
)


def text_update(number: int, chat: int, text: str) -> bytes:
    """The update of a message sent now, with its number as the identity of both."""
    return _filled(_template(text, []), number, chat)


def _filled(template: str, number: int, chat: int) -> bytes:
    values = {"update": number, "message": number, "chat": chat, "date": int(time.time())}
    return (template % values).encode("ascii")


def echo_mark(message_id: int) -> str:
    """What an echo bot must repeat of the message it answers."""
    return f"№{message_id}"


def questions(people: Sequence[Person], first_id: int) -> Iterator[Question]:
    """Endless questions, person after person, every second one by the button instead of the command."""
    for number, person in enumerate(itertools.cycle(people)):
        identity = first_id + number
        if person.says:
            body = text_update(identity, person.chat, person.says)
        else:
            body = _filled(_TEMPLATES[number % 2], identity, person.chat)
        yield Question(identity, person.chat, person.expected or echo_mark(identity), body)


def contains(text: str, expected: str) -> bool:
    """Whether the text holds the expected number as a whole, whatever spaces group its digits."""
    plain = "".join(text.split())
    at = plain.find(expected)
    while at >= 0:
        before, after = plain[at - 1 : at], plain[at + len(expected) : at + len(expected) + 1]
        if not before.isdigit() and not after.isdigit():
            return True
        at = plain.find(expected, at + 1)
    return False
