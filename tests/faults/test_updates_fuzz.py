"""Whatever an update holds, the real engine ends it: done, ignored or, if unreadable, a dead letter."""

from __future__ import annotations

import asyncio
import json
import os
from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.channels.delivery import Delivery, Limits
from bot.channels.render import render
from bot.channels.seals import unsealed
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.codec import decode_reply
from bot.dialogs.engine import Engine
from bot.dialogs.entries import DIALOGS, ENTRIES
from bot.dialogs.spoken import understanding
from bot.dialogs.stage import Stage
from bot.handlers.effects import translate_effect
from bot.handlers.intake import Intake
from bot.handlers.telegram_intake import UpdateIntake
from bot.handlers.telegram_translate import translate
from bot.words import LexiconWords
from core.clock import SystemClock
from core.records import Attempt, Result
from storage.store import StoreFactory
from tests.dialogs.conversation import CATALOGUE, LEXICON, Conversation
from tests.dialogs.supplier import KEYS, VALUES, filled, make_test_desk
from tests.dialogs.test_walks import WORDS
from tests.telegram.update_generator import MEMBERS, NUMBERS, Updates

LONG = os.environ.get("ABONENT_FAULTS") == "long"
EXAMPLES = 20_000 if LONG else 300
AT_ONCE = 5
PEOPLE = (1, 5, 42)
CHOICES = ("yes", "no", "send", "again", "not-mine", "back", "other", "menu", "\x00", "")
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 400)]


@pytest.fixture
def engine():
    """One engine is enough here: the statements have their own suite on both."""
    return "sqlite"


class Outside:
    """Renders every message as Telegram would get it; everything arrives."""

    def __init__(self, today):
        self._today, self.seen, self.broken = today, 0, []

    async def send(self, row):
        self.seen += 1
        try:
            if row.kind == "message":
                reply = unsealed(decode_reply(row.payload), KEYS)
                assert render(reply, TELEGRAM, CATALOGUE, VALUES, self._today()).parts
        except Exception as error:  # noqa: BLE001 - any at all fails the test
            self.broken.append((row.payload, error))
        return Attempt(Result.OK, reference=str(row.id))


class Rig:
    """The bot without its process: intake, engine, dialogs, delivery, a database of its own."""

    def __init__(self, database, background):
        desk, clock, open_store = make_test_desk(), SystemClock(), StoreFactory()
        self.database, self.ends, self.clock, self.last = database, Counter(), clock, 0
        self.edge = UpdateIntake(42, clock.now_ms)
        words = LexiconWords(LEXICON, CATALOGUE, lambda: desk.today(clock.now()))
        self.outside = Outside(lambda: desk.today(clock.now()))
        senders = dict.fromkeys(("message@telegram", "message@tel", "code@tel"), self.outside)
        self.delivery = Delivery(
            database,
            open_store,
            senders,
            clock=clock,
            background=background,
            limits=Limits(),
            tell=self._tell,
        )
        readers = {"telegram": lambda body, ms: translate(body, ms, "AbonentBot"), "effect": translate_effect}
        engine = Engine(Stage(DIALOGS, ENTRIES), understanding(words), desk, readers, self.delivery.lease)
        self.intake = Intake(database, engine, self.delivery, open_store, clock, background)

    async def _tell(self, event_id, address):
        await self.intake.handle(event_id, address)

    async def takes(self, bodies):
        """Accept them at once; afterwards all of them have ended and every session can be loaded."""
        await self.intake.accept([self.edge.take(body).event for body in bodies])
        while self.delivery._flying:
            await asyncio.sleep(0)
        rows = await self.database.read(self._new_rows)
        for id_, state, error in rows:
            self.last = max(self.last, id_)
            self.ends[state if state == "dead" or not error else "ignored"] += 1
            assert state == "done" or (state == "dead" and error.startswith("Malformed")), (state, error)
        assert self.outside.broken == []

    def _new_rows(self, tx):
        store = self.intake.open_store(tx)
        rows = tx.all(
            "SELECT id, state, error, address FROM inbox WHERE id > :last ORDER BY id", last=self.last
        )
        for address in {row[3] for row in rows}:
            store.sessions.load(address)
        return [row[:3] for row in rows]

    async def open_prompt(self, chat):
        address = f"telegram:{chat}"
        found = await self.database.read(
            lambda tx: tx.one("SELECT prompt FROM session WHERE address = :address", address=address)
        )
        return found[0] if found else ""


async def _update(rig, dice):
    """Mostly anything of the specification; often enough what leads deeper into the dialogs."""
    if dice.random() < 0.6:
        return Updates(dice).update(dice.choice(MEMBERS))
    person = {"id": dice.choice(PEOPLE), "type": "private", "is_bot": False}
    frame = {
        "message_id": dice.choice(NUMBERS),
        "date": dice.choice((0, 1_795_000_000)),
        "chat": person,
        "from": person,
    }
    number = dice.getrandbits(40)
    if dice.random() < 0.6:
        return {"update_id": number, "message": {**frame, "text": dice.choice(WORDS)}}
    data = f"s:{await rig.open_prompt(person['id'])}:{dice.choice(CHOICES)}"
    if dice.random() < 0.3:
        data = f"e:{dice.choice(sorted(ENTRIES))}:{dice.choice(WORDS)[:20]}"
    return {
        "update_id": number,
        "callback_query": {"id": "1", "from": person, "message": frame, "data": data},
    }


def _encoded(update, dice):
    if dice.random() < 0.5:
        return json.dumps(update).encode()
    return json.dumps(update, ensure_ascii=False).encode("utf-8", "surrogatepass")


async def test_no_update_of_the_specification_surprises_the_engine(database, background):
    rig = Rig(await filled(database), background)
    await Conversation(database, TELEGRAM, address=f"telegram:{PEOPLE[0]}").links()
    [(rig.last,)] = await database.read(lambda tx: tx.all("SELECT max(id) FROM inbox"))
    loop = asyncio.get_running_loop()

    async def example(seed):
        dice = Random(seed)
        await rig.takes([_encoded(await _update(rig, dice), dice) for _ in range(AT_ONCE)])

    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    @given(seed=st.integers(0, 2**64))
    def examples(seed):
        asyncio.run_coroutine_threadsafe(example(seed), loop).result(60)

    await asyncio.to_thread(examples)
    places = await database.read(lambda tx: tx.all("SELECT DISTINCT dialog, step FROM session"))
    print(f"\n{dict(rig.ends)}, {rig.outside.seen} messages, open steps at the end: {sorted(places)}")
    assert min(rig.ends[end] for end in ("done", "ignored", "dead")) > EXAMPLES // 20
