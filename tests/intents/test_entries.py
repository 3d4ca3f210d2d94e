"""Every intent opens something that exists, and every choice between intents has its words."""

from __future__ import annotations

from bot.dialogs.entries import ENTRIES
from bot.dialogs.questions import CHOICES
from bot.texts.catalogue import RU, compile_all
from bot.texts.intents import Intents
from bot.texts.intents_source import read_lists
from tests.intents.measuring import DEVELOPMENT, HELD_BACK, NONE, phrases

INTENTS = Intents.load()
BY_KEYWORD_ONLY = {"start", "emergency"}


def test_every_intent_has_its_entry():
    assert not INTENTS.names - ENTRIES.keys()


def test_every_intent_can_be_offered_as_a_choice():
    assert INTENTS.names == CHOICES.keys()


def test_every_question_that_the_product_answers_has_an_intent():
    lists = {name for path in (HELD_BACK, DEVELOPMENT) for phrase in phrases(path) for name in phrase.right}
    assert lists - BY_KEYWORD_ONLY - {NONE} == INTENTS.names


def test_our_reader_reads_what_fluent_reads():
    path = RU / "intents.ftl"
    ours = read_lists(path.read_text("utf-8"))
    for name, entry in compile_all(path).items():
        assert "\n".join(ours[name].lines) == (entry.template or "").replace("%%", "%")
        assert ours[name].attributes == dict(entry.attributes)
    assert ours.keys() == compile_all(path).keys()
