"""Answers beside a question that is open: never three parts for what an earlier SMS asks already."""

from __future__ import annotations

import pytest

from bot.channels.segments import measure
from tests.dialogs.metered import GARAGE, HOUSE
from tests.dialogs.test_sms_talk import at_code


@pytest.mark.parametrize("asked", ["?", "почему", "баланс", "СРОКИ"])
def test_no_answer_beside_an_open_question_is_of_three_parts(asked):
    """The question stands in an earlier SMS; help and the bill alone take two."""
    talk = at_code(HOUSE)
    said = talk.says(asked)
    assert talk.session.step == "code"
    assert sum(measure(text).parts for text in said) <= 2, said
    talk.says(f"КОД {talk.codes[-1][1]}")
    assert talk.links == {GARAGE, HOUSE}
