"""The sandbox's own simple protocol over the store that SMSC's protocol shares with it."""

from __future__ import annotations

import re
from typing import Any

from sandbox.sms.ends import DELIVERED, LIFETIME_MS
from sandbox.sms.messages import Received, Sms, Standing
from sandbox.sms.parts import count_parts
from sandbox.sms.store import MAX_PARTS, SmsStore

DUPLICATE_MS = 60_000
PHONE = re.compile(r"\+7\d{10}")


class SmsRefused(Exception):
    """`code` follows SMSC's list: 1 parameters, 3 no money, 7 phone, 9 duplicate."""

    def __init__(self, code: int, error: str) -> None:
        super().__init__(error)
        self.code = code
        self.error = error


class SmsProvider:
    """Facts of its own: sms.refused, sms.repeated."""

    def __init__(self, store: SmsStore, part_kopecks: int) -> None:
        self._store = store
        self._ledger = store.ledger
        self._part_kopecks = part_kopecks

    def send(self, message_id: Any, phone: Any, text: Any) -> Sms:
        """Accept a message; the same id again gives the first answer and sends nothing. Raises SmsRefused."""
        try:
            return self._accept(message_id, phone, text)
        except SmsRefused as refusal:
            self._ledger.record(
                "sms.refused", id=message_id, phone=phone, text=text, code=refusal.code, error=refusal.error
            )
            raise

    def _accept(self, message_id: Any, phone: Any, text: Any) -> Sms:
        if not isinstance(message_id, str) or not 1 <= len(message_id) <= 100:
            raise SmsRefused(1, "invalid id")
        if known := self._store.by_key.get((message_id, str(phone))):
            self._ledger.record("sms.repeated", id=message_id, phone=known.phone)
            return known
        cost = self.price(phone, text)
        self._refuse_duplicate(phone, text)
        if cost > self._store.account.balance:
            raise SmsRefused(3, "no money")
        return self._store.accept(message_id, phone, text, cost)

    def price(self, phone: Any, text: Any) -> int:
        """Kopecks that a message would cost; nothing is sent. Raises SmsRefused."""
        if not isinstance(text, str) or not text.strip():
            raise SmsRefused(1, "empty text")
        if not isinstance(phone, str) or not PHONE.fullmatch(phone):
            raise SmsRefused(7, "invalid phone")
        size = count_parts(text)
        if size.parts > MAX_PARTS:
            raise SmsRefused(1, "text too long")
        price = self._store.account.price(phone[1:])
        return size.parts * (self._part_kopecks if price is None else price)

    def balance(self) -> int:
        """Kopecks that are left."""
        return self._store.account.balance

    def _refuse_duplicate(self, phone: str, text: str) -> None:
        since = self._store.now_ms() - DUPLICATE_MS
        if any(sms.text == text and sms.at_ms > since for sms in self._store.phones.get(phone, ())[-20:]):
            raise SmsRefused(9, "duplicate")

    def standing(self, message_id: str, phone: str) -> Standing | None:
        """Where a message stands; None for one that was never accepted."""
        sms = self._store.by_key.get((message_id, phone))
        return sms.standing(self._store.now_ms()) if sms else None

    def receive(self, phone: Any, text: Any) -> int:
        """Somebody texts to the supplier from this phone. Raises SmsRefused."""
        if not isinstance(phone, str) or not PHONE.fullmatch(phone):
            raise SmsRefused(7, "invalid phone")
        if not isinstance(text, str) or not text.strip() or count_parts(text).parts > MAX_PARTS:
            raise SmsRefused(1, "the text must have 1 to 10 parts")
        return self._store.receive(phone, text)

    def inbox(self, after: int) -> list[Received]:
        """What came after the message `after`, of the last day, the oldest first, at most 100."""
        since = self._store.now_ms() - LIFETIME_MS
        return [sms for sms in self._store.received if sms.id > after and sms.at_ms >= since][:100]


def state_word(standing: Standing | None) -> str:
    """delivered, sent (accepted, on its way), failed or unknown."""
    if standing is None:
        return "unknown"
    if not standing.final:
        return "sent"
    return "delivered" if standing.status == DELIVERED else "failed"
