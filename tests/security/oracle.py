"""Whole turns of strangers who ask about accounts, timed and counted."""

from __future__ import annotations

import gc
import itertools
import time
from statistics import median

from bot.dialogs.model import Kind
from core.limits import Scope
from tests.dialogs.facts import CLOSED, FLAT, NOBODYS, OLD, RENUMBERED, more
from tests.dialogs.memory import World
from tests.security.conftest import NOON

LOCKED = "1234567874"
TODAYS, BEFORE = "1234567999", "0710001999"
"""Two numbers of an account that is locked under the older one."""
KINDS = {"wrong": FLAT, "nobody": NOBODYS, "closed": CLOSED, "locked": LOCKED}
KINDS |= {"renumbered": OLD, "renumbered, today's": RENUMBERED, "locked by the other number": TODAYS}
MORE_ACCOUNTS = 2_000


def crowded():
    """A town that is not empty, so that a search that goes through it takes time."""
    world = World(NOON)
    more(world.tx)
    for id_ in range(100, 100 + MORE_ACCOUNTS):
        number = f"{7_000_000_000 + id_}"
        world.tx.run("INSERT INTO account (id, number) VALUES (:id, :number)", id=id_, number=number)
        world.tx.run(
            "INSERT INTO account_alias (number, account_id) VALUES (:number, :id)", id=id_, number=number
        )
        world.tx.run(
            "INSERT INTO account_card (account_id, generation, number, kind, holder, address, status)"
            " VALUES (:id, 1, :number, 'person', '', '', 'active')",
            id=id_,
            number=number,
        )
    world.tx.run("INSERT INTO account (id, number) VALUES (99, :number)", number=BEFORE)
    for number in (BEFORE, TODAYS):
        world.tx.run("INSERT INTO account_alias (number, account_id) VALUES (:number, 99)", number=number)
    world.tx.run(
        "INSERT INTO account_card (account_id, generation, number, kind, holder, address, status)"
        " VALUES (99, 1, :number, 'person', '', '', 'active')",
        number=TODAYS,
    )
    return world


class Strangers:
    """One new chat for each question, so that nobody's own limits are in the way."""

    def __init__(self):
        self.world, self._chats = crowded(), itertools.count(1)

    def ready(self, number):
        """Somebody who has consented and given the number; the code comes next."""
        chat = f"telegram:{next(self._chats)}"
        for text in ("подключить", "согласен", number):
            self.world.happens(chat, Kind.TEXT, text=text)
        return chat

    def forget(self):
        """Counts go back to where they were: two accounts are locked, nothing else."""
        an_hour_ago = int(self.world.now.timestamp() * 1000) - 3_600_000
        self.world.tx.run("DELETE FROM tally")
        for _ in range(12):
            for number in (LOCKED, BEFORE):
                self.world.store.attempts.bump([(Scope.FAILED_ACCOUNT, number)], an_hour_ago)

    def timed(self, number, code="000000"):
        """Nanoseconds of work of the turn that answers the code; of this thread, as the machine is busy."""
        chat = self.ready(number)
        begun = time.thread_time_ns()
        self.world.happens(chat, Kind.TEXT, text=code)
        return time.thread_time_ns() - begun


def sample(strangers, rounds, kinds=KINDS):
    """Times by kind, taken in turns, so that what the machine does meanwhile happens to all of them."""
    times = {kind: [] for kind in kinds}
    order = list(kinds)
    gc.collect()
    gc.disable()
    try:
        for number in range(rounds):
            strangers.forget()
            # Each kind takes each place in the round equally often: whoever is first finds cold caches.
            shift = number % len(order)
            for kind in order[shift:] + order[:shift]:
                times[kind].append(strangers.timed(kinds[kind]))
    finally:
        gc.enable()
    return times


def apart(times, against="nobody"):
    """How far the median time of each kind is from that of an account that does not exist: 0.1 is a tenth."""
    usual = median(times[against])
    return {kind: abs(median(values) / usual - 1) for kind, values in times.items() if kind != against}
