"""From the configuration to the parts of the bot that need no network: desk, texts, drawing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import msgspec

from bot.channels.base import Capabilities, Form, Markup
from bot.channels.policy import ceiling
from bot.channels.render import Rendered, render
from bot.dialogs.codec import decode_reply
from bot.dialogs.desk import Desk, Rules, Supplier, make_desk
from bot.dialogs.link_phone import CodePayload
from bot.dialogs.model import Reply, say
from bot.texts.catalogue import Catalogue
from bot.texts.lexicon import Lexicon
from core.codes import one_time_code
from core.second_facts import Fact
from core.privacy import Sensitivity
from core.values import Masked

if TYPE_CHECKING:
    from bot.config import Config
    from core.clock import Clock
    from core.records import OutboxRow
    from core.secrets import Keyring
    from core.values import Value

_QUARTER_MS = 900_000
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
    _days: dict[int, date] = field(default_factory=dict)
    _allowed: dict[str, Capabilities] = field(default_factory=dict)

    @classmethod
    def of(cls, config: Config, clock: Clock) -> Texts:
        supplier = config.supplier
        values: dict[str, Value] = {
            "supplier": supplier.name,
            "supplier_phone": supplier.phones[0] if supplier.phones else "",
            "supplier_hours": supplier.call_centre_hours,
            "dispatcher_phone": supplier.dispatcher_phone,
        }
        zone = ZoneInfo(supplier.time_zone)
        return cls(Catalogue.load(), Lexicon.load(), values, zone, clock, config.policy.mode)

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
        reply = row.content if isinstance(row.content, Reply) else decode_reply(row.payload)
        return self.render(reply, can)

    def render(self, reply: Reply, can: Capabilities) -> Rendered:
        allowed = self._allowed.get(can.name)
        if allowed is None:
            allowed = self._allowed[can.name] = replace(can, allowed=ceiling(self.mode, can.name))
        return render(reply, allowed, self.catalogue, self.supplier, self.today())

    def say(self, key: str) -> str:
        return self.catalogue.text("full", key, self.supplier, self.today())


class SmsWriter:
    """The words of an SMS row: a one-time code, derived now and stored nowhere, or a reply in short form."""

    def __init__(self, texts: Texts, keys: Keyring) -> None:
        self._texts = texts
        self._keys = keys

    def code(self, row: OutboxRow) -> str:
        payload = msgspec.json.decode(row.payload, type=CodePayload)
        code = one_time_code(self._keys, payload.key_id, payload.verification, payload.counter)
        return self._words(Reply((say("sms-code", code=code, account=Masked(payload.number)),)))

    def message(self, row: OutboxRow) -> str:
        return self._words(decode_reply(row.payload))

    def _words(self, reply: Reply) -> str:
        parts = self._texts.render(reply, SMS).parts
        if not parts:
            raise ValueError("nothing to say in the short form")
        return parts[0].text


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
        office_digits=linking.office_code_digits,
        reverse=linking.confirmation == "reverse",
        reverse_phone=linking.reverse_phone,
        resume_minutes=linking.resume_minutes,
        closed_linkable=linking.closed_accounts == "allow",
    )


def build_desk(config: Config, keys: Keyring) -> Desk:
    """The clerk's desk of this supplier."""
    from bot.config.domain import limits_of

    given = config.supplier
    offices = tuple(", ".join(filter(None, (o.address, o.hours, o.phone))) for o in given.offices)
    supplier = Supplier(given.dispatcher_phone, offices, given.site, given.privacy_url)
    return make_desk(ZoneInfo(given.time_zone), supplier, make_rules(config), keys, limits_of(config))
