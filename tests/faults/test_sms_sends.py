"""Whatever SMSC does to a send, by real HTTP: nothing is lost, no code comes twice, the queue goes on."""

from __future__ import annotations

import pytest

from bot.channels.sms_http import Patience, SmsHttp
from bot.channels.sms_rates import Gate
from bot.channels.sms_smsc import Smsc
from bot.channels.smsc_account import SmscAccount
from core.records import Priority
from tests.channels.sms_rig import Rig
from tests.sandbox.smsc.conftest import KEY
from tests.sandbox.smsc.conftest import Smsc as Service

PATIENCE = Patience(connect_s=0.5, read_s=0.3, answer_s=0.5)
TAKEN = ("timeout_after_accept", "wrong_charset", "huge")
NOT_TAKEN = ("timeout_before", "500", "502_html", "html", "reset")
REFUSED = ("error_2", "error_3", "error_4", "error_9")
pytestmark = pytest.mark.fault


@pytest.fixture
def engine():
    """One engine is enough here: the statements have their own tests on both."""
    return "sqlite"


@pytest.fixture
async def service(tmp_path):
    """SMSC as the sandbox plays it."""
    server = Service(tmp_path / "data")
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def rig(database, background, service):
    rig = Rig(database, background)
    account = SmscAccount(api_key=KEY["apikey"])
    http = SmsHttp([f"{service.base}/sys/"], PATIENCE)
    rig.provider = Smsc(account, http, Gate(rig.clock.now_ms))
    rig.build()
    yield rig
    rig.threads.shutdown()


async def minutes(rig, service, count, step_ms=61_000):
    for _ in range(count):
        await rig.goes()
        rig.clock.ms += step_ms
        await service.post("/control/clock", {"advance_s": step_ms // 1000})


@pytest.mark.parametrize("kind", [*TAKEN, *NOT_TAKEN, *REFUSED])
async def test_a_code_comes_once(rig, service, kind):
    await service.fault(kind, method="send", times=2)
    await rig.says("Код 482913", phone="+79160000555", kind="code")
    await minutes(rig, service, 70 if kind in REFUSED else 6)
    assert await service.on_phone("79160000555") == ["Код 482913"]
    assert [row[0] for row in await rig.outbox()] == ["sent"]


@pytest.mark.parametrize("kind", [*TAKEN, *NOT_TAKEN, "error_3"])
async def test_a_list_comes_once_to_everybody(rig, service, kind):
    await service.fault(kind, method="list", times=1)
    phones = [f"7916000{number}555" for number in range(5)]
    for phone in phones:
        await rig.says(f"Долг {phone}", phone=f"+{phone}", priority=Priority.NOTICE)
    await minutes(rig, service, 12)
    for phone in phones:
        assert await service.on_phone(phone) == [f"Долг {phone}"]
    assert [row[0] for row in await rig.outbox()] == ["sent"] * 5


async def test_an_empty_account_keeps_the_queue_until_it_is_filled(rig, service):
    await service.account(balance=0)
    await rig.says("Долг 5", phone="+79160000555")
    await minutes(rig, service, 3)
    assert await service.on_phone("79160000555") == []
    assert [row[0] for row in await rig.outbox()] == ["queued"]
    assert await rig.audit() == ["sms-paused-funds"]
    await service.account(balance=100_000)
    await minutes(rig, service, 12)
    assert await service.on_phone("79160000555") == ["Долг 5"]


async def test_the_same_answer_twice_within_a_minute_is_one_sms_and_no_refusal(rig, service):
    for _ in range(3):
        await rig.says("Не понял. Помощь: ?", phone="+79160000555")
    await rig.goes()
    assert await service.on_phone("79160000555") == ["Не понял. Помощь: ?"]
    assert [row[0] for row in await rig.outbox()] == ["sent"] * 3
