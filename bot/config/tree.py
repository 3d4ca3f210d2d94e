"""The whole configuration: the tree of ``config.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from bot.config import edges, rules
from bot.config.section import Section, fields_of, walk


class Config(Section, frozen=True):
    """Everything that can be configured; each attribute is a table of the file."""

    telegram: edges.Telegram = edges.Telegram()
    web: edges.Web = edges.Web()
    database: edges.Database = edges.Database()
    sms: edges.Sms = edges.Sms()
    payments: edges.Payments = edges.Payments()
    security: rules.Security = rules.Security()
    supplier: rules.Supplier = rules.Supplier()
    linking: rules.Linking = rules.Linking()
    limits: rules.Limits = rules.Limits()
    policy: rules.Policy = rules.Policy()
    sending: rules.Sending = rules.Sending()
    import_: rules.Import = msgspec.field(default=rules.Import(), name="import")
    retention: rules.Retention = rules.Retention()
    clock: edges.ClockSection = edges.ClockSection()
    log: edges.Log = edges.Log()


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
