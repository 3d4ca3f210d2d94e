"""One SMS at a time: named before the call, asked for after a lost answer, never sent twice."""

from __future__ import annotations

import asyncio
import json
import threading

import pytest

from bot.channels.sms_port import SmsError, SmsFault, SmsState, Status, Undelivered
from core.limits import Limits as Caps
from core.records import Attempt, Priority, Result
from tests.channels.sms_rig import PHONE, Rig

MINUTE = 61_000
LOST = SmsError(SmsFault.UNKNOWN, "ReadTimeout")
DOWN = SmsError(SmsFault.TRANSIENT, "no connection")


@pytest.fixture
def engine():
    """One engine is enough here: the statements have their own tests on both."""
    return "sqlite"


@pytest.fixture
async def rig(database, background):
    rig = Rig(database, background)
    yield rig
    rig.threads.shutdown()


async def test_what_it_cost_is_kept_and_the_text_is_not(rig):
    await rig.says("Долг 310,90 руб.", notify="telegram:7", kind="code")
    await rig.goes()
    own_id = rig.provider.calls[0][0][0]
    columns = "own_id, address, kind, notify, parts, kopecks, state, final"
    assert await rig.journal(columns) == [(own_id, f"tel:{PHONE}", "code", "telegram:7", 1, 315, "sent", 0)]
    assert await rig.outbox() == [("sent", None)]
    everything = str(await rig.all("SELECT * FROM sms_sent"))
    assert "310" not in everything


async def test_its_name_is_stored_before_the_provider_hears_it(rig):
    rig.provider.gate = threading.Event()
    await rig.says("Код 482913")
    await rig.delivery._send_due()
    await asyncio.get_running_loop().run_in_executor(None, rig.provider.here.acquire)
    assert await rig.journal("own_id, state, kopecks") == [
        (rig.provider.calls[0][0][0], "asking", Caps().part_price)
    ]
    rig.provider.gate.set()
    await rig.rests()


@pytest.mark.parametrize("kind", ["code", "message"])
async def test_an_answer_that_got_lost_is_asked_for_and_not_sent_again(rig, kind):
    rig.provider.lost = [LOST]
    await rig.says("Код 482913", kind=kind)
    await rig.goes()
    assert await rig.journal() == [("unknown", "", Caps().part_price)]
    rig.clock.ms += 1_000
    await rig.goes()
    assert len(rig.provider.calls) == 1
    assert await rig.outbox() == [("sent", "found by its status")]
    assert await rig.journal("state") == [("sent",)]


async def test_what_never_got_there_is_sent_again_under_its_name_after_a_minute(rig):
    rig.provider.script = [LOST]
    await rig.says("Код 482913")
    await rig.goes()
    for _ in range(5):
        rig.clock.ms += 12_000
        await rig.goes()
    assert len(rig.provider.calls) == 1, "a provider may not know it yet"
    rig.clock.ms += 1_000
    await rig.goes()
    first, second = rig.provider.calls
    assert first == second
    assert len(rig.provider.taken[first[0][:2]]) == 1
    assert await rig.outbox() == [("sent", None)]


async def test_a_second_try_keeps_its_name_however_often_it_is_refused(rig):
    rig.provider.script = [LOST, SmsError(SmsFault.RATE, retry_after_ms=1_000), DOWN]
    await rig.says("Код 482913")
    for _ in range(5):
        await rig.goes()
        rig.clock.ms += MINUTE
    assert len({call[0][0] for call in rig.provider.calls}) == 1
    assert await rig.outbox() == [("sent", None)]


@pytest.mark.parametrize("priority", [Priority.REPLY, Priority.NOTICE])
@pytest.mark.parametrize("second", [SmsError(SmsFault.RATE, "repeated", 60_000, "9"), DOWN])
async def test_what_shows_up_late_is_not_sent_after_a_refused_second_try(rig, second, priority):
    """Error 9 said of a second try means that the first may well be there: its status is asked again."""
    rig.provider.lost, rig.provider.script = [LOST], [None, second]
    await rig.says("Код 482913", priority=priority)
    await rig.goes()
    key = rig.provider.calls[0][0][:2]
    rig.provider.states[key] = Status(*key, SmsState.MISSING)
    rig.clock.ms += MINUTE
    await rig.goes()
    assert [row[0] for row in await rig.outbox()] == ["unknown"]
    assert await rig.journal() == [("unknown", "", Caps().part_price)]
    rig.provider.states[key] = Status(*key, SmsState.SENT)
    rig.clock.ms += MINUTE
    await rig.goes()
    assert len(rig.provider.calls) == 2
    assert len(rig.provider.taken[key]) == 1
    assert await rig.outbox() == [("sent", "found by its status")]


async def test_a_second_lost_answer_is_young_again(rig):
    """The status of what was sent a second time is not believed before another minute."""
    rig.provider.script = [LOST, LOST]
    await rig.says("Код 482913")
    await rig.goes()
    rig.clock.ms += MINUTE
    await rig.goes()
    assert len(rig.provider.calls) == 2
    rig.clock.ms += MINUTE - 5_000
    await rig.goes()
    assert len(rig.provider.calls) == 2
    rig.clock.ms += 5_000
    await rig.goes()
    assert len(rig.provider.calls) == 3


