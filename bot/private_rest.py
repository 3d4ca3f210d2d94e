"""Where the rest of a reply goes that its channel may not carry: a page, else an SMS, else nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.channels.policy import PHONES, Elsewhere
from bot.dialogs.codec import encode_reply
from bot.dialogs.model import Reply
from bot.handlers.private_page import PATH
from core.database import Unit
from core.limits import Scope
from core.phones import address_of
from core.private_pages import new_token
from core.records import Effect, Priority
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store
    from core.records import OutboxRow
    from core.usecases.private_pages import OpenPages

_STEP = 1 << 20
"""Outbox rows that repeat a row by SMS have this and its id as their step, above all steps of a turn."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a rest may go: the public address of our pages ("" none), SMS an hour to one phone (0 none)."""

    public_url: str = ""
    sms_per_hour: int = 0


class Rest:
    """`bot.channels.private_sender.Keeper`: a page, else an SMS to the phone of the account, else nothing."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        pages: OpenPages,
        clock: Clock,
        ways: Ways,
    ) -> None:
        self._database, self._open, self._pages, self._clock = database, open_store, pages, clock
        self._ways = ways

    async def keep(self, row: OutboxRow, reply: Reply) -> Elsewhere:
        """Keep what a reply may not show in its chat; where it is. Raises `StorageUnavailable`."""
        if self._ways.public_url:
            return await self._on_page(row, reply)
        if reply.document:
            return PHONES  # an SMS carries no file; its words say where it is to be had
        if self._ways.sms_per_hour and row.priority is Priority.REPLY and not reply.prompt:
            return await self._by_sms(row, reply)
        return PHONES

    async def _on_page(self, row: OutboxRow, reply: Reply) -> Elsewhere:
        token, content, now_ms = new_token(), encode_reply(reply), self._clock.now_ms()
        await self._database.write(
            Unit(
                lambda tx: self._pages.make(self._open(tx), row.address, content, token, now_ms),
                key=row.address,
            )
        )
        return Elsewhere(f"{self._ways.public_url.rstrip('/')}{PATH}/{token}", self._pages.life)

    async def _by_sms(self, row: OutboxRow, reply: Reply) -> Elsewhere:
        text = encode_reply(Reply(reply.phrases))
        now_ms = self._clock.now_ms()

        def work(tx: Tx) -> bool:
            store = self._open(tx)
            phone = self._phone(store, row.address, reply)
            if not phone or not self._room(store, phone, now_ms):
                return False
            effect = Effect("message", address_of(phone), text, topic="withheld")
            store.outbox.put(row.event_id, _STEP + row.id, effect, now_ms)
            return True

        return Elsewhere(sms=await self._database.write(Unit(work, key=row.address)))

    def _phone(self, store: Store, address: str, reply: Reply) -> str:
        """The phone that the accounts of a reply were linked with; "" when that is not one phone."""
        links = store.links.of(store.sessions.load(address)[0].subscriber_id)
        named = accounts_in(reply)
        phones = {link.phone for link in links if not named or link.account.number in named}
        return phones.pop() if len(phones) == 1 else ""

    def _room(self, store: Store, phone: str, now_ms: int) -> bool:
        key = (Scope.SMS_WITHHELD, phone)
        if store.attempts.counts([key], now_ms)[key].hour >= self._ways.sms_per_hour:
            return False
        store.attempts.bump([key], now_ms)
        return True


def accounts_in(reply: Reply) -> set[str]:
    """Numbers of the accounts that the words of a reply name."""
    values = (value for phrase in reply.phrases for value in phrase.values.values())
    return {value.number for value in values if isinstance(value, Masked)}
