"""Asks a provider what came in, for the life of the bot; messages and place in its inbox are one commit."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.channels.sms_port import SmsError, SmsFault
from core.database import StorageUnavailable
from core.errors import NotStored
from core.sms_heard import Route

if TYPE_CHECKING:
    from bot.channels.sms_line import SmsLine
    from bot.handlers.sms_hearing import SmsHearing
    from core.ports import Store

log = structlog.stdlib.get_logger(__name__)
RATE_S, ATTENTION_S = 60.0, 900.0
"""Rests after a refusal for asking too often, and after one that somebody of the supplier has to act on."""
AT_ONCE = 100
"""Messages of one transaction; the place moves with the last of them, and ids tell what comes again."""


class SmsInbox:
    """The poller of one provider. `counts` by outcome, for the metrics."""

    def __init__(self, line: SmsLine, hearing: SmsHearing, every_s: float) -> None:
        self._line, self._hearing, self._every_s = line, hearing, every_s
        self._name = f"sms-cursor:{hearing.provider}"
        self._failing = ""
        self.counts: dict[str, int] = {}

    async def run(self) -> None:
        """Ask for ever; whatever goes wrong is asked again."""
        while True:
            rest_s = await self._round()
            await asyncio.sleep(rest_s)

    async def _round(self) -> float:
        """Ask once; how long to rest, seconds."""
        try:
            await self.ask()
        except SmsError as error:
            self._failed(error.fault.value)
            return max(self._every_s, error.retry_after_ms / 1000, _rest(error.fault))
        except (NotStored, StorageUnavailable) as error:
            self._failed("storage")
            log.error("sms.inbox_not_stored", reason=str(error))
            return self._every_s
        except Exception:
            self._failed("failed")
            log.exception("sms.inbox_failed")
            return max(self._every_s, RATE_S)
        self._count("ok")
        self._failing = ""
        return self._every_s

    async def ask(self) -> int:
        """Take what came since the last time; how many messages. Raises SmsError, NotStored."""
        line = self._line
        before = await line.database.read(lambda tx: self._cursor(line.open_store(tx)))
        fetched = await line.in_thread(partial(line.provider.fetch_incoming, before))
        if fetched.unread:
            self._count("unreadable")
        if not fetched.messages and fetched.cursor == before:
            return 0

        def move(store: Store) -> None:
            # Another replica may have moved on meanwhile: never back.
            if self._cursor(store) == before:
                store.settings.put(self._name, fetched.cursor)

        found = fetched.messages
        while len(found) > AT_ONCE:
            await self._hearing(Route.POLL, found[:AT_ONCE])
            found = found[AT_ONCE:]
        await self._hearing(Route.POLL, found, move)
        return len(fetched.messages)

    def _cursor(self, store: Store) -> str:
        return store.settings.get(self._name) or ""

    def _failed(self, outcome: str) -> None:
        self._count(outcome)
        if self._failing != outcome:
            log.warning("sms.inbox_unread", outcome=outcome)
        self._failing = outcome

    def _count(self, outcome: str) -> None:
        self.counts[outcome] = self.counts.get(outcome, 0) + 1


def _rest(fault: SmsFault) -> float:
    if fault.pauses:
        return ATTENTION_S
    return RATE_S if fault is SmsFault.RATE else 0.0
