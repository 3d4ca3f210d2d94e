"""Where notifications of the configuration may go."""

from __future__ import annotations

import pytest

from bot.notifications.sms_terms import SmsTerms
from core.notifications.kinds import Kind

PHONE, CHAT = "tel:+79160000001", "telegram:1"


@pytest.mark.parametrize(
    ("kind", "address", "sms", "carried"),
    [
        (Kind.READING, PHONE, True, True),
        (Kind.READING, PHONE, False, False),
        (Kind.READING, CHAT, False, True),
        (Kind.NEWS, PHONE, False, True),
        (Kind.LINK, PHONE, False, True),
    ],
)
def test_by_sms_only_where_the_supplier_pays_for_reminders(kind, address, sms, carried):
    terms = SmsTerms(lambda _reply: 1, frozenset(Kind if sms else ()))
    assert terms.carries(kind, address) is carried
