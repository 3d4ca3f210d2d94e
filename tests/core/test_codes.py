"""Codes and digests: derived, bound to their purpose, compared whole."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import one_time_code, parse_code, same_code
from core.linking import ReceiptDigest, accepted_months, receipt_digest, receipt_month
from core.secrets import Keyring
from core.values import Period

KEYS = Keyring("k2", {"k1": b"one key of sixteen", "k2": b"two key of sixteen"})
MONTHS = (Period(2026, 10), Period(2026, 9))


def test_code_depends_on_everything_it_is_bound_to():
    codes = {
        one_time_code(KEYS, key, verification, counter)
        for key in ("k1", "k2")
        for verification in (1, 2, 11)
        for counter in (1, 2, 11)
    }
    assert len(codes) == 18
    assert all(len(code) == 6 and code.isdecimal() for code in codes)


def test_code_is_the_same_for_the_sender_and_the_checker():
    assert one_time_code(KEYS, "k2", 7, 1) == one_time_code(KEYS, "k2", 7, 1)
    assert len(one_time_code(KEYS, "k2", 7, 1, 8)) == 8


def test_codes_are_spread_evenly():
    first = Counter(one_time_code(KEYS, "k2", n, 1)[0] for n in range(5000))
    assert len(first) == 10
    assert all(400 < times < 600 for times in first.values())


@pytest.mark.parametrize(
    ("text", "code"),
    [("482133", "482133"), ("482 133", "482133"), ("482-133", "482133"), (" 482133. ", "482133"),
     ("48213", "48213"), ("4821330", "4821330"), ("12", None), ("482133 рублей", None), ("", None),
     ("123456789", None), ("код 482133", None), ("4821З3", None), ("-5", None), ("٤٨٢١٣٣", None)],
)  # fmt: skip
def test_only_code_shaped_text_is_a_code(text, code):
    assert parse_code(text) == code


def test_comparing():
    assert same_code("482133", "482133")
    assert not same_code("482133", "482134")
    assert not same_code("482133", "48213")


def kept(number="1234567833", period="2026-10", code="482133", key_id="k2"):
    return ReceiptDigest(period, key_id, receipt_digest(KEYS, number, period, code, key_id))


def matches(*stored, number="1234567833", code="482133"):
    return receipt_month(KEYS, number, code, MONTHS, stored) is not None


def test_receipt_code_of_any_accepted_month_fits():
    assert matches(kept())
    assert matches(kept(period="2026-09"))
    assert matches(kept(), kept(period="2026-09", code="000001"))


def test_receipt_code_fits_nothing_else():
    assert not matches()
    assert not matches(kept(period="2026-08"))
    assert not matches(kept(code="482134"))
    assert not matches(kept(number="1234567841"))


def test_digest_moved_to_another_month_does_not_fit():
    moved = ReceiptDigest("2026-09", "k2", kept().digest)
    assert not matches(moved)


def test_old_key_still_counts_and_a_forgotten_one_does_not():
    assert matches(kept(key_id="k1"))
    forgotten = Keyring("k2", {"k2": b"two key of sixteen"})
    stored = (kept(key_id="k1"),)
    assert not receipt_month(forgotten, "1234567833", "482133", MONTHS, stored)


def test_accepted_months_are_the_ones_before_this():
    assert accepted_months(date(2027, 1, 15), 3) == (Period(2026, 12), Period(2026, 11), Period(2026, 10))


def test_keyring_refuses_what_protects_nothing():
    with pytest.raises(ValueError, match="at least 16 bytes"):
        Keyring.single("short")
    with pytest.raises(ValueError, match="not among"):
        Keyring("k2", {"k1": b"one key of sixteen"})


def test_keys_do_not_show():
    assert "sixteen" not in repr(KEYS)


@given(
    st.lists(st.text(st.characters(codec="utf-8")), max_size=4),
    st.lists(st.text(st.characters(codec="utf-8")), max_size=4),
)
def test_different_parts_never_share_a_digest(one, other):
    assert (KEYS.digest("p", *one) == KEYS.digest("p", *other)) == (one == other)


def test_purposes_never_share_a_digest():
    assert KEYS.digest("receipt-code", "1", "1") != KEYS.digest("one-time-code", "1", "1")
