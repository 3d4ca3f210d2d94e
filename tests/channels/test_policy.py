"""Which sensitivity may leave where."""

from __future__ import annotations

import pytest

from bot.channels.policy import INSTEAD, allowed, ceiling
from bot.dialogs.model import Sensitivity
from bot.texts.catalogue import LEVELS, Catalogue

TABLE = {
    ("open", "telegram"): Sensitivity.MONEY,
    ("open", "sms"): Sensitivity.MONEY,
    ("open", "unheard-of"): Sensitivity.PUBLIC,
    ("strict", "telegram"): Sensitivity.ACCOUNT,
    ("strict", "sms"): Sensitivity.MONEY,
    ("strict", "unheard-of"): Sensitivity.PUBLIC,
}


@pytest.mark.parametrize(("mode", "channel"), TABLE)
@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_table(mode, channel, sensitivity):
    assert allowed(mode, channel, sensitivity) == (sensitivity <= TABLE[mode, channel])
    assert ceiling(mode, channel) == TABLE[mode, channel]


def test_mistyped_mode_opens_nothing():
    with pytest.raises(ValueError, match="open, strict"):
        allowed("Open", "telegram", Sensitivity.PUBLIC)


def test_words_of_the_catalogue_are_the_sensitivities():
    assert {Sensitivity[word.upper()]: level for word, level in LEVELS.items()} == {
        s: s.value for s in Sensitivity
    }


def test_what_is_said_instead_may_leave_everywhere():
    assert Catalogue.load().sensitivity(INSTEAD) == Sensitivity.PUBLIC