@pytest.mark.parametrize("error", [DOWN, SmsError(SmsFault.RATE), SmsError(SmsFault.BLOCKED)])
async def test_a_status_that_is_not_told_sends_nothing(rig, error):
    """The row stays one whose outcome nobody knows, whatever the fault."""
    rig.provider.lost, rig.provider.status_errors = [LOST], [error]
    await rig.says("Код 482913")
    await rig.goes()
    rig.clock.ms += 1_000
    await rig.goes()
    assert [row[0] for row in await rig.outbox()] == ["unknown"]
    rig.clock.ms += 30 * MINUTE
    await rig.goes()
    assert len(rig.provider.calls) == 1
    assert [row[0] for row in await rig.outbox()] == ["sent"]


async def test_what_may_have_arrived_stays_so_while_sms_rest(rig):
    rig.provider.lost, rig.provider.status_errors = [LOST], [SmsError(SmsFault.BLOCKED)]
    await rig.says("Код 482913")
    await rig.goes()
    for _ in range(3):
        rig.clock.ms += MINUTE
        await rig.goes()
        assert [row[0] for row in await rig.outbox()] == ["unknown"]


async def test_a_lost_answer_of_what_could_not_be_delivered_is_a_refusal(rig):
    rig.provider.lost = [LOST]
    await rig.says("Код 482913", notify="telegram:7")
    await rig.goes()
    key = rig.provider.calls[0][0][:2]
    rig.provider.states[key] = Status(*key, SmsState.FAILED, Undelivered.SIM_REPLACED, "219")
    rig.clock.ms += 1_000
    await rig.goes()
    assert await rig.outbox() == [("failed", "sim-replaced")]
    assert await rig.journal("state, reason, code, final") == [("failed", "sim-replaced", "219", 1)]
    assert json.loads(rig.told[0][1])["result"] == "refused"


async def test_after_a_kill_during_the_call_it_is_asked_for(rig):
    rig.provider.gate = threading.Event()
    await rig.says("Код 482913", kind="code")
    await rig.delivery._send_due()
    await asyncio.get_running_loop().run_in_executor(None, rig.provider.here.acquire)
    old = rig.delivery
    await rig.dies()
    rig.provider.gate.set()  # it got there, and nobody heard the answer
    while not rig.provider.taken:
        await asyncio.sleep(0.002)
    await rig.goes()
    assert len(rig.provider.calls) == 1
    assert rig.provider.asked
    while old._flying:
        await asyncio.sleep(0.002)
    assert (await rig.outbox())[0][0] == "sent"


async def test_a_certain_refusal_is_tried_again_at_once_and_asks_no_status(rig):
    rig.provider.script = [DOWN]
    await rig.says("Баланс")
    await rig.goes()
    assert await rig.journal() == [("asking", "transient", 0)]
    rig.clock.ms += 1_000
    await rig.goes()
    assert not rig.provider.asked
    assert await rig.journal("state, kopecks") == [("sent", 315)]


async def test_a_refusal_for_good_ends_the_row_and_the_journal(rig):
    rig.provider.script = [SmsError(SmsFault.DENIED, "message is denied", code="6")]
    await rig.says("Баланс", notify="telegram:7")
    await rig.goes()
    assert await rig.journal("state, reason, code, kopecks, final") == [("failed", "denied", "6", 0, 1)]
    assert [row[0] for row in await rig.outbox()] == ["failed"]
    assert len(rig.told) == 1


async def test_the_same_text_within_a_minute_is_not_sent_again(rig):
    for _ in range(2):
        await rig.says("Не понял. Помощь: ?")
    await rig.goes()
    assert len(rig.provider.calls) == 1
    assert await rig.outbox() == [("sent", None), ("sent", "same text a moment ago")]
    assert len(await rig.journal()) == 1
    rig.clock.ms += MINUTE + 1
    await rig.says("Не понял. Помощь: ?")
    await rig.says("Не понял. Помощь: ?", phone="+79161234568")
    await rig.goes()
    assert len(rig.provider.calls) == 3


async def test_the_same_text_below_another_answer_waits_out_the_minute(rig):
    """Asked again after something else, a person who hears nothing would think that nobody listens."""
    for text in ("Баланс 5", "Записано 7", "Баланс 5"):
        await rig.says(text)
    await rig.goes()
    assert [row[0] for row in await rig.outbox()] == ["sent", "sent", "queued"]
    rig.clock.ms += MINUTE + 1
    await rig.goes()
    assert [row[0] for row in await rig.outbox()] == ["sent", "sent", "sent"]
    assert len(rig.provider.calls) == 3


async def test_the_same_text_waits_for_one_whose_outcome_nobody_knows(rig):
    """A reply to the same phone after an SMS of a list, for instance."""
    rig.provider.lost = [LOST]
    await rig.says("Долг 5", priority=Priority.NOTICE)
    await rig.goes()
    await rig.says("Долг 5")
    await rig.goes()
    assert len(rig.provider.calls) == 1
    assert [row[0] for row in await rig.outbox()] == ["unknown", "queued"]


