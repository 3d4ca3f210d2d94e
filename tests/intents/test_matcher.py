"""One by one: what the matcher promises of spelling, sentences, numbers, other utilities and doubt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.texts.catalogue import RU
from bot.texts.intents import Intents
from bot.texts.intents_source import read_lists
from bot.texts.intents_spelling import from_latin, lookalikes, sound, unheld
from bot.texts.patterns import TextError
from tests.cpu import cpu_of

INTENTS = Intents.load()
SOURCE = (RU / "intents.ftl").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("скока я должен", "balance"),
        ("какой долг за свет", "balance"),
        ("почему так много", "why"),
        ("какая комиссия за оплату?", "pay"),
        ("не могу оплатить, ссылка не открывается", "pay"),
        ("деньги списали, а оплата не прошла", "payments"),
        ("как вернуть деньги за оплату", "human"),
        ("когда платить", "info"),
        ("тариф ночью", "tariffs"),
        ("скиньте номер диспетчера", "contacts"),
        ("где счётчик посмотреть срок поверки", "meters"),
        ("СКОЛЬКО Я ДОЛЖНА ЗА СВЕТ!!!", "balance"),
        ("Сколько я должна за свёт", "balance"),  # ё for е
        ("crjkmrj z ljk;ty", "balance"),  # the other keyboard layout
        ("skolko ya dolzhen za svet", "balance"),
        ("скoлькo я дoлжeн", "balance"),  # о and е are Latin
        ("CКОЛЬКО Я ДОЛЖЕН", "balance"),
        ("сколькоядолжен", "balance"),
        ("сколькоооо я должеееен", "balance"),
        ("пачиму так многа", "why"),
        ("задожленность по свету", "balance"),
        ("переименовывать счёт", "label"),
        ("пиридать паказания щетчика", "readings"),
        ("Здравствуйте! Меня зовут Анна Петровна. Живу на Садовой. Сколько я должна? Спасибо", "balance"),
        ("добрый день подскажите пожалуйста а тариф на свет ночью какой", "tariffs"),
        ("за что 3500 рублей", "why"),
        ("сколько я должен за свет и за воду", "balance"),
    ],
)
def test_understood(text, intent):
    assert INTENTS(text) == (intent,)


ALONE = """
 | !!! | 15420 | день 15420 ночь 8077 | 1234567833 482133 | 89161234567 | передаю показания 15420
показания: день 15420, ночь 8077 | должен ли я идти на работу | светлана пришла | сколько я должен за воду
тариф на газ | поверка счётчика воды | почему так долго | сумка | пение | сколько стоит | свет
а почему у меня так | долго ждать | он никому не должен
"""


@pytest.mark.parametrize("text", [text.strip() for text in ALONE.replace("\n", "|").split("|")])
def test_left_alone(text):
    assert INTENTS(text) == ()


def test_readings_are_no_question_but_a_question_about_a_sum_is():
    assert INTENTS("15420 8077") == ()
    assert INTENTS("почему 15420 рублей такая сумма") == ("why",)


@pytest.mark.parametrize(
    ("text", "intents"),
    [
        ("сколько я должен и когда поверка", {"balance", "meters"}),
        ("передать показания и узнать долг", {"readings", "balance"}),
        ("тарифы и мои платежи", {"tariffs", "payments"}),
    ],
)
def test_two_questions_at_once_are_asked_about(text, intents):
    assert set(INTENTS(text)) == intents


LISTS = """
courtesy = а
courtesy-phrases = добрый день
ours = свет
home = свет
numbered = день
asking = как
foreign = вода
words-debt = долг долга
words-when = срок
words-else = должно

balance =
    @debt
    @debt @when
    .kind = money
other =
    @when @debt
same =
    лишнее
    .kind = money
