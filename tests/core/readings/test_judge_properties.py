"""Whatever is known and whatever is sent: there is a verdict, and its rules hold together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.consumption import used_by_register
from core.meters import Meter, Source, Taken
from core.readings.checks import QUICK, judge, settled
from core.readings.given import Given, Past, Sending
from core.readings.journal import State
from core.readings.order import VALUE
from core.readings.reasons import Reason, Stance, stance
from core.readings.rules import Compare, Outside, ReadingRules
from core.readings.steps import steps
from core.readings.usage import Usual, fits
from core.readings.window import Window
from core.tariffs import Zone
from core.values import Display, Energy, Period
from tests.core.readings.builders import (
    DAY_NIGHT,
    LAST,
    METER,
    RULES,
    THREE,
    TODAY,
    judged,
    sent,
    shown,
    taken,
)

# Cases are large, and a busy machine is slow: neither says anything of the rules.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
ZONES = st.sampled_from(
    [(Zone.ALL,), (Zone.DAY, Zone.NIGHT), (Zone.NIGHT, Zone.DAY), (Zone.PEAK, Zone.NIGHT, Zone.HALFPEAK)]
)
DAYS = st.dates(date(2023, 1, 1), date(2027, 6, 30))
MAYBE = st.none() | DAYS
METERS = st.builds(
    Meter, st.sampled_from(["1", "2", "3"]), st.just(""), st.just(""), ZONES, st.integers(1, 9),
    st.integers(0, 3), st.sampled_from([1, 20, 40, 6000]), MAYBE, st.none(), MAYBE, st.booleans(),
)  # fmt: skip
PLAIN = METERS.map(lambda one: replace(one, automatic=False, verified_until=None, installed_on=None))
STATES = st.sampled_from(["counted", "disputed", "unconfirmed", "refused"])
WINDOWS = st.builds(Window, st.integers(1, 31), st.integers(1, 31), st.integers(1, 31))
RULESETS = st.builds(
    ReadingRules, outside=st.sampled_from(Outside), compare=st.sampled_from(Compare),
    accept_unverified=st.booleans(), factor_percent=st.integers(110, 1000),
    least_limit_kwh=st.integers(0, 1000),
)  # fmt: skip


def units_of(meter):
    return st.integers(0, 10 ** (meter.digits + meter.decimals) - 1)


def displays(meter, registers=None):
    count = registers or len(meter.zones)
    return st.lists(units_of(meter), min_size=count, max_size=count).map(
        lambda values: tuple(Display(one, meter.decimals) for one in values)
    )


def readings(meter):
    return st.builds(Taken, DAYS, st.sampled_from(Source), displays(meter), STATES)


@st.composite
def cases(draw):
    """A meter, what is known of it, and what is sent."""
    meter = draw(METERS)
    other = draw(METERS)
    odd = st.builds(Taken, DAYS, st.sampled_from(Source), displays(meter, draw(st.integers(1, 3))))
    entries = st.builds(
        sent, st.tuples(*[units_of(meter)] * len(meter.zones)), by=st.integers(7, 8),
        state=st.sampled_from(State), period=st.builds(Period, st.integers(2024, 2027), st.integers(1, 12)),
        day=DAYS, at_ms=st.integers(1, 9), decimals=st.integers(0, 3), unconfirmed=st.booleans(),
    )  # fmt: skip
    past = Past(
        tuple(draw(st.lists(readings(meter) | odd, max_size=8))),
        draw(st.none() | st.integers(1, 10**6).map(Energy)),
        tuple(draw(st.lists(st.tuples(st.just(other), readings(other)), max_size=2))),
        tuple(draw(st.lists(entries, max_size=3))),
    )
    sending = Sending(draw(DAYS), draw(st.integers(0, 9)), 7, draw(MAYBE), draw(st.booleans()))
    return Given(meter, draw(displays(meter))), past, draw(RULESETS), draw(WINDOWS), sending


@CALM
@given(cases())
def test_there_is_always_a_verdict(case):
    verdict = judge(*case)
    order = [Stance.REFUSED, Stance.ASKED, Stance.DOUBTED, Stance.NOTED]
    ranks = [order.index(stance(one)) for one in verdict.reasons]
    assert ranks == sorted(ranks)
    assert len(set(verdict.reasons)) == len(verdict.reasons)
    assert len(VALUE & {*verdict.reasons}) <= 1
    assert verdict.period is not None
    assert all(energy.watt_hours >= 0 for energy in verdict.used)
    assert (Reason.OTHER_METER in verdict.reasons) == (verdict.fits is not None)
    if Reason.SWAPPED in verdict.reasons or Reason.LAST_DIGIT in verdict.reasons:
        assert len(verdict.suggested) == len(case[0].shown)


@CALM
@given(cases(), st.randoms())
def test_the_order_of_what_is_known_does_not_matter(case, random):
    """Billing's readings come in any order; equal days with equal displays are one."""
    given_reading, past, rules, window, sending = case
    days = [one.on for one in past.history]
    assume(len(set(days)) == len(days))
    mixed = list(past.history)
    random.shuffle(mixed)
    assert judge(given_reading, replace(past, history=tuple(mixed)), rules, window, sending) == judge(*case)


