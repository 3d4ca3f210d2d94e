"""Each rule of texts finds what it is there for, and says which key breaks it."""

from __future__ import annotations

import pytest

from bot.channels.segments import measure
from bot.texts.catalogue import RU, Catalogue
from bot.texts.patterns import TextError
from bot.texts.rules import problems

GOOD = ("a = Текст.", "a = Текст")


def found(tmp_path, full, short):
    (tmp_path / "a.full.ftl").write_text(full + "\n", "utf-8")
    (tmp_path / "a.short.ftl").write_text(short + "\n", "utf-8")
    (tmp_path / "format.ftl").write_text((RU / "format.ftl").read_text("utf-8"), "utf-8")
    return list(problems(Catalogue.load(tmp_path), measure))


def test_a_good_text_passes(tmp_path):
    assert found(tmp_path, *GOOD) == []
    assert found(tmp_path, "a = ✅ Записано\n    .sensitivity = account", 'a = {""}') == []


@pytest.mark.parametrize(
    ("full", "short", "remark"),
    [
        ("a = Да\nb = Нет", "a = Да", 'b: no short form (an empty one is written {""})'),
        ("a = Да", "a = Да\nb = Нет", "b: no full form"),
        ('a = {""}', "a = Да", "a: the full form is empty"),
        ("a = " + "я" * 351, "a = Да", "a: 351 characters, at most 350"),
        ("a = " + "\n    я" * 7, "a = Да", "a: 7 lines, at most 6"),
        ("button-a = " + "я" * 21, "button-a = Да", "button-a: a button of 21 characters, at most 20"),
        ("menu-pay = " + "я" * 21, 'menu-pay = {""}', "menu-pay: a button of 21 characters, at most 20"),
        ("button-a = ✅ Да", "button-a = Да", "button-a: an emoji other than ✅ at the beginning"),
        ("a = Записано ✅", "a = Да", "a: an emoji other than ✅ at the beginning"),
        ("a = Да", "a = " + "я" * 71, f"a (short): 71 characters in 2 parts, at most 70 in 1: {'я' * 71}"),
        ("help-a = Да", "help-a = " + "я" * 135,
         f"help-a (short): 135 characters in 3 parts, at most 134 in 2: {'я' * 135}"),
        ("a = Да", "a = № — «да» 5₽", "a (short): characters that SMS does not take: « » — ₽ №"),
        ("a = Готово!", "a = Да", "a: an exclamation mark"),
        ("a = Готово", "a = Да!", "a (short): an exclamation mark"),
        ("a = 5\u00a0руб.", "a = Да", "a: an invisible or no-break character"),
        ("a = Да\u200b", "a = Да", "a: an invisible or no-break character"),
        ("a = Два  пробела", "a = Да", "a: stray spaces"),
        ("a = К сожалению, нет", "a = Нет", "a: we do not say 'К сожалению'"),
        ("a = Нет", "a = Ваш аванс", "a (short): we do not say 'аванс'"),
        ("a = { $debt }", "a = { $debt }", "a: shows $debt: write .sensitivity = money below it"),
        ("a = { $debt }\n    .sensitivity = account", "a = Да",
         "a: shows $debt: write .sensitivity = money below it"),
        ("a = { $account }", 'a = {""}', "a: shows $account: write .sensitivity = account below it"),
        ("a = { $phone }\n    .sensitivity = account", 'a = {""}',
         "a: shows $phone: write .sensitivity = phone below it"),
        ("a = { $label }", 'a = {""}', "a: shows $label: write .sensitivity = own below it"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_named(tmp_path, full, short, remark):
    assert remark in found(tmp_path, full, short)


def test_budgets_are_taken_at_the_widest_values(tmp_path):
    assert found(tmp_path, "a = Текст.", "a = " + "я" * 50 + " { $dispatcher_phone }") == []
    too_wide = found(tmp_path, "a = Текст.", "a = " + "я" * 50 + " { $dispatcher_phone } { $supplier_phone }")
    assert "a (short): 76 characters in 2 parts" in too_wide[0]


def test_a_button_with_a_persons_own_name_counts_without_it(tmp_path):
    assert found(tmp_path, "button-a = Открыть { $label }\n    .sensitivity = own", "button-a = Да") == []


def test_a_placeholder_without_a_sample_is_named(tmp_path):
    with pytest.raises(TextError, match="'unheard_of' has no sample"):
        found(tmp_path, "a = { $unheard_of }", "a = Да")
