"""The bot is off for an hour, days, weeks: what it says when it is back, what it does not, what staff see."""

from __future__ import annotations

import pytest

from bot.notifications.sources import sources_of
from core.clock import from_ms
from tests.config.good import config
from tests.notifications.everything import OUTAGE, Everything
from tests.notifications.planned import HOUR_MS, ZONE, at, put

DAY_MS = 24 * HOUR_MS
HOURS = (-1, 1, 2, 4, 6, 9)
"""Looks of the first day, from before its end of quiet hours on."""


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


class Restarted(Everything):
    """One household that sends readings here; all sources of the configuration; imports come meanwhile."""

    async def look(self, now_ms):
        """What the ticks of a moment do; the messages, which have left."""
        self.now_ms = now_ms
        await self.watching.run()
        last = await self.do(lambda s: s.tx.one("SELECT coalesce(max(id), 0) FROM outbox")[0])
        said = await self.say()
        ids = await self.do(lambda s: s.tx.all("SELECT id FROM outbox WHERE payload IS NOT NULL ORDER BY id"))
        await self.do(lambda s: s.tx.run("UPDATE outbox SET state = 'sent' WHERE state = 'queued'"))
        return [self.parts(*one)[0] for (id_,), one in zip(ids, said, strict=True) if id_ > last]

    async def serves(self, until_ms):
        """In service since two days before."""
        await self.happens(1)
        await self.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
        self.watching = self.planner(sources_of(config(), lambda *_: 0))
        for days in (2, 1, 0):
            await self.look(until_ms - days * DAY_MS)

    async def imports(self, now_ms):
        """News that billing and the network company gave while nobody was there."""
        self.now_ms, day = now_ms - HOUR_MS, from_ms(now_ms + 2 * DAY_MS).astimezone(ZONE)
        await self.bills(1, period=f"{day:%Y-%m}")
        await self.balances(1, overdue=125040, overdue_since="2026-10-16", due_on=f"{day:%Y-%m-%d}")
        paid = from_ms(now_ms).astimezone(ZONE)
        await self.payments((1, f"{paid:%Y-%m-%d}", 106050), period=f"{paid:%Y-%m}")
        times = {"begins_at": f"{day:%Y-%m-%d}T09:00", "ends_at": f"{day:%Y-%m-%d}T13:00"}
        row = {**OUTAGE, **times, "outage_id": "8", "generation": 1}
        await self.do(lambda s: put(s.tx, "outage", **row))

    async def day(self, back_ms):
        """Messages of the first day, look after look."""
        return [said for hour in HOURS if (said := await self.look(back_ms + hour * HOUR_MS))]

    async def expired(self):
        """Plans and reminders that were not told in time, with the reason."""
        plans = "SELECT stage, period, fact FROM reminder_plan WHERE state = 'expired' ORDER BY id"
        rows = "SELECT kind, stage, why FROM reminder WHERE state = 'expired' ORDER BY id"
        return await self.do(lambda s: (s.tx.all(plans), s.tx.all(rows)))


@pytest.fixture
async def world(database):
    return await Restarted(database).begin()


BEFORE, LAST = ("before", "2026-11", "late"), ("last", "2026-11", "late")


@pytest.mark.parametrize(
    ("down_ms", "back_ms", "reading", "plans"),
    [
        (at(22, 7), at(22, 8), "До 25 ноября ждём показание", []),
        (at(21, 8), at(24, 8), "До 25 ноября ждём показание", []),
        (at(21, 8), at(25, 8), "Сегодня последний день для показания", []),
        (at(21, 8), at(29, 8), "", [BEFORE, LAST]),
        (at(21, 8), at(31, 8, month=12), "", [("before", "2026-12", "late"), ("last", "2026-12", "late"),
                                              BEFORE, LAST]),
    ],
    ids=["an hour", "three days", "over the eve of the last day", "over the window", "forty days"],
)  # fmt: skip
async def test_after_a_downtime_a_person_reads_a_few_messages_each_of_use_once(
    world, down_ms, back_ms, reading, plans
):
    await world.serves(down_ms)
    await world.imports(back_ms)
    looks = await world.day(back_ms)
    assert max(map(len, looks)) == 1  # never one after another
    assert 2 <= len(looks) <= 4
    lines = [line for said in looks for text in said for line in text.splitlines()]
    heads = [line for line in lines if "*0001" in line and line != "Счёт «Квартира» *0001."]
    assert len(heads) == len(set(heads))
    asked = [line for line in heads if "показание" in line or "показания" in line]
    assert asked == [f"{reading} по счёту «Квартира» *0001."] * bool(reading)
    found, _ = await world.expired()
    assert sorted(found) == sorted(plans)
    assert world.told == ["reminders-expired"] * len(plans)
    assert await world.day(back_ms) == []


async def test_old_data_after_a_downtime_hold_back_and_new_ones_release(world):
    await world.serves(at(21, 8))
    await world.imports(at(24, 8))
    world.age_ms = 72 * HOUR_MS
    first = await world.look(at(24, 9))
    assert len(first) == 1
    assert not [word for word in ("показание", "К оплате", "просрочена") if word in first[0]]
    assert "reminders-held" in world.told
    world.age_ms = 0
    later = [text for hour in (13, 14, 15, 16, 17) for text in await world.look(at(24, hour))]
    assert 1 <= len(later) <= 3
    text = "\n".join(later)
    assert [text.count(word) for word in ("ждём показание", "ждём оплату", "оплата просрочена")] == [1, 1, 1]
