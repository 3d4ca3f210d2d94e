"""What we begin goes in lists: few requests, none twice, and no answer waits behind them."""

from __future__ import annotations

import asyncio
import threading

import pytest

from bot.channels.apart import PUT_OFF_MS
from bot.channels.pacing import TELEGRAM
from bot.channels.sms_pace import SmsPace
from bot.channels.sms_port import SmsError, SmsFault
from core.limits import Limits as Caps
from core.records import Priority
from core.usecases.notices import STARTED
from storage.database import Unit
from storage.paces import PacesGateway
from storage.store import TxStore
from tests.channels.sms_rig import Rig

MINUTE = 60_000
NOTICE = {"priority": Priority.NOTICE}
LOST = SmsError(SmsFault.UNKNOWN, "ReadTimeout")


@pytest.fixture
def engine():
    """One engine is enough here: the statements have their own tests on both."""
    return "sqlite"


@pytest.fixture
async def rig(database, background):
    rig = Rig(database, background, most=4)
    yield rig
    rig.threads.shutdown()


def phone(number):
    return f"+7916{number:07}"


async def fill(rig, count, **given):
    for number in range(count):
        await rig.says(f"Долг {number}", phone=phone(number), **{**NOTICE, **given})


async def states(rig):
    return [row[0] for row in await rig.outbox()]


async def test_one_request_for_many_phones_each_with_its_text(rig):
    await fill(rig, 10)
    await rig.goes()
    assert [len(call) for call in rig.provider.calls] == [4, 4, 2]
    assert sorted(rig.provider.texts) == sorted(f"Долг {number}" for number in range(10))
    for call in rig.provider.calls:
        assert len({own_id for own_id, _, _ in call}) == 1
        assert len({to for _, to, _ in call}) == len(call)
    assert len({call[0][0] for call in rig.provider.calls}) == 3
    assert await states(rig) == ["sent"] * 10
    assert await rig.journal("state, kopecks, final") == [("sent", 315, 0)] * 10


async def test_two_notices_to_one_phone_are_in_two_lists(rig):
    for text in ("Долг 1", "Долг 2"):
        await rig.says(text, **NOTICE)
    await rig.goes()
    assert [len(call) for call in rig.provider.calls] == [1, 1]


async def test_answers_and_codes_never_wait_behind_a_list(rig):
    rig.provider.gate = threading.Event()
    await fill(rig, 4)
    await rig.delivery._send_due()
    await asyncio.get_running_loop().run_in_executor(None, rig.provider.here.acquire)
    hold, rig.provider.gate = rig.provider.gate, None
    await rig.says("Баланс", phone=phone(0))
    await rig.delivery._send_due()
    for _ in range(400):
        await asyncio.sleep(0.002)
        if (await states(rig))[4] == "sent":
            break
    assert await states(rig) == ["sending"] * 4 + ["sent"]
    hold.set()
    await rig.rests()
    assert await states(rig) == ["sent"] * 5


async def test_one_list_is_under_way_at_a_time(rig):
    rig.provider.gate = threading.Event()
    await fill(rig, 8)
    for _ in range(3):
        await rig.delivery._send_due()
        await asyncio.sleep(0.02)
    assert len(rig.provider.calls) == 1
    rig.provider.gate.set()
    await rig.rests()
    assert len(rig.provider.calls) == 2


async def test_the_name_of_a_list_is_stored_before_the_call(rig):
    rig.provider.gate = threading.Event()
    await fill(rig, 3)
    await rig.delivery._send_due()
    await asyncio.get_running_loop().run_in_executor(None, rig.provider.here.acquire)
    own_id = rig.provider.calls[0][0][0]
    assert await rig.journal("own_id, state") == [(own_id, "asking")] * 3
    rig.provider.gate.set()
    await rig.rests()


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_kill_in_the_middle_of_a_list_sends_none_twice_and_loses_none(rig, arrived):
    rig.provider.gate = threading.Event()
    await fill(rig, 4)
    await rig.delivery._send_due()
    await asyncio.get_running_loop().run_in_executor(None, rig.provider.here.acquire)
    if not arrived:
        rig.provider.script = [LOST]
    await rig.dies()
    rig.provider.gate.set()
    for _ in range(80):
        await rig.goes()
        rig.clock.ms += 1_000
    assert await states(rig) == ["sent"] * 4
    assert len(rig.provider.taken) == 4
    assert all(len(times) == 1 for times in rig.provider.taken.values())
    names = {own_id for own_id, _ in rig.provider.taken}
    assert len(names) == 1, "what never got there was sent again under its name"
    assert len(rig.provider.calls) == (1 if arrived else 5)


