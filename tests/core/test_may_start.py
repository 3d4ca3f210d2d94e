"""Whether we may begin a conversation at an address."""

from __future__ import annotations

import pytest

from core.records import Session
from core.usecases.notices import MayStart


@pytest.mark.parametrize(
    ("given", "may"),
    [({}, True), ({"muted": True}, False), ({"state": "blocked"}, False)],
)
def test_neither_who_stopped_nor_who_blocked_us(given, may):
    assert MayStart(sms_consent=True)(None, Session("telegram:1", 1, **given)) is may
    assert MayStart(sms_consent=False)(None, Session("tel:+79160000001", 1, **given)) is may
