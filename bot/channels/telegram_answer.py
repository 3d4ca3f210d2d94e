"""What an answer of the Bot API means: one closed set for every shape that was ever seen.

Telegram answers with JSON, and what stands before it (nginx, a proxy, a filter) with anything: a page, a
line of text, JSON without a description, a redirect. Only a JSON answer with a description may end an
effect for good; everything else is tried again, as "certainly not done" or as "unknown".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw, Struct

if TYPE_CHECKING:
    from bot.channels.telegram_session import Answer

BARE_FLOOD_MS = 5_000
"""The rest after a 429 that does not say how long."""
LONGEST_FLOOD_MS = 3_600_000
_MAX_REASON = 160


class Meaning(StrEnum):
    """What Telegram's answer means for the call."""

    DONE = "done"
    SAME = "not-modified"  # the message already looks as asked
    NO_TARGET = "no-target"  # the message to edit is gone or cannot be edited
    MARKUP = "markup"  # our HTML is broken: a bug of ours
    REFUSED = "refused"
    BLOCKED = "blocked"
    FLOOD = "flood"
    TOKEN = "token"  # noqa: S105 - the token is wrong or was revoked
    CONFLICT = "conflict"  # another instance polls, or a webhook is set
    FAILED = "failed"  # certainly not done
    UNKNOWN = "unknown"  # may have been done


@dataclass(frozen=True, slots=True)
class Verdict:
    """The meaning of an answer. `result` is the raw JSON of a done call, `wait_ms` the rest asked for."""

    meaning: Meaning
    reason: str = ""
    result: bytes = b""
    wait_ms: int = 0


class _Parameters(Struct):
    retry_after: int | float | str | None = None
    migrate_to_chat_id: int | None = None


class _Envelope(Struct):
    ok: bool = False
    result: Raw = Raw(b"")
    error_code: int = 0
    description: str = ""
    parameters: _Parameters | None = None


class _Sent(Struct):
    message_id: int


_ENVELOPE = msgspec.json.Decoder(_Envelope)
_SENT = msgspec.json.Decoder(_Sent)

# Descriptions of 400 that mean something else than "refused"; compared in lower case, in this order.
_BAD_REQUESTS = (
    ("message is not modified", Meaning.SAME),
    ("message to edit not found", Meaning.NO_TARGET),
    ("message can't be edited", Meaning.NO_TARGET),
    ("message_id_invalid", Meaning.NO_TARGET),
    ("there is no text in the message", Meaning.NO_TARGET),
    ("there is no media in the message", Meaning.NO_TARGET),
    ("message identifier is not specified", Meaning.NO_TARGET),
    ("can't parse entities", Meaning.MARKUP),
    # Whoever deleted their account or never opened the chat is like one who blocked us, until they write.
    ("chat not found", Meaning.BLOCKED),
    ("peer_id_invalid", Meaning.BLOCKED),
    ("user_deactivated", Meaning.BLOCKED),
    ("retry after", Meaning.FLOOD),
)


def judge(answer: Answer) -> Verdict:
    """Read an answer; never raises."""
    try:
        envelope = _ENVELOPE.decode(answer.body)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _foreign(answer)
    if envelope.ok and answer.status < 300:
        return Verdict(Meaning.DONE, result=bytes(envelope.result))
    if not envelope.description:
        return _foreign(answer)
    return _refusal(envelope, envelope.error_code or answer.status)


def message_id(result: bytes) -> str:
    """The id of the message that a done call made, "" when the answer names none."""
    try:
        return str(_SENT.decode(result).message_id)
    except (msgspec.MsgspecError, ValueError):
        return ""


def _refusal(envelope: _Envelope, code: int) -> Verdict:
    reason = f"{code} {envelope.description}"[:_MAX_REASON]
    parameters = envelope.parameters or _Parameters()
    if code == 429:
        return Verdict(Meaning.FLOOD, reason, wait_ms=_wait_ms(parameters.retry_after))
    if parameters.migrate_to_chat_id is not None:
        return Verdict(Meaning.REFUSED, reason)
    if code == 400:
        text = envelope.description.lower()
        meaning = next((m for words, m in _BAD_REQUESTS if words in text), Meaning.REFUSED)
        return Verdict(meaning, reason, wait_ms=BARE_FLOOD_MS if meaning is Meaning.FLOOD else 0)
    return Verdict(_by_code(code), reason)


def _by_code(code: int) -> Meaning:
    named = {401: Meaning.TOKEN, 404: Meaning.TOKEN, 403: Meaning.BLOCKED, 409: Meaning.CONFLICT}
    if code in named:
        return named[code]
    if code >= 500 or code in {408, 413}:
        return _not_from_telegram(code)
    return Meaning.REFUSED if 400 <= code < 500 else Meaning.UNKNOWN


def _foreign(answer: Answer) -> Verdict:
    """An answer that is not one of the Bot API, or says nothing but its number."""
    reason = f"{answer.status} without a readable answer"
    if answer.status == 429:
        return Verdict(Meaning.FLOOD, reason, wait_ms=_wait_ms(answer.retry_after))
    return Verdict(_not_from_telegram(answer.status), reason)


def _not_from_telegram(code: int) -> Meaning:
    """A gateway that lost its upstream (502, 504, 52x) cannot say whether Telegram got the request."""
    doubtful = code < 300 or code in {502, 504} or code >= 520
    return Meaning.UNKNOWN if doubtful else Meaning.FAILED


def _wait_ms(seconds: float | str | None) -> int:
    try:
        wait = int(float(seconds or 0) * 1000)
    except (ValueError, OverflowError):
        return BARE_FLOOD_MS
    return min(wait, LONGEST_FLOOD_MS) if wait > 0 else BARE_FLOOD_MS
