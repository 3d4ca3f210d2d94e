"""The signed link of a bill that is sent as a file: whose it is comes back, and only from us."""

from __future__ import annotations

import pytest

from core.bill_codes import TOKEN_PREFIX, parse_token
from core.bill_links import SentBill, link_token, read_token
from core.secrets import Keyring
from core.values import Period

KEYS = Keyring("k1", {"k1": b"sixteen bytes and more"})
NEWER = Keyring("k2", {"k1": b"sixteen bytes and more", "k2": b"another sixteen bytes"})
OTHERS = Keyring("k1", {"k1": b"of another supplier, long"})
BILL = SentBill(1_000_017, Period(2026, 10))
TOKEN = link_token(KEYS, BILL)


@pytest.mark.parametrize(
    "bill",
    [BILL, SentBill(1, Period(2000, 1)), SentBill(2**63 - 1, Period(2999, 12)), SentBill(0, Period(1, 12))],
)
def test_what_was_signed_comes_back(bill: SentBill) -> None:
    assert read_token(KEYS, link_token(KEYS, bill)) == bill


def test_a_messenger_hands_it_on_and_no_token_of_paper_looks_like_it() -> None:
    assert TOKEN.startswith(TOKEN_PREFIX)
    assert len(TOKEN) <= 64
    assert TOKEN.removeprefix("b_").replace("-", "").replace("_", "").isalnum()
    assert parse_token(TOKEN) is None


def test_the_same_bill_has_one_link_and_another_one_another() -> None:
    assert link_token(KEYS, BILL) == TOKEN
    assert len({TOKEN, link_token(KEYS, SentBill(1_000_018, BILL.period)), link_token(OTHERS, BILL)}) == 3


def test_a_key_that_was_replaced_still_reads_what_it_signed() -> None:
    assert read_token(NEWER, TOKEN) == BILL
    assert read_token(KEYS, link_token(NEWER, BILL)) is None
    assert read_token(OTHERS, TOKEN) is None


@pytest.mark.parametrize("at", range(2, len(TOKEN) - 1))
def test_a_changed_letter_opens_nothing(at: int) -> None:
    other = "A" if TOKEN[at] != "A" else "B"
    assert read_token(KEYS, TOKEN[:at] + other + TOKEN[at + 1 :]) is None


@pytest.mark.parametrize(
    "text", ["", "b_", "b_" + "_" * 35, "b_" + "A" * 34, "b_" + "я" * 35, TOKEN + "A", TOKEN + "\n"]
)
def test_rubbish_opens_nothing(text: str) -> None:
    assert read_token(KEYS, text) is None
