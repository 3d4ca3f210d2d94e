"""What the tests of payments share: a shop, wishes, facts, and a ledger to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.payments.gateway import Shop
from core.payments.model import Facts, NewIntent, PaymentStatus, RefundFacts
from core.usecases.pay import Pay, Words
from core.usecases.settle import Settle
from core.usecases.settle_refund import SettleRefund
from core.values import Money
from storage.database import Unit
from storage.store import TxStore

NOW = 1_800_000_000_000
MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
ME, PHONE, NEIGHBOUR = "telegram:1", "tel:+79160000001", "telegram:2"
SHOP = Shop("100500", test=True)
WORDS = Words("Электроэнергия, л/с *7833", "https://t.me/example_bot", "1234567833", "79160000001")
PAY, SETTLE, REFUND = Pay(), Settle(SHOP), SettleRefund()


def wish(kopecks=231090, account=1, person=1, **other):
    """A wish to pay."""
    given = {"address": ME, "debt": Money(231090), "debt_as_of": date(2026, 11, 8)}
    return NewIntent(account, person, amount=Money(kopecks), **{**given, **other})


def facts(intent, status=PaymentStatus.SUCCEEDED, kopecks=None, name="", **other):
    """What the provider says of the payment of a wish; `intent` None: of no wish of ours."""
    number = intent.id if intent else 0
    given = {
        "currency": "RUB", "shop": SHOP.id, "test": True, "created_ms": NOW + MINUTE, "intent": number,
        "url": f"https://yoomoney.ru/pay/{number}", "captured_ms": NOW + 2 * MINUTE,
    }  # fmt: skip
    amount = Money(kopecks if kopecks is not None else intent.wish.amount.kopecks)
    return Facts(name or f"pay-{number}", status, amount, **{**given, **other})


def pending(intent, **other):
    """The link is there."""
    return replace(facts(intent, PaymentStatus.PENDING, **other), captured_ms=0)


def canceled(intent, reason="insufficient_funds", **other):
    """Nothing came of it."""
    said = facts(intent, PaymentStatus.CANCELED, **other)
    return replace(said, captured_ms=0, party="payment_network", reason=reason)


def refund(payment, kopecks, name="refund-1", **other):
    """Money given back."""
    given = {"currency": "RUB", "succeeded": True, "created_ms": NOW + HOUR}
    return RefundFacts(name, payment, Money(kopecks), **{**given, **other})


class Till:
    """A database with the use cases of payments, each call one transaction."""

    def __init__(self, database):
        self.database = database

    async def do(self, work):
        """Run over the store in one transaction."""
        return await self.database.write(Unit(lambda tx: work(TxStore(tx))))

    async def ask(self, *args, at=NOW, **other):
        """Ask for a link."""
        asked = wish(*args, **other)
        return await self.do(lambda store: PAY(store, asked, WORDS, at))

    async def link(self, *args, at=NOW, **other):
        """Ask for a link and get it."""
        intent = (await self.ask(*args, at=at, **other)).intent
        settled = await self.settle(pending(intent, created_ms=at), at=at)
        return settled.intent

    async def settle(self, said, at=NOW + 3 * MINUTE, by=SETTLE):
        """Take facts."""
        return await self.do(lambda store: by(store, said, at))

    async def give_back(self, said, at=NOW + 2 * HOUR):
        """Take facts of a refund."""
        return await self.do(lambda store: REFUND(store, said, at))

    async def get(self, intent):
        """An intent as it is now."""
        return await self.do(lambda store: store.intents.get(intent.id))

    async def ledger(self):
        """Kind, provider's id, account, sum, late: all rows."""
        columns = "kind, external_id, account_id, amount, late"
        sql = f"SELECT {columns} FROM payment_ledger ORDER BY kind, external_id"
        return await self.database.read(lambda tx: tx.all(sql))

    async def held(self):
        """Provider's id and why, of what nobody has decided."""
        sql = "SELECT external_id, why FROM payment_held WHERE closed_ms = 0 ORDER BY id"
        return await self.database.read(lambda tx: tx.all(sql))

    async def open(self, account=1):
        """Kopecks that billing does not know of."""
        return (await self.do(lambda store: store.ledger.unacknowledged(account))).kopecks
