"""Which way an update and a message went, out of the emulators' ledger."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.jsontext import Json, decode
from sandbox.ledger import Ledger

KEPT = 4_000
"""As many updates and messages are remembered; the page shows a dozen."""
SCANNED = 20_000
"""Facts that are looked at when a long ledger is opened."""
_CONTENTS = ("text", "contact", "photo", "document", "voice", "sticker", "location")


@dataclass(slots=True)
class Track:
    """An update on its way to the bot; instants in UTC milliseconds of the sandbox clock, 0 for not yet."""

    update_id: int
    chat_id: int
    content: str
    text: str
    queued_ms: int
    delivered_ms: int = 0
    confirmed_ms: int = 0
    deliveries: int = 0


class Tracks:
    """Reads on in the ledger each time it is asked; facts are never read twice."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._read_n = 0
        self.updates: OrderedDict[int, Track] = OrderedDict()
        self.sent: OrderedDict[tuple[int, int], int] = OrderedDict()
        self._appliers: dict[str, Callable[[Json], None]] = {
            "update.queued": self._queued,
            "update.delivered": self._delivered,
            "update.confirmed": self._confirmed,
            "message.sent": self._sent,
            "message.edited": self._sent,
        }

    def catch_up(self) -> None:
        """Take in every fact since the last time."""
        last = self._ledger.last_n
        self._read_n = max(self._read_n, last - SCANNED)
        for line in self._ledger.read(self._read_n, last - self._read_n).splitlines():
            fact = decode(line)
            if apply := self._appliers.get(fact["kind"]):
                apply(fact)
        self._read_n = last
        for kept in (self.updates, self.sent):
            while len(kept) > KEPT:
                kept.popitem(last=False)

    def of_chat(self, chat_id: int, limit: int) -> list[Track]:
        """The newest updates of a chat, newest first."""
        found = (track for track in reversed(self.updates.values()) if track.chat_id == chat_id)
        return [track for track, _ in zip(found, range(limit), strict=False)]

    def _queued(self, fact: Json) -> None:
        update_id = fact["update_id"]
        if update_id in self.updates:
            return
        chat_id, content, text = describe(fact["type"], fact["update"])
        self.updates[update_id] = Track(update_id, chat_id, content, text, fact["at_ms"])

    def _delivered(self, fact: Json) -> None:
        for track in self._known(fact):
            track.delivered_ms = track.delivered_ms or fact["at_ms"]
            track.deliveries += 1

    def _confirmed(self, fact: Json) -> None:
        for track in self._known(fact):
            track.confirmed_ms = track.confirmed_ms or fact["at_ms"]

    def _known(self, fact: Json) -> list[Track]:
        return [self.updates[number] for number in fact["update_ids"] if number in self.updates]

    def _sent(self, fact: Json) -> None:
        if not fact.get("by_user"):
            self.sent[fact["chat_id"], fact["message_id"]] = fact["at_ms"]


def describe(kind: str, update: Any) -> tuple[int, str, str]:
    """(chat, what it is, its words) of an update; a malformed one gives (0, kind, '')."""
    body = update.get(kind) if isinstance(update, dict) else None
    if not isinstance(body, dict):
        return 0, kind, ""
    if kind == "callback_query":
        message = body.get("message") or {}
        return _chat(message), "press", _label(message, body.get("data"))
    content = next((name for name in _CONTENTS if name in body), kind)
    if kind == "edited_message":
        content = kind
    words = body.get("text") or body.get("caption") or ""
    return _chat(body), content, words if isinstance(words, str) else ""


def _chat(body: Any) -> int:
    chat = body.get("chat") if isinstance(body, dict) else None
    number = chat.get("id") if isinstance(chat, dict) else 0
    return number if isinstance(number, int) else 0


def _label(message: Json, data: object) -> str:
    """What is written on the pressed button."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    labels = (button["text"] for row in rows for button in row if button.get("callback_data") == data)
    return str(next(labels, ""))
