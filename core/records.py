"""Records of the durable engine: raw events in, effects out, sessions between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.ports import Store


@dataclass(frozen=True, slots=True)
class RawEvent:
    """An incoming event as it arrived; stored before anybody looks inside.

    `source` and `source_id` identify it for ever (`telegram:<bot id>` + update id); `address` is whose
    turn it is (`telegram:<chat>`, `tel:+7…`, `payment:<id>`, `system`).
    """

    source: str
    source_id: str
    address: str
    body: bytes
    received_ms: int


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A stored event that is being handled. `crashes` counts attempts that began and never ended."""

    id: int
    source: str
    source_id: str
    address: str
    body: bytes
    received_ms: int
    attempts: int = 0
    crashes: int = 0


class Priority(IntEnum):
    """Order of sending: answers to people never wait behind what we start ourselves."""

    REPLY = 0
    NOTICE = 1
    BULK = 2


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to do after the commit: a message, a code by SMS, later a chart or a payment.

    `kind` chooses the executor, `payload` is its JSON. `notify` is the address that is told the result
    by an event `effect:<id>` ("" when nobody waits); `awaited` makes the session wait for it. Times are UTC
    milliseconds; 0 means none. `replaces` is the outbox id of the message this one edits.
    """

    kind: str
    address: str
    payload: str
    priority: Priority = Priority.REPLY
    not_before_ms: int = 0
    deadline_ms: int = 0
    notify: str = ""
    awaited: bool = False
    replaces: int = 0
    topic: str = ""  # of over 20 unsent replies to one address only the newest of each topic is kept
    content: object = None  # what `payload` says, for a sender in this process: saves reading it again
    about: str = ""  # the account and the meter that a message is about, for those who reply to it


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A claimed effect on its way out. `replaced` is the channel's reference of the message it edits."""

    id: int
    event_id: int
    address: str
    kind: str
    payload: str
    attempts: int
    created_ms: int
    deadline_ms: int
    notify: str = ""
    priority: Priority = Priority.REPLY
    replaced: str = ""
    uncertain: bool = False  # an earlier attempt may have got through
    wait_ms: int = 0  # not to be sent before, from its claim on: the chat has just been written to
    content: object = None  # what `payload` says, while the row has not left the process that wrote it


class Result(StrEnum):
    """How an attempt at an effect ended."""

    OK = "ok"
    RETRY = "retry"  # certainly not done; try again after `retry_after_ms`
    UNKNOWN = "unknown"  # may have been done
    REFUSED = "refused"  # will never succeed
    BLOCKED = "blocked"  # the person does not take our messages any more


_NOTHING: Mapping[str, str] = MappingProxyType({})


class Note(Protocol):
    """Something to write in the commit that marks a row, at `now_ms` (UTC); `final`: it was the last try."""

    def __call__(self, store: Store, now_ms: int, *, final: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of one attempt. `reference` is the channel's id of what was sent (a message id).

    `pause_all_ms` > 0 asks every sender of that scheme to rest (flood control of the whole bot); `flood_ms`
    > 0 says that we spoke too fast to that address, and for how long to be silent. `told` is what the
    executor has found out; the result event carries it to the turn. `within` is done in the commit that marks
    the row.
    """

    result: Result
    reference: str = ""
    reason: str = ""
    retry_after_ms: int = 0
    pause_all_ms: int = 0
    flood_ms: int = 0
    told: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    within: Note | None = None


@dataclass(slots=True)
class Session:
    """The state of one conversation: one row per address.

    `dialog`/`step`/`version` name the open step ("" when idle); `prompt` is the id that its buttons
    carry; `waits_for` the effect whose result it waits for; `tail` the outbox id of our message when it
    is the last of the chat, else 0. `data` are the answers so far.
    """

    address: str
    subscriber_id: int = 0
    dialog: str = ""
    step: str = ""
    version: int = 0
    data: dict[str, str | int] = field(default_factory=dict)
    prompt: str = ""
    expires_ms: int = 0
    waits_for: int = 0
    tail: int = 0
    state: str = "active"
    muted: bool = False
    paced_ms: int = 0  # when the chat is at rest (core.pace.ChatPace)
    memo: dict[str, str | int] = field(
        default_factory=dict
    )  # outlives dialogs: last album, merge key, current account
