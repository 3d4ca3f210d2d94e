"""Numbers of cards in texts, and what is none."""

from __future__ import annotations

import pytest

from core.payments.card_numbers import card_number


@pytest.mark.parametrize(
    "text",
    ["4111111111111111", "4111 1111 1111 1111", "5555-5555-5555-4477 12/27 123", "2200000000000004",
     "моя карта 2202 4743 0132 2987, спишите", "4111\u00a01111\u00a01111\u00a01111", "6200000000000000000",
     "6200 0000 0000 0000 000"],
)  # fmt: skip
def test_the_number_of_a_card_is_seen(text):
    assert card_number(text) is not None


@pytest.mark.parametrize(
    "text",
    ["4111111111111112", "4111 1111 1111 1112", "15420", "1234 5678 9012 3456", "4111,1111,1111,1111",
     "4111 1111-1111 1111", "40702810900000001234", "30101810000000000000", "+7 916 123-45-67",
     "4111 1111 1111", "1111111111111117", "4111\n1111\n1111\n1111", "4111 1111 1111 1111,5", ""],
)  # fmt: skip
def test_other_numbers_are_none(text):
    assert card_number(text) is None
