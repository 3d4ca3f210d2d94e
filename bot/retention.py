"""How long everything is kept: the configured days, and what is fixed by the use of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scheduler.housekeeping import FIXED

if TYPE_CHECKING:
    from bot.config import Config

_MONTH = 31


def keep_days(config: Config) -> dict[str, int]:
    """For how many days each retention rule keeps what it is about (`storage.purge`)."""
    given = config.retention
    return {
        **FIXED,
        "inbox": given.inbox_days,
        "dead_letters": given.dead_letter_days,
        "outbox": given.outbox_days,
        "sessions": given.session_days,
        "audit": given.audit_days,
        "links": given.link_days,
        "addresses": given.address_days,
        "requests": given.request_days,
        "consents": given.consent_days,
        "subscribers": given.consent_days,
        "photos": config.readings.photo_days,
        "documents": config.files.document_days,
        "readings": given.reading_days,
        "payments": given.payment_days,
        "history": given.history_months * _MONTH,
    }
