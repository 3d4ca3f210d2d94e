"""What stops codes for everybody, or for one phone: unconfirmed codes, money, guessing, a replaced SIM."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.telegram_capabilities import TELEGRAM
from bot.commands.limits import _lines
from core.clock import to_ms
from core.codes import one_time_code
from core.limits import EVERYBODY, Limits, Scope, failure_wait
from core.linking import CodeRequest
from core.sms_ports import SentSms
from core.usecases.breaker import Figures, close, figures
from core.usecases.phone_codes import ConfirmCode, Held, Linked, Paused, SendCode
from core.usecases.phone_holds import SIM_REPLACED, hold_phone
from tests.dialogs.conversation import Conversation
from tests.dialogs.memory import World
from tests.dialogs.supplier import KEYS
from tests.security.conftest import NOON, NOW_MS

RECORD, OTHER = "+79161234567", "+79021112233"
SMALL = Limits(
    breaker_window=10, account_hour=99, account_day=99, prefix_hour=999, prefix_day=999, resend_waits=(0,)
)
MINUTE, HOUR = 60_000, 3_600_000


class Desk:
    """Asks for codes and enters them, at any time."""

    def __init__(self, limits):
        self.world, self.limits, self.people = World(NOON), limits, 0
        self.store = self.world.store
        self.send, self.confirm = SendCode(KEYS, limits), ConfirmCode(KEYS, limits)

    def asks(self, now_ms=NOW_MS, *, phone="", account=1):
        self.people += 1
        self.address = f"telegram:{self.people}"
        phone = phone or f"+7916{self.people:07d}"
        subscriber = self.store.subscribers.create(self.address, now_ms)
        return self.send(
            self.store, CodeRequest(self.address, subscriber, account, "1234567833", phone), now_ms
        )

    def enters(self, sending, now_ms=NOW_MS):
        code = one_time_code(KEYS, sending.key_id, sending.verification_id, sending.counter)
        return self.confirm(self.store, self.address, sending.verification_id, code, now_ms)

    def audit(self):
        return [row[0] for row in self.world.tx.all("SELECT kind FROM audit_event ORDER BY id")]


@pytest.fixture
def desk():
    return Desk(SMALL)


def opened(desk):
    for _ in range(10):
        assert not isinstance(desk.asks(), Held)
    held = desk.asks()
    assert isinstance(held, Held)
    return held


def test_codes_nobody_enters_stop_codes_for_an_hour(desk, caplog):
    assert opened(desk).wait == 3600
    assert desk.asks(NOW_MS + 59 * MINUTE).wait == 60
    assert desk.audit().count("code-breaker-opened") == 1
    assert "code-breaker-opened" in caplog.text
    assert "+7916" not in caplog.text
    assert figures(desk.store, SMALL, NOW_MS + MINUTE).opened_ms == NOW_MS


def test_the_breaker_closes_by_itself_and_does_not_open_from_what_opened_it(desk):
    opened(desk)
    late = NOW_MS + HOUR + 1
    assert not isinstance(desk.asks(late), Held)
    assert desk.audit()[-1] == "code-breaker-closed"
    assert figures(desk.store, SMALL, late).opened_ms == 0
    for _ in range(9):
        assert not isinstance(desk.asks(late), Held)
    assert isinstance(desk.asks(late), Held), "ten new ones that nobody enters open it again"


def test_the_breaker_closes_by_command(desk):
    opened(desk)
    assert close(desk.store, "by command", NOW_MS + MINUTE)
    assert not isinstance(desk.asks(NOW_MS + MINUTE + 1), Held)
    assert not close(desk.store, "by command", NOW_MS)


def test_codes_that_are_entered_keep_it_closed(desk):
    for number in range(30):
        sending = desk.asks(account=2)
        assert not isinstance(sending, Held), number
        if number % 3 == 0:
            assert isinstance(desk.enters(sending), Linked)


def test_spent_money_stops_codes_and_staff_are_told_once():
    desk = Desk(replace(SMALL, breaker_window=1000, part_price=500, money_day=2_400))
    assert sum(not isinstance(desk.asks(), Held) for _ in range(9)) == 4
    assert desk.audit().count("code-budget-spent") == 1
    found = figures(desk.store, desk.limits, NOW_MS)
    assert (found.codes, found.spent) == (4, 2_000)
    assert not isinstance(desk.asks(NOW_MS + 24 * HOUR + 10 * MINUTE), Held)


def test_what_all_sms_really_cost_stops_codes_too():
    desk = Desk(replace(SMALL, breaker_window=1000, part_price=500, money_day=5_000))
    sms = SentSms("s1", RECORD, 1, "message", "m", 9, 4_600)
    desk.store.sms.put(sms, NOW_MS)
    assert isinstance(desk.asks(), Held)
    assert desk.audit().count("sms-budget-spent") == 1
    assert figures(desk.store, desk.limits, NOW_MS).sms_spent == 4_600
    desk.store.sms.accepted(sms, 9, 4_400, NOW_MS)
    assert not isinstance(desk.asks(), Held), "it was cheaper than thought"
    desk.store.sms.accepted(sms, 9, 4_600, NOW_MS)
    assert not isinstance(desk.asks(NOW_MS + 24 * HOUR + 1), Held), "the next day"


def test_the_command_shows_what_sms_cost_and_when_the_money_is_spent():
    limits = Limits(part_price=600, money_day=600_000, money_answers=900_000)
    shown = _lines(Figures(3, 1_800, 0, 0, 0, guarded=False, sms_spent=123_456), limits)
    assert "all SMS in 24 hours: 1234 of 6000 roubles, answers up to 9000" in shown
    assert not any("spent:" in line for line in shown)
    shown = _lines(Figures(3, 1_800, 0, 0, 0, guarded=False, sms_spent=599_500), limits)
    assert any("no codes and nothing that we begin" in line for line in shown)


def guessed(desk, wrong=200):
    for _ in range(wrong):
        desk.store.attempts.bump(EVERYBODY[:1], NOW_MS)


def test_while_somebody_guesses_codes_go_to_phones_on_record_only(desk):
    guessed(desk)
    assert isinstance(desk.asks(phone=OTHER), Held)
    assert not isinstance(desk.asks(phone=RECORD), Held)
    assert isinstance(desk.asks(phone=RECORD, account=2), Held), "on record of another account"
    assert desk.audit().count("guessing") == 1
    assert figures(desk.store, SMALL, NOW_MS).guarded
    assert not isinstance(desk.asks(NOW_MS + 25 * HOUR, phone=OTHER), Held)


def test_a_busy_day_with_the_usual_slips_is_no_guessing(desk):
    guessed(desk, 300)
    for _ in range(100):
        desk.store.attempts.bump(EVERYBODY[1:], NOW_MS)
    assert not isinstance(desk.asks(phone=OTHER), Held)


def test_the_guard_can_be_switched_off():
    desk = Desk(replace(SMALL, guard_percent=0))
    guessed(desk, 10_000)
    assert not isinstance(desk.asks(phone=OTHER), Held)


def test_a_phone_whose_sim_was_replaced_gets_and_proves_nothing_for_a_day(desk):
    sending = desk.asks(phone=RECORD)
    hold_phone(desk.store, desk.address, RECORD, NOW_MS)
    assert isinstance(desk.enters(sending), Paused)
    assert 23 * 3600 < desk.asks(NOW_MS + MINUTE, phone=RECORD).wait <= 24 * 3600
    assert not isinstance(desk.asks(phone=OTHER), Held)
    assert not isinstance(desk.asks(NOW_MS + 24 * HOUR + 1, phone=RECORD), Held)


def test_months_have_limits_of_their_own():
    desk = Desk(SMALL)
    key = (Scope.FAILED_ADDRESS, "telegram:9")
    for day in range(20):
        desk.store.attempts.bump([key], NOW_MS + day * 24 * HOUR)
    later = NOW_MS + 21 * 24 * HOUR
    count = desk.store.attempts.counts([key], later)[key]
    assert (count.day, count.month) == (0, 20)
    assert failure_wait(Scope.FAILED_ADDRESS, count, SMALL, later) > 8 * 24 * 3600
    free = NOW_MS + 30 * 24 * HOUR + 11 * MINUTE
    assert failure_wait(key[0], desk.store.attempts.counts([key], free)[key], SMALL, free) == 0


def test_the_clock_of_these_tests_is_the_one_of_the_world():
    assert to_ms(NOON) == NOW_MS


@pytest.fixture
async def chat(supplied):
    """A guest in a chat with buttons."""
    return Conversation(supplied, TELEGRAM)


async def test_a_code_that_met_a_replaced_sim_holds_its_phone(chat):
    """The provider said so of the code itself: nothing is sent there again, whoever asks."""
    await chat.proves("1234567833")
    await chat.presses("send")
    await chat.effect_ends("refused", SIM_REPLACED)
    await chat.later(minutes=5).presses("send")
    assert len(chat.codes) == 1
    other = Conversation(chat.database, chat.can, "telegram:8").later(hours=23)
    await other.proves("1234567833")
    await other.presses("send")
    assert not other.codes
    late = Conversation(chat.database, chat.can, "telegram:9").later(hours=25)
    await late.proves("1234567833")
    await late.presses("send")
    assert len(late.codes) == 1