@pytest.mark.parametrize("phone", ["+375291234567", "+7 495 123-45-67", "+74951234567", "5553535", "BANK"])
async def test_nothing_goes_to_phones_we_do_not_pay_for(rig, phone):
    await rig.says("Баланс", phone=phone)
    await rig.goes()
    assert await rig.outbox() == [("failed", "not a phone that we send to")]
    assert not rig.provider.calls


@pytest.mark.parametrize("fault", [SmsFault.FUNDS, SmsFault.AUTH, SmsFault.BLOCKED])
async def test_a_fault_that_pauses_rests_sms_alone_and_keeps_the_queue(rig, fault):
    rig.provider.script = [SmsError(fault, "no money", code="3")]
    await rig.says("Баланс")
    await rig.goes()
    await rig.says("Долг", phone="+79161234568")
    await rig.says("Привет", phone="telegram:7")
    await rig.says("Код 482913", phone="+79161234569", kind="code", notify="telegram:7",
                   deadline_ms=rig.clock.ms + 120_000)  # fmt: skip
    await rig.goes()
    assert len(rig.provider.calls) == 1
    assert rig.other == ["Привет"], "Telegram goes on"
    assert [row[0] for row in await rig.outbox()] == ["queued", "queued", "sent", "failed"]
    assert json.loads(rig.told[0][1])["result"] == "gave_up", "who waits for a code is told now"
    assert rig.rest.why == fault.value
    assert await rig.audit() == [f"sms-paused-{fault.value}"]
    rig.clock.ms += 40 * MINUTE
    await rig.goes()
    rig.clock.ms += MINUTE
    await rig.goes()
    assert sorted(rig.provider.texts) == ["Баланс", "Баланс", "Долг"]
    assert rig.rest.why == ""
    assert await rig.audit() == [f"sms-paused-{fault.value}", "sms-go-again"]


async def test_staff_are_told_once_and_again_after_it_was_over(rig):
    await rig.says("Баланс")
    for _ in range(3):
        rig.provider.script = [SmsError(SmsFault.FUNDS)]
        rig.clock.ms += 6 * MINUTE
        await rig.goes()
    assert len(rig.provider.calls) == 3
    assert await rig.audit() == ["sms-paused-funds"]
    rig.clock.ms += 6 * MINUTE
    await rig.goes()
    await rig.says("Долг")
    rig.provider.script = [SmsError(SmsFault.FUNDS)]
    await rig.goes()
    assert await rig.audit() == ["sms-paused-funds", "sms-go-again", "sms-paused-funds"]


async def test_after_a_pause_one_alone_tries(rig):
    """Four wrong passwords at once, and again: that would block the address."""
    rig.provider.script = [SmsError(SmsFault.AUTH)] * 9
    await rig.says("Баланс")
    await rig.goes()
    for number in range(4):
        await rig.says("Долг", phone=f"+7916123456{number}")
    rig.clock.ms += 31 * MINUTE
    rig.provider.gate = threading.Event()
    await rig.delivery._send_due()
    await asyncio.sleep(0.1)
    assert len(rig.provider.calls) == 2
    rig.provider.gate.set()
    await rig.rests()
    assert len(rig.provider.calls) == 2


async def test_what_is_too_late_is_given_up(rig):
    rig.provider.script = [LOST]
    await rig.says("Код 482913", kind="code", notify="telegram:7", deadline_ms=rig.clock.ms + 90_000)
    await rig.goes()
    rig.clock.ms += 10 * MINUTE
    await rig.goes()
    assert len(rig.provider.calls) == 1
    assert await rig.outbox() == [("failed", "gave up: too late")]
    assert await rig.journal("state, final") == [("failed", 1)]
    assert json.loads(rig.told[0][1])["result"] == "gave_up"


async def test_the_provider_is_told_how_long_a_code_makes_sense(rig):
    await rig.says("Код 482913", kind="code", deadline_ms=rig.clock.ms + 90_000)
    await rig.goes()
    ((sms,),) = rig.provider.taken.values()
    assert sms.life_s == 90


async def test_sms_go_on_while_telegram_rests(rig):
    """Its flood control, or a network that does not reach it, is none of their business."""
    rests = Attempt(Result.RETRY, reason="flood", retry_after_ms=600_000, pause_all_ms=600_000)
    rig.answers = [rests]
    await rig.says("Привет", phone="telegram:7")
    await rig.goes()
    await rig.says("Привет", phone="telegram:8")
    await rig.says("Баланс")
    await rig.says("Долг", phone="+79161234568", priority=Priority.NOTICE)
    assert rig.delivery.lease("telegram:9") == 0
    assert rig.delivery.lease(f"tel:{PHONE}")
    await rig.goes()
    assert sorted(rig.provider.texts) == ["Баланс", "Долг"]
    assert rig.other == ["Привет"]
    rig.clock.ms += 600_000
    await rig.goes()
    assert rig.other == ["Привет"] * 3
