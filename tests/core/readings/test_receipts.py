"""Receipt numbers: short, unique, found again as people read them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readings.receipts import entry_of, receipt_of

ids = st.integers(1, 909_000_000)


@given(ids)
def test_it_leads_back(entry_id):
    assert entry_of(receipt_of(entry_id)) == entry_id


@given(ids, st.data())
def test_a_wrong_digit_is_noticed(entry_id, data):
    receipt = receipt_of(entry_id)
    at = data.draw(st.sampled_from([n for n, one in enumerate(receipt) if one != "-"]))
    other = data.draw(st.sampled_from([one for one in "0123456789" if one != receipt[at]]))
    assert entry_of(receipt[:at] + other + receipt[at + 1 :]) == 0


@given(ids, st.data())
def test_two_digits_in_the_wrong_order_are_noticed(entry_id, data):
    digits = receipt_of(entry_id).replace("-", "")
    at = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assert swapped == digits or entry_of(swapped) == 0


def test_no_two_are_the_same():
    spans = [range(1, 50_000), range(8_950_001, 9_050_001)]
    numbers = {receipt_of(one) for span in spans for one in span}
    assert len(numbers) == sum(map(len, spans))


@pytest.mark.parametrize(
    ("entry_id", "length"), [(1, 10), (9_000_000, 10), (9_000_001, 13), (909_000_000, 13)]
)
def test_it_is_short_enough_for_the_phone(entry_id, length):
    receipt = receipt_of(entry_id)
    assert len(receipt) == length
    assert all(len(group) in {1, 2, 3} for group in receipt.split("-"))
    assert receipt[0] != "0"


def test_numbers_of_a_day_do_not_count_up():
    first, second, third = (int(receipt_of(one).replace("-", "")) for one in (100, 101, 102))
    assert abs(second - first) > 1_000_000
    assert abs(third - second) > 1_000_000


def test_spellings():
    receipt = receipt_of(77)
    plain = receipt.replace("-", "")
    arabic = plain.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    for typed in (plain, f"№{receipt}", f" {receipt.replace('-', ' ')} ", receipt.replace("-", "–"), arabic):
        assert entry_of(typed) == 77


@pytest.mark.parametrize(
    "typed", ["", "0", "12345678", "квитанция 1", "1" * 200, "00000000", "-", "9" * 10, "²" * 8]
)
def test_what_is_no_number_of_ours(typed):
    assert entry_of(typed) == 0


@pytest.mark.parametrize("entry_id", [0, -1, 909_000_001])
def test_an_id_without_a_number(entry_id):
    with pytest.raises(ValueError, match="no receipt number"):
        receipt_of(entry_id)