async def test_a_lost_answer_to_a_list_is_asked_for_one_by_one(rig):
    rig.provider.lost = [LOST]
    await fill(rig, 4)
    await rig.goes()
    assert await states(rig) == ["unknown"] * 4
    rig.clock.ms += 1_000
    await rig.goes()
    assert await states(rig) == ["sent"] * 4
    assert len(rig.provider.calls) == 1


async def test_who_is_not_in_the_answer_is_asked_for(rig):
    send = rig.provider.send_list
    rig.provider.send_list = lambda messages: {k: v for k, v in send(messages).items() if k != phone(1)}
    await fill(rig, 3)
    await rig.goes()
    assert await states(rig) == ["sent", "unknown", "sent"]


async def test_one_bad_number_ends_alone(rig):
    send = rig.provider.send_list
    bad = {phone(1): SmsError(SmsFault.BAD_NUMBER, code="7")}
    rig.provider.send_list = lambda messages: {**send(messages), **bad}
    await fill(rig, 3)
    await rig.goes()
    assert await states(rig) == ["sent", "failed", "sent"]
    assert await rig.journal() == [("sent", "", 315), ("failed", "bad_number", 0), ("sent", "", 315)]


async def test_a_list_refused_as_a_whole_is_tried_one_by_one(rig):
    """One forbidden text must not stop the reminders of the others."""
    refused = SmsError(SmsFault.DENIED, "message is denied", code="6")
    rig.provider.script = [refused, None, refused, None, None]
    await fill(rig, 4)
    await rig.goes()
    assert await states(rig) == ["queued"] * 4
    rig.clock.ms += 1_000
    await rig.goes()
    assert [len(call) for call in rig.provider.calls] == [4, 1, 1, 1, 1]
    assert sorted(await states(rig)) == ["failed", "sent", "sent", "sent"]
    assert len({call[0][0] for call in rig.provider.calls}) == 5, "certainly not taken: a new name"


async def test_no_money_at_the_provider_keeps_the_lists_and_tells_staff_once(rig):
    rig.provider.script = [SmsError(SmsFault.FUNDS, code="3")]
    await fill(rig, 9)
    await rig.goes()
    assert len(rig.provider.calls) == 1
    assert await states(rig) == ["queued"] * 9
    assert await rig.audit() == ["sms-paused-funds"]
    rig.clock.ms += 5 * MINUTE
    await rig.goes()
    assert await states(rig) == ["sent"] * 9


async def test_the_pace_of_telegram_does_not_hold_lists(rig):
    def hold(tx):
        paces = PacesGateway(tx)
        line, now_ms = paces.open(TELEGRAM, rig.clock.ms)
        paces.keep(TELEGRAM, line.rested(now_ms, 60_000))

    await rig.database.write(Unit(hold))
    await fill(rig, 8)
    await rig.says("Новость", phone="telegram:7", **NOTICE)
    await rig.goes()
    assert await states(rig) == ["sent"] * 8 + ["queued"]


async def test_lists_keep_a_pace_of_their_own(rig):
    now = [100.0]
    rig.lists._pace = SmsPace(8, lambda: now[0])
    await fill(rig, 8)
    await rig.goes()
    assert [len(call) for call in rig.provider.calls] == [4], "half a second's worth"
    rig.clock.ms += 400
    now[0] += 0.4
    await rig.goes()
    assert len(rig.provider.calls) == 1
    rig.clock.ms += 120
    now[0] += 0.12
    await rig.goes()
    assert [len(call) for call in rig.provider.calls] == [4, 4]


async def test_lists_of_another_replica_hold_the_line_too(rig):
    await rig.database.write(Unit(lambda tx: _holds(SmsPace(100), TxStore(tx), rig.clock.ms)))
    rig.lists._pace = SmsPace(100)
    await fill(rig, 4)
    await rig.goes()
    assert rig.provider.calls == []
    rig.clock.ms += 2_100
    rig.lists._pace = SmsPace(100)
    await rig.goes()
    assert [len(call) for call in rig.provider.calls] == [4]


def _holds(pace, store, now_ms):
    pace.take(store, pace.open(store, now_ms), 200)


def test_a_slow_pace_has_short_lists():
    assert [SmsPace(rate).most(100) for rate in (0, 1, 10, 100)] == [100, 4, 40, 100]


