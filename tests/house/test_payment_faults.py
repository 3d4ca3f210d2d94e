"""Each known fault of payment bots has a test that is named after its number.

The numbers are those of the list that payments were built against.
"""

from __future__ import annotations

import re

from tests.house.sources import ROOT

FAULTS = {
    1: "credited twice",
    2: "marked as done and not booked",
    3: "notice before the answer",
    4: "believing a notice",
    5: "asking before answering a notice",
    6: "a signature that is none",
    7: "the address a caller claims",
    8: "another amount, currency or shop",
    9: "an old link",
    10: "two people, one debt",
    11: "floats",
    12: "parts that are not the whole",
    13: "another key in each try",
    14: "unknown taken for failed",
    15: "no end of waiting",
    16: "coming back taken for paid",
    17: "held and never captured",
    18: "out of order",
    19: "refunds",
    20: "secrets and payers in logs",
    21: "the account of somebody else",
    22: "limits",
    23: "metadata",
    24: "metadata that vanishes",
    25: "tax rates",
    26: "borders of days",
    27: "test and production",
}
_NAME = re.compile(r"^ *(?:async )?def test_fault_(\d\d)_\w", re.MULTILINE)


def test_each_fault_of_payments_has_a_test_of_its_name() -> None:
    texts = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    found = {int(number) for text in texts for number in _NAME.findall(text)}
    missing = {number: what for number, what in FAULTS.items() if number not in found}
    assert missing == {}
    assert found == set(FAULTS), "a number that no fault has"
