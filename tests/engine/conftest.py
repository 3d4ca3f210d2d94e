"""The durable engine around a toy conversation: real storage, intake and delivery, a scripted outside."""

from __future__ import annotations

import asyncio
import itertools
import json
from datetime import UTC

import pytest

from bot.channels.delivery import Delivery, Limits
from bot.dialogs.engine import Engine, Ignored
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Step, Typed
from bot.dialogs.model import Choice, Inbound, Kind, Press, Reply, say
from bot.dialogs.router import Router
from bot.dialogs.stage import Stage
from bot.handlers.effects import translate_effect
from bot.handlers.intake import Intake
from core.clock import from_ms
from core.errors import Malformed
from core.records import Attempt, Effect, RawEvent, Result
from storage.store import StoreFactory

HOME = "telegram:7"


class FakeDesk:
    """What the router needs of a desk."""

    time_zone = UTC


class TestClock:
    """Time that a test moves."""

    __test__ = False

    def __init__(self, now_ms=1_795_000_000_000):
        self.ms = now_ms

    def now_ms(self):
        return self.ms

    def now(self):
        return from_ms(self.ms)


class ToyWords:
    """Commands are words; options are known by their ids."""

    def command(self, text):
        word, _, rest = text.partition(" ")
        return (word, rest) if word in ENTRIES else None

    def emergency(self, text):
        return text == "искрит"

    def question(self, text):
        return ()

    def option(self, text, choices):
        return next((choice for choice in choices if choice.id == text), None)

    def answer(self, text):
        return None

    def ours(self, text):
        return False


class ToySpoken:
    """No text is anything but an answer, a command or talk."""

    def listed(self, turn, text): ...

    def proof(self, turn, text, *, answers): ...

    def corrected(self, turn, text, step): ...

    def captioned(self, turn, text): ...

    def idle(self, turn, text, step): ...

    def doubtful(self, turn): ...

    def silent(self, turn, text, entry):
        return False

    def placed(self, turn, asked):
        return asked

    def named(self, turn, entry, text):
        return ""


def _ask(turn):
    return Reply(
        (say("toy-ask"),), choices=(Choice("yes", say("toy-yes")), Choice("no", say("toy-no"))), edit=True
    )


def _take(turn, answer):
    match answer:
        case Chosen("yes"):
            return Done((Reply((say("toy-agreed"),)),))
        case Typed(value):
            return Go("number", data={"typed": value})
        case _:
            return Go("number")


def _ask_code(turn):
    return Reply((say("toy-code"),))


def _result(turn, result, reason):
    return Done((Reply((say(f"toy-code-{result}"),)),))


def _echo(turn, target):
    return Done((Reply((say("toy-echo", text=target),)),))


def _twice(turn, target):
    return Done((Reply((say("toy-one"),)), Reply((say("toy-two"),))))


def _boom(turn, target):
    turn.store.settings.put("half", "done")
    raise ZeroDivisionError("the toy broke")


def _code(turn, target):
    turn.effects.append(
        Effect(
            "code",
            "tel:+79000000001",
            "{}",
            notify=turn.session.address,
            awaited=True,
            deadline_ms=turn.now_ms + 60_000,
        )
    )
    return Go("wait", dialog="toy")


def _menu(turn, target):
    return Done((Reply((say("toy-menu"),), choices=(Choice("echo", say("toy-yes"), Press.ENTRY, "7"),)),))


def _unknown(turn, target):
    return Done((Reply((say("notice-toy-unknown"),)),))


def _emergency(turn, target):
    return Done((Reply((say("toy-112"),)),))


def _cancel(turn, target):
    return Done((Reply((say("toy-cancelled"),)),))


ENTRIES = {
    "echo": _echo,
    "twice": _twice,
    "boom": _boom,
    "code": _code,
    "menu": _menu,
    "unknown": _unknown,
    "emergency": _emergency,
    "cancel": _cancel,
    "number": lambda turn, target: Go("number", dialog="toy"),
}
TOY = Dialog(
    "toy",
    1,
    {
        "number": Step(_ask, _take, shape=lambda turn, text: text if text.isdigit() else None),
        "wait": Step(_ask_code, _take, result=_result, secret=True),
    },
)


def translate(body, received_ms):
    """`{"kind": …}` of a test as an event; a body that is no JSON is malformed."""
    try:
        given = json.loads(body)
    except ValueError as error:
        raise Malformed("no JSON") from error
    if "ignore" in given:
        return Ignored(given["ignore"])
    sent_ms = given.pop("sent_ms", received_ms)
    kind = Kind(given.pop("kind", "text"))
    sent_at = None if kind is Kind.CHOICE else from_ms(sent_ms)
    return Inbound(given.pop("address", HOME), kind, from_ms(received_ms), sent_at, **given)


class Outside:
    """A sender that answers as the test says, and remembers what it was given."""

    def __init__(self):
        self.rows, self.script, self.hold = [], [], None
        self._numbers = itertools.count(1)

    async def send(self, row):
        if self.hold is not None:
            await self.hold.wait()
        self.rows.append(row)
        if self.script:
            attempt = self.script.pop(0)
            if isinstance(attempt, Exception):
                raise attempt
            return attempt
        return Attempt(Result.OK, reference=str(next(self._numbers)))

    @property
    def keys(self):
        return [json.loads(row.payload)["t"][0][0] for row in self.rows if row.kind == "message"]


class Bench:
    """The parts of a bot on one database; `restart` makes new ones as a new process would."""

    def __init__(self, database, background):
        self.database, self.background = database, background
        self.clock, self.wall, self.outside = TestClock(), TestClock(), Outside()
        self._ids = itertools.count(1)
        self.limits = Limits(in_flight=8, bulk_per_second=1000)
        self.build()

    def build(self):
        open_store = StoreFactory()
        senders = {"message@telegram": self.outside, "code@tel": self.outside}
        self.delivery = Delivery(
            self.database,
            open_store,
            senders,
            clock=self.clock,
            background=self.background,
            limits=self.limits,
            wall_ms=self.wall.now_ms,
            tell=self._tell,
        )
        engine = Engine(
            Stage([TOY], ENTRIES),
            Router(ToyWords(), ToySpoken()),
            FakeDesk(),
            {"test": translate, "effect": translate_effect},
            self.delivery.lease,
            self.limits.chat,
        )
        self.intake = Intake(
            self.database,
            engine,
            self.delivery,
            open_store,
            self.clock,
            self.background,
            wall_ms=self.wall.now_ms,
        )

    async def _tell(self, event_id, address):
        await self.intake.handle(event_id, address)

    async def restart(self, *, clean=True):
        if clean:
            await self.intake.stop()
        self.build()
        await self.intake.start()

    def event(self, address=HOME, source_id="", **body):
        raw = json.dumps({"address": address, **body}).encode()
        return RawEvent("test", source_id or str(next(self._ids)), address, raw, self.clock.ms)

    async def hears(self, *texts, address=HOME, **body):
        for text in texts:
            await self.intake.accept([self.event(address, text=text, **body)])
        await self.settle()

    async def settle(self):
        """Until nothing is on its way."""
        for _ in range(400):
            await asyncio.sleep(0.005)
            if not self.delivery._flying:
                return
        raise AssertionError("the outbox does not come to rest")

    async def all(self, sql, **params):
        return await self.database.read(lambda tx: tx.all(sql, **params))

    async def states(self, table="inbox"):
        return [row[0] for row in await self.all(f"SELECT state FROM {table} ORDER BY id")]


@pytest.fixture
async def bench(database, background):
    return Bench(database, background)
