"""Where a line of a message on a screen may not end: inside a number, before its unit."""

from __future__ import annotations

import pytest

from bot.channels import render


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("стало 16 739, расход 9 000 кВт·ч", "стало 16~739, расход 9~000~кВт·ч"),
        ("1 234 567 кВт·ч", "1~234~567~кВт·ч"),
        ("2 310,90 руб.", "2~310,90~руб."),
        ("примерно 1 262 руб.", "примерно 1~262~руб."),
        ("номер счёта и показание: 1234567833 15420", "номер счёта и показание: 1234567833 15420"),
        ("до 25 ноября", "до 25 ноября"),
        ("8 800 100-20-30", "8 800 100-20-30"),
    ],
)
def test_spaces_that_hold(text, shown):
    assert render._TORN.sub("~", text) == shown
