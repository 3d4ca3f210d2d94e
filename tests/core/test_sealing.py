from __future__ import annotations

import pytest

from core.sealing import LONGEST, sealed, unsealed
from core.secrets import Keyring

OLD, NEW = b"o" * 16, b"n" * 16
KEYS = Keyring("k1", {"k1": OLD})


@pytest.mark.parametrize("words", ["482133", "АБ0012345 700,00", "x" * LONGEST, ""])
def test_what_is_sealed_comes_out(words):
    token = sealed(KEYS, 77, words)
    assert unsealed(KEYS, token) == words
    assert not words or (words not in token and words.encode().hex() not in token)


def test_a_stream_is_used_once():
    assert sealed(KEYS, 1, "482133").split(".")[1] != sealed(KEYS, 2, "482133").split(".")[1]
    blocks = bytes.fromhex(sealed(KEYS, 1, "0" * 64).split(".")[1])
    assert blocks[:32] != blocks[32:]


def test_it_opens_after_the_key_was_replaced_and_not_without_it():
    token = sealed(KEYS, 5, "482133")
    assert unsealed(Keyring("k2", {"k1": OLD, "k2": NEW}), token) == "482133"
    assert unsealed(Keyring("k2", {"k2": NEW}), token) == ""
    assert unsealed(Keyring("k1", {"k1": NEW}), token) != "482133"


@pytest.mark.parametrize("token", ["", "482133", "1.zz.k1", "x.00.k1", "1.00.k9", "..k1"])
def test_what_is_no_token_is_nothing(token):
    assert unsealed(KEYS, token) == ""


def test_long_words_are_refused():
    with pytest.raises(ValueError, match="at most"):
        sealed(KEYS, 1, "x" * (LONGEST + 1))
