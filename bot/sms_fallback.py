"""A notice that Telegram will not deliver goes by SMS, once, to the phone its accounts were linked with.

Only what we begin ourselves, never an answer, and only to who agreed to SMS: the row is written in the very
commit that marks the failure, so that a crash neither loses nor doubles it. A night may lie between that and
the SMS: consent, STOP, the link and the SIM are asked again when it leaves (`core.usecases.notices`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.config.domain import limits_of
from bot.config.notifications import calendars_of
from bot.dialogs.codec import encode_reply
from bot.dialogs.model import Reply
from bot.notifications.sms_terms import FREE, SmsTerms
from bot.private_rest import accounts_in
from core.phones import address_of
from core.records import Effect, Priority, Result
from core.usecases.notices import MayStart, meant, started_for
from core.usecases.phone_holds import held_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.channels.base import Sender
    from bot.config import Config
    from core.limits import Limits
    from core.notifications.groups import Calendars
    from core.ports import Store
    from core.records import Attempt, Note, OutboxRow, Session

_STEP = 1 << 21
"""Rows that repeat a row by SMS have this and its id as their step, above all other steps of an event."""


@dataclass(frozen=True, slots=True)
class FallbackRules:
    """`may_start`: whether somebody may be texted; `calendars`: when; `terms`: of reminders."""

    may_start: MayStart
    limits: Limits
    calendars: Calendars
    terms: SmsTerms = FREE


class SmsFallback:
    """Stands before the sender of a messenger."""

    def __init__(self, sender: Sender, read: Callable[[OutboxRow], Reply], rules: FallbackRules) -> None:
        self._sender, self._read, self._rules = sender, read, rules

    async def send(self, row: OutboxRow) -> Attempt:
        """Send a row; should this have been the last try of a notice, an SMS is written with the mark."""
        attempt = await self._sender.send(row)
        if row.priority is Priority.REPLY or attempt.result is Result.OK:
            return attempt
        try:
            reply = Reply(self._read(row).phrases)
        except (ValueError, LookupError, TypeError):
            return attempt
        return replace(attempt, within=self._note(row, reply, attempt))

    def _note(self, row: OutboxRow, reply: Reply, attempt: Attempt) -> Note:
        before, terms = attempt.within, self._rules.terms

        def write(store: Store, now_ms: int, *, final: bool) -> None:
            if before is not None:
                before(store, now_ms, final=final)
            who = store.sessions.load(row.address)[0]
            phone = self._phone(store, who, reply, now_ms) if final else ""
            if phone and terms.repeats(store, row, reply, attempt.result, who.subscriber_id, now_ms):
                effect = Effect(
                    "message", address_of(phone), encode_reply(reply), row.priority,
                    not_before_ms=self._quiet_until(store, who, reply, now_ms),
                    topic=started_for(who.subscriber_id),
                )  # fmt: skip
                _carry(store, row, store.outbox.put(row.event_id, _STEP + row.id, effect, now_ms))

        return write

    def _quiet_until(self, store: Store, who: Session, reply: Reply, now_ms: int) -> int:
        """By the calendar of the account it names, where it names one."""
        named = accounts_in(reply)
        ids = [one.account.id for one in store.links.of(who.subscriber_id) if one.account.number in named]
        account_id = ids[0] if len(ids) == 1 else 0
        return self._rules.calendars.quiet_until(store, who.subscriber_id, account_id, now_ms)

    def _phone(self, store: Store, who: Session, reply: Reply, now_ms: int) -> str:
        """The phone that gets it; "" when nobody may be texted.

        A phone that talks to us itself, as somebody else or after STOP, is told there or not at all.
        """
        if who.muted or not who.subscriber_id:
            return ""
        named = accounts_in(reply)
        links = store.links.of(who.subscriber_id)
        phones = {link.phone for link in links if not named or link.account.number in named} - {""}
        phone = phones.pop() if len(phones) == 1 else ""
        if not phone or held_for(store, phone, self._rules.limits, now_ms):
            return ""
        there = meant(started_for(who.subscriber_id), store.sessions.load(address_of(phone))[0])
        return phone if there is not None and self._rules.may_start(store, there) else ""


def _carry(store: Store, row: OutboxRow, sms: OutboxRow | int) -> None:
    """Reminders are the SMS's from now on: asked about when it leaves, maybe in the morning, over with it."""
    if isinstance(sms, int) and sms:
        store.reminders.carried_by([one.id for one in store.reminders.of_message(row.id)], sms)


def with_fallback(
    config: Config, sender: Sender, read: Callable[[OutboxRow], Reply], terms: SmsTerms = FREE
) -> Sender:
    """The sender of a messenger with SMS behind it, where there are any and they are wanted."""
    if config.sms.provider == "none" or not config.sms.fallback:
        return sender
    may_start = MayStart(config.consent.sms_basis == "consent")
    rules = FallbackRules(may_start, limits_of(config), calendars_of(config), terms)
    return SmsFallback(sender, read, rules)
