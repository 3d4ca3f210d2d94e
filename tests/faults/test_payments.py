"""Payments under all faults of the shop and SIGKILL at every named point: two ledgers, equal to the kopeck.

The shop's answers are lost, late, broken or lies; its notices come twice, early, late, in disorder or never,
and some are forged; the bot kills itself at each point of `points` in turn, and exports are cut short. Judged
from the emulator's ledger, the bot's, what people read, and the files for billing.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
from collections import Counter
from dataclasses import dataclass, field

import pytest

from bench import exchange, fixture, ours
from bot.commands.exporting import export_payments
from bot.commands.importing import import_files
from bot.commands.schema import migrate_database
from bot.config import load_config
from core.background import Background
from core.payments.reconcile import MOSCOW
from storage.database import connect
from tests.commands.test_export_payments import taken
from tests.faults.nursery import Mortal, Nursery
from tests.faults.payers import Payer, fate_of, pays_for_nothing, user_of
from tests.faults.people import Crowd
from tests.faults.points import EXPORT, NIGHTLY, OF_DATABASE, PAYING
from tests.faults.test_kill import _under_way
from tests.faults.till import Bot, Shop, heard, judge, look, told_again
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
TURN = int(os.environ.get("ABONENT_FAULTS_TURN") or dt.datetime.now(tz=dt.UTC).date().toordinal())
"""Which points the short form takes: others each day, the printed ones again with the variable."""
PEOPLE = 300 if LONG else 30
LIVES = {"sqlite": len(PAYING), "postgres": len(PAYING)} if LONG else {"sqlite": 2}
SCALE = 10
STORM, LULL_S = 6, 25
"""Kills that follow each other, and a life between storms: what was hit twice waits for 20 s of calm."""
MADE = (
    "timeout_before", "timeout_after_accept", "reset", "500", "500_done", "202", "429", "502_html", "html",
    "huge", "early", "410", "wrong_amount", "wrong_currency", "wrong_shop", "wrong_test", "wrong_status",
    "unknown_values",
)  # fmt: skip
READ = tuple(kind for kind in MADE if kind not in {"500_done", "early", "410"})
TOLD = ("duplicate", "reorder", "lost", "slow", "timeout_after_accept", "500", "reset")
WEATHER = (
    *(("yookassa", "create", kind, 0.02) for kind in MADE),
    *(("yookassa", "get", kind, 0.015) for kind in READ),
    *(("yookassa", "get_refund", kind, 0.05) for kind in ("500", "reset", "502_html", "202")),
    *(("notification", None, kind, 0.05) for kind in TOLD),
)
CALLED_FOR = {
    "create-under-way": ("create", "timeout_after_accept"),
    "unsure-before-commit": ("create", "500_done"),
    "unsure-after-commit": ("create", "500_done"),
    "refused-before-commit": ("create", "410"),
    "refused-after-commit": ("create", "wrong_amount"),
}
"""What has to go wrong for a point to be crossed at all."""
_CONFIG = f"""
[linking]
consent_version = "{ours.CONSENT_VERSION}"
[payments]
environment = "test"
return_url = "https://t.me/example_bot"
[payments.yookassa]
shop_id = "100500"
secret_key = "test_sandbox"
api_url = "EMULATOR/v3"
"""
_LIVE = """SELECT (SELECT count(*) FROM payment_intent WHERE state IN ('new', 'unknown', 'pending')),
    (SELECT count(*) FROM payment_notice WHERE done_ms = 0),
    (SELECT count(*) FROM inbox WHERE state = 'pending'),
    (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending', 'unknown'))"""
_COMPARED = "SELECT value FROM setting WHERE name = 'payments-reconciled'"
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 300)]


@dataclass
class Till(Mortal):
    """A world in which people pay, and the deaths of its bot."""

    crowd: Crowd
    dice: random.Random
    under_way: list[str] = field(default_factory=list)

    async def live(self, point: str, nth: int = 1, *, forgetful: bool = False) -> None:
        """A life of the bot up to a point."""
        await self.born(point, nth, forgetful=forgetful)
        await self.dies(point)

    async def killed(self) -> None:
        """Kill it now, and note what was under way."""
        await super().killed()
        self.under_way += _under_way(self.world)

    async def export(self, point: str, nth: int = 1) -> None:
        """A run of the command that is cut short."""
        to = ("export", "payments", "--to", str(self.world.folder / "out"))
        process = await self.nursery.start("commands.log", point, nth, *to)
        status = await process.wait()
        assert status == -9, f"{point}: {status} {self.world.log_tail('commands.log')}"
        self.reached.append(point)

    async def later(self, **move: int) -> None:
        await self.world.post("/control/clock", **move)


