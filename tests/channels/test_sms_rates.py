"""The gate before a provider's limits."""

from __future__ import annotations

import threading
import time

import pytest

from bot.channels.sms_port import SmsError, SmsFault
from bot.channels.sms_rates import BALANCE, SAME_SMS, STATUS, Gate


class Clock:
    def __init__(self):
        self.ms = 10**12

    def __call__(self):
        return self.ms


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def gate(clock):
    return Gate(clock)


def wait_ms(call, *given):
    with pytest.raises(SmsError) as caught:
        call(*given)
    assert caught.value.fault is SmsFault.RATE
    return caught.value.retry_after_ms


def test_keys_and_windows(gate, clock):
    gate.take(SAME_SMS, "+7916", "да")
    for other in (("+7917", "да"), ("+7916", "нет"), ("+7916да", "")):
        gate.take(SAME_SMS, *other)
    clock.ms += 1_000
    assert wait_ms(gate.take, SAME_SMS, "+7916", "да") == 60_000
    clock.ms += 60_000
    gate.take(SAME_SMS, "+7916", "да")
    gate.take(BALANCE)
    clock.ms += 599_999
    assert wait_ms(gate.take, BALANCE) == 1


def test_what_never_left_does_not_count(gate):
    gate.take(SAME_SMS, "+7916", "да")
    gate.give_back(SAME_SMS, "+7916", "да")
    gate.give_back(SAME_SMS, "+7916", "never")
    gate.take(SAME_SMS, "+7916", "да")
    wait_ms(gate.take, SAME_SMS, "+7916", "да")


def test_a_clock_put_back_opens(gate, clock):
    gate.take(SAME_SMS, "a")
    gate.hold("all", SmsError(SmsFault.BLOCKED, retry_after_ms=1_800_000))
    clock.ms -= 86_400_000
    gate.take(SAME_SMS, "a")
    gate.check("all")


def test_held_scopes(gate, clock):
    gate.hold("sends", SmsError(SmsFault.FUNDS, "no money", 600_000, "3"))
    gate.check("all")
    clock.ms += 1_000
    with pytest.raises(SmsError) as caught:
        gate.check("all", "sends")
    error = caught.value
    assert (error.fault, error.code, error.retry_after_ms) == (SmsFault.FUNDS, "3", 599_000)
    clock.ms += 599_000
    gate.check("all", "sends")


def test_refusals_in_a_row(gate, clock):
    for _ in range(89):
        gate.sent(ok=False)
    gate.check_errors()
    gate.sent(ok=True)
    for _ in range(90):
        gate.sent(ok=False)
    clock.ms += 100_000
    assert wait_ms(gate.check_errors) == 500_000
    clock.ms += 500_000
    gate.check_errors()


def test_it_forgets(gate, clock):
    for number in range(20_001):
        gate.take(SAME_SMS, str(number))
    clock.ms += 600_001
    gate.take(SAME_SMS, "x")
    gate.take(SAME_SMS, "y")
    assert len(gate._went) < 10


def test_texts_and_phones_are_not_kept(gate):
    gate.take(SAME_SMS, "+79161234567", "Код 482913")
    kept = repr(vars(gate))
    assert "482913" not in kept
    assert "79161234567" not in kept


def test_many_threads_pass_no_more_than_the_limit(gate):
    passed, refused = [], []

    def ask():
        for _ in range(50):
            try:
                gate.take(STATUS, "a")
            except SmsError:
                refused.append(1)
            else:
                passed.append(1)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(passed), len(refused)) == (5, 395)


def test_requests_under_way_at_once(clock):
    gate, busy, most = Gate(clock, asking=3), [], []

    def ask():
        with gate.asking:
            busy.append(1)
            most.append(len(busy))
            time.sleep(0.005)
            busy.pop()

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) <= 3
