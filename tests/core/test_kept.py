"""What stays is told with a day, but for what goes as billing says."""

from __future__ import annotations

import pytest

from core.data_register import REGISTER
from core.kept import GROUPS, after_erasure, after_withdrawal


@pytest.mark.parametrize("stays", [after_withdrawal, after_erasure])
@pytest.mark.parametrize("keep_days", [{}, {"audit_days": 30}])
def test_only_what_billing_keeps_has_no_day(stays, keep_days):
    assert {one.group for one in stays(keep_days) if not one.days} == {"billing"}


def test_each_purpose_of_a_personal_table_has_words():
    assert {table.purpose for table in REGISTER.values() if table.personal} <= set(GROUPS)


@pytest.mark.parametrize("stays", [after_withdrawal, after_erasure])
def test_readings_stay_as_long_as_their_rule_says(stays):
    assert {one.group: one.days for one in stays({"readings": 1100, "documents": 30})}["readings"] == 1100
