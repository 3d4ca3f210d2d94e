"""Carries out SMS effects: one-time codes and messages, through a provider in threads of their own.

The provider is told our id of the message. After an unknown outcome it is asked what became of that id
before anything is sent again: a second paid SMS, or a second code, confuses people.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor
from typing import TYPE_CHECKING

import structlog

from bot.channels.sms_port import OutgoingSms, SmsError, SmsFault, SmsState
from core.records import Attempt, Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.sms_port import SmsProvider
    from core.records import OutboxRow

log = structlog.stdlib.get_logger(__name__)


class SmsSender:
    """The sender of `tel:` addresses. `write` makes the text; its ValueError or LookupError refuses a row."""

    def __init__(self, provider: SmsProvider, write: Callable[[OutboxRow], str], threads: Executor) -> None:
        self._provider = provider
        self._write = write
        self._threads = threads

    async def send(self, row: OutboxRow) -> Attempt:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._send, row)

    def _send(self, row: OutboxRow) -> Attempt:
        own_id = f"outbox-{row.id}"
        phone = row.address.partition(":")[2]
        try:
            text = self._write(row)
            if row.uncertain and (known := self._known(own_id, phone)) is not None:
                return known
            accepted = self._provider.send(OutgoingSms(own_id, phone, text))
        except SmsError as error:
            return _attempt(error)
        except (ValueError, LookupError) as error:
            log.exception("sms.cannot_write", row=row.id)
            return Attempt(Result.REFUSED, reason=f"cannot write: {type(error).__name__}")
        return Attempt(Result.OK, reference=accepted.provider_id)

    def _known(self, own_id: str, phone: str) -> Attempt | None:
        """What the provider knows of an attempt whose answer we lost; None: it never got there."""
        (status,) = self._provider.statuses([(own_id, phone)])
        if status.state is SmsState.MISSING:
            return None
        if status.state is SmsState.FAILED:
            return Attempt(Result.REFUSED, reason=status.reason.value or "undeliverable")
        return Attempt(Result.OK, reference=own_id, reason="found by its status")


def _attempt(error: SmsError) -> Attempt:
    if error.fault.alerts:
        log.error("sms.provider_needs_attention", fault=error.fault.value)
    if error.fault is SmsFault.UNKNOWN:
        return Attempt(Result.UNKNOWN, reason=str(error))
    if error.fault.retryable:
        return Attempt(Result.RETRY, reason=str(error), retry_after_ms=error.retry_after_ms)
    return Attempt(Result.REFUSED, reason=str(error))
