"""Whether a reading is taken, for which month, and what it does to another of the same month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.meters import Source
from core.readings.journal import State
from core.readings.reasons import Reason, Stance, stance
from core.readings.rules import Outside
from core.readings.window import Window
from core.values import Period
from tests.core.readings.builders import (
    LAST,
    METER,
    NOVEMBER,
    OCTOBER,
    RULES,
    TODAY,
    WIFE,
    judged,
    kwh,
    monthly,
    sent,
    shown,
    taken,
)

FLAT = monthly(150)


def reasons(*args, **more):
    return judged(*args, **more).reasons


def test_an_automatic_meter_needs_no_reading():
    assert reasons(10_150, FLAT, meter=replace(METER, automatic=True)) == (Reason.AUTOMATIC,)


@pytest.mark.parametrize(
    ("removed_on", "expected"),
    [(date(2026, 11, 21), ()), (TODAY, (Reason.METER_REMOVED,)), (date(2026, 5, 1), (Reason.METER_REMOVED,))],
)
def test_a_removed_meter(removed_on, expected):
    assert reasons(10_150, FLAT, meter=replace(METER, removed_on=removed_on)) == expected


def test_a_closed_account():
    assert reasons(10_150, FLAT, closed=True) == (Reason.ACCOUNT_CLOSED,)


@pytest.mark.parametrize(
    ("until", "accepted", "refused"),
    [
        (None, (), ()),
        (TODAY, (), ()),
        (date(2026, 11, 19), (Reason.VERIFICATION_OVER,), (Reason.VERIFICATION_REFUSED,)),
    ],
)
def test_verification(until, accepted, refused):
    meter = replace(METER, verified_until=until)
    assert reasons(10_150, FLAT, meter=meter) == accepted
    assert reasons(10_150, FLAT, meter=meter, rules=replace(RULES, accept_unverified=False)) == refused


@pytest.mark.parametrize(
    ("on", "period", "expected"),
    [
        (date(2026, 11, 14), NOVEMBER, (Reason.NEXT_PERIOD,)),
        (date(2026, 11, 15), NOVEMBER, ()),
        (date(2026, 11, 25), NOVEMBER, ()),
        (date(2026, 11, 26), Period(2026, 12), (Reason.NEXT_PERIOD,)),
    ],
)
def test_the_window(on, period, expected):
    verdict = judged(10_150, FLAT, on=on)
    assert (verdict.period, verdict.reasons) == (period, expected)
    refusing = replace(RULES, outside=Outside.REFUSE)
    told = (Reason.WINDOW_CLOSED,) if expected else ()
    assert judged(10_150, FLAT, on=on, rules=refusing).reasons == told


def test_the_window_over_the_end_of_the_month():
    window = Window.parse("28-3")
    third = judged(10_150, FLAT, on=date(2026, 12, 3), window=window)
    assert (third.period, third.reasons) == (NOVEMBER, ())
    fourth = judged(10_150, FLAT, on=date(2026, 12, 4), window=window)
    assert (fourth.period, fourth.reasons) == (Period(2026, 12), (Reason.NEXT_PERIOD,))
    assert fourth.opens_on == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(TODAY, ()), (date(2026, 11, 21), (Reason.FUTURE,)), (date(2026, 11, 16), ())],
)
def test_a_day_on_the_reading_itself(day, expected):
    assert reasons(10_150, FLAT, taken_on=day) == expected


@pytest.mark.parametrize(
    ("seen", "expected"),
    [(TODAY, ()), (date(2026, 11, 21), (Reason.OLDER,)), (date(2026, 11, 19), ())],
)
def test_older_than_what_is_known(seen, expected):
    """A message kept back by an outage: the inspector was there meanwhile."""
    assert reasons(10_150, [taken(seen, 10_120, Source.INSPECTOR), *FLAT]) == expected


def test_a_doubtful_or_calculated_later_one_makes_nothing_older():
    later = date(2026, 11, 21)
    for other in (taken(later, 1, state="disputed"), taken(later, 10_100, Source.CALCULATED)):
        assert reasons(10_150, [other, *FLAT]) == ()


@pytest.mark.parametrize(("at_ms", "expected"), [(999, True), (1_000, False), (1_001, False), (0, False)])
def test_a_message_that_came_after_a_later_one(at_ms, expected):
    found = reasons(10_150, FLAT, sent=(sent(10_160, at_ms=1_000),), at_ms=at_ms)
    assert (found == (Reason.OLDER,)) == expected


@pytest.mark.parametrize(
    ("entry", "value", "expected"),
    [
        (sent(10_150), 10_150, (Reason.SAME_AGAIN,)),
        (sent(10_150), 10_151, (Reason.REPLACES,)),
        (sent(10_150), 10_149, (Reason.REPLACES,)),
        (sent(10_150, by=WIFE), 10_151, (Reason.SOMEBODY_ELSE,)),
        (sent(10_150, by=WIFE), 10_150, (Reason.SAME_AGAIN,)),
        (sent(10_150, state=State.EXPORTED), 10_151, (Reason.REPLACES,)),
        (sent(10_150, state=State.DRAFT), 10_151, (Reason.REPLACES,)),
        (sent(10_150, state=State.UNKNOWN), 10_150, (Reason.SAME_AGAIN,)),
        # what another person left in doubt, and what is over, is nothing to replace
        (sent(10_150, state=State.DRAFT, by=WIFE), 10_151, ()),
        (sent(10_150, state=State.REFUSED), 10_150, ()),
        (sent(10_150, state=State.WITHDRAWN), 10_151, ()),
        (sent(10_150, period=OCTOBER, day=LAST), 10_150, ()),
    ],
)
def test_again_within_the_window(entry, value, expected):
    verdict = judged(value, FLAT, sent=(entry,))
    assert verdict.reasons == expected
    assert verdict.earlier is (entry.entry if expected else None)


def test_a_correction_downwards_is_compared_with_last_month():
    verdict = judged(10_100, FLAT, sent=(sent(10_460),))
    assert (verdict.reasons, verdict.previous, verdict.used) == ((Reason.REPLACES,), FLAT[0], kwh(100))


def test_a_doubt_that_was_answered_is_not_raised_again():
    assert reasons(10_900, FLAT, sent=(sent(10_900),)) == (Reason.SAME_AGAIN,)
    waiting = sent(10_900, state=State.DRAFT)
    assert reasons(10_900, FLAT, sent=(waiting,)) == (Reason.TOO_LARGE, Reason.SAME_AGAIN)


def test_the_newest_entry_counts():
    entries = (sent(10_160, at_ms=2), sent(10_150, at_ms=1))
    assert judged(10_150, FLAT, sent=entries).earlier is entries[0].entry


def test_what_billing_does_not_know_yet_is_compared_with():
    """Sent last month by this bot and not imported yet."""
    mine = sent(10_200, period=OCTOBER, day=date(2026, 10, 24), state=State.EXPORTED)
    verdict = judged(10_199, FLAT, sent=(mine,))
    assert (verdict.reasons, verdict.previous) == ((Reason.LESS,), mine.taken)
    assert verdict.previous.state == "exported"


@pytest.mark.parametrize("more", [{"state": State.DRAFT}, {"state": State.EXPORTED, "unconfirmed": True}])
def test_a_doubt_nobody_answered_is_a_disputed_one(more):
    mine = sent(51_000, period=OCTOBER, day=date(2026, 10, 24), **more)
    verdict = judged(10_150, FLAT, sent=(mine,))
    assert (verdict.reasons, verdict.previous) == ((Reason.PREVIOUS_DISPUTED,), FLAT[0])
    assert verdict.disputed == mine.taken


def test_an_entry_in_other_units_is_compared_in_those_of_the_meter():
    """Billing has put the number of decimals right since."""
    tenths = replace(METER, decimals=1)
    mine = sent(10_100, period=OCTOBER, day=date(2026, 10, 24))
    verdict = judged(101_500, (), meter=tenths, sent=(mine,))
    assert (verdict.previous.shown, verdict.used) == (shown(101_000, 1), kwh(50))
    again = sent(10_150)
    assert reasons(101_500, (), meter=tenths, sent=(again,)) == (Reason.SAME_AGAIN,)


def test_the_worst_comes_first():
    meter = replace(METER, automatic=True, removed_on=date(2026, 5, 1))
    assert reasons(1, FLAT, meter=meter, closed=True) == (
        Reason.ACCOUNT_CLOSED, Reason.METER_REMOVED, Reason.AUTOMATIC,
    )  # fmt: skip
    old = replace(METER, verified_until=date(2026, 1, 1))
    found = reasons(
        9_000,
        FLAT,
        meter=old,
        on=date(2026, 11, 5),
        notes=(Reason.DECIMALS_DROPPED,),
        sent=(sent(9_500, by=WIFE),),
    )
    assert found == (
        Reason.LESS, Reason.SOMEBODY_ELSE, Reason.NEXT_PERIOD, Reason.DECIMALS_DROPPED,
        Reason.VERIFICATION_OVER,
    )  # fmt: skip
    order = [Stance.REFUSED, Stance.ASKED, Stance.DOUBTED, Stance.NOTED]
    assert [order.index(stance(one)) for one in found] == sorted(order.index(stance(one)) for one in found)


def test_every_reason_of_a_verdict_has_its_place():
    from core.readings.order import _WORST_FIRST

    order = [Stance.REFUSED, Stance.ASKED, Stance.DOUBTED, Stance.NOTED]
    ranks = [order.index(stance(one)) for one in _WORST_FIRST]
    assert ranks == sorted(ranks)
    assert len(set(_WORST_FIRST)) == len(_WORST_FIRST)
