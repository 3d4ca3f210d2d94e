"""What holds for any text at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.texts.reading_words import load_reading_words
from core.readings.grammar.hearing import hear
from core.readings.grammar.lexing import cut
from core.readings.grammar.meaning import meaning
from core.readings.grammar.names import Names
from core.readings.grammar.normal import LONGEST, normalise
from core.readings.grammar.walk import walk
from core.readings.heard import Heard, Label, Number, Unheard, Unsure, Written
from tests.core.readings.grammar.contexts import KNOWN, cases
from tests.cpu import cpu_of

WORDS = load_reading_words()
SAMPLES = [case.text for name in ("documented", "held_out", "fresh") for case in cases(name)]
PIECES = sorted({piece for text in SAMPLES for piece in re.findall(r"\w+|\s|[^\w\s]", text)})
KNOWNS = st.sampled_from(list(KNOWN.values()))
# Any text, text put together of pieces that mean something, and messages cut and glued at random.
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join),
    st.tuples(st.sampled_from(SAMPLES), st.sampled_from(SAMPLES), st.integers(0, 30)).map(
        lambda cut_at: cut_at[0][: cut_at[2]] + cut_at[1][cut_at[2] :]
    ),
)
DIGITS = st.text("0123456789", min_size=3, max_size=6)
LABELS = {"день": Label.DAY, "ночь": Label.NIGHT, "Т1": Label.T1, "Т2": Label.T2}


def numbers(message):
    heard = message.options if isinstance(message, Unsure) else (message,)
    return [n for one in heard if isinstance(one, Heard) for written in one.readings for n in written.numbers]


@settings(max_examples=500, deadline=None)
@given(TEXTS, KNOWNS)
@example('0"Т0/0', KNOWN["one"])  # either 0 may be the total register: one meaning
def test_anything_is_heard_without_a_crash_and_nothing_without_a_digit(text, known):
    message = hear(text, known, WORDS)
    if not isinstance(message, Unheard):
        assert any(c.isdecimal() for c in text) or "|" in text
    if isinstance(message, Heard):
        assert message.readings
        assert all(written.numbers for written in message.readings)
    if isinstance(message, Unsure):
        assert 1 <= len(message.options) <= 4
        assert len(set(message.options)) == len(message.options)
    for number in numbers(message):
        assert number.whole.isascii()
        assert number.whole.isdecimal()
        assert number.label is not Label.T0


@settings(max_examples=500, deadline=None)
@given(TEXTS, KNOWNS)
def test_a_certain_value_is_a_run_of_digits_of_the_message(text, known):
    message = hear(text, known, WORDS)
    plain = normalise(text)
    # Behind letters a look-alike is a digit only once the letters are known as a word: «п1542О».
    runs = set(re.findall(r"\d+", plain)) | set(re.findall(r"\d+", re.sub(r"[oо](?=\W|\d|$)", "0", plain)))
    for number in numbers(message) if isinstance(message, Heard) else ():
        assert number.whole in runs or re.search(r"[a-zа-я|]", plain)
        assert not number.fraction or number.fraction in runs or re.search(r"[a-zа-я|]", plain)


@settings(max_examples=250, deadline=None)
@given(DIGITS, DIGITS, st.text(" ,.;:/*#=+()|\\_'\n-", min_size=1, max_size=3), KNOWNS)
def test_two_numbers_never_become_one_value(first, second, between, known):
    message = hear(f"{first}{between}{second}", known, WORDS)
    if isinstance(message, Heard) and "|" not in between:
        assert first + second not in {number.whole for number in numbers(message)}


@settings(max_examples=120, deadline=None)
@given(
    DIGITS,
    st.sampled_from(["{}", "П {}", "Показания: {}", "Добрый день! Показания {}, спасибо", "на счётчике {}"]),
)
def test_one_number_comes_back_as_it_was_written(value, form):
    assert hear(form.format(value), KNOWN["one"], WORDS) == Heard((Written((Number(value),)),))


@settings(max_examples=120, deadline=None)
@given(
    DIGITS,
    DIGITS,
    st.sampled_from([("день", "ночь"), ("Т1", "Т2")]),
    st.booleans(),
    st.sampled_from(" -=:\n"),
)
def test_named_zones_come_back_in_any_order(first, second, zones, swapped, between):
    pairs = [(zones[0], first), (zones[1], second)]
    pairs = pairs[::-1] if swapped else pairs
    gap = " " if between == "-" else ""
    text = ", ".join(f"{zone}{gap}{between}{gap}{value}" for zone, value in pairs)
    right = tuple(Number(value, "", LABELS[zone]) for zone, value in pairs)
    assert hear(text, KNOWN["two"], WORDS) == Heard((Written(right),))


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(["1234567833", "2234567811"]),
    st.text("0123456789", min_size=4, max_size=6),
    st.sampled_from(" *#;/:,"),
)
def test_an_account_before_a_value_comes_back(account, value, between):
    message = hear(f"{account}{between}{value}", KNOWN["many"], WORDS)
    assert message == Heard((Written((Number(value),), account),))


@settings(max_examples=250, deadline=None)
@given(
    st.one_of(TEXTS, st.from_regex(r"([а-яa-z]{1,9}[ :]{1,2})?[0-9]{1,6}[ .!]{0,2}", fullmatch=True)), KNOWNS
)
def test_the_short_way_says_what_the_long_one_says(text, known):
    tokens = cut(normalise(text), WORDS)
    if tokens and any(c in "0123456789" for c in normalise(text)):
        names = Names(known)
        seen = walk(tokens, names, WORDS)
        seen.plain = False
        assert hear(text, known, WORDS) == meaning(seen, names)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1.",
        "1,2 ",
        "д 1 ",
        "a1",
        "@",
        "a@",
        "1@a.",
        "день ",
        "1) ",
        "12-",
        "7 (",
        "+7",
        "Ы",
        "٣",
        "①",
        "о0",
        "123 ",
        "1 2 3;",
        "т1 ",
        "12345678\n",
        "1э1",
        "показаня ",
        "1#",
        "*7833 ",
        "кв 1-",
        "тел 1 ",
    ],
)
def test_the_longest_message_costs_little(piece):
    text = piece * (2 * LONGEST)
    for known in (KNOWN["many"], KNOWN["nobody"]):
        # It takes some 5 ms; squares would take seconds.
        assert cpu_of(lambda known=known: hear(text, known, WORDS)) < 0.1
