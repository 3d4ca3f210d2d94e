"""Prices taken back, work that overlaps or has passed, verification that is over, limits without data."""

from __future__ import annotations

import pytest

from core.notifications.kinds import Kind
from tests.notifications.planned import at
from tests.notifications.test_other_kinds import Others, changing, limited, verified
from tests.notifications.test_outages import Wires, row


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def world(database):
    made = await Others(database).begin()
    await made.household(1, zone_order="all")
    await made.run("UPDATE account_card SET tariff = 'city'")
    return made


@pytest.fixture
async def wires(database):
    made = await Wires(database).begin()
    await made.household(1)
    await made.address(1, "г. Примерск, ул. Мира, д. 5 корп. 2, кв. 1")
    return made


async def test_prices_that_were_announced_and_taken_back_are_not_told(world):
    await changing(world)
    await world.tell(at(20, 12))
    assert await world.useful() == [True]
    await world.run("DELETE FROM tariff WHERE valid_from = '2026-12-01'")
    assert await world.useful() == [False]
    assert await world.tell(at(21, 12)) == []


@pytest.mark.parametrize("until", ["2026-11-22", "2026-11-23", "2020-01-01", None])
async def test_verification_that_is_over_or_unknown_is_not_told_again(world, until):
    await verified(world, until)
    await world.do(lambda s: s.wishes.choose(1, Kind.VERIFICATION, 1, wanted=True))
    for day in (23, 24, 25):
        assert await world.tell(at(day, 12)) == []


async def test_a_forecast_that_nobody_can_give_passes_no_limit(world):
    await limited(world, kwh=1, month=0)
    for hour in (10, 13, 16, 19):
        assert await world.tell(at(23, hour, 1)) == []


async def test_a_limit_of_an_account_that_was_left_is_not_looked_at(world):
    await limited(world)
    await world.run("UPDATE link SET active = 0")
    assert await world.tell(at(23, 10, 1)) == []


async def test_work_that_overlaps_is_told_as_two_and_what_has_begun_not_at_all(wires):
    morning, evening, begun = row(), row("2026-11-25T12:00", "2026-11-25T18:00"), row("2026-11-23T08:00")
    await wires.outage(morning, ("8", *evening[1:]), ("9", *begun[1:]))
    said = "\n".join(await wires.tell(at(23, 12)))
    assert said.count("не будет света") == 2
    assert "25 ноября с 9:00 до 13:00" in said
    assert "25 ноября с 12:00 до 18:00" in said
    assert await wires.tell(at(23, 13)) == []


async def test_work_that_is_moved_to_an_hour_that_has_passed_asks_nobody_to_wait_for_it(wires):
    await wires.outage(row())
    assert len(await wires.tell(at(23, 12))) == 1
    await wires.outage(row("2026-11-23T09:00", "2026-11-23T13:00"))
    assert await wires.tell(at(23, 12, 1)) == []
    assert await wires.useful() == [False]


async def test_of_two_who_share_an_account_each_is_told_of_the_work_once(wires):
    await wires.person(2, 1, role="reader")
    await wires.outage(row())
    assert len(await wires.tell(at(23, 12))) == 2
    await wires.outage(row())  # the same list once more
    assert await wires.tell(at(23, 12, 1)) == []
