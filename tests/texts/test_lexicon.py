"""Entries and options in the words of people."""

from __future__ import annotations

import pytest

from bot.texts.lexicon import Lexicon
from bot.texts.normal import key, normal, other_layout
from bot.texts.patterns import TextError
from core.spelling import one_slip

LEXICON = Lexicon.load()

ENTRIES = {
    "start": "Здравствуйте! | привет | добрый день | privet",
    "begin": "старт | /start | START | Ыефке",
    "code": """КОД 482913 | код482913 | код: 482-913 | kod 482913 | rjl 482913 | Код из SMS 482913
        | пароль 482913""",
    "thanks": "спасибо | Спасибо! | спс | cgfcb,j",
    "charges": "история | istoriya | ВЫПИСКА",
    "chart": "и | I | 02 | История расхода",
    "balance": """баланс | БАЛАНС |  Баланс.  | «баланс» | б | БAЛАНС | бaлaнc | ,fkfyc | балнас | баланс?
        | balans | 01 | К оплате | долг | Сколько я должен? | сколько платить | к\u00a0оплате | к\u200b оплате
        | счёт | счет | баланс 1234567833 | бал7833 | баланс: 7833 | Б *7833 | остаток""",
    "pay": "ОПЛАТИТЬ | оплата | как заплатить | опл | О | oplata 7833 | pay | 03 | платёж | ссылка",
    "payments": "платежи | Мои платежи",
    "why": "почему | Почему столько?",
    "tariffs": "тариф | ТАРИФЫ | nfhba",
    "meters": "счётчик | поверка",
    "readings": "показания | Передать показания",
    "bill": "квитанция",
    "contacts": "адрес | офис | номер диспетчера",
    "accounts": "Счета | счета | мои счета | лицевой счёт | cчeтa | scheta",
    "settings": "настройки | Настройки. | нстройки | settings",
    "help": "помощь | ? | ?? | 0 | справка | Помощ | help | что умеешь? | помоць",
    "stop": """стоп | СТОП! | CTOП | stop | отписка | не пишите мне | cnjg | СТОП СПАМ | стоп, пожалуйста
        | stop sms""",
    "cancel": "отмена | Отмена. | отменить | jnvtyf | отмна",
    "back": "назад | вернуться",
    "unlink": "отключить | Отключить счёт | отвязать счет",
    "resume": "СНОВА | снова присылать",
    "withdraw": "отозвать согласие",
    "info": "Сроки и тарифы | сроки",
    "no-receipt": "Нет квитанции | нет квитанции под рукой",
    "menu": "меню | Ещё | еще | МЕНЮ | vty.",
    "link": "лс | ЛС 1234567833 482133 | подключить | привязать | Подключить счёт | ls 1234567833",
    "human": "контакты | Контакты, аварии | оператор | живой человек | телефон | жалоба",
}

NOTHING = """
     | !!! | спасибо 15420 руб | 15420 | 482133 | 1234567833 482133 | *7833 | когда дадут свет
    | баланс пожалуйста срочно | ку | стоо | стол | подключитт | привязат | ла 1234567833 | хочу узнать
    | 😀 | ab | \u202e | 8 916 123-45-67 | баланс; drop table
"""


@pytest.mark.parametrize(
    ("entry", "text"), [(entry, text) for entry, texts in ENTRIES.items() for text in texts.split("|")]
)
def test_entry(entry, text):
    assert LEXICON.entry(text) == entry


@pytest.mark.parametrize("text", ["", "а" * 5000, "баланс" * 200, *NOTHING.split("|")])
def test_no_entry(text):
    assert LEXICON.entry(text) is None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("баланс 1234567833", ("balance", "1234567833")),
        ("ЛС 1234567833 482133", ("link", "1234567833 482133")),
        ("лс: 1234567833, 48-21-33", ("link", "1234567833, 48-21-33")),
        ("лс1234567833#482133", ("link", "1234567833#482133")),
        ("Подключить счёт 1234567833", ("link", "1234567833")),
        ("баланс", None),
        ("спасибо 15420", None),
        ("баланс abc", None),
    ],
)
def test_command_with_arguments(text, command):
    assert LEXICON.command(text) == command


LABELS = ["Да, верно", "Ввести заново", "Счётчик заменили", "Меню"]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("Да, верно", 0), ("да верно", 0), ("ДА", 0), ("да.", 0), ("ок", 0), ("+", 0), ("верно", 0),
        ("Ввести заново", 1), ("ввести", 1), ("счетчик заменили", 2), ("Счётчик", 2), ("меню", 3),
        ("1", 0), ("2.", 1), ("4", 3), ("еще", 3), ("vty.", 3),
        ("5", None), ("0", None), ("01", None), ("нет", None), ("", None), ("вв", None),
        ("15420", None), ("да нет", None),
    ],
)  # fmt: skip
def test_option(text, index):
    assert LEXICON.option(text, LABELS) == index


def test_option_prefers_nothing_over_a_guess():
    assert LEXICON.option("оплатить", ["Оплатить 100 руб.", "Оплатить другую"]) is None
    assert LEXICON.option("да", ["Да, верно", "Да, но позже"]) is None
    assert LEXICON.option("2", ["Один", "", "Три"]) is None
    assert LEXICON.option("3", ["Один", "", "Три"]) == 2
    assert LEXICON.option("да", []) is None
    assert LEXICON.option("ерунда", ["Одна подпись"]) is None


def test_no_finds_the_refusal():
    assert LEXICON.option("нет", ["Да, отключить", "Нет, оставить"]) == 1
    assert LEXICON.option("не надо", ["Да", "Нет"]) == 1


def test_a_word_stands_under_one_entry_only():
    with pytest.raises(TextError, match="'баланс' stands under"):
        Lexicon(
            {
                "a": "баланс",
                "b": "Баланс",
                "yes": "да",
                "no": "нет",
                "emergency": "дым",
                "emergency-things": "щит",
            }
        )


def test_a_slip_between_two_entries_is_no_guess():
    lists = {
        "a": "правда",
        "b": "правка",
        "yes": "да",
        "no": "нет",
        "emergency": "дым",
        "emergency-things": "",
    }
    assert Lexicon(lists).entry("правла") is None
    assert Lexicon(lists).entry("превда") == "a"


def test_normal_form():
    assert len(normal("a" * 5000)) == 1000
    assert normal("  Ёлка\u00a0—\t«Дом»\u200b ") == "елка - «дом»"
    assert normal("ﬁ①２") == "fi12"
    assert key("Контакты,  аварии!") == "контакты аварии"
    assert other_layout(",FKFYC") == "баланс"
    assert other_layout("ЫЕФКЕ") == "start"


@pytest.mark.parametrize("slip", ["балнас", "балас", "балланс", "баланз", "аланс", "баланс1", "абланс"])
def test_one_slip(slip):
    assert one_slip("баланс", slip)
    assert one_slip(slip, "баланс")


@pytest.mark.parametrize("other", ["балн", "бланас", "мадам", "лабанс", "балансир"])
def test_more_than_one_slip(other):
    assert not one_slip("баланс", other)
    assert not one_slip(other, "баланс")
