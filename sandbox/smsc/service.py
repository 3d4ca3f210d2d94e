"""The parts of SMSC put together over the store."""

from __future__ import annotations

from sandbox.faults import FaultPlan
from sandbox.settings import Settings
from sandbox.sms.store import SmsStore
from sandbox.smsc.access import Access
from sandbox.smsc.calls import Calls
from sandbox.smsc.inbox import Inbox
from sandbox.smsc.pump import CallbackPump
from sandbox.smsc.sending import Sending
from sandbox.smsc.statuses import Statuses
from sandbox.smsc.windows import Windows


class Smsc:
    """One service; to be made before the ledger is replayed."""

    def __init__(self, store: SmsStore, settings: Settings, faults: FaultPlan) -> None:
        access, windows = Access(store, settings), Windows()
        self.sending = Sending(store, access, windows, strict=settings.strict)
        self.statuses = Statuses(store, access, windows)
        self.inbox = Inbox(store, access)
        self.callbacks = CallbackPump(store, Calls(store, settings.retry_scale), faults)