@CALM
@given(cases())
def test_the_display_of_last_time_is_always_right(case):
    given_reading, past, rules, window, sending = case
    previous = judge(*case).previous
    assume(previous is not None)
    again = judge(replace(given_reading, shown=previous.shown), past, rules, window, sending)
    assert not VALUE & {*again.reasons}


@st.composite
def plain(draw, most=6):
    """A meter, an undisputed history and a new display, in the open window."""
    meter = draw(PLAIN)
    dates = draw(st.lists(st.dates(date(2024, 1, 1), LAST), min_size=1, max_size=most, unique=True))
    history = tuple(Taken(on, Source.INSPECTOR, draw(displays(meter))) for on in sorted(dates, reverse=True))
    return meter, history, draw(displays(meter))


def value_of(meter, history, new, **more):
    verdict = judge(Given(meter, new), Past(history, **more), RULES, Window(15, 25, 25), Sending(TODAY))
    return next((one for one in verdict.reasons if one in VALUE), None), verdict


@CALM
@given(plain(), st.data())
def test_what_went_forward_is_never_less(case, data):
    meter, history, _ = case
    top = 10 ** (meter.digits + meter.decimals) - 1
    new = tuple(Display(data.draw(st.integers(one.units, top)), one.decimals) for one in history[0].shown)
    reason, _ = value_of(meter, history, new)
    assert reason not in {Reason.LESS, Reason.ROLLOVER, Reason.CONSUMPTION}


@CALM
@given(plain(), st.data())
def test_a_smaller_step_than_a_believed_one_is_believed(case, data):
    meter, history, new = case
    reason, verdict = value_of(meter, history, new)
    assume(reason is None)
    smaller = tuple(
        Display(data.draw(st.integers(was.units, now.units)), now.decimals)
        for was, now in zip(verdict.previous.shown, new, strict=True)
    )
    assert value_of(meter, history, smaller)[0] is None


@CALM
@given(plain(most=3), st.integers(0, 40_000))
def test_a_rollover_is_asked_about_exactly_when_the_step_is_believed(case, step):
    meter, history, _ = case
    assume(len(meter.zones) == 1)
    full = 10 ** (meter.digits + meter.decimals)
    assume(step < full)
    last = history[0].shown[0].units
    new = (last + step) % full
    reason, verdict = value_of(meter, history, shown(new, meter.decimals))
    limit = Usual(meter, steps(history, meter), None, RULES).limit(history[0].on, TODAY)
    believed = step * meter.ratio * 1000 <= limit[0] * 10**meter.decimals
    if new < last:
        assert (reason is Reason.ROLLOVER) == believed
        assert not believed or verdict.used[0].watt_hours * 10**meter.decimals == step * meter.ratio * 1000
    else:
        assert (reason is None) == believed


@CALM
@given(plain())
def test_another_order_is_asked_about_exactly_when_it_would_be_believed(case):
    meter, history, new = case
    reason, verdict = value_of(meter, history, new)
    limit = Usual(meter, steps(history, meter), None, RULES).limit(history[0].on, TODAY)

    def believed(order):
        return fits(used_by_register(history[0].shown, order, meter), limit)

    others = [order for order in permutations(new) if order != new and believed(order)]
    if reason is Reason.SWAPPED:
        assert not believed(new)
        assert verdict.suggested in others
    elif reason not in {None, Reason.ROLLOVER}:
        assert not others


@CALM
@given(st.permutations([0, 1, 2]), st.tuples(*[st.integers(0, 300)] * 3))
def test_every_order_of_three_zones_is_put_right(order, step):
    before = (10_000, 20_000, 30_000)
    right = tuple(was + more for was, more in zip(before, step, strict=True))
    verdict = judged(tuple(right[at] for at in order), [taken(LAST, before)], meter=THREE, norm=Energy(1000))
    if order == [0, 1, 2]:
        assert verdict.reasons == ()
    else:
        assert (verdict.reasons, verdict.suggested) == ((Reason.SWAPPED,), shown(right))


@CALM
@given(st.integers(0, 99_999))
def test_zones_do_not_influence_each_other(first):
    """With the night standing still, the day is judged as a meter of its own."""
    history = [taken(LAST, (5_000, 99_000)), taken(date(2026, 9, 20), (4_850, 98_950))]
    alone = [taken(LAST, 5_000), taken(date(2026, 9, 20), 4_850)]
    both = judged((first, 99_000), history, meter=DAY_NIGHT)
    single = judged(first, alone, meter=METER)
    assert bool(both.reasons) == bool(single.reasons)


@CALM
@given(plain(most=12), st.integers(0, 400))
def test_a_settled_verdict_stays_what_it_is(case, step):
    """The newest readings settle it only where older ones could not change it."""
    meter, history, new = case
    top = 10 ** (meter.digits + meter.decimals) - 1
    near = tuple(Display(min(one.units + step, top), one.decimals) for one in history[0].shown)
    for value in (new, near):
        _, quick = value_of(meter, history[:QUICK], value)
        if settled(quick, RULES):
            assert value_of(meter, history, value)[1] == quick


@CALM
@given(cases())
def test_a_settled_verdict_doubts_nothing_of_the_value(case):
    verdict = judge(*case)
    if settled(verdict, case[2]):
        refused = bool(verdict.reasons) and stance(verdict.reasons[0]) is Stance.REFUSED
        assert refused or (verdict.previous is not None and not VALUE & {*verdict.reasons})
