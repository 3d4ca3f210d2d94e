"""Talking by SMS: codes, STOP and START in every state, who is answered and who is not."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from bot.dialogs import hush
from core.sms_ports import SentSms, text_mark
from tests.dialogs.metered import GARAGE, HOUSE
from tests.dialogs.supplier import KEYS
from tests.dialogs.texting import NUMBER, Texting

LINK = f"ЛС {NUMBER[GARAGE]} 482133"


def at_code(*accounts):
    """Somebody to whom a code was sent; they may have other accounts."""
    talk = Texting(*accounts)
    talk.says(LINK)
    if talk.session.step == "consent":
        talk.says("ДА")
    assert talk.session.step == "code", talk.keys
    talk.effect_ends()
    return talk


def other_than(code, digits=6):
    return f"{(int(code) + 1) % 10**digits:0{digits}d}"


CODES = ("КОД {}", "код {}", "Код: {}", "код{}", "kod {}", "CODE {}", "rjl {}", "мой код {}", "Код из SMS {}")


@pytest.mark.parametrize("spelling", [*CODES, "{}", " {}. "])
def test_a_code_links_however_it_is_sent(spelling):
    talk = at_code()
    talk.says(spelling.format(talk.codes[-1][1]))
    assert talk.links == {GARAGE}


def test_a_code_in_two_halves_links():
    talk = at_code()
    code = talk.codes[-1][1]
    talk.says(f"{code[:3]}-{code[3:]}")
    assert talk.links == {GARAGE}


@pytest.mark.parametrize("spelling", ["КОД {}", "{}"])
def test_the_code_links_a_second_account_too(spelling):
    talk = at_code(HOUSE)
    talk.says(spelling.format(talk.codes[-1][1]))
    assert talk.links == {GARAGE, HOUSE}


def test_where_readings_are_texted_a_bare_number_that_is_not_the_code_is_one_of_them():
    talk = at_code(HOUSE)
    code = talk.codes[-1][1]
    talk.says("день 5350 ночь 2200")
    assert [row[3:5] for row in talk.written] == [(5350, 2200)]
    assert talk.session.step == "code"
    for number in (other_than(code), "05350"):
        talk.says(number)
        assert "link-code-wrong" not in talk.keys
        assert "link-code-length" not in talk.keys
    assert attempts(talk) == 0


def test_only_a_few_bare_numbers_are_compared_with_the_code():
    talk = at_code(HOUSE)
    code = talk.codes[-1][1]
    for _ in range(5):
        talk.says(other_than(code))
    talk.says(code)
    assert talk.links == {HOUSE}
    talk.says(f"КОД {code}")
    assert talk.links == {HOUSE, GARAGE}


@pytest.mark.parametrize("spelling", ["КОД {}", "{}"])
def test_a_reading_that_asks_its_own_question_does_not_lose_the_code(spelling):
    talk = at_code(HOUSE)
    talk.says("день 9350 ночь 2200")
    assert talk.session.dialog == "reading"
    talk.says(spelling.format(talk.codes[-1][1]))
    assert talk.links == {HOUSE, GARAGE}


def test_a_code_whose_question_was_left_ten_minutes_ago_is_over():
    talk = at_code(HOUSE)
    talk.says("день 9350 ночь 2200")
    talk.later(minutes=11)
    talk.says(f"КОД {talk.codes[-1][1]}")
    assert talk.keys == ["smswords-no-code"]


def test_a_wrong_code_by_name_is_an_attempt():
    talk = at_code(HOUSE)
    talk.says(f"КОД {other_than(talk.codes[-1][1])}")
    assert talk.keys == ["link-code-wrong"]
    assert attempts(talk) == 1


def test_without_an_account_a_wrong_bare_code_is_an_attempt():
    talk = at_code()
    talk.says(other_than(talk.codes[-1][1]))
    assert talk.keys == ["link-code-wrong"]


def attempts(talk):
    return talk.world.tx.one("SELECT coalesce(max(tries), 0) FROM verification")[0]


def test_a_code_that_nobody_waits_for_says_so():
    for talk in (Texting(), Texting(GARAGE)):
        assert talk.says("КОД 482913")
        assert talk.keys == ["smswords-no-code"]
        assert not talk.written


@pytest.mark.parametrize("accounts", [(), (HOUSE,)])
@pytest.mark.parametrize("spelling", ["КОД {}", "{}"])
def test_stop_ends_what_we_begin_and_no_linking_that_is_open(spelling, accounts):
    talk = at_code(*accounts)
    talk.says("СТОП")
    assert talk.keys[0] == "stop-done"
    assert not talk.session.dialog
    talk.says(spelling.format(talk.codes[-1][1]))
    assert talk.links == {GARAGE, *accounts}
    assert talk.session.muted


def test_after_stop_a_wrong_code_is_an_attempt_and_a_late_one_none():
    talk = at_code()
    talk.says("СТОП")
    talk.says(other_than(talk.codes[-1][1]))
    assert (talk.session.step, talk.links) == ("code", set())
    assert "reading-unlinked" not in talk.keys
    talk.says("СТОП")
    talk.later(minutes=11).says(talk.codes[-1][1])
    assert not talk.links


def test_the_word_that_leads_back_to_the_code_does():
    talk = at_code()
    assert "КОД" in talk.says("НАЗАД")[0]
    talk.says("КОД")
    assert talk.session.step == "code"
    assert len(talk.codes) == 1


def test_cancel_after_stop_gives_the_code_up():
    talk = at_code()
    talk.says("СТОП")
    talk.says("ОТМЕНА")
    assert talk.keys[0] == "cancelled"
    talk.says(f"КОД {talk.codes[-1][1]}")
    assert (talk.keys[0], talk.links) == ("smswords-no-code", set())
    talk.says("ОТМЕНА")
    assert talk.keys[0] == "nothing-to-cancel"


def test_cancel_of_a_reading_leaves_the_code():
    talk = at_code(HOUSE)
    talk.says("5350")
    assert talk.session.dialog == "reading"
    talk.says("ОТМЕНА")
    talk.says(f"КОД {talk.codes[-1][1]}")
    assert talk.links == {GARAGE, HOUSE}


def test_start_puts_the_consent_again_that_stop_left():
    talk = Texting()
    asked = talk.says(LINK)
    assert talk.session.step == "consent"
    talk.says("СТОП")
    assert not talk.session.dialog
    assert talk.says("СТАРТ") == asked
    assert not talk.session.muted
    talk.says("ДА")
    assert talk.session.step == "code", "the number and the code of the bill came along"
    talk.effect_ends()
    talk.says(talk.codes[-1][1])
    assert talk.links == {GARAGE}


STOPS = ("СТОП", "стоп", "Стоп!", "stop", "CTOП", "cnjg", "ОТПИСКА", "otpiska", "СТОП СПАМ", "стоп, спасибо")
STATES = {
    "a guest": ((), ()),
    "before consent": ((), (LINK,)),
    "asked for the account": ((), ("ЛС", "ДА")),
    "asked for the code of the bill": ((), ("ЛС", "ДА", NUMBER[GARAGE])),
    "linked": ((GARAGE,), ()),
    "asked for a reading": ((GARAGE,), ("показания",)),
    "a doubt is open": ((GARAGE,), ("25420",)),
    "about to unlink": ((GARAGE,), ("отключить",)),
    "choosing an account": ((GARAGE, HOUSE), ("15420",)),
    "hushed": ((), ("фыва", "йцук", "ячсм")),
}


@pytest.mark.parametrize("state", STATES)
def test_stop_is_heard_at_once_in_every_state_and_until_start(state):
    accounts, before = STATES[state]
    talk = Texting(*accounts)
    for text in before:
        talk.says(text)
    talk.says("СТОП")
    assert talk.session.muted
    assert talk.keys[0] == "stop-done"
    talk.later(days=400)
    for text in ("привет", "баланс", "15420", "да"):
        assert talk.says(text)  # answers to a person's own message go on
        assert talk.session.muted
    talk.says("СТАРТ")
    assert not talk.session.muted
    assert talk.keys == ["stop-resumed-unheard" if accounts else "stop-resumed"]


@pytest.mark.parametrize("accounts", [(), (GARAGE,)])
def test_stop_and_start_in_all_spellings(accounts):
    talk = Texting(*accounts)
    for stop, start in zip(
        STOPS, itertools.cycle(("СТАРТ", "старт!", "start", "cnfhn", "снова")), strict=False
    ):
        talk.says(stop)
        assert talk.session.muted, stop
        talk.says(start)
        assert not talk.session.muted, start


def test_after_a_stop_what_may_be_sent_is_told_by_the_consent():
    talk = Texting(GARAGE)
    talk.says("СТОП")
    assert "НАПОМИНАТЬ" in talk.says("СТАРТ")[0]
    for text in ("НАПОМИНАТЬ", "ДА", "СТОП", "СТАРТ"):
        talk.says(text)
    assert talk.keys == ["stop-resumed"]


def test_start_without_a_stop_greets():
    talk = Texting(GARAGE)
    talk.says("старт")
    assert talk.keys == ["start-linked"]


GIBBERISH = ("фыва", "йцукен", "asdf qwer", "ку-ку", "абв где", "лорем ипсум")


@pytest.mark.parametrize("accounts", [(), (GARAGE,)])
def test_gibberish_gets_one_hint_an_hour(accounts):
    talk = Texting(*accounts)
    said = [bool(talk.says(text)) for text in GIBBERISH]
    assert said == [True, *[False] * 5]
    assert hush.HUSHED in talk.path
    talk.later(minutes=61)
    assert talk.says("ыыы")


def test_whoever_is_understood_is_answered_at_once_and_heard_again():
    talk = Texting(GARAGE)
    for text in GIBBERISH[:3]:
        talk.says(text)
    for text in ("баланс", "15420", "?", "нет света", "стоп", "привет", "спасибо"):
        assert talk.says(text), text
    assert talk.says("олдж")
    assert not talk.says("эъхз")


def test_an_open_question_is_explained_three_times():
    talk = Texting()
    talk.says("лс")
    assert [bool(talk.says(text)) for text in GIBBERISH] == [True] * 3 + [False] * 3
    talk.says("да")
    assert talk.session.step == "account"


def test_a_number_among_strange_words_is_not_gibberish():
    talk = Texting(GARAGE)
    texts = ("иванов 15420", "чек 500", "номер заявки 15")
    assert all(talk.says(text) for text in texts)
    assert not talk.written


def test_an_auto_responder_falls_silent_though_it_is_understood():
    talk = Texting(GARAGE)
    text = "Я за рулем, перезвоню позже. Сколько платить за свет?"
    said = []
    for _ in range(6):
        said.append(bool(talk.says(text)))
        talk.later(minutes=2)
    assert said == [True, True, False, False, False, False]
    assert talk.path == (hush.ROBOT,)
    assert talk.says("баланс")


def test_so_many_texts_an_hour_are_a_robot_s_but_stop_and_danger_are_heard():
    talk = Texting(GARAGE)
    said = [bool(talk.says("баланс")) for _ in range(hush.MOST + 5)]
    assert said == [True] * hush.MOST + [False] * 5
    assert talk.says("нет света")
    assert talk.says("стоп")
    assert talk.session.muted
    talk.later(minutes=61)
    assert talk.says("баланс")


OWN = (
    *[
        (text,)
        for text in ("15420", "25420", "баланс", "привет", "?", "показания", "фыва", "15420 8077", "стоп")
    ],
    *[(text,) for text in ("нет света", "отключить", "тариф", "оператор", "спасибо", "КОД 482913", "лс")],
    ("15420", "15420"),
    ("15420", "исправить"),
)
FRAMES = ("{}", "Понравилось «{}»", "Liked “{}”", "> {}", "{} -- Отправлено автоматически")


def test_our_own_words_that_come_back_get_no_answer_and_do_nothing():
    talk = Texting(GARAGE)
    for before in OWN:
        with talk.undone():
            for said in [one for text in before for one in talk.says(text)]:
                for frame in FRAMES:
                    assert talk.says(frame.format(said)) == [], (said, talk.keys)
                    assert talk.path == (hush.ECHO,)
                    assert not talk.written


def test_a_text_of_ours_that_the_catalogue_does_not_know_is_known_by_its_mark():
    talk = Texting(GARAGE)
    text = "Номер вашей заявки 15420, ждите мастера"
    mark = text_mark(KEYS, talk.phone, text)
    sms = SentSms("s1", talk.phone, 1, "message", mark, 1, 500)
    talk.world.store.sms.put(sms, int(talk.world.now.timestamp() * 1000))
    assert talk.says(text) == []
    assert talk.path == (hush.ECHO,)
    assert talk.later(days=2).says(text)


@pytest.mark.parametrize("text", [LINK, "ПОКАЗАНИЯ", "БАЛАНС", "ДА", "П 15420", "код с квитанции 482133"])
def test_what_people_retype_from_us_is_no_echo(text):
    talk = Texting()
    assert talk.says(text)
    assert hush.ECHO not in talk.path


def test_a_single_digit_is_asked_about_before_it_is_a_reading():
    talk = Texting(GARAGE)
    talk.says("5")
    assert talk.keys == ["smswords-digit"]
    assert not talk.written
    talk.says("П 5")
    assert [row[3] for row in talk.written] == [5]


def test_who_writes_and_what_to_do_with_a_wrong_number():
    talk = Texting()
    assert "Пример Энергосбыт" in talk.says("кто это?")[0]
    assert "СТОП" in talk.says("вы ошиблись номером")[0]


FIRST = ("привет", "15420", "П 15420", "показания", "баланс", NUMBER[1], "меню", "фыва", "да", "?")


@pytest.mark.parametrize("text", FIRST)
def test_the_first_answer_says_how_an_account_is_linked(text):
    [said] = Texting().says(text)
    assert "ЛС" in said
    assert "код" in said
    assert len(said) <= (70 if text != "?" else 134)


def test_a_late_answer_still_comes():
    talk = Texting(GARAGE)
    sent = talk.world.now
    talk.later(minutes=20)
    assert talk.says("15420", sent_at=sent)
    assert [row[3] for row in talk.written] == [15_420]
    assert talk.world.now - sent == timedelta(minutes=20)


@pytest.mark.parametrize("typed", ["7874", "*7874", " 7874. ", "1234567874"])
def test_the_account_of_a_reading_is_chosen_by_the_digits_that_were_shown(typed):
    talk = Texting(GARAGE, HOUSE)
    talk.says("15420")
    assert talk.session.step == "account"
    talk.says(typed)
    assert [(row[0], row[3]) for row in talk.written] == [(GARAGE, 15_420)]


@pytest.mark.parametrize("typed", ["9999", "874", "67874", "0001234567874"])
def test_other_numbers_there_choose_no_account(typed):
    talk = Texting(GARAGE, HOUSE)
    talk.says("15420")
    talk.says(typed)
    assert not talk.written
