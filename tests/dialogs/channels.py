"""The same script played by a person with buttons and by one with a button phone, step against step.

Both talk to the real engine over the same content, each in a database of their own in memory. What the one
presses, the other types: by its number where the message shows one, else by its words. After each turn the
paths of the engine (`Played.path`) must be the same: a dialog that went another way by SMS is a second flow.
"""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from datetime import UTC, datetime

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.seals import unsealed
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.codec import decode_reply
from bot.dialogs.model import Kind, Press
from core.codes import one_time_code
from tests.dialogs.memory import CATALOGUE, World
from tests.dialogs.supplier import KEYS, VALUES, make_test_desk, shows_numbers

NOON = datetime(2026, 11, 18, 9, tzinfo=UTC)
_INVITATION = re.compile(r"\d{4} ?\d{4} ?\d{4}")
SAID = frozenset({"code", "unclear", "hushed"})
"""Words on a path that name how a thing was said, no step."""
UNHEARD = frozenset({"sms-offered", "settings-unheard", "stop-resumed-unheard"})
"""What is said to phones only: SMS that we begin want a consent of their own (126-FZ)."""


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
        self.replies, self.path, self.walked, self.log, self.heard = [], (), [], [], []

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
        self.walked += self.path
        self.replies = self.world.inboxes.pop(self.address, [])
        self.heard += [(self.today, unsealed(reply, KEYS)) for reply in self.replies]
        self.log.append((fields.get("text") or fields.get("choice") or kind.value, self.texts))
        return self.text

    @property
    def keys(self):
        return [phrase.key for reply in self.replies for phrase in reply.phrases]

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

    def event_text(self, text):
        return self.event(Kind.TEXT, text=text)

    def invitation_code(self):
        found = _INVITATION.search(self.text)
        assert found, self.text
        return found[0]

    @property
    def offered(self):
        return [choice.id for reply in self.replies for choice in reply.choices]

    def types_code(self, frame="{}"):
        return self.event(Kind.TEXT, text=frame.format(self.code()))

    def code(self):
        asked = self.world.codes[-1][1]
        return one_time_code(KEYS, asked["key_id"], asked["verification"], asked["counter"])

    def arrived(self):
        """Read what came without being asked for."""
        self.replies = self.world.inboxes.pop(self.address, [])
        return self.text


class Both:
    """One person of a script, on both channels. Their seventh phone is the one billing knows of the flat."""

    def __init__(self, played, number=7):
        self.played, self.number = played, number
        rich, short = played.worlds
        self.rich = Person(rich, f"telegram:{number}", TELEGRAM)
        self.short = Person(short, f"tel:+7916123456{number}", SMS)
        self.two = self.rich, self.short

    def has(self, *accounts, role="owner"):
        """These accounts are linked already."""
        for one in self.two:
            store = one.world.store
            session = store.sessions.load(one.address)[0]
            subscriber = session.subscriber_id or store.subscribers.create(one.address, 1)
            for account in accounts:
                one.world.tx.run(
                    "INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms)"
                    " VALUES (:s, :a, :r, :p, :address, 1)",
                    s=subscriber, a=account, r=role, p=f"+7916123456{self.number}", address=one.address,
                )  # fmt: skip
        return self

    def says(self, text, *, texted=None):
        """The same words on both; `texted` where a button phone needs others for the same."""
        return self._each(lambda one: one.event(Kind.TEXT, text=text if one is self.rich else texted or text))

    def chooses(self, id_, target=None):
        return self._each(lambda one: one.choose(id_, target))

    def both_offer(self):
        """Options that both can take now: of a message that asks, or of an SMS with room for them."""
        rich, short = (
            [(c.id, c.target) for c in one.replies[-1].choices if c.press is not Press.CONTACT]
            if one.replies and (one.replies[-1].prompt or shows_numbers(one.replies[-1]))
            else []
            for one in self.two
        )
        return [option for option in rich if option in short]

    def told(self, entry, target=""):
        """Another conversation, or the watch, opens an entry here."""
        values = {"entry": entry, "target": target}
        return self._each(lambda one: one.event(Kind.SYSTEM, command="entry", values=values))

    def proves(self, number="1234567833", phone="89161234567"):
        """As far as the code, in the words of either: buttons ask for the phone, an SMS comes from it."""
        with self.played.together():
            for one in self.two:
                one.event(Kind.TEXT, text=f"ЛС {number} 482133")
                if "yes" in one.offered:
                    one.choose("yes")
                if "send" in one.offered:
                    one.choose("send")
                elif "resend" not in one.offered:
                    one.event(Kind.TEXT, text=phone)

    def types_the_code(self, texted="{}"):
        """The code as it comes, by SMS in the frame of `texted`."""
        self._each(lambda one: one.effect("ok"))
        return self._each(lambda one: one.types_code(texted if one is self.short else "{}"))

    def later(self, seconds):
        for world in self.played.worlds:
            world.later(seconds)
        return self

    def _each(self, act):
        for one in self.two:
            act(one)
        self.played.same(self)
        return self.rich.text, self.short.text


class Played:
    """A script on both channels: the steps of each turn, told apart by the person."""

    def __init__(self, *fills, now=NOON, desk=None):
        self.worlds = OneChannel(now, desk), OneChannel(now, desk)
        for world in self.worlds:
            for fill in fills:
                fill(world.tx)
        self.people, self.steps, self._apart = [], [], True

    def person(self, number=7):
        self.people.append(Both(self, number))
        return self.people[-1]

    @contextmanager
    def together(self):
        """Several turns, as many as each channel needs, that must walk the same steps in all."""
        before = [(person, [len(one.walked) for one in person.two]) for person in self.people]
        self._apart = False
        yield
        self._apart = True
        for person, marks in before:
            rich, short = (one.walked[mark:] for one, mark in zip(person.two, marks, strict=True))
            self._compare(person, rich, short)

    def same(self, person):
        if self._apart:
            self._compare(person, [*person.rich.path], [*person.short.path])
            rich, short = (one.keys for one in person.two)
            hushed = "hushed" in person.short.path
            assert hushed or not UNHEARD.isdisjoint(short) or rich[:1] == short[:1], (
                f"{person.rich.log[-1]} {rich}\n{person.short.log[-1]} {short}"
            )

    def _compare(self, person, rich, short):
        rich, short = ([step for step in one if step not in SAID] for one in (rich, short))
        assert rich == short, (
            f"in Telegram {rich}, by SMS {short}\n  Telegram: {person.rich.log[-1]}"
            f"\n  SMS: {person.short.log[-1]}"
        )
        self.steps.append(rich)