"""


def made(text=LISTS):
    return Intents(read_lists(text))


def test_money_and_something_else_are_never_guessed_between():
    intents = made()
    assert intents("долг") == ("balance",)
    assert set(intents("долг срок")) == {"balance", "other"}


def test_within_a_kind_the_better_one_is_opened():
    alike = LISTS.replace("    @when @debt\nsame", "    @when @debt\n    .kind = money\nsame")
    assert alike != LISTS
    assert len(made(alike)("срок долга")) == 1


def test_a_sign_that_must_stand_alone_stands_alone():
    intents = made(LISTS.replace("    лишнее", "    = лишнее"))
    assert intents("а лишнее") == ("same",)
    assert made()("лишнее чужое слово тут") == ()
    assert intents("лишнее свойство") == ()


def test_a_word_that_forbids_a_sign():
    intents = made(LISTS.replace("    @debt\n", "    @debt -а\n"))
    assert intents("долг") == ("balance",)
    assert made()("а долг") == ("balance",)
    assert intents("а долг") == ()


def test_a_weak_sign_is_asked_about_with_the_way_to_a_person_and_a_weaker_one_is_talk():
    assert INTENTS("показания зазеркалья") == ("readings", "human")
    assert INTENTS("показания зазеркалья бум") == ()


@pytest.mark.parametrize("broken", ["что это\n", "balance\n", "x = y\nнеровно\n", "a = b\na = c\n"])
def test_a_line_that_is_nothing_is_named(broken):
    with pytest.raises(TextError, match=r"intents\.ftl:\d"):
        read_lists(broken)


def test_a_list_that_nobody_wrote_is_named():
    with pytest.raises(TextError, match="words-nothing"):
        made(LISTS + "broken =\n    @nothing\n")


def test_a_supplier_adds_a_word_and_it_works():
    intents = Intents(read_lists(SOURCE.replace("words-debt =", "words-debt = тугрик*")))
    assert intents("сколько тугриков") == ("balance",)
    assert INTENTS("сколько тугриков") == ()


def test_spelling():
    assert unheld("сколькооо") == "сколько"
    assert sound("задалжность") == sound("задолжнасть")
    assert sound("щетчик") == sound("счетчик")
    assert sound("тариф") != sound("адрес")
    assert from_latin("skolko dolzhen shchetchik") == "сколко должен щетчик"
    assert lookalikes("мой CTOП cтoп cop".casefold())[:3] == "мой"
    assert lookalikes("xop a") == "хор а"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=1200))
def test_noise_never_raises(text):
    assert isinstance(INTENTS(text), tuple)


RUSSIAN = st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя .,!?;\n-1abc", max_size=1000)


@settings(max_examples=200, deadline=None)
@given(RUSSIAN)
def test_russian_noise_opens_hardly_anything(text):
    assert len(INTENTS(text)) <= 2


LISTED = [word for word in SOURCE.replace("|", " ").replace("@", " ").split() if word.isalpha()]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LISTED), max_size=120).map(" ".join))
def test_salads_of_our_own_words_are_read_in_time(text):
    assert cpu_of(lambda: INTENTS(text)) < 0.25


WORST = {
    "one long word": "а" * 5000,
    "a word run together": "сколькодолжен" * 400,
    "slips": "задожленность счетчекк тариф-ф " * 200,
    "one word": "должен " * 700,
    "why why": "почему " * 700,
    "signs": "!?;.\n" * 1000,
    "commas": ",.,.," * 1000,
    "latin": "ya dolzhen skolko " * 300,
    "layout": "crjkmrj ljk;ty " * 300,
    "courtesy": "добрый день " * 400,
    "combining": "е\u0308" * 2000,
    "digits": "1 2 3 " * 1000,
    "sentences": "долг. тариф. счет. " * 300,
}


@pytest.mark.parametrize("text", WORST.values(), ids=WORST)
def test_a_thousand_characters_take_bounded_time(text):
    """CPU, so that a busy machine does not fail it; a usual text takes 0.1 ms."""
    INTENTS("ыыыыыыыы")
    assert cpu_of(lambda: INTENTS(text)) < 0.15
