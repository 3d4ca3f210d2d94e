"""The process that prints bills: what it cannot print is said by its kind, never by its words."""

from __future__ import annotations

import msgspec
import pytest

from bot.bills.process import BillProcess
from tests.payments.papers import paper


async def test_a_bill_that_cannot_be_printed_names_the_kind_of_failure_only():
    broken = msgspec.structs.replace(paper(title="SECRET"), title="")
    with pytest.raises(ValueError, match="Unprintable") as found:
        await BillProcess().print(broken)
    assert "SECRET" not in str(found.value)
