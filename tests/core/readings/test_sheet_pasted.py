"""Lines of a message: units behind values, and no line of a meter that is passed over in silence."""

from __future__ import annotations

import pytest

from bot.texts.sheet_words import load_headings
from core.readings.reasons import Reason
from core.readings.sheet_pasted import pasted

HEADINGS = load_headings()


@pytest.mark.parametrize("unit", ["кВт·ч", "квтч", "кВт*ч", "кВт", "кВт час", "kWh", "кВт.ч."])
@pytest.mark.parametrize("between", [" ", ": ", " - ", ";"])
def test_a_unit_behind_the_value_is_left_out(unit, between):
    [line] = pasted(f"40031031{between}38800 {unit}", HEADINGS)
    assert (line.serial, [one.whole for one in line.numbers]) == ("40031031", ["38800"])


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("40031031 15.04.2026", Reason.SOMETHING_ELSE),
        ("40031031 38800 примерно", Reason.UNKNOWN_WORDS),
        ("40031031: сломан", Reason.NO_NUMBER),
        ("40031031;пекарня;38800", Reason.UNKNOWN_WORDS),
        ("40031031 -5", Reason.NEGATIVE),
    ],
)
def test_the_line_of_a_meter_says_why_it_is_none(written, reason):
    [line] = pasted(written, HEADINGS)
    assert (line.serial, line.numbers, line.reason) == ("40031031", (), reason)
    assert line.seen


@pytest.mark.parametrize(
    "written", ["Добрый день", "40031031", "40031031 нет", "40031031 да", "Дом 5, спасибо", "12 мая"]
)
def test_other_words_are_no_line(written):
    assert list(pasted(written, HEADINGS)) == []
