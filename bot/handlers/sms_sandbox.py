"""Incoming SMS of the sandbox page: asked for once a second, stored, then read by a turn of `tel:+7…`.

GET {url}/inbox?after=17 → {"messages": [{"id": 18, "phone": "+79000000001", "text": "…", "at_ms": …}]}
The number of the last one is remembered only to ask for less: what comes twice ends at the inbox.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import aiohttp
import msgspec
import structlog

from bot.dialogs.model import Inbound, Kind
from core.clock import from_ms
from core.errors import Malformed, NotStored
from core.phones import address_of
from core.records import RawEvent
from core.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.dialogs.engine import Ignored

log = structlog.stdlib.get_logger(__name__)
SOURCE = "sms-sandbox"
LONGEST = 300
"""Characters of an incoming SMS that are read, however many parts it had."""
_EVERY_S = 1.0
_TIMEOUT = aiohttp.ClientTimeout(total=5)
_PHONE = re.compile(r"\+7[0-9]{10}")
_SYSTEM = "system"


class _Sms(msgspec.Struct):
    id: int
    phone: str
    text: str
    at_ms: int


class _Inbox(msgspec.Struct):
    messages: list[_Sms]


_INBOX = msgspec.json.Decoder(_Inbox)
_SMS = msgspec.json.Decoder(_Sms)


def translate_sms(body: bytes, received_ms: int) -> Inbound | Ignored:
    """What the person wrote; the address is the row's. Raises Malformed."""
    try:
        sms = _SMS.decode(body)
        sent_at = from_ms(sms.at_ms)
    except (msgspec.MsgspecError, ValueError, OverflowError) as error:
        raise Malformed(f"not an SMS of the sandbox: {error}") from error
    return Inbound("", Kind.TEXT, from_ms(received_ms), sent_at, clean_text(sms.text[:LONGEST]))


class SandboxInbox:
    """Takes incoming SMS from the sandbox for the life of the bot."""

    def __init__(
        self, url: str, accept: Callable[[Sequence[RawEvent]], Awaitable[None]], now_ms: Callable[[], int]
    ) -> None:
        self._url = f"{url.rstrip('/')}/inbox"
        self._accept = accept
        self._now_ms = now_ms
        self._after = 0

    async def run(self) -> None:
        """Ask for ever; a sandbox that is away is asked again."""
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            while True:
                try:
                    await self._take(session)
                except (aiohttp.ClientError, TimeoutError, msgspec.MsgspecError, NotStored) as error:
                    log.info("sms.inbox_unread", reason=type(error).__name__)
                await asyncio.sleep(_EVERY_S)

    async def _take(self, session: aiohttp.ClientSession) -> None:
        async with session.get(self._url, params={"after": str(self._after)}) as response:
            response.raise_for_status()
            found = _INBOX.decode(await response.read()).messages
        for sms in found:
            await self._accept([self._event(sms)])
            self._after = max(self._after, sms.id)

    def _event(self, sms: _Sms) -> RawEvent:
        address = address_of(sms.phone) if _PHONE.fullmatch(sms.phone) else _SYSTEM
        return RawEvent(SOURCE, str(sms.id), address, msgspec.json.encode(sms), self._now_ms())
