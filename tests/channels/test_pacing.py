"""How many moments replies take of what nobody asked for, whatever the clock does."""

from __future__ import annotations

import pytest

from bot.channels.pacing import CAUTIOUS_S, IN_ALL, Caution, Headroom


@pytest.fixture
def clock():
    return [100.0]


def room(clock, per_second=25):
    return Headroom(per_second, lambda: clock[0])


def speak(headroom, clock, replies, seconds):
    """Replies at equal distances; the moments they took, asked for ten times a second."""
    owed, asked = 0, clock[0]
    for _ in range(replies):
        clock[0] += seconds / replies
        headroom.spoke()
        if clock[0] - asked >= 0.1:
            owed, asked = owed + headroom.owed(), clock[0]
    return owed + headroom.owed()


def test_five_replies_a_second_cost_a_broadcast_nothing(clock):
    assert speak(room(clock), clock, 50, 10) == 0


def test_each_one_more_costs_a_moment(clock):
    assert 145 <= speak(room(clock), clock, 200, 10) <= 150


def test_at_the_full_rate_every_reply_costs_one(clock):
    assert 98 <= speak(room(clock, 30), clock, 100, 10) <= 100


def test_no_crowd_costs_more_than_a_second(clock):
    headroom = room(clock)
    for _ in range(1_000):
        headroom.spoke()
    assert headroom.owed() == 25
    assert headroom.owed() == 0


@pytest.mark.parametrize("jump_s", [-3_600.0, 3_600.0])
def test_a_jump_of_the_clock_costs_nothing(clock, jump_s):
    headroom = room(clock)
    headroom.spoke()
    clock[0] += jump_s
    assert headroom.owed() == 0
    headroom.spoke()
    assert headroom.owed() == 0


def leaves(caution, clock, seconds, waiting=10_000):
    """How many replies of those that wait leave, looked at twice a second."""
    left = 0
    for _ in range(int(2 * seconds)):
        clock[0] += 0.5
        for _ in range(caution.room(waiting)):
            caution.spoke()
            left += 1
    return left


def test_replies_are_free_until_telegram_refuses_them_all(clock):
    caution = Caution(lambda: clock[0])
    assert leaves(caution, clock, 1, 200) == 400
    caution.warned()
    assert 0 < leaves(caution, clock, 10) <= 10 * IN_ALL
    caution.warned()
    assert leaves(caution, clock, CAUTIOUS_S - 1) <= CAUTIOUS_S * IN_ALL
    clock[0] += 1
    assert caution.room(200) == 200


def test_who_is_warned_again_gets_no_second_handful(clock):
    caution = Caution(lambda: clock[0])
    caution.warned()
    while caution.room(1):
        caution.spoke()
    caution.warned()
    assert caution.room(1) == 0
