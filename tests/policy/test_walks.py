"""Random walks through every dialog under the strict policy: nothing private gets into the wire bytes.

What is looked for is taken from the database and from what people type: every sum, phone, holder, postal
address, and their own words, in any spacing and any escape of JSON.
"""

from __future__ import annotations

import html
import json
import random
import re
from datetime import UTC, date, datetime
from functools import partial

import pytest

from bot.channels.policy import INSTEAD_PAGE, Elsewhere, asked_at, within
from bot.channels.render import render
from bot.channels.seals import unsealed
from bot.channels.telegram_capabilities import TELEGRAM
from bot.channels.telegram_requests import edit_params, message_params
from bot.dialogs.entries import ENTRIES
from bot.dialogs.model import Contact, Kind, Press
from bot.texts.catalogue import Catalogue
from tests.dialogs.lawful import lawful_desk
from tests.dialogs.memory import World, codes_in, replies_to
from tests.dialogs.supplier import ACCOUNTS, KEYS, VALUES
from tests.dialogs.test_walks import WORDS
from tests.policy.sentinels import OWN, strings

CATALOGUE = Catalogue.load()
PERSON = "telegram:1"
LINK = Elsewhere("https://bot.example.ru/p/token", 900)
TYPED = "89021112233"
MORE_WORDS = [OWN, TYPED, "почему так много", "история", "платежи", "счётчик", "тарифы", "кто подключён",
              "мои данные", "название", "пени", "контакты", "если оплатить 25.12",
              "о чём писать", "когда и куда", "тихие часы", "18:30", "22-8"]  # fmt: skip
STEPS = 250


class StrictWorld(World):
    """Where the chat may carry neither sums nor phones."""

    def restart(self):
        super().restart()
        self.engine._desk = lawful_desk()
        self.engine._stage._may_ask = partial(asked_at, "strict")


class Walker:
    """One person, some choices by chance; `bodies` are all messages as Telegram would get them."""

    def __init__(self, seed, mode="strict"):
        self.random = random.Random(seed)
        self.world = (StrictWorld if mode == "strict" else World)(datetime(2026, 11, 8, 9, tzinfo=UTC))
        self.can = within(TELEGRAM, mode)
        self.offered, self.bodies, self.code, self.keys = [], [], "000000", set()

    def happens(self, kind, **fields):
        rows = self.world.happens(PERSON, kind, **fields)
        for reply in replies_to(PERSON, rows):
            self.offered += [(reply.prompt, choice) for choice in reply.choices]
            self.keys |= {phrase.key for phrase in reply.phrases}
            today = self.world.now.date()
            parts = render(unsealed(reply, KEYS), self.can, CATALOGUE, VALUES, today, LINK).parts
            self.bodies += [
                json.dumps(p) for x in parts for p in (message_params(1, x), edit_params(1, 2, x))
            ]
        self.code = next((code for _, code in codes_in(rows)), self.code)

    def links(self, number):
        for text in ("отмена", "подключить", "согласен", number, "482133"):
            self.happens(Kind.TEXT, text=text)
        if self.world.session(PERSON).step == "phone":
            prompt = self.world.session(PERSON).prompt
            answer = (
                {"choice": "send"} if ACCOUNTS[0][1] == number else {"contact": Contact("+79021112233", True)}
            )
            kind = Kind.CHOICE if "choice" in answer else Kind.CONTACT
            self.happens(kind, prompt=prompt, page=True, **answer)
            self.ends()
            self.happens(Kind.TEXT, text=self.code)

    def on_page(self, prompt, *, recorded):
        """The answer is given on the private page."""
        if recorded:
            self.happens(Kind.CHOICE, choice="send", prompt=prompt, page=True)
        else:
            self.happens(Kind.CONTACT, contact=Contact("+79021112233", True), prompt=prompt, page=True)

    def ends(self):
        waits = self.world.session(PERSON).waits_for
        if waits:
            values = {"id": str(waits), "kind": "code", "result": "ok", "reason": ""}
            self.happens(Kind.SYSTEM, command="effect", values=values)

    def presses(self):
        if self.offered:
            prompt, choice = self.random.choice(self.offered[-8:])
            entry = choice.press is Press.ENTRY
            more = {"text": choice.target} if entry else {"prompt": prompt}
            self.happens(Kind.CHOICE, choice=choice.id, **more)

    def writes(self):
        late = {} if self.random.random() > 0.1 else {"sent_at": self.world.now}
        if late:
            self.world.later(self.random.choice([1000, 2000]))
        self.happens(Kind.TEXT, text=self.random.choice(WORDS + MORE_WORDS), **late)

    def enters(self):
        self.happens(
            Kind.COMMAND,
            command=self.random.choice(sorted(ENTRIES)),
            text=self.random.choice(["", "a1", "1"]),
        )

    def walk(self):
        self.links(ACCOUNTS[0][1])
        for step in range(STEPS):
            if step == STEPS // 3:
                self.world.later(90_000)
                self.links(ACCOUNTS[2][1])
            self.random.choice(
                [self.presses, self.presses, self.presses, self.writes, self.enters, self.ends]
            )()
            self.world.later(self.random.choice([1, 20, 200]))


def secrets_of(tx):
    """Everything in the database that the chat may not carry, spaces left out."""
    rows = [
        row for table in ("balance", "due", "charge", "payment") for row in tx.all(f"SELECT * FROM {table}")
    ]
    sums = {value for row in rows for value in row if isinstance(value, int) and value >= 10_000}
    people = {text for row in tx.all("SELECT holder, address FROM account_card") for text in row if text}
    phones = {re.sub(r"\D", "", row[0])[1:] for row in tx.all("SELECT phone FROM account_card") if row[0]}
    marks = {f"{value // 100},{value % 100:02d}" for value in sums}
    marks |= {re.sub(r"\s", "", text) for text in people} | phones | {phone[:3] + "***" for phone in phones}
    return marks | {"902111", "902***", "тётиЗины", "Иванов"}


def bare(body):
    return re.sub(r"[\s\u00a0\u202f()-]", "", html.unescape(" ".join(strings(json.loads(body)))))


@pytest.mark.parametrize("seed", range(10))
def test_nothing_private_gets_out(seed):
    walker = Walker(seed)
    walker.walk()
    marks = secrets_of(walker.world.tx)
    assert len(marks) > 20
    said = CATALOGUE.text("full", INSTEAD_PAGE, {"life": 900}, date(2026, 11, 8)).splitlines()[0]
    bodies = [bare(body) for body in walker.bodies]
    assert sum(re.sub(r"\s", "", said) in body for body in bodies) > 10, "nothing was kept back: no test"
    assert {mark for mark in marks for body in bodies if mark in body} == set()


def test_the_search_finds_what_the_open_mode_says():
    walker = Walker(0, "open")
    walker.links(ACCOUNTS[0][1])
    walker.happens(Kind.TEXT, text="настройки")
    marks, bodies = secrets_of(walker.world.tx), [bare(body) for body in walker.bodies]
    found = {mark for mark in marks for body in bodies if mark in body}
    assert found >= {"2310,90", "1250,40", "916***"}
