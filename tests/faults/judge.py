"""When is everything over, and what came of it: read from the emulator's ledger and the bot's database."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.world import World

_UNFINISHED = """
SELECT (SELECT count(*) FROM inbox WHERE state = 'pending'),
    (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending', 'unknown'))
"""


async def at_rest(world: World, seconds: float = 90) -> list[dict]:
    """Wait until nothing waits in the emulator, the inbox or the outbox; return the ledger."""
    end, left = time.monotonic() + seconds, {}
    while time.monotonic() < end:
        queue = (await world.state())["queue"]
        events, effects = world.rows(_UNFINISHED)[0]
        left = {"queue": queue["updates"] + queue["echoes"], "events": events, "effects": effects}
        if not any(left.values()):
            # An update held for reordering is in no queue yet; it is for at most 0.2 s.
            await asyncio.sleep(0.3)
            queue = (await world.state())["queue"]
            if not queue["updates"] + queue["echoes"] + sum(world.rows(_UNFINISHED)[0]):
                return await world.facts(0)
        await asyncio.sleep(0.1)
    raise AssertionError(f"no rest within {seconds:g} s, left: {left}:\n{world.log_tail()}")


def answers(facts: list[dict], after: int = 0) -> dict[int, list[str]]:
    """What each chat was told, in order: new messages and edits."""
    told: dict[int, list[str]] = defaultdict(list)
    for fact in facts:
        if (
            fact["n"] > after
            and fact["kind"] in {"message.sent", "message.edited"}
            and not fact.get("by_user")
        ):
            told[fact["chat_id"]].append(fact["message"].get("text", ""))
    return told


def deliveries(facts: list[dict]) -> Counter[int]:
    """How often each update was handed to the bot."""
    return Counter(number for f in facts if f["kind"] == "update.delivered" for number in f["update_ids"])


def calls(facts: list[dict], *methods: str) -> list[dict]:
    """Calls of the bot by method, in order."""
    return [f for f in facts if f["kind"] == "api.call" and f["method"] in methods]
