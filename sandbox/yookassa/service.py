"""The parts of YooKassa put together over one store."""

from __future__ import annotations

from sandbox.faults import FaultPlan
from sandbox.ledger import Ledger
from sandbox.settings import Settings
from sandbox.yookassa.invoices import Invoices
from sandbox.yookassa.keys import Keys
from sandbox.yookassa.notices import Notices
from sandbox.yookassa.paying import Paying
from sandbox.yookassa.payments import Payments
from sandbox.yookassa.post import Poster
from sandbox.yookassa.pump import NotificationPump
from sandbox.yookassa.receipts import Receipts
from sandbox.yookassa.refunds import Refunds
from sandbox.yookassa.store import Store


class YooKassa:
    """One service; to be made before the ledger is replayed."""

    def __init__(self, ledger: Ledger, settings: Settings, faults: FaultPlan) -> None:
        self.store = Store(ledger, settings)
        self.keys = Keys(ledger)
        self.notices = Notices(ledger, settings.retry_scale)
        self.store.watchers.append(self.notices)
        self.poster = Poster()
        self.pump = NotificationPump(self.store, self.notices, faults, self.poster)
        self.store.on_end = self.pump.wake
        self.payments = Payments(self.store, strict=settings.strict)
        self.refunds = Refunds(self.store)
        self.receipts = Receipts(self.store)
        self.invoices = Invoices(self.store, self.payments, strict=settings.strict)
        self.paying = Paying(self.store)

    async def early(self, payment_id: str) -> None:
        """Pay a payment that nobody has heard of yet, and tell of it before anything else happens."""
        payment = self.store.payments.get(payment_id)
        if payment is None or payment.final:
            return
        self.paying.anyhow(payment)
        for notice in self.notices.claim(payment_id):
            await self.pump.tell(notice)
