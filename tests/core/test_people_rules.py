"""Rules about people: whose holder changed, what a name may be, who removes whom."""

from __future__ import annotations

import pytest

from core.holders import changed, holder_print, merged
from core.labels import clean_label
from core.people import Person, Role, may_remove, parse_ref

IVANOV = "Иванов Иван Петрович"


@pytest.mark.parametrize(
    "respelled",
    [
        "ИВАНОВ ИВАН ПЕТРОВИЧ",
        "  Иванов   Иван Петрович ",
        "Иванов, Иван Петрович",
        "Иван Петрович Иванов",
        "Иванов И. П.",
        "Иванов И.П.",
        "И. П. Иванов",
        "Ивaнов Иван Петрович",  # a Latin a
    ],
)
def test_a_holder_spelled_otherwise_is_the_same(respelled):
    assert not changed(holder_print(IVANOV), holder_print(respelled))
    assert not changed(holder_print(respelled), holder_print(IVANOV))


@pytest.mark.parametrize(
    ("before", "now"), [("Пётр Королёв", "Петр Королев"), ("Семёнова-Белая А. Б.", "семенова - белая А.Б.")]
)
def test_letters_that_mean_the_same(before, now):
    assert not changed(holder_print(before), holder_print(now))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (IVANOV, "Петров Иван Петрович"),
        (IVANOV, "Иванова Мария Петровна"),
        (IVANOV, "Иванов Игорь Петрович"),  # father and son: both names are whole
        (IVANOV, "Иванов С. П."),
        ("Иванов И. П.", "Сидоров И. П."),
        ("", ""),
    ],
)
def test_another_holder(before, now):
    assert changed(holder_print(before), holder_print(now)) is bool(before)


def test_initials_cannot_tell_two_names():
    """What the rule cannot know; docs/people.md says so."""
    assert not changed(holder_print("Иванов И. П."), holder_print("Иванов Игорь Петрович"))


def test_an_organisation_is_known_by_its_tax_number():
    before = holder_print('ООО "Ромашка"', "2901001001", person=False)
    renamed = holder_print("ООО «Ромашка-Плюс»", "2901001001", person=False)
    sold = holder_print('ООО "Ромашка"', "2901009999", person=False)
    assert not changed(before, renamed)
    assert changed(before, sold)
    assert not changed(before, holder_print("ооо Ромашка", "", person=False))
    assert changed(before, holder_print("АО Ромашка", "", person=False))


def test_a_missing_name_is_no_change():
    assert not changed(holder_print(IVANOV), holder_print(""))
    assert not changed("", holder_print(IVANOV))
    assert not changed("broken", holder_print(IVANOV))


def test_what_a_shorter_spelling_does_not_tell_is_remembered():
    seen = merged(holder_print(IVANOV), holder_print("Иванов И. П."))
    assert changed(seen, holder_print("Иванов Игорь Петрович"))
    assert merged(seen, "") == seen


def test_no_name_is_kept_and_two_accounts_of_one_holder_do_not_match():
    print_ = holder_print(IVANOV, salt="1")
    assert "иванов" not in print_.lower()
    assert print_ != holder_print(IVANOV, salt="2")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Дача ", "Дача"),
        ("«Дача»", "Дача"),
        ("Дача\n\tу реки", "Дача у реки"),
        ("Кв. 5, ул. Мира", "Кв. 5, ул. Мира"),
        ("Дача 🏡!", "Дача"),
        ("a\u202eb\u200bc", "abc"),
        ("<b>x</b>{$y}", "bx/by"),
        ("...", ""),
        ("🏡", ""),
    ],
)
def test_names(typed, kept):
    assert clean_label(typed) == kept


def person(role, since_ms=1, link_id=1, account_id=1):
    return Person(link_id, link_id, account_id, "1", "telegram:1", "+7", role, since_ms)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("other", list(Role))
def test_who_removes_whom(role, other):
    earlier, later = person(role, 1, 1), person(other, 2, 2)
    assert may_remove(earlier, later) is (role is Role.OWNER)
    assert may_remove(later, earlier) is (other is Role.OWNER and role is not Role.OWNER)
    assert not may_remove(earlier, earlier)
    assert not may_remove(earlier, person(other, 2, 2, account_id=2))


def test_within_one_millisecond_the_order_of_linking_decides():
    assert not may_remove(person(Role.OWNER, 1, 2), person(Role.OWNER, 1, 1))


@pytest.mark.parametrize(
    "text", ["", "1", "1.", ".1", "x.1", "1.x", "-1.1", "1.1" + "0" * 20, "٣.1", "9" * 19 + ".1"]
)
def test_references_from_outside(text):
    assert parse_ref(text) is None


def test_a_reference_survives_its_button():
    assert parse_ref(person(Role.READER, 1_762_592_400_000, 12).ref) == (12, 1_762_592_400_000)
