"""What the emulated provider knows, whichever protocol it came by: messages, phones, the account."""

from __future__ import annotations

import re
from typing import Any, Protocol

from sandbox.changes import checked
from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.settings import Settings
from sandbox.sms.account import Account, new_account
from sandbox.sms.account_rules import RULES
from sandbox.sms.ends import (
    ARRIVES,
    DENIED,
    ERR_SIM_REPLACED,
    ERR_SPAM,
    ERR_TEST_MODE,
    FAILED,
    LIFETIME_MS,
    MAGIC,
    Final,
)
from sandbox.sms.messages import Received, Sms
from sandbox.sms.parts import count_parts

MAX_PARTS = 10
SIM_HOLD_MS = 24 * 3_600_000
_ASKS_FOR_SMS = re.compile(r"отправ\w* +(sms|смс)", re.IGNORECASE)


class Watcher(Protocol):
    """Who calls the supplier back about it; hears of what happened while an address was registered."""

    def sent(self, sms: Sms) -> None: ...

    def received(self, number: int, sms: Received) -> None: ...

    def reached(self, messages: list[Sms]) -> None: ...


class SmsStore:
    """Facts: sms.sent, sms.phone, sms.received, sms.account. Phones are E.164 with the plus."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger = ledger
        self.account: Account = new_account(settings)
        self.by_key: dict[tuple[str, str], Sms] = {}
        self.requests: dict[str, int] = {}
        self.phones: dict[str, list[Sms]] = {}
        self.received: list[Received] = []
        self.off: set[str] = set()
        self.sim_replaced: dict[str, int] = {}
        self.spent = self.parts = 0
        self.last_n = 0
        self.watchers: list[Watcher] = []
        ledger.on("sms.sent", self._sent)
        ledger.on("sms.phone", self._phone)
        ledger.on("sms.received", self._received)
        ledger.on("sms.account", self._account)

    def now_ms(self) -> int:
        return self.ledger.clock.now_ms()

    def accept(self, message_id: str, phone: str, text: str, cost: int, **about: Any) -> Sms:
        """Keep a message that every check let pass. `about`: sender, life_ms, start_ms, request."""
        size, account = count_parts(text), self.account
        self.ledger.record(
            "sms.sent",
            id=message_id,
            phone=phone,
            text=text,
            parts=size.parts,
            encoding=size.encoding,
            cost=cost,
            reachable=phone not in self.off,
            final=self._end(phone, text, about.get("sender", "")),
            queue_ms=account.queue_ms,
            delivery_ms=account.delivery_ms,
            virtual=account.test_mode,
            callback=bool(account.callback_url),
            **about,
        )
        return self.by_key[message_id, phone]

    def _end(self, phone: str, text: str, sender: str) -> Final:
        if self.account.test_mode:
            return ARRIVES[0], ERR_TEST_MODE
        if (magic := MAGIC.get(phone[-4:])) is not None:
            return magic
        if _ASKS_FOR_SMS.search(text):
            return DENIED, ERR_SPAM
        if self.sim_is_new(phone) and not sender.isdigit():
            return FAILED, ERR_SIM_REPLACED
        return ARRIVES

    def sim_is_new(self, phone: str) -> bool:
        """Whether carriers bar letters-only senders from this phone: its SIM was replaced within a day."""
        replaced = self.sim_replaced.get(phone)
        return replaced is not None and self.now_ms() - replaced < SIM_HOLD_MS

    def switch(self, phone: str, **what: bool) -> None:
        """`reachable`: on or off; `sim_replaced`: just now, or not at all."""
        self.ledger.record("sms.phone", phone=phone, **what)

    def change_account(self, changes: Json) -> None:
        """Raises BadChange."""
        self.ledger.record("sms.account", changes=checked(changes, RULES))

    def receive(self, phone: str, text: str, to: str = "", message_id: int | None = None) -> int:
        """Somebody texts to the supplier; the number of the SMS."""
        told = {} if message_id is None else {"id": message_id}
        to = to or self.account.own_number
        fact = self.ledger.record(
            "sms.received", phone=phone, text=text, to=to, callback=bool(self.account.callback_url), **told
        )
        return int(fact["n"] if message_id is None else message_id)

    def _received(self, fact: Json) -> None:
        self.phones.setdefault(fact["phone"], [])
        number: int = fact["id"] if "id" in fact else fact["n"]
        sms = Received(number, fact["phone"], fact["text"], fact["at_ms"], fact.get("to", ""))
        self.received.append(sms)
        for watcher in self.watchers if fact.get("callback") else ():
            watcher.received(fact["n"], sms)

    def _sent(self, fact: Json) -> None:
        get, at_ms = fact.get, fact["at_ms"]
        start_ms, delivery_ms = get("start_ms") or at_ms, get("delivery_ms", self.account.delivery_ms)
        same = {
            name: fact[name] for name in ("n", "id", "phone", "text", "parts", "encoding", "cost", "at_ms")
        }
        sms = Sms(
            **same,
            start_ms=start_ms,
            queue_ms=get("queue_ms", self.account.queue_ms),
            delivery_ms=delivery_ms,
            life_ms=get("life_ms", LIFETIME_MS),
            final=tuple(get("final", ARRIVES)),
            sender=get("sender", ""),
            virtual=get("virtual", False),
            landed_ms=start_ms + delivery_ms if fact["reachable"] else None,
        )
        self.by_key[sms.id, sms.phone] = sms
        self.last_n = sms.n
        self.phones.setdefault(sms.phone, []).append(sms)
        if "request" in fact:
            self.requests[fact["request"]] = at_ms
        if not sms.virtual:
            self.account.balance -= sms.cost
            self.spent += sms.cost
            self.parts += sms.parts
        for watcher in self.watchers if get("callback") else ():
            watcher.sent(sms)

    def _phone(self, fact: Json) -> None:
        phone = fact["phone"]
        messages = self.phones.setdefault(phone, [])
        if "sim_replaced" in fact:
            self.sim_replaced.pop(phone, None)
            if fact["sim_replaced"]:
                self.sim_replaced[phone] = fact["at_ms"]
        if fact.get("reachable") is False:
            self.off.add(phone)
        elif fact.get("reachable"):
            self.off.discard(phone)
            for sms in messages:
                sms.reach(fact["at_ms"])
            for watcher in self.watchers:
                watcher.reached(messages)

    def _account(self, fact: Json) -> None:
        for name, value in fact["changes"].items():
            setattr(self.account, name, value)