async def _prepare(world: World) -> None:
    world.config.write_text(world.config.read_text().replace("EMULATOR", world.url))
    files, today = world.folder / "billing", dt.datetime.now(tz=dt.UTC).date()
    exchange.write_accounts(files, PEOPLE, today, metered=True)
    exchange.write_meters(files, PEOPLE, today)
    (world.folder / "out").mkdir()
    config = load_config(world.config, {})
    await migrate_database(config)
    await import_files(config, files, dry_run=False, force=False, every_rejection=False)
    background = Background()
    database = connect(world.database, background=background)
    await database.open()
    try:
        await database.alter(lambda tx: fixture.link(tx, [user_of(index) for index in range(PEOPLE)]))
    finally:
        await database.close()
        await background.close()
    await world.post("/control/users", id=user_of(0), first_name="Житель", count=PEOPLE)


async def _notified(world: World, *, told: bool) -> None:
    url = f"http://127.0.0.1:{world.bot_port}/payments/yookassa" if told else ""
    await world.post("/control/yookassa", notify_url=url)


async def _weather(world: World) -> None:
    for seed, (target, method, kind, chance) in enumerate(WEATHER):
        rule = {"target": target, "kind": kind, "method": method, "delay_s": 1.5, "seed": seed}
        await world.post("/control/faults", **rule, probability=chance, times=1_000_000)


async def _pay(till: Till, points: list[str]) -> None:
    """Each life has its group of people and its point; every fourth one hears of payments only by asking."""
    size, people = PEOPLE // len(points), []
    for life, point in enumerate(points):
        if point in CALLED_FOR:
            method, kind = CALLED_FOR[point]
            rule = {"target": "yookassa", "method": method, "kind": kind, "times": 2, "delay_s": 3}
            await till.world.post("/control/faults", **rule)
        await _notified(till.world, told=life % 4 != 3 or "notice" in point or "refund" in point)
        last = PEOPLE if point == points[-1] else (life + 1) * size
        for place, index in enumerate(range(life * size, last)):
            fate, payer = fate_of(index, place), Payer(till.crowd, index)
            people.append(till.world.background.spawn(fate(payer), name=f"{fate.__name__} {index}"))
        await till.live(point, till.dice.randint(1, 2), forgetful=life % 2 == 1)
        if life % STORM == STORM - 1:
            await till.world.start_bot()
            await asyncio.sleep(LULL_S)
            await till.world.stop_bot()
    await till.world.http.delete("/control/faults")
    await _notified(till.world, told=True)
    await till.world.start_bot()
    waiting = set(people)
    for _ in range(600 if LONG else 150):
        done, waiting = await asyncio.wait(waiting, timeout=0.5)
        for one in done:
            one.result()
        if not waiting:
            return
        await till.later(advance_s=20)
    raise AssertionError(f"{len(waiting)} never got a link: {[one.get_name() for one in waiting][:5]}")


async def _rest(till: Till) -> None:
    """Until nothing is open any more; time passes meanwhile."""
    world, left = till.world, ()
    for _ in range(600 if LONG else 120):
        queue = (await world.state())["queue"]
        async with world.http.get("/control/yookassa", params={"limit": "1"}) as answer:
            notices = len((await answer.json())["notifications"])
        left = (queue["updates"] + queue["echoes"], notices, *look(world, _LIVE)[0])
        if not any(left):
            return
        await till.later(advance_s=300)
        await asyncio.sleep(0.3)
    raise AssertionError(f"no rest: {left}: {world.log_tail()}")


