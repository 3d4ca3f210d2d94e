"""Random walks where the phone texts its code: only a phone that sent the code shown for it links anybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.dialogs.engine import Engine
from bot.dialogs.entries import DIALOGS, ENTRIES
from bot.dialogs.model import Kind
from bot.dialogs.spoken import understanding
from bot.dialogs.stage import Stage
from bot.handlers.entries import translate_entry
from bot.words import LexiconWords
from tests.dialogs.facts import FLAT, NO_PHONE
from tests.dialogs.memory import CATALOGUE, LEXICON, World, replies_to
from tests.dialogs.supplier import RULES, make_test_desk

CHATS = st.sampled_from(["telegram:1", "telegram:2"])
PHONES = ("+79161234567", "+79021112233", "+79990001122")
ON_RECORD = {1: "+79161234567"}
NUMBERS = {FLAT: 1, NO_PHONE: 2}
CODE = re.compile(r"\d{6}")
_WORDS = [
    "подключить",
    "заново",
    "продолжить",
    "отмена",
    "новый код",
    "назад",
    "дальше",
    "ввести код",
    "меню",
]


class ReverseWorld(World):
    """A supplier that sends no codes."""

    def restart(self):
        desk = make_test_desk(rules=replace(RULES, reverse=True, reverse_phone="+7 900 000-00-00"))
        words = LexiconWords(LEXICON, CATALOGUE, lambda: desk.today(self.now))
        readers = {"test": lambda *_: self.event, "entry": translate_entry}
        self.engine = Engine(Stage(DIALOGS, ENTRIES), understanding(words), desk, readers, lambda _: 0)

    def hear(self):
        """Play what conversations have told each other."""
        now_ms = int(self.now.timestamp() * 1000)
        for id_, _ in self.store.inbox.first_due(now_ms, 50):
            self.engine.turn(self.store, self.store.inbox.pending(id_), now_ms)


class ReverseWalk(RuleBasedStateMachine):
    """`shown`: the codes each chat was shown, for which phone and account; `sent`: what each phone texted."""

    @initialize()
    def begin(self):
        self.world = ReverseWorld(datetime(2026, 11, 8, 9, tzinfo=UTC))
        self.shown = {}

    def says(self, address, text):
        rows = self.world.happens(address, Kind.TEXT, text=text)
        for reply in replies_to(address, rows):
            for phrase in reply.phrases:
                if phrase.key == "linkingfacts-reverse":
                    data = self.world.session(address).data
                    shown = (phrase.values["phone"].number, data["account"])
                    self.shown.setdefault(address, {})[phrase.values["code"]] = shown
        return rows

    @rule(chat=CHATS, text=st.sampled_from(_WORDS))
    def talks(self, chat, text):
        self.says(chat, text)

    @rule(chat=CHATS, number=st.sampled_from(sorted(NUMBERS)), phone=st.sampled_from(PHONES))
    def asks_for_a_code(self, chat, number, phone):
        for text in ("подключить", "согласен", "заново", number, "482133", phone, "да"):
            self.says(chat, text)

    @rule(phone=st.sampled_from(PHONES), chat=CHATS, guess=st.booleans(), words=st.booleans())
    def texts(self, phone, chat, guess, words):
        codes = list(self.shown.get(chat, {}))
        code = "000000" if guess or not codes else codes[-1]
        before = {who: self.world.links(who) for who in ("telegram:1", "telegram:2")}
        self.says(f"tel:{phone}", f"код {code}" if words else code)
        self.world.hear()
        for who, had in before.items():
            for account in self.world.links(who) - had:
                assert self.shown[who][code] == (phone, account), "linked without the phone or its code"
                assert ON_RECORD.get(account, phone) == phone, "another phone than billing's"
        assert not self.world.links(f"tel:{phone}")

    @rule(seconds=st.sampled_from([1, 61, 301, 4000]))
    def time_passes(self, seconds):
        self.world.later(seconds)


TestReverseWalk = ReverseWalk.TestCase
TestReverseWalk.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
