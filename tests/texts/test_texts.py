"""The texts themselves: the house rules, and that code and catalogue speak of the same keys and values."""

from __future__ import annotations

import re

import pytest

from bot.channels.layout import MENU
from bot.channels.segments import measure
from bot.texts.catalogue import Catalogue
from bot.texts.lexicon import Lexicon
from bot.texts.review import review
from bot.texts.rules import Words, problems
from bot.texts.samples import SUPPLIER, TODAY, ordinary, samples
from tests.texts import scan

CATALOGUE = Catalogue.load()
KEYLIKE = re.compile(
    r"(?:notice|button|menu|help|link|balance|accounts?|settings|stop|policy)-[a-z]+(?:-[a-z]+)*"
)


def test_no_text_breaks_a_rule():
    assert list(problems(CATALOGUE, measure)) == []


def test_every_key_that_the_code_says_exists():
    missing = {f"{s.place}: {key}" for s in scan.said() for key in s.keys if key not in CATALOGUE}
    assert not missing


def test_every_constant_that_looks_like_a_key_exists():
    whole = scan.mentioned()[0]
    assert not {word for word in whole if KEYLIKE.fullmatch(word) and word not in CATALOGUE}


def test_every_key_is_used():
    others = [(key, (CATALOGUE.instead(key), CATALOGUE.on_page(key))) for key in CATALOGUE]
    stand_ins = {other for key, pair in others for other in pair if other != key}
    assert not [key for key in CATALOGUE if key not in stand_ins and not scan.used(key)]


def test_code_gives_exactly_the_values_that_texts_need():
    wrong = []
    for call in scan.said():
        for key in call.keys:
            if call.given is None or key not in CATALOGUE:
                continue
            needs = CATALOGUE.full.entries[key].needs | CATALOGUE.short.entries[key].needs
            missing, idle = needs - call.given - set(SUPPLIER), call.given - needs
            if missing or idle:
                wrong.append(f"{call.place} {key}: missing {sorted(missing)}, idle {sorted(idle)}")
    assert not wrong


def test_scan_sees_calls():
    source = 'say("a-key", due=x)\nsay("b" if y else "c")\nPhrase("d", {"n": 1})\nsay("e", **v)\nsay(key)\n'
    found = list(scan.in_source(source, "m.py"))
    assert [(s.keys, s.given) for s in found] == [
        (("a-key",), frozenset({"due"})),
        (("b", "c"), frozenset()),
        (("d",), frozenset({"n"})),
        (("e",), None),
    ]


def test_titles_of_the_bottom_keyboard_are_understood_when_they_arrive_as_text():
    lexicon = Lexicon.load()
    entries = {key: lexicon.entry(CATALOGUE.text("full", key, {}, TODAY)) for row in MENU for key in row}
    assert entries == {
        "menu-balance": "balance",
        "menu-readings": "readings",
        "menu-pay": "pay",
        "menu-more": "menu",
    }


@pytest.mark.parametrize("form", ["full", "short"])
def test_buttons_that_open_something_work_as_typed_words(form):
    lexicon, wrong = Lexicon.load(), []
    for entry, key in scan.labels("opens"):
        title = CATALOGUE.text(form, key, {}, TODAY)
        if title and lexicon.entry(title) != entry:
            wrong.append(f"{title}: {lexicon.entry(title)}, not {entry}")
    assert not wrong


@pytest.mark.parametrize("form", ["full", "short"])
def test_words_of_an_answer_are_never_taken_for_what_goes_before_answers(form):
    """Stop, help and emergencies are understood before the open question is."""
    lexicon = Lexicon.load()
    titles = {CATALOGUE.text(form, key, {}, TODAY) for _, key in scan.labels("step")}
    first = {"stop", "help", "human", "cancel"}
    assert len(titles) > 5
    assert not {title for title in titles if lexicon.emergency(title) or lexicon.entry(title) in first}


@pytest.mark.parametrize(
    "text",
    ["Уважаемый абонент", "Произошла ошибка", "К сожалению, нет", "Ваш аванс", "Ваша задолженность",
     "номер ПУ", "прибор учёта", "ваш долг", "Неверный ввод", "Спасибо, Вы подключены"],
)  # fmt: skip
def test_words_nobody_says_are_found(text):
    assert list(Words.load().found(text))


@pytest.mark.parametrize("text", ["авария", "Вы писали в 10:42", "продолжить", "Введите номер", "пушкинская"])
def test_harmless_words_pass(text):
    assert not list(Words.load().found(text))


def test_review_prints_every_text_in_both_forms():
    lines = list(review(CATALOGUE, measure))
    text = "\n".join(lines)
    table = samples()
    for key in CATALOGUE:
        said = CATALOGUE.text("full", key, ordinary(CATALOGUE.full.entries[key].needs, table), TODAY)
        assert said.splitlines()[0] in text
    assert sum(line.startswith("  короткая") for line in lines) >= len(list(CATALOGUE))
