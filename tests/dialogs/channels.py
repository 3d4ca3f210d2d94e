"""The same script played by a person with buttons and by one with a button phone, step against step.

Both talk to the real engine over the same content, each in a database of their own in memory. What the one
presses, the other types: by its number where the message shows one, else by its words. After each turn the
paths of the engine (`Played.path`) must be the same: a dialog that went another way by SMS is a second flow.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.seals import unsealed
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.codec import decode_reply
from bot.dialogs.model import Contact, Kind, Press
from core.codes import one_time_code
from tests.dialogs.memory import CATALOGUE, World
from tests.dialogs.supplier import KEYS, VALUES, make_test_desk

NOON = datetime(2026, 11, 18, 9, tzinfo=UTC)
PHONES = {"telegram": "telegram:{}", "tel": "tel:+7916123456{}"}


class OneChannel(World):
    """One of the two databases, with what its people were sent."""

    def __init__(self, now, desk=None):
        self.desk, self.codes, self.inboxes = desk or make_test_desk(), [], {}
        super().__init__(now)

    def restart(self, desk=None):
        super().restart(desk or self.desk)


class Person:
    """Somebody on one channel; `texts` is what they read last."""

    def __init__(self, world, address, can):
        self.world, self.address, self.can = world, address, can
        self.replies, self.path, self.log = [], (), []

    @property
    def today(self):
        return self.world.desk.today(self.world.now)

    def event(self, kind, **fields):
        for to, what, payload in self.world.happens(self.address, kind, **fields):
            if what == "code":
                self.world.codes.append((to, json.loads(payload)))
            if what == "message" and payload:
                self.world.inboxes.setdefault(to, []).append(decode_reply(payload))
        self.path = self.world.played.path
        self.replies = self.world.inboxes.pop(self.address, [])
        self.log.append((fields.get("text") or fields.get("choice") or kind.value, self.texts))
        return self.text

    @property
    def texts(self):
        drawn = [render(unsealed(one, KEYS), self.can, CATALOGUE, VALUES, self.today) for one in self.replies]
        return [part.text.replace("\u00a0", " ") for one in drawn for part in one.parts]

    @property
    def text(self):
        return "\n".join(self.texts)

    def choose(self, id_, target=None):
        """Press it, or type its number if the message shows one and otherwise its words."""
        reply, index, choice = self._offered(id_, target)
        if self.can.buttons:
            if choice.press is Press.ENTRY:
                return self.event(Kind.CHOICE, choice=choice.id, text=choice.target)
            return self.event(Kind.CHOICE, choice=choice.id, prompt=reply.prompt)
        shown = re.search(rf"(?<!\d){index}-", self.texts[-1]) if self.texts else None
        return self.event(Kind.TEXT, text=str(index) if shown else self.words(choice))

    def words(self, choice):
        return CATALOGUE.text("short", choice.label.key, {**VALUES, **choice.label.values}, self.today)

    def _offered(self, id_, target):
        for reply in reversed(self.replies):
            for index, choice in enumerate(reply.choices, 1):
                if choice.id == id_ and target in {None, choice.target}:
                    return reply, index, choice
        raise AssertionError(f"{id_} is not offered by {self.address}: {self.texts}")

    def effect(self, result, **values):
        waits = self.world.session(self.address).waits_for
        base = {"id": str(waits), "kind": "code", "result": result, "reason": ""}
        return self.event(Kind.SYSTEM, command="effect", values=base | values)

    def code(self):
        asked = self.world.codes[-1][1]
        return one_time_code(KEYS, asked["key_id"], asked["verification"], asked["counter"])

    def arrived(self):
        """Read what came without being asked for."""
        self.replies = self.world.inboxes.pop(self.address, [])
        return self.text


class Both:
    """One person of a script, on both channels."""

    def __init__(self, worlds, number=7):
        rich, short = worlds
        self.number = number
        self.rich = Person(rich, PHONES["telegram"].format(number), TELEGRAM)
        self.short = Person(short, PHONES["tel"].format(number), SMS)
        self.paths = []

    def _same(self, what, rich, short):
        self.paths.append(self.rich.path)
        assert self.rich.path == self.short.path, (
            f"{what}: in Telegram {self.rich.path}, by SMS {self.short.path}\n"
            f"  Telegram: {self.rich.texts}\n  SMS: {self.short.texts}"
        )
        return rich, short

    def says(self, text):
        return self._same(text, *(one.event(Kind.TEXT, text=text) for one in self.two))

    def chooses(self, id_, target=None):
        return self._same(id_, *(one.choose(id_, target) for one in self.two))

    def shares(self, phone):
        """A contact by button; by SMS the number typed."""
        contact = Contact(phone, own=True)
        return self._same(
            phone,
            self.rich.event(Kind.CONTACT, contact=contact),
            self.short.event(Kind.TEXT, text=phone),
        )

    def types_the_code(self):
        for one in self.two:
            one.effect("ok")
        return self._same("code", *(one.event(Kind.TEXT, text=one.code()) for one in self.two))

    def hears(self):
        return [one.arrived() for one in self.two]

    @property
    def two(self):
        return self.rich, self.short


def worlds(*fills, now=NOON, desk=None):
    """Two databases of the same content."""
    made = OneChannel(now, desk), OneChannel(now, desk)
    for world in made:
        for fill in fills:
            fill(world.tx)
    return made
