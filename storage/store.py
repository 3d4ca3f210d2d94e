"""All gateways, bound to one transaction: what a turn is given as its `Store`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.accounts import AccountsGateway
from storage.attempts import AttemptsGateway
from storage.audit import AuditGateway
from storage.bills import BillsGateway
from storage.broadcasts import BroadcastsGateway
from storage.consents import ConsentsGateway
from storage.data_requests import DataRequestsGateway
from storage.ebill import EbillsGateway
from storage.inbox import InboxGateway
from storage.invitations import InvitationsGateway
from storage.journal import JournalGateway
from storage.links import LinksGateway
from storage.meters import MetersGateway
from storage.money_news import MoneyNewsGateway
from storage.outages import OutagesGateway
from storage.outbox import OutboxGateway
from storage.paces import PacesGateway
from storage.payment_intents import IntentsGateway
from storage.payment_ledger import LedgerGateway
from storage.payment_notices import NoticesGateway
from storage.people import PeopleGateway
from storage.people_watch import PeopleWatchGateway
from storage.private_pages import PrivatePagesGateway
from storage.receipts import ReceiptsGateway
from storage.reminders import RemindersGateway
from storage.second_facts import SecondFactsGateway
from storage.sessions import SessionsGateway
from storage.settings import SettingsGateway
from storage.sheets import SheetsGateway
from storage.sms_heard import SmsHeardGateway
from storage.sms_sent import SmsSentGateway
from storage.stored_files import StoredFilesGateway
from storage.subscribers import SubscribersGateway
from storage.tariffs import TariffsGateway
from storage.tokens import TokensGateway
from storage.verifications import VerificationsGateway
from storage.wishes import WishesGateway

if TYPE_CHECKING:
    from core.database import Tx


class TxStore:
    """Gateways over `tx`; cheap to make, and made once for a connection that keeps its transaction object."""

    __slots__ = (
        "accounts",
        "attempts",
        "audit",
        "bills",
        "broadcasts",
        "consents",
        "data_requests",
        "ebills",
        "facts",
        "files",
        "inbox",
        "intents",
        "invitations",
        "journal",
        "ledger",
        "links",
        "meters",
        "money_news",
        "outages",
        "outbox",
        "paces",
        "payment_notices",
        "people",
        "private_pages",
        "receipts",
        "reminders",
        "sessions",
        "settings",
        "sheets",
        "sms",
        "sms_heard",
        "subscribers",
        "tariffs",
        "tokens",
        "tx",
        "verifications",
        "watch",
        "wishes",
    )

    def __init__(self, tx: Tx) -> None:
        self.tx = tx
        self.inbox = InboxGateway(tx)
        self.outbox = OutboxGateway(tx)
        self.paces = PacesGateway(tx)
        self.sessions = SessionsGateway(tx)
        self.settings = SettingsGateway(tx)
        self.accounts = AccountsGateway(tx)
        self.bills = BillsGateway(tx)
        self.tariffs = TariffsGateway(tx)
        self.meters = MetersGateway(tx)
        self.files = StoredFilesGateway(tx)
        self.receipts = ReceiptsGateway(tx)
        self.facts = SecondFactsGateway(tx)
        self.links = LinksGateway(tx)
        self.subscribers = SubscribersGateway(tx)
        self.tokens = TokensGateway(tx)
        self.attempts = AttemptsGateway(tx)
        self.verifications = VerificationsGateway(tx)
        self.consents = ConsentsGateway(tx)
        self.data_requests = DataRequestsGateway(tx)
        self.audit = AuditGateway(tx)
        self.private_pages = PrivatePagesGateway(tx)
        self.people = PeopleGateway(tx)
        self.invitations = InvitationsGateway(tx)
        self.watch = PeopleWatchGateway(tx)
        self.journal = JournalGateway(tx)
        self.sheets = SheetsGateway(tx)
        self.sms = SmsSentGateway(tx)
        self.sms_heard = SmsHeardGateway(tx)
        self.intents = IntentsGateway(tx)
        self.ledger = LedgerGateway(tx)
        self.payment_notices = NoticesGateway(tx)
        self.ebills = EbillsGateway(tx)
        self.money_news = MoneyNewsGateway(tx)
        self.outages = OutagesGateway(tx)
        self.wishes = WishesGateway(tx)
        self.broadcasts = BroadcastsGateway(tx)
        self.reminders = RemindersGateway(tx)


class StoreFactory:
    """Opens the gateways of a transaction, again the same ones while the transaction object is the same."""

    def __init__(self) -> None:
        self._made: dict[int, TxStore] = {}

    def __call__(self, tx: Tx) -> TxStore:
        made = self._made.get(id(tx))
        if made is None or made.tx is not tx:
            if len(self._made) > 64:
                self._made.clear()
            made = self._made[id(tx)] = TxStore(tx)
        return made