async def test_who_said_stop_since_gets_nothing(rig):
    await fill(rig, 2, topic=f"{STARTED}debt")
    rig.delivery._limits = type(rig.delivery._limits)(
        may_start=lambda store, session: not session.address.endswith(phone(1))
    )
    await rig.goes()
    assert await rig.outbox() == [("sent", None), ("failed", "unwanted")]
    assert len(rig.provider.texts) == 1


async def test_one_that_cannot_be_judged_waits_and_holds_nobody_up(rig):
    await rig.says("Долг", phone=phone(1), topic=f"{STARTED}for:nobody", **NOTICE)
    await rig.says("Долг", phone=phone(2), topic=f"{STARTED}debt", **NOTICE)
    await rig.goes()
    assert await states(rig) == ["queued", "sent"]
    assert await rig.all(
        "SELECT attempts, not_before_ms - :now FROM outbox WHERE id = 1", now=rig.clock.ms
    ) == [(0, PUT_OFF_MS)]


async def test_what_has_no_words_or_no_phone_ends_and_holds_nobody_up(rig):
    await rig.says("?", phone=phone(1), **NOTICE)
    await rig.says("Долг", phone="+375291234567", **NOTICE)
    await rig.says("Долг", phone=phone(2), **NOTICE)
    await rig.goes()
    assert await rig.outbox() == [
        ("failed", "cannot write: ValueError"),
        ("failed", "not a phone that we send to"),
        ("sent", None),
    ]


async def test_a_provider_that_breaks_has_an_unknown_outcome(rig):
    rig.provider.script = [RuntimeError("a bug")]
    await fill(rig, 2)
    await rig.goes()
    assert await states(rig) == ["unknown"] * 2


async def test_a_drain_lets_the_list_under_way_end_and_begins_no_other(rig):
    rig.provider.gate = threading.Event()
    await fill(rig, 8)
    await rig.delivery._send_due()
    await asyncio.get_running_loop().run_in_executor(None, rig.provider.here.acquire)
    rig.provider.gate.set()
    await rig.delivery.drain(3)
    assert await states(rig) == ["sent"] * 4 + ["queued"] * 4


class TestMoney:
    """The cap of the day: codes and what we begin stop first, answers at a second, higher one."""

    @pytest.fixture
    async def rig(self, database, background):
        rig = Rig(database, background, Caps(part_price=500, money_day=1_500, money_answers=3_000), most=4)
        yield rig
        rig.threads.shutdown()

    async def test_what_we_begin_waits_when_the_money_is_spent(self, rig):
        await fill(rig, 8)
        await rig.goes()
        assert len(rig.provider.texts) == 3
        assert (await states(rig)).count("queued") == 5
        assert await rig.audit() == ["sms-budget-spent"]
        rig.clock.ms += 11 * MINUTE
        await rig.goes()
        assert len(rig.provider.texts) == 4, "what they really cost leaves room for one"
        rig.clock.ms += 24 * 60 * MINUTE - 60_000
        await rig.says("Долг", phone=phone(9), **NOTICE)
        await rig.goes()
        assert len(rig.provider.texts) > 4, "the next day"

    async def test_a_code_is_refused_and_its_chat_told(self, rig):
        await fill(rig, 4)
        await rig.goes()
        await rig.says("Код 1", phone=phone(7), kind="code", notify="telegram:7")
        await rig.goes()
        assert (await rig.outbox())[4] == ("failed", "the money of the day is spent")
        assert '"refused"' in rig.told[0][1]
        assert await rig.audit() == ["sms-budget-spent"]

    async def test_answers_go_on_up_to_their_own_cap(self, rig):
        rig.provider.kopecks = 500
        for number in range(7):
            await rig.says(f"Баланс {number}")
        await rig.goes()
        assert await states(rig) == ["sent"] * 6 + ["failed"]
        assert await rig.audit() == ["sms-answers-stopped"]

    async def test_parts_are_counted(self, rig):
        await rig.says("Я" * 200, **NOTICE)  # three parts
        await rig.says("Я", phone=phone(1), **NOTICE)
        await rig.goes()
        assert len(rig.provider.texts) == 1

    async def test_a_restart_forgets_nothing(self, rig):
        rig.provider.kopecks = 500
        await fill(rig, 3)
        await rig.goes()
        rig.build()
        await rig.says("Долг", phone=phone(9), **NOTICE)
        await rig.goes()
        assert len(rig.provider.texts) == 3
