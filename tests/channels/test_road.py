"""What may arrive in one second, whatever the network does with what has left."""

from __future__ import annotations

import heapq
import random
from bisect import bisect_left

import pytest

from bot.channels.road import Road
from bot.channels.unasked import LATE_S, ROAD_S
from core.pace import Tempo

RATE = 25


def drive(seconds, way_s, patience_s=LATE_S):
    """Messages at the moments of the pace; `way_s(at)` is how long one on its way then is. Their arrivals."""
    now, arrivals, flying = [0.0], [], []
    road, tempo = Road(RATE, lambda: now[0]), Tempo(RATE)
    for number in range(int(seconds * 1000 / tempo.offset_ms(1))):
        moment = tempo.offset_ms(number) / 1000
        for at in (moment + step * ROAD_S for step in range(1 + int(patience_s / ROAD_S))):
            while flying and flying[0][0] <= at:
                now[0], row = heapq.heappop(flying)
                road.arrived(row)
            now[0] = at
            if not road.full():
                road.leave(number)
                arrivals.append(at + way_s(at))
                heapq.heappush(flying, (arrivals[-1], number))
                break
    return sorted(arrivals)


def most(arrivals):
    return max(bisect_left(arrivals, at + 1) - n for n, at in enumerate(arrivals))


@pytest.mark.parametrize("way_s", [0.001, 0.06, 0.3, 0.9, 1.2])
def test_a_long_way_costs_nothing(way_s):
    arrivals = drive(60, lambda _: way_s)
    assert len(arrivals) >= 0.95 * RATE * 60
    assert most(arrivals) <= 26


@pytest.mark.parametrize("stood_s", [0.1, 0.3, 1.0, 5.0, 20.0])
@pytest.mark.parametrize("way_s", [0.05, 0.4, 0.9])
def test_after_the_network_stood_still_no_second_holds_more(way_s, stood_s):
    """All that left meanwhile arrives at its end."""
    arrivals = drive(40, lambda at: max(way_s, 10 + stood_s - at) if at > 10 - way_s else way_s)
    assert most(arrivals) <= 26
    assert len(arrivals) >= 0.9 * RATE * (40 - stood_s - 2)


def test_ways_of_different_length_cost_little():
    dice = random.Random(8)
    assert len(drive(60, lambda _: 0.05 + dice.expovariate(20))) >= 0.95 * RATE * 60


def test_a_slow_answer_to_one_holds_nobody():
    arrivals = drive(30, lambda at: 25.0 if 2 < at < 2.05 else 0.05)
    assert len(arrivals) >= 0.95 * RATE * 30


def test_what_never_left_here_does_not_arrive():
    road = Road(1)
    for row in range(9):
        road.arrived(row)
    assert not road.full()
