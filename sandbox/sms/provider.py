"""What the emulated provider knows: messages per phone, their states, what it refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.settings import Settings
from sandbox.sms.parts import Parts, count_parts

DELIVERY_MS = 2_000
LIFETIME_MS = 24 * 3_600_000
DUPLICATE_MS = 60_000
MAX_PARTS = 10
START_KOPECKS = 10_000_000
PHONE = re.compile(r"\+7\d{10}")


class SmsRefused(Exception):
    """`code` follows the provider's list: 1 parameters, 7 phone, 9 duplicate."""

    def __init__(self, code: int, error: str) -> None:
        super().__init__(error)
        self.code = code
        self.error = error


@dataclass(frozen=True, slots=True)
class Sms:
    """One accepted message; `cost` in kopecks, `at_ms` by the sandbox clock."""

    id: str
    phone: str
    text: str
    parts: int
    encoding: str
    cost: int
    at_ms: int
    reachable: bool


@dataclass(frozen=True, slots=True)
class Received:
    """An SMS that somebody sent to the supplier's number; `id` is never used again."""

    id: int
    phone: str
    text: str
    at_ms: int


class SmsProvider:
    """Facts: sms.sent, sms.refused, sms.phone, sms.received."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._price = settings.sms_price_kopecks
        self._by_id: dict[tuple[str, str], Sms] = {}
        self._spent = 0
        self.phones: dict[str, list[Sms]] = {}
        self.received: list[Received] = []
        self.off: set[str] = set()
        ledger.on("sms.sent", self._sent)
        ledger.on("sms.phone", self._phone)
        ledger.on("sms.received", self._received)

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
        if known := self._by_id.get((message_id, str(phone))):
            self._ledger.record("sms.repeated", id=message_id, phone=known.phone)
            return known
        size = self._measure(phone, text)
        self._refuse_duplicate(phone, text)
        self._ledger.record(
            "sms.sent",
            id=message_id,
            phone=phone,
            text=text,
            parts=size.parts,
            encoding=size.encoding,
            cost=size.parts * self._price,
            reachable=phone not in self.off,
        )
        return self._by_id[message_id, phone]

    def price(self, phone: Any, text: Any) -> int:
        """Kopecks that a message would cost; nothing is sent. Raises SmsRefused."""
        return self._measure(phone, text).parts * self._price

    def balance(self) -> int:
        """Kopecks that are left. Nobody looks: a demonstration does not end for want of money."""
        return START_KOPECKS - self._spent

    def _measure(self, phone: Any, text: Any) -> Parts:
        if not isinstance(text, str) or not text.strip():
            raise SmsRefused(1, "empty text")
        if not isinstance(phone, str) or not PHONE.fullmatch(phone):
            raise SmsRefused(7, "invalid phone")
        size = count_parts(text)
        if size.parts > MAX_PARTS:
            raise SmsRefused(1, "text too long")
        return size

    def _refuse_duplicate(self, phone: str, text: str) -> None:
        since = self._ledger.clock.now_ms() - DUPLICATE_MS
        if any(sms.text == text and sms.at_ms > since for sms in self.phones.get(phone, ())[-20:]):
            raise SmsRefused(9, "duplicate")

    def state(self, message_id: str, phone: str) -> str:
        """delivered, sent (accepted, on its way), failed (the phone was off for 24 hours) or unknown."""
        sms = self._by_id.get((message_id, phone))
        if sms is None:
            return "unknown"
        age_ms = self._ledger.clock.now_ms() - sms.at_ms
        if sms.reachable or sms.phone not in self.off:
            return "delivered" if age_ms >= DELIVERY_MS else "sent"
        return "failed" if age_ms >= LIFETIME_MS else "sent"

    def switch(self, phone: str, *, reachable: bool) -> None:
        self._ledger.record("sms.phone", phone=phone, reachable=reachable)

    def receive(self, phone: Any, text: Any) -> int:
        """Somebody texts to the supplier from this phone. Raises SmsRefused."""
        if not isinstance(phone, str) or not PHONE.fullmatch(phone):
            raise SmsRefused(7, "invalid phone")
        if not isinstance(text, str) or not text.strip() or count_parts(text).parts > MAX_PARTS:
            raise SmsRefused(1, "the text must have 1 to 10 parts")
        return int(self._ledger.record("sms.received", phone=phone, text=text)["n"])

    def inbox(self, after: int) -> list[Received]:
        """What came after the message `after`, of the last day, the oldest first, at most 100."""
        since = self._ledger.clock.now_ms() - LIFETIME_MS
        return [sms for sms in self.received if sms.id > after and sms.at_ms >= since][:100]

    def show(self, phone: str) -> list[Json]:
        """Messages of one phone for the page, oldest first; `own` are those it sent itself."""
        own: list[Json] = [
            {"id": f"own-{sms.id}", "at_ms": sms.at_ms, "text": sms.text, "own": True}
            for sms in self.received
            if sms.phone == phone
        ]
        got: list[Json] = [
            {
                "id": sms.id,
                "at_ms": sms.at_ms,
                "text": sms.text,
                "parts": sms.parts,
                "encoding": sms.encoding,
                "cost": sms.cost,
                "state": self.state(sms.id, sms.phone),
            }
            for sms in self.phones.get(phone, ())
        ]
        return sorted([*got, *own], key=lambda shown: int(shown["at_ms"]))

    def _received(self, fact: Json) -> None:
        self.phones.setdefault(fact["phone"], [])
        self.received.append(Received(fact["n"], fact["phone"], fact["text"], fact["at_ms"]))

    def _sent(self, fact: Json) -> None:
        names = ("id", "phone", "text", "parts", "encoding", "cost", "at_ms", "reachable")
        sms = Sms(**{name: fact[name] for name in names})
        self._by_id[sms.id, sms.phone] = sms
        self._spent += sms.cost
        self.phones.setdefault(sms.phone, []).append(sms)

    def _phone(self, fact: Json) -> None:
        self.phones.setdefault(fact["phone"], [])
        if fact["reachable"]:
            self.off.discard(fact["phone"])
        else:
            self.off.add(fact["phone"])
