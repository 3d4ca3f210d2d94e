"""Whatever people text, it is answered once and nothing is read into it."""

from __future__ import annotations

import os
import re
from functools import cache

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.channels.segments import measure
from bot.dialogs import hush
from tests.dialogs.metered import GARAGE, HOUSE
from tests.dialogs.supplier import RULES
from tests.dialogs.test_sms_spellings import CASES
from tests.dialogs.texting import NUMBER, Texting

SILENT = {hush.ECHO, hush.ROBOT, hush.HUSHED, "merged"}
"""Rules of silence; each is named on the path and counted."""
LOOK_ALIKES = str.maketrans("OoОоlI|iіЗзбБ", "0000111113366")
SAID = """
    П п пок показания показание p pok день ночь т1 т2 баланс б БАЛАНС лс ЛС код стоп старт да нет +
    - ? 0 1 2 01 02 привет спасибо здравствуйте руб квт р счет счетчик номер за ноября дом кв тел
    оплатил долг сколько почему вода газ фыва ок отмена меню последние не уже передал дача гараж
    исправить отозвать *7874 *7841 *9999 1234567874 1234567841 1234567833 15420 015420 15 420 5350
    2200 5350/2200 15420,7 1542О l5420 -5 482133 482913 99999999 89161234567 18.11.2026 15.11
    1000000 🙂 ... !!! №
"""
WORDS = SAID.split()
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join),
    st.tuples(st.sampled_from([text for _, text, _ in CASES]), st.sampled_from(WORDS)).map(" ".join),
    st.text(alphabet="0123456789 ,.-/#*:;=пПнНлЛсСдаДАтТбБоOlЗ\n", min_size=1, max_size=30),
    st.text(max_size=40),
)


@cache
def person(*accounts):
    """One for all examples: each leaves nothing behind."""
    return Texting(*accounts, rules=RULES)


PEOPLE = [(), (GARAGE,), (HOUSE,), (GARAGE, HOUSE)]


def numbers(text):
    """What a person may have meant: the runs of digits, also joined with their neighbours («15 420»)."""
    runs = re.findall(r"[0-9]+", text.translate(LOOK_ALIKES))
    joined = ["".join(runs[at : at + size]) for size in (1, 2, 3) for at in range(len(runs))]
    return {run.lstrip("0") or "0" for run in joined}


def wrote(value, written):
    """Whether a value was written so, or was offered for one that has red digits and taken by «да»."""
    return any(one.startswith(str(value)) and len(one) - len(str(value)) <= 3 for one in written)


@settings(max_examples=int(os.environ.get("SMS_EXAMPLES", "30")), suppress_health_check=list(HealthCheck))
@example((GARAGE,), ["показания", "1"])
@example((GARAGE,), ["15420 8077", "1", "да"])
@example((GARAGE, HOUSE), ["15420", "2", "1"])
@example((HOUSE,), ["5350", "2200", "исправить", "5360 2210"])
@given(st.sampled_from(PEOPLE), st.lists(TEXTS, min_size=1, max_size=5))
def test_every_text_has_one_answer_and_no_reading_that_nobody_wrote(accounts, texts):
    talk = person(*accounts)
    with talk.undone():
        written = set()
        for text in texts:
            said = talk.says(text)
            written |= numbers(text)
            assert len(said) == 1 or (not said and SILENT & set(talk.path)), (text, said, talk.path)
            assert all(measure(one).parts <= 3 for one in said), said
            for _, _, _, *shown, decimals, _ in talk.written:
                for value in shown:
                    assert value is None or wrote(value // 10**decimals, written), (text, talk.written)
            talk.later(seconds=90)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_nobody_without_an_account_learns_or_leaves_anything(text):
    talk = person()
    with talk.undone():
        said = talk.says(text)
        assert not talk.written
        assert not talk.links
        for number in NUMBER.values():
            assert number not in "".join(said).replace("1234567833", "")
