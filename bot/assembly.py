"""From the configuration to the parts of the bot that need no network: desk, texts, drawing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from bot.channels.base import Capabilities, Form, Markup
from bot.channels.policy import PHONES, Directed, Elsewhere, ceiling, withheld, within
from bot.channels.private_view import View, view_of
from bot.channels.render import MOST_PARTS, Rendered, numbered, render
from bot.channels.seals import unsealed
from bot.channels.segments import measure
from bot.channels.telegram_capabilities import TELEGRAM
from bot.commands.database import file_terms
from bot.config.dated import deadlines_of, penalty_of
from bot.config.domain import readings_of, texted_to_of
from bot.config.notifications import calendars_of
from bot.dialogs.codec import decode_reply
from bot.dialogs.desk import ROWS, Desk, Rules, Supplier, make_desk
from bot.dialogs.link_phone import CodePayload
from bot.dialogs.model import Reply, say
from bot.dialogs.pay_terms import PayTerms
from bot.texts.catalogue import Catalogue
from bot.texts.lexicon import Lexicon
from bot.texts.patterns import TextError
from bot.texts.rules import FULL_CHARACTERS
from core.codes import one_time_code
from core.privacy import Sensitivity
from core.second_facts import Fact
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.config import Config
    from bot.dialogs.model import Phrase
    from core.clock import Clock
    from core.consents import Law
    from core.records import OutboxRow
    from core.secrets import Keyring
    from core.values import Value

_QUARTER_MS = 900_000
SMS_ROWS = 2
# Ten parts: an answer is one message, and the texts' own tests keep it to one part or two.
SMS = Capabilities(
    name="sms",
    form=Form.SHORT,
    markup=Markup.PLAIN,
    characters=670,
    buttons=0,
    button_title=0,
    button_data=0,
    edit=False,
    pictures=False,
    menu=False,
    contact=False,
    price=0,
    allowed=Sensitivity.MONEY,
)


@dataclass(frozen=True, slots=True)
class Texts:
    """The catalogue with the supplier's values and day: what a channel needs to make words of a reply."""

    catalogue: Catalogue
    lexicon: Lexicon
    supplier: dict[str, Value]
    time_zone: ZoneInfo
    clock: Clock
    mode: str
    keys: Keyring = field(repr=False)
    _days: dict[int, date] = field(default_factory=dict)
    _allowed: dict[str, Capabilities] = field(default_factory=dict)

    @classmethod
    def of(cls, config: Config, clock: Clock) -> Texts:
        from bot.config.domain import keyring_of

        supplier = config.supplier
        values: dict[str, Value] = {
            "supplier": supplier.name,
            "supplier_phone": supplier.phones[0] if supplier.phones else "",
            "supplier_hours": supplier.call_centre_hours,
            "dispatcher_phone": supplier.dispatcher_phone,
        }
        zone = ZoneInfo(supplier.time_zone)
        mode, keys = config.policy.mode, keyring_of(config)
        return cls(Catalogue.load(), Lexicon.load(), values, zone, clock, mode, keys)

    def today(self) -> date:
        """The supplier's day; worked out once a quarter of an hour, for every message asks."""
        quarter = self.clock.now_ms() // _QUARTER_MS
        known = self._days.get(quarter)
        if known is None:
            self._days.clear()
            known = self._days[quarter] = self.clock.now().astimezone(self.time_zone).date()
        return known

    def draw(self, row: OutboxRow, can: Capabilities) -> Rendered:
        """A reply of the outbox as the messages of a channel, within the data policy of this moment."""
        if isinstance(row.content, Directed):
            return self.render(row.content.reply, can, row.content.elsewhere)
        return self.render(self.reply(row), can)

    def reply(self, row: OutboxRow) -> Reply:
        """The reply of an outbox row; ValueError or LookupError when it holds none."""
        return row.content if isinstance(row.content, Reply) else decode_reply(row.payload)

    def render(self, reply: Reply, can: Capabilities, elsewhere: Elsewhere = PHONES) -> Rendered:
        open_ = unsealed(reply, self.keys)
        return render(open_, self.allowed(can), self.catalogue, self.supplier, self.today(), elsewhere)

    def numbers(self, reply: Reply) -> bool:
        """Whether the reply, as an SMS, shows the numbers of its options (`Desk.numbers`)."""
        return numbered(reply, self.render(reply, SMS))

    def allowed(self, can: Capabilities) -> Capabilities:
        """What the data policy leaves of a channel."""
        known = self._allowed.get(can.name)
        if known is None:
            known = self._allowed[can.name] = within(can, self.mode)
        return known

    def lacks(self, reply: Reply, can: Capabilities) -> Sensitivity:
        """The most private that the channel may not carry of a reply; PUBLIC when it is whole."""
        return withheld(reply, self.allowed(can), self.catalogue)

    def view(self, payload: str, can: Capabilities) -> View:
        """A kept reply as the private page shows it."""
        reply = unsealed(decode_reply(payload), self.keys)
        chat = ceiling(self.mode, "telegram")
        return view_of(reply, self.catalogue, self.allowed(can).allowed, self.phrase, chat)

    def say(self, key: str) -> str:
        """A text of the bot's own profile, which everybody sees. TextError for one that is not public."""
        if self.catalogue.sensitivity(key) > Sensitivity.PUBLIC:
            raise TextError(f"text {key!r} is not public")
        return self.catalogue.text("full", key, self.supplier, self.today())

    def words(self, key: str, values: Mapping[str, Value]) -> str:
        """A text of the full form."""
        return self.catalogue.text("full", key, {**self.supplier, **values}, self.today())

    def phrase(self, phrase: Phrase) -> str:
        """The words of a phrase in the full form."""
        return self.words(phrase.key, phrase.values)


