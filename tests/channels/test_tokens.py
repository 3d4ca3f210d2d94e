"""Data of buttons: what is written is read back, everything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.tokens import LIMIT, Pressed, decode, encode
from bot.dialogs.model import Choice, Press, say

LABEL = say("button-yes")


def test_step_and_entry():
    assert encode("2f.0", Choice("yes", LABEL)) == "s:2f.0:yes"
    assert encode("", Choice("balance", LABEL, Press.ENTRY, "12")) == "e:balance:12"
    assert encode("2f.0", Choice("menu", LABEL, Press.ENTRY)) == "e:menu:"
    assert decode("s:2f.0:yes") == Pressed("yes", "2f.0")
    assert decode("e:balance:12") == Pressed("balance", target="12")
    assert decode("e:menu:") == Pressed("menu")


@pytest.mark.parametrize(
    ("prompt", "choice"),
    [
        ("", Choice("yes", LABEL)),
        ("p", Choice("", LABEL)),
        ("", Choice("", LABEL, Press.ENTRY, "12")),
        ("p:q", Choice("yes", LABEL)),
        ("p", Choice("да", LABEL)),
        ("p", Choice("a b", LABEL)),
        ("", Choice("balance", LABEL, Press.ENTRY, "x" * 60)),
        ("p" * 41, Choice("yes", LABEL)),
        ("", Choice("balance", LABEL, Press.ENTRY, "1\n")),
    ],
)
def test_what_cannot_be_carried(prompt, choice):
    with pytest.raises(ValueError, match="no button can carry"):
        encode(prompt, choice)


@pytest.mark.parametrize(
    "data",
    ["", "s", "s:", "s::", "s:p:", "s::yes", "e::", "e::12", "x:p:yes", "s:p:yes:more", "s:p:yes\n",
     "S:p:yes", " s:p:yes", "s:p:да", "s:p:\u0661", "e:balance:" + "9" * 60, "s:p:y\x00s", "e:balance:1 2"],
)  # fmt: skip
def test_strange_data_are_refused(data):
    assert decode(data) is None


@given(st.text(max_size=80))
def test_any_text_is_refused_or_read(data):
    pressed = decode(data)
    if pressed is not None:
        press = Press.STEP if pressed.prompt else Press.ENTRY
        assert encode(pressed.prompt, Choice(pressed.choice, LABEL, press, pressed.target)) == data


WORD = st.text("abcXYZ019_.-", min_size=1, max_size=40)


@given(WORD, WORD, st.sampled_from(Press))
def test_round_trip_within_the_limit(one, two, press):
    choice = Choice(two, LABEL, press, one if press is Press.ENTRY else "")
    try:
        data = encode(one, choice)
    except ValueError:
        assert len(one) + len(two) + 3 > LIMIT
        return
    assert len(data.encode()) <= LIMIT
    expected = Pressed(two, target=one) if press is Press.ENTRY else Pressed(two, one)
    assert decode(data) == expected
