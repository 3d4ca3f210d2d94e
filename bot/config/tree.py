"""The whole configuration: the tree of ``config.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from bot.config.keys.charts import Charts
from bot.config.keys.consent import Consent
from bot.config.keys.deadlines import Deadlines
from bot.config.keys.ebill import Ebill
from bot.config.keys.export import Export
from bot.config.keys.files import Files
from bot.config.keys.limits import Limits
from bot.config.keys.linking import Linking, Policy
from bot.config.keys.notifications import Reminders
from bot.config.keys.payments import Payments
from bot.config.keys.penalty import Penalty
from bot.config.keys.readings import Readings
from bot.config.keys.security import Security
from bot.config.keys.sms import Sms
from bot.config.keys.supplier import Supplier
from bot.config.keys.telegram import Telegram
from bot.config.keys.upkeep import Import, Log, Retention, Sending
from bot.config.keys.web import ClockSection, Database, Web
from bot.config.section import Section, fields_of, walk


class Config(Section, frozen=True):
    """Everything that can be configured; each attribute is a table of the file."""

    telegram: Telegram = Telegram()
    web: Web = Web()
    database: Database = Database()
    sms: Sms = Sms()
    payments: Payments = Payments()
    security: Security = Security()
    supplier: Supplier = Supplier()
    linking: Linking = Linking()
    readings: Readings = Readings()
    files: Files = Files()
    charts: Charts = Charts()
    consent: Consent = Consent()
    limits: Limits = Limits()
    policy: Policy = Policy()
    deadlines: Deadlines = Deadlines()
    penalty: Penalty = Penalty()
    sending: Sending = Sending()
    reminders: Reminders = Reminders()
    import_: Import = msgspec.field(default=Import(), name="import")
    export: Export = Export()
    ebill: Ebill = Ebill()
    retention: Retention = Retention()
    clock: ClockSection = ClockSection()
    log: Log = Log()


def secrets_of(section: Section) -> Iterator[str]:
    """Yield every secret text that is set (of an address only its password), so that logs can drop them."""
    for field in fields_of(type(section)):
        value = getattr(section, field.attribute)
        if isinstance(value, Section):
            yield from secrets_of(value)
        elif field.secret:
            texts = value.values() if isinstance(value, dict) else [value]
            yield from filter(None, map(_secret_part, texts))


def _secret_part(text: str) -> str:
    return (urlsplit(text).password or "") if "://" in text else text


def example_of(path: str) -> object:
    """Return the example of a key in ``config.example.toml``: known to everybody, so never a secret."""
    return dict(walk(Config))[path].example