async def _nights(till: Till, points: list[str]) -> None:
    """A night for each point, each with money that nobody told of, and one that nobody disturbs."""
    await till.world.stop_bot()
    for number, point in enumerate(points):
        await _notified(till.world, told=False)
        await pays_for_nothing(Payer(till.crowd, PEOPLE + number))
        await _notified(till.world, told=True)
        await till.later(advance_s=24 * 3600)
        await till.live(point)
    await till.later(advance_s=24 * 3600)
    await till.world.start_bot()
    yesterday = dt.datetime.fromtimestamp(await _now_s(till.world) - 4 * 3600, MOSCOW).date() - dt.timedelta(
        days=1
    )
    while look(till.world, _COMPARED) != [(str(yesterday),)]:
        await asyncio.sleep(0.1)


async def _now_s(world: World) -> float:
    return (await world.state())["clock"]["now_ms"] / 1000


async def _exports(till: Till, points: list[str]) -> None:
    """Cut short at each point, beside the bot and without it; then once in peace."""
    world = till.world
    for point in points:
        alone = point in OF_DATABASE or till.dice.random() < 0.5
        if alone and world.bot.returncode is None:
            await world.stop_bot()
        elif not alone and world.bot.returncode is not None:
            await world.start_bot()
        await till.export(point, till.dice.randint(1, 2) if point == "export-writing" else 1)
    assert await export_payments(load_config(world.config, {}), world.folder / "out") == 0


def _turn(points: dict, many: int) -> list[str]:
    """All of them in the long form, some of them in turn in the short one."""
    names = list(points)
    if LONG:
        return names
    return [names[(TURN * many + at) % len(names)] for at in range(many)]


@pytest.mark.parametrize("engine", list(LIVES))
async def test_every_kopeck_is_booked_once(tmp_path, request, engine):
    database = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    points, nights, exports = _turn(PAYING, LIVES[engine]), _turn(NIGHTLY, 1), _turn(EXPORT, 1)
    print(f"\nABONENT_FAULTS_TURN={TURN}: {points} {nights} {exports}")
    options = ("--time-scale", str(SCALE))
    async with (
        World(tmp_path, database=database, more=_CONFIG, emulator=options) as world,
        Nursery(world) as nursery,
    ):
        await _prepare(world)
        await _weather(world)
        till = Till(world, nursery, Crowd(world), random.Random(TURN))
        world.background.spawn(till.crowd.watch(), name="eyes")
        await _pay(till, points)
        await till.later(advance_s=70 * 60)
        await _rest(till)
        await _nights(till, nights)
        await _rest(till)
        await _exports(till, exports)
        shop, bot, facts = await Shop.of(world), Bot.of(world), await world.facts(0)
        accounts = [row[0] for row in look(world, "SELECT id FROM account ORDER BY number")]
        again = told_again(facts)
        _report(till, shop, bot, facts, again)
        judge(shop, bot)
        heard(world, facts, bot, {account: user_of(at) for at, account in enumerate(accounts)})
        _billed(world, bot)
    assert till.missed == []
    assert till.reached == [*points, *nights, *exports]
    assert not again - Counter(till.under_way), f"told again, and not under way at a kill: {again}"


def _report(till: Till, shop: Shop, bot: Bot, facts: list[dict], again: Counter[str]) -> None:
    faults = Counter(
        f"{fact['method']} {fact['fault_kind']}" for fact in facts if fact["kind"] == "fault.injected"
    )
    print(
        f"{len(till.world.kills_ms)} kills, {PEOPLE} people; the shop: {dict(shop.statuses)}, "
        f"{len(shop.moved)} movements of {sum(shop.moved.values())} kopecks; the bot: {len(bot.booked)} "
        f"booked of {sum(bot.booked.values())}, {len(bot.held)} held of "
        f"{sum(held[1] for held in bot.held.values())}; "
        f"{again.total()} texts told again, {len(till.under_way)} calls under way at the kills, "
        f"missed {till.missed}; {faults.total()} faults: {dict(sorted(faults.items()))}"
    )


def _billed(world: World, bot: Bot) -> None:
    """Over all files each entry once, and of its sum."""
    files = taken(world.folder / "out")
    sums = {
        (row["action"], row["provider_id"]): int(row["amount"].replace(",", "")) for row in files.values()
    }
    assert len(sums) == len(files)
    assert sums == bot.booked
