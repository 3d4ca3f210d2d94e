"""How well free questions are understood, on phrases that nobody tuned for. `-s` prints the table."""

from __future__ import annotations

import pytest

from tests.intents.measuring import DEVELOPMENT, FRESH, HELD_BACK, Phrase, as_the_bot, phrases, report, table

LISTED = phrases(HELD_BACK)


@pytest.fixture(scope="module")
def held_back():
    found = report(as_the_bot(), LISTED)
    print("\n" + table(found))
    return found


def test_the_list_is_long_enough():
    assert len(LISTED) >= 300
    assert sum(phrase.talk for phrase in LISTED) >= 100
    assert len({phrase.text for phrase in LISTED}) == len(LISTED)


def test_nothing_is_in_two_lists():
    tuned, held, fresh = (
        {phrase.text.casefold() for phrase in phrases(path)} for path in (DEVELOPMENT, HELD_BACK, FRESH)
    )
    assert not tuned & held
    assert not tuned & fresh
    assert not held & fresh


def test_precision(held_back):
    assert held_back.all.precision >= 0.97


def test_recall(held_back):
    assert held_back.all.recall >= 0.90


def test_the_fresh_list_is_not_far_behind():
    found = report(as_the_bot(), phrases(FRESH))
    print("\n" + table(found))
    assert found.all.precision >= 0.93
    assert found.all.recall >= 0.85
    assert found.talk_opened <= found.talk * 0.05


def test_a_slip_of_the_finger_in_each_phrase_costs_little():
    """One letter of the longest word is dropped, doubled or swapped; what is opened stays right."""
    slipped = [Phrase(slip(phrase.text), phrase.right) for phrase in LISTED]
    found = report(as_the_bot(), slipped)
    print("\n" + table(found).splitlines()[-2])
    assert found.all.precision >= 0.93
    assert found.all.recall >= 0.72


def slip(text):
    """The same slip for the same phrase, whatever the run."""
    word = max(text.split(), key=len, default="")
    if len(word) < 5:
        return text
    at = 1 + sum(map(ord, text)) % (len(word) - 3)
    ways = (
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    )
    return text.replace(word, ways[len(text) % 3], 1)


def test_no_intent_is_left_behind(held_back):
    weak = {
        name: (score.precision, score.recall)
        for name, score in held_back.intents.items()
        if score.asked_for >= 5 and (score.precision < 0.8 or score.recall < 0.6)
    }
    assert not weak


def test_talk_is_left_to_the_honest_answer(held_back):
    assert held_back.talk_opened + held_back.talk_asked <= held_back.talk * 0.05


def test_the_list_for_tuning_is_understood():
    found = report(as_the_bot(), phrases(DEVELOPMENT))
    assert found.all.precision >= 0.97
    assert found.all.recall >= 0.97


def test_a_matcher_that_guesses_is_seen():
    found = report(lambda text: ("balance",), LISTED)
    assert found.all.precision < 0.2
    assert found.talk_opened == found.talk
