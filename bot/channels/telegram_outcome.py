"""From the meaning of an answer to the outcome of an effect (`core.records.Attempt`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.channels.telegram_answer import Meaning, Verdict
from core.records import Attempt, Result

if TYPE_CHECKING:
    from bot.channels.telegram_pace import Floods

TOKEN_REST_MS = 60_000
"""A revoked token does not come back by itself: ask seldom, alert each time."""
NETWORK_REST_MS = 1_000
"""Nothing leaves at all: all senders rest instead of failing one message after another."""

log = structlog.stdlib.get_logger(__name__)


def attempt_of(verdict: Verdict, chat: int, floods: Floods) -> Attempt:
    """Turn a refusal or an unknown outcome into what the outbox does next. What is done is not for here."""
    match verdict.meaning:
        case Meaning.BLOCKED:
            return Attempt(Result.BLOCKED, reason=verdict.reason)
        case Meaning.FLOOD:
            everybody = verdict.wait_ms if floods.of_the_bot(chat) else 0
            return Attempt(
                Result.RETRY,
                reason=verdict.reason,
                retry_after_ms=verdict.wait_ms,
                pause_all_ms=everybody,
                flood_ms=verdict.wait_ms,
            )
        case Meaning.TOKEN:
            log.error("telegram.token_refused", reason=verdict.reason, do="check telegram.token")
            return Attempt(
                Result.RETRY,
                reason=verdict.reason,
                retry_after_ms=TOKEN_REST_MS,
                pause_all_ms=TOKEN_REST_MS,
            )
        case Meaning.UNKNOWN:
            return Attempt(Result.UNKNOWN, reason=verdict.reason)
        case Meaning.FAILED | Meaning.CONFLICT:
            return Attempt(Result.RETRY, reason=verdict.reason)
    if verdict.meaning is Meaning.MARKUP:
        log.error("telegram.markup_refused", reason=verdict.reason, do="report it: a text breaks the HTML")
    else:
        log.warning("telegram.refused", reason=verdict.reason)
    return Attempt(Result.REFUSED, reason=verdict.reason)


def unsent(reason: str) -> Attempt:
    """Give the outcome of a call that never left."""
    return Attempt(Result.RETRY, reason=f"not sent: {reason}", pause_all_ms=NETWORK_REST_MS)


def lost(reason: str) -> Attempt:
    """Give the outcome of a call that left and was never answered."""
    return Attempt(Result.UNKNOWN, reason=f"no answer: {reason}")
