"""Whatever the provider, the network and kills do, in whatever order: every SMS once."""

from __future__ import annotations

import asyncio
import random

import pytest

from bot.channels.sms_port import SmsError, SmsFault
from core.records import Priority
from tests.channels.sms_rig import Provider, Rig

PEOPLE = 12
ROUNDS = 300
BEFORE = (None, None, SmsFault.UNKNOWN, SmsFault.TRANSIENT, SmsFault.RATE, SmsFault.FUNDS)
AFTER = (None, None, SmsFault.UNKNOWN)
ASKED = (None, None, None, SmsFault.TRANSIENT, SmsFault.RATE, SmsFault.BLOCKED)


@pytest.fixture
def engine():
    """One engine is enough here: the statements have their own tests on both."""
    return "sqlite"


class Chance(Provider):
    """Fails before, after and when asked, as the dice fall."""

    def __init__(self, dice):
        super().__init__()
        self._dice = dice

    def _fall(self, faults):
        fault = self._dice.choice(faults)
        return (
            None if fault is None else SmsError(fault, retry_after_ms=self._dice.choice((0, 5_000, 61_000)))
        )

    def _take(self, messages):
        self.script, self.lost = [self._fall(BEFORE)], [self._fall(AFTER)]
        return super()._take(messages)

    def statuses(self, keys):
        error = self._fall(ASKED)
        self.status_errors = [] if error is None else [error]
        return super().statuses(keys)


async def killed(rig, dice):
    """Kill it while calls are under way; they end before the clock moves: no call takes a minute."""
    old = rig.delivery
    await old._send_due()
    await asyncio.sleep(dice.random() * 0.004)
    await rig.dies()
    while old._flying:
        await asyncio.sleep(0.001)


@pytest.mark.parametrize("seed", range(4))
async def test_every_sms_comes_once(database, background, seed):
    dice = random.Random(seed)
    rig = Rig(database, background, provider=Chance(dice))
    for number in range(PEOPLE):
        kind = dice.choice(("code", "message"))
        priority = Priority.REPLY if kind == "code" else dice.choice((Priority.REPLY, Priority.NOTICE))
        await rig.says(f"Код {number}", phone=f"+7916000{number:04}", kind=kind, priority=priority)
    for _ in range(ROUNDS):
        await (killed(rig, dice) if dice.random() < 0.2 else rig.goes())
        rig.clock.ms += dice.choice((500, 5_000, 61_000, 600_000))
        if all(row[0] == "sent" for row in await rig.outbox()):
            break
    rig.threads.shutdown()
    assert [row[0] for row in await rig.outbox()] == ["sent"] * PEOPLE
    taken = [sms.text for times in rig.provider.taken.values() for sms in times]
    assert sorted(taken) == sorted(f"Код {number}" for number in range(PEOPLE))
    assert {row[0] for row in await rig.journal("state")} == {"sent"}
