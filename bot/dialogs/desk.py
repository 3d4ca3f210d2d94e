"""What dialogs are given: use cases, facts of the supplier, rules. Built once, in the composition root."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.dialogs.model import Reply
from bot.dialogs.pay_terms import PayTerms
from bot.texts.chart_wishes import ChartWishes
from bot.texts.reading_words import load_reading_words
from bot.texts.sheet_words import load_headings
from core.accounts import AccountCard
from core.consents import SMS_NOTICES, Basis, Law
from core.deadlines import DEADLINES, Deadlines
from core.files.model import Terms as FileTerms
from core.limits import Limits
from core.linking import accepted_months
from core.notifications.groups import Calendar, Calendars
from core.readings.grammar.vocabulary import Vocabulary
from core.readings.rules import ReadingRules
from core.readings.sheet import Headings
from core.second_facts import Fact
from core.secrets import Keyring
from core.usecases.accounts import FindDispatcher, ListAccounts, ShowCard, Unlink
from core.usecases.consents import GiveConsent, RevokeConsent, WithdrawConsent
from core.usecases.notices import MayStart, SwitchNotices
from core.usecases.own_data import AskErasure, AskExport
from core.usecases.people import Dispute, ListPeople, ListSuspended, NameAccount, RemovePerson
from core.usecases.people_invitations import Invite, OpenInvitation
from core.usecases.phone_codes import ChoosePhone, ConfirmCode, SendCode
from core.usecases.pricing import Pricing
from core.usecases.readings import TakeReadings
from core.usecases.receipts import CheckFact
from core.usecases.reverse import HearPhone
from core.usecases.screens import PenaltyTerms, Screens
from core.usecases.sheets import TakeSheet
from core.usecases.sheets_confirmed import ConfirmSheet
from core.usecases.tokens import OpenBill
from core.usecases.unlinked import TakeUnlinked
from core.values import Period

_PENALTY = PenaltyTerms()
_FILES = FileTerms()
_READINGS = ReadingRules()
_CALENDARS = Calendars(Calendar(ZoneInfo("UTC")))
_PAY = PayTerms()
ROWS = 6
"""Rows of a list on a screen of a phone."""


@dataclass(frozen=True, slots=True)
class Supplier:
    """Facts that texts name. Phones and hours are written as people should read them; "" is not known.

    The name, the phone and the hours of the call centre are no part of it: every text has them anyway.
    """

    dispatcher_phone: str = ""
    offices: tuple[str, ...] = ()
    site: str = ""
    privacy_url: str = ""
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """Numbers of the conversation. `accepted_months`: bills of how many past months prove a right.

    `second_facts`: what proves a right, in the order of offering; `last_payments` count as the last one.
    `meter_needs_phone`: meter and payment prove only an account whose mobile phone billing knows.
    `file_links`: bills sent as files link the account by their code.
    `reverse`: the phone texts a code to `reverse_phone` (as people read it) instead of getting one.
    `deadlines`: dated days of a month, for people without an account. `stage_percents`: what organisations
    pay by stages, the last one being the rest. `by_requisites`: the recipient of payment QRs is configured.
    `calendars`: when people are told unasked, by group. `texted_to`: where SMS are answered to, if not where
    they come from.
    """

    account_lengths: Collection[int] = (10,)
    by_requisites: bool = False
    receipt_digits: int = 6
    accepted_months: int = 2
    consent_version: str = "1"
    phone_prefixes: Sequence[str] = ("79",)
    second_facts: tuple[Fact, ...] = (Fact.RECEIPT, Fact.METER, Fact.OFFICE)
    last_payments: int = 2
    meter_needs_phone: bool = True
    file_links: bool = True
    office_digits: int = 8
    reverse: bool = False
    reverse_phone: str = ""
    resume_minutes: int = 60
    closed_linkable: bool = False
    stale_after_days: int = 5
    deadlines: tuple[Deadlines, ...] = DEADLINES
    stage_percents: tuple[int, ...] = (30, 40)
    penalty: PenaltyTerms = _PENALTY
    files: FileTerms = _FILES
    readings: ReadingRules = _READINGS
    calendars: Calendars = _CALENDARS
    texted_to: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """The clerk's desk."""

    time_zone: tzinfo
    supplier: Supplier
    rules: Rules
    law: Law
    give_consent: GiveConsent
    revoke_consent: RevokeConsent
    withdraw_consent: WithdrawConsent
    check_fact: CheckFact
    open_bill: OpenBill
    choose_phone: ChoosePhone
    send_code: SendCode
    confirm_code: ConfirmCode
    hear_phone: HearPhone
    show_card: ShowCard
    list_accounts: ListAccounts
    find_dispatcher: FindDispatcher
    unlink: Unlink
    switch_notices: SwitchNotices
    may_start: MayStart
    ask_export: AskExport
    ask_erasure: AskErasure
    name_account: NameAccount
    list_people: ListPeople
    remove_person: RemovePerson
    dispute: Dispute
    list_suspended: ListSuspended
    invite: Invite
    open_invitation: OpenInvitation

    screens: Screens
    take_readings: TakeReadings
    take_unlinked: TakeUnlinked
    reading_words: Vocabulary
    take_sheet: TakeSheet
    confirm_sheet: ConfirmSheet
    headings: Headings
    chart_wishes: ChartWishes
    pay: PayTerms
    rows: Callable[[str], int]
    """How many rows of a list an answer to this address has room for."""
    numbers: Callable[[Reply], bool]
    """Whether a message without buttons has room for its options, and so shows their numbers."""

    def today(self, now: datetime) -> date:
        """The supplier's calendar day."""
        return now.astimezone(self.time_zone).date()

    def reads(self, card: AccountCard) -> TakeReadings:
        """How readings of an account are taken: its days are those of its group's clock."""
        return self.take_readings.by(card.group)

    def accepted_months(self, now: datetime) -> tuple[Period, ...]:
        """Months whose bills prove a right, the newest first."""
        return accepted_months(self.today(now), self.rules.accepted_months)


