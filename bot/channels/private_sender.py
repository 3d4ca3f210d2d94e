"""Sends what a channel may carry of a reply, and keeps the rest where the person finds it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import structlog

from bot.channels.policy import Directed, needs_page
from core.database import StorageUnavailable
from core.records import Attempt, Result

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.base import Sender
    from bot.channels.policy import Elsewhere
    from bot.dialogs.model import Reply
    from core.privacy import Sensitivity
    from core.records import OutboxRow

log = structlog.stdlib.get_logger(__name__)
_HIDDEN = "***"


class Keeper(Protocol):
    """Keeps what may not leave and says where it is. Raises `StorageUnavailable`."""

    async def keep(self, row: OutboxRow, reply: Reply) -> Elsewhere: ...


class PrivateSender:
    """Stands before the sender of a channel; a reply that may leave whole passes untouched.

    A link is made at each attempt, never stored, and taken out of what the attempt is remembered by.
    """

    def __init__(
        self,
        sender: Sender,
        read: Callable[[OutboxRow], Reply],
        lacks: Callable[[Reply], Sensitivity],
        keeper: Keeper,
    ) -> None:
        """`lacks` tells the most private that the channel may not carry of a reply."""
        self._sender, self._read, self._lacks, self._keeper = sender, read, lacks, keeper

    async def send(self, row: OutboxRow) -> Attempt:
        """Send a row; never raises for what the other side answers."""
        try:
            reply = self._read(row)
            whole = not needs_page(self._lacks(reply))
        except (ValueError, LookupError, TypeError):
            return await self._sender.send(row)  # which refuses it and says why
        if whole:
            return await self._sender.send(row)
        try:
            elsewhere = await self._keeper.keep(row, reply)
        except StorageUnavailable as error:
            log.error("private.cannot_keep", row=row.id, reason=error.reason)
            return Attempt(Result.RETRY, reason="the private page cannot be kept")
        attempt = await self._sender.send(replace(row, content=Directed(reply, elsewhere)))
        return _without(attempt, elsewhere.url)


def _without(attempt: Attempt, url: str) -> Attempt:
    """The attempt, its reason without the link: Telegram quotes a button it does not like."""
    token = url.rpartition("/")[2]
    if not token or token not in attempt.reason:
        return attempt
    return replace(attempt, reason=attempt.reason.replace(token, _HIDDEN))
