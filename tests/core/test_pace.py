"""The line of moments: even, never caught up on, whatever the clock does."""

from __future__ import annotations

import itertools
import random
from bisect import bisect_left

import pytest

from core.pace import AHEAD_MS, NO_PACE, ChatPace, Line, Tempo

NOW = 1_795_000_000_000
RATE = Tempo(25)


def most_in_a_second(times):
    return max(bisect_left(times, start + 1_000) - n for n, start in enumerate(times))


def drive(looks, tempo=RATE, most=100):
    """Take what can be had at each moment of `looks`; when the messages leave."""
    line, times = Line(), []
    for now in looks:
        line, delays = line.take(tempo, now, most)
        times += [now + delay for delay in delays]
    return times


@pytest.mark.parametrize("rate", [1, 2, 5, 10, 20, 25, 29, 30])
@pytest.mark.parametrize("every_ms", [50, 125, 240])
def test_the_rate_is_held_and_never_passed(rate, every_ms):
    times = drive(range(NOW, NOW + 60_000, every_ms), tempo=Tempo(rate))
    assert len(times) >= 0.96 * 60 * rate
    assert most_in_a_second(times) <= rate
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert min(gaps) >= 1_000 // rate
    assert max(gaps) <= 1_000 / (0.97 * rate) + 2


def test_many_that_look_share_one_line():
    """Replicas look when they like: the rate is that of all together."""
    dice = random.Random(7)
    looks = sorted(NOW + dice.randrange(60_000) for _ in range(3 * 60 * 8))
    times = drive(looks, most=3)
    assert 0.95 * 1_500 <= len(times) <= 1_500
    assert most_in_a_second(times) <= 25


def test_messages_on_their_way_are_late_and_still_no_second_holds_more():
    dice = random.Random(7)
    times = sorted(at + dice.randrange(70) for at in drive(range(NOW, NOW + 60_000, 100)))
    assert most_in_a_second(times) <= 26


def test_an_idle_hour_is_not_saved_for_later():
    line, delays = Line().take(RATE, NOW, 9)
    assert delays == (0, 41, 82, 123, 164, 206, 247)
    line, again = line.take(RATE, NOW + 3_600_000, 9)
    assert again == delays


def test_nothing_is_taken_farther_ahead():
    line, _ = Line().take(RATE, NOW, 99)
    same, delays = line.take(RATE, NOW, 99)
    assert delays == ()
    assert same == line
    _, delays = line.take(RATE, NOW + 100, 99)
    assert delays
    assert max(delays) <= AHEAD_MS


@pytest.mark.parametrize("jump_ms", [-86_400_000, -3_600_000, -6_000, 6_000, 3_600_000, 86_400_000])
def test_a_jump_of_the_clock_neither_stops_nor_bursts(jump_ms):
    before = range(NOW, NOW + 5_000, 100)
    after = range(NOW + 5_000 + jump_ms, NOW + 10_000 + jump_ms, 100)
    times = drive([*before, *after])
    assert len([at for at in times if after[0] <= at < after[0] + 5_000]) >= 0.95 * 125
    assert most_in_a_second(times[-115:]) <= 25


def test_a_small_step_back_waits_and_does_not_burst():
    line, _ = Line().take(RATE, NOW, 9)
    _, delays = line.take(RATE, NOW - 3_000, 9)
    assert delays == ()


def test_after_a_rest_the_pace_is_the_same():
    line = Line().take(RATE, NOW, 9)[0].rested(NOW, 5_000)
    assert line.take(RATE, NOW + 4_700, 9)[1] == ()
    _, delays = line.take(RATE, NOW + 5_000, 9)
    assert delays == (0, 41, 82, 123, 164, 206, 247)


def test_a_shorter_rest_does_not_end_a_longer_one():
    line = Line().rested(NOW, 60_000).rested(NOW + 1_000, 1_000)
    assert line.free_ms(NOW + 2_000) == NOW + 60_000


def test_a_clock_put_back_in_a_rest_ends_it():
    line = Line().rested(NOW, 3_600_000)
    assert line.free_ms(NOW - 3_600_000) == NOW - 3_600_000
    assert line.free_ms(NOW - 20) == NOW + 3_600_000, "a clock that is set by milliseconds does not"


def test_one_chat_that_is_flooded_is_alone_and_two_are_everybody():
    line = Line().refused("telegram:1", NOW, 5_000, everybody=False)
    assert line.free_ms(NOW) == NOW
    line = line.refused("telegram:1", NOW + 500, 5_000, everybody=False)
    assert line.free_ms(NOW + 500) == NOW + 500, "the same chat again"
    later = line.refused("telegram:2", NOW + 5_000, 5_000, everybody=False)
    assert later.free_ms(NOW + 5_000) == NOW + 5_000, "long after"
    both = line.refused("telegram:2", NOW + 1_000, 5_000, everybody=False)
    assert both.free_ms(NOW + 1_000) == NOW + 6_000


def test_a_sender_that_knows_that_all_are_flooded_is_believed():
    assert Line().refused("telegram:1", NOW, 7_000, everybody=True).free_ms(NOW) == NOW + 7_000


def test_moments_that_replies_took_are_left_out():
    line = Line().without(RATE, NOW, 10)
    assert line.free_ms(NOW) == NOW + RATE.span_ms(10)
    assert Line(next_ms=5).without(RATE, NOW, 0) == Line(next_ms=5)


def talk(pace, moments, paced_ms=0):
    """How long messages that are due at these moments wait."""
    waits = []
    for now_ms in moments:
        wait_ms, paced_ms = pace.take(paced_ms, now_ms)
        waits.append(wait_ms)
    return waits


def test_a_chat_has_a_burst_and_then_a_pace():
    assert talk(ChatPace(), [NOW] * 5) == [0, 0, 0, 1_000, 2_000]
    assert talk(ChatPace(), [NOW, NOW, NOW, NOW + 10_000, NOW + 10_000]) == [0] * 5
    assert talk(ChatPace(1_000, 1), [NOW, NOW + 500]) == [0, 500]


def test_a_clock_put_back_does_not_silence_a_chat():
    assert talk(ChatPace(), [NOW, NOW - 3_600_000, NOW - 3_600_000]) == [0, 0, 0]


def test_whom_the_pace_of_chats_holds():
    assert ChatPace().holds("telegram:7")
    assert not ChatPace().holds("tel:+79161234567")
    assert not NO_PACE.holds("telegram:7")