def make_desk(  # noqa: PLR0913 - the root of all that dialogs are given
    time_zone: tzinfo,
    supplier: Supplier,
    rules: Rules,
    keys: Keyring,
    limits: Limits,
    law: Law | None = None,
    *,
    pay: PayTerms = _PAY,
    rows: Callable[[str], int] = lambda _address: ROWS,
    numbers: Callable[[Reply], bool] = lambda _reply: True,
) -> Desk:
    """Put the use cases together. Without `law` every purpose asks for `rules.consent_version`."""
    take = TakeReadings(rules.readings, Pricing(rules.readings), time_zone, rules.calendars.zones())
    law, withdraw = law or Law.plain(rules.consent_version), WithdrawConsent()
    phones = ChoosePhone(tuple(rules.phone_prefixes))
    return Desk(
        time_zone=time_zone,
        supplier=supplier,
        rules=rules,
        law=law,
        give_consent=GiveConsent(law),
        revoke_consent=RevokeConsent(),
        withdraw_consent=withdraw,
        open_bill=OpenBill(keys, limits, rules.file_links),
        check_fact=CheckFact(keys, limits, rules.last_payments, rules.meter_needs_phone),
        choose_phone=phones,
        send_code=SendCode(keys, limits),
        confirm_code=ConfirmCode(keys, limits, phones),
        hear_phone=HearPhone(keys, limits),
        show_card=ShowCard(),
        list_accounts=ListAccounts(),
        find_dispatcher=FindDispatcher(),
        unlink=Unlink(),
        switch_notices=SwitchNotices(),
        may_start=MayStart(law.terms[SMS_NOTICES].basis is Basis.CONSENT),
        ask_export=AskExport(),
        ask_erasure=AskErasure(withdraw),
        name_account=NameAccount(),
        list_people=ListPeople(),
        remove_person=RemovePerson(),
        dispute=Dispute(),
        list_suspended=ListSuspended(),
        invite=Invite(keys),
        open_invitation=OpenInvitation(keys, limits),
        screens=Screens(rules.penalty),
        take_readings=take,
        take_unlinked=TakeUnlinked(take, limits),
        reading_words=load_reading_words(),
        take_sheet=TakeSheet(take),
        confirm_sheet=ConfirmSheet(),
        headings=load_headings(),
        chart_wishes=ChartWishes.load(),
        pay=pay,
        rows=rows,
        numbers=numbers,
    )
