"""From the raw bytes of an update to a `RawEvent`: who is it from, and has it been here before.

Nothing is understood here: an update is stored first and read afterwards, so that one that cannot be read
costs nobody but itself. Only the few fields that give an event its identity are decoded; the body is kept
byte for byte.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Raw, Struct, field

from core.records import RawEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
SYSTEM = "system"
LARGEST = 2**63 - 1
"""No number of Telegram is longer; what is could not be stored either."""
_MAX_QUERY_ID = 64


class _Id(Struct):
    id: int


class _Carrier(Struct):
    """A message or a change of membership: it names its chat."""

    chat: _Id | None = None


class _Press(Struct):
    id: str = ""
    sender: _Id | None = field(default=None, name="from")
    message: _Carrier | None = None


class _Head(Struct):
    """The fields of an update that give it its identity and its address."""

    update_id: int
    message: _Carrier | None = None
    edited_message: _Carrier | None = None
    callback_query: _Press | None = None
    my_chat_member: _Carrier | None = None


class _Batch(Struct):
    """An answer of `getUpdates`, its updates unread."""

    result: list[Raw]


_HEAD = msgspec.json.Decoder(_Head)
_BATCH = msgspec.json.Decoder(_Batch)
_TOKEN = re.compile(rb'"(?:[^"\\]|\\[\s\S])*+"|[\[\]{},]')


@dataclass(frozen=True, slots=True)
class Taken:
    """An update ready to be stored. `update_id` is None when it has none; `press` identifies a press."""

    event: RawEvent
    update_id: int | None = None
    press: str = ""


class UpdateIntake:
    """Makes events of the updates of one bot. `now_ms` is the clock, UTC milliseconds."""

    def __init__(self, bot_id: int, now_ms: Callable[[], int]) -> None:
        self.source = f"telegram:{bot_id}"
        self._now_ms = now_ms

    def take(self, body: bytes) -> Taken:
        """Split one update; never raises: what is none becomes a `system` event under its hash."""
        head = _read_head(body)
        if head is None or not 0 <= head.update_id <= LARGEST:
            digest = hashlib.sha256(body).hexdigest()[:32]
            return Taken(RawEvent(self.source, f"malformed:{digest}", SYSTEM, body, self._now_ms()))
        event = RawEvent(self.source, str(head.update_id), _address(head), body, self._now_ms())
        return Taken(event, head.update_id, _press_id(head.callback_query))


def split_batch(body: bytes) -> list[bytes]:
    """Cut an answer of `getUpdates` into its updates, unread. ValueError when there is no list in it."""
    try:
        return [bytes(raw) for raw in _BATCH.decode(body).result]
    except (msgspec.MsgspecError, ValueError, RecursionError):
        # A lone surrogate or absurd nesting in one update must not hold up its neighbours.
        return list(_cut(body))


def read_loosely(body: bytes) -> Any:
    """Decode what a strict reader refuses: lone surrogates, NaN, bad UTF-8. Raises ValueError."""
    try:
        return json.loads(body.decode("utf-8", "replace"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _cut(body: bytes) -> Iterator[bytes]:
    """Yield the elements of the list that is a member of the outermost object, by brackets alone."""
    depth, start = 0, -1
    for token in _TOKEN.finditer(body):
        sign = token[0]
        if sign in b"]}":
            depth -= 1
        if start >= 0 and depth <= 2 and (sign == b"," if depth == 2 else True):
            element = body[start : token.start()].strip()
            if element:
                yield element
            start = token.end()
            if depth < 2:
                return
        if sign in b"[{":
            depth += 1
            if depth == 2 and sign == b"[":
                start = token.end()
    raise ValueError("no list of updates in the answer")


def _read_head(body: bytes) -> _Head | None:
    try:
        return _HEAD.decode(body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        pass
    try:
        update = read_loosely(body)
    except ValueError:
        return None
    return _salvage(update)


def _salvage(update: Any) -> _Head | None:
    """Keep what can be kept of an update whose members have unexpected shapes: at least its id."""
    number = update.get("update_id") if isinstance(update, dict) else None
    if type(number) is not int:
        return None
    head = _Head(number)
    for member in ALLOWED_UPDATES:
        kind = _Press if member == "callback_query" else _Carrier
        try:
            setattr(head, member, msgspec.convert(update.get(member), kind | None))
        except (msgspec.MsgspecError, ValueError, RecursionError):
            continue
    return head


def _press_id(press: _Press | None) -> str:
    """The id to answer a press by; "" for none, or for one that Telegram cannot have made."""
    return press.id if press is not None and len(press.id) <= _MAX_QUERY_ID and press.id.isascii() else ""


def _address(head: _Head) -> str:
    """`telegram:<chat>`; the person instead of the chat for a press under a message that cannot be seen."""
    press = head.callback_query
    if press is not None:
        chat = press.message.chat if press.message is not None else None
        who = chat or press.sender
    else:
        carrier = head.message or head.edited_message or head.my_chat_member
        who = carrier.chat if carrier is not None else None
    return f"telegram:{who.id}" if who is not None and -LARGEST <= who.id <= LARGEST else SYSTEM
