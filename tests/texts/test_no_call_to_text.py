"""No text calls on people to send an SMS: carriers take such ones for spam (code 253) and drop them."""

from __future__ import annotations

import pytest

from bot.texts.rules import Words
from tests.texts.test_rules import found


@pytest.mark.parametrize(
    "text",
    [
        "Отправьте SMS на номер 1234",
        "пришлите нам SMS",
        "Ответьте по SMS",
        "Напишите SMS с показанием",
        "Отправьте смс",
    ],
)
def test_a_call_to_text_is_found_in_both_forms(tmp_path, text):
    assert list(Words.load().found(text))
    assert any(remark.startswith("a:") for remark in found(tmp_path, f"a = {text}", "a = Да"))
    assert any(remark.startswith("a (short):") for remark in found(tmp_path, "a = Да", f"a = {text}"))


@pytest.mark.parametrize("text", ["Пришлите число с табло", "Оплаты по SMS нет", "Код из SMS", "Ответьте ДА"])
def test_what_only_mentions_sms_passes(text):
    assert not list(Words.load().found(text))