class SmsWriter:
    """The words of an SMS row: a one-time code, derived now and stored nowhere, or a reply in short form."""

    def __init__(self, texts: Texts, keys: Keyring) -> None:
        self._texts = texts
        self._keys = keys

    def code(self, row: OutboxRow) -> str:
        payload = msgspec.json.decode(row.payload, type=CodePayload)
        code = one_time_code(self._keys, payload.key_id, payload.verification, payload.counter)
        account = Masked(payload.number)
        if row.notify == row.address:
            return self._words(Reply((say("sms-code-here", code=code, account=account),)))
        return self._words(Reply((say("sms-code", code=code, account=account),)))

    def message(self, row: OutboxRow) -> str:
        return self._words(decode_reply(row.payload))

    def _words(self, reply: Reply) -> str:
        parts = self._texts.render(reply, SMS).parts
        if not parts:
            raise ValueError("nothing to say in the short form")
        return parts[0].text


def sms_parts(texts: Texts, reply: Reply) -> int:
    """How many parts a reply has as an SMS."""
    return sum(measure(part.text).parts for part in texts.render(reply, SMS).parts[:1])


def short_enough(texts: Texts, address: str, reply: Reply) -> bool:
    """Whether a message that we begin is as short as voice wants it: two SMS, 350 characters elsewhere."""
    if address.startswith("tel:"):
        return sms_parts(texts, reply) <= MOST_PARTS
    return sum(len(part.text) for part in texts.render(reply, TELEGRAM).parts) <= FULL_CHARACTERS


def room(address: str) -> int:
    """How many rows of a list an answer to this address has room for: two SMS hold two."""
    return SMS_ROWS if address.startswith("tel:") else ROWS


def make_rules(config: Config) -> Rules:
    """The numbers of the conversation."""
    linking = config.linking
    return Rules(
        account_lengths=linking.account_digits,
        receipt_digits=linking.receipt_code_digits,
        accepted_months=linking.accepted_months,
        consent_version=linking.consent_version,
        phone_prefixes=linking.phone_prefixes,
        second_facts=tuple(map(Fact, linking.second_facts)),
        last_payments=linking.last_payments,
        meter_needs_phone=linking.meter_needs_phone,
        file_links=linking.file_links,
        office_digits=linking.office_code_digits,
        reverse=linking.confirmation == "reverse",
        reverse_phone=linking.reverse_phone,
        resume_minutes=linking.resume_minutes,
        closed_linkable=linking.closed_accounts == "allow",
        deadlines=deadlines_of(config),
        stage_percents=config.deadlines.stages,
        penalty=penalty_of(config),
        files=file_terms(config),
        readings=readings_of(config),
        calendars=calendars_of(config),
        texted_to=texted_to_of(config),
        by_requisites=bool(config.payments.requisites.account),
    )


def build_desk(
    config: Config,
    keys: Keyring,
    law: Law | None = None,
    numbers: Callable[[Reply], bool] = lambda _reply: True,
    pay: PayTerms | None = None,
) -> Desk:
    """The clerk's desk of this supplier; `numbers` as in `Desk`, `pay` where one can pay."""
    from bot.config.domain import limits_of

    given = config.supplier
    offices = tuple(", ".join(filter(None, (o.address, o.hours, o.phone))) for o in given.offices)
    supplier = Supplier(given.dispatcher_phone, offices, given.site, given.privacy_url, given.phones)
    rules, limits = make_rules(config), limits_of(config)
    zone = ZoneInfo(given.time_zone)
    return make_desk(
        zone, supplier, rules, keys, limits, law, rows=room, numbers=numbers, pay=pay or PayTerms()
    )
