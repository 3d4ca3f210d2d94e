"""What stays is told with a day, but for what goes as billing says."""

from __future__ import annotations

import pytest

from core.kept import after_erasure, after_withdrawal


@pytest.mark.parametrize("stays", [after_withdrawal, after_erasure])
@pytest.mark.parametrize("keep_days", [{}, {"audit_days": 30}])
def test_only_what_billing_keeps_has_no_day(stays, keep_days):
    assert {one.group for one in stays(keep_days) if not one.days} == {"billing"}
