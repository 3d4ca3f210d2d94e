"""The providers we have, under the same contract."""

from __future__ import annotations

import pytest_asyncio

from bot.channels.sms_http import SmsHttp
from bot.channels.sms_rates import Gate
from bot.channels.sms_sandbox import SandboxSms
from bot.channels.sms_smsc import Smsc
from bot.channels.smsc_account import SmscAccount
from tests.channels.sms_contract import SmsContract, World
from tests.sandbox.conftest import Emulator


def sandbox(emulator, patience):
    return SandboxSms(f"{emulator.base}/sms", patience)


def smsc(emulator, patience):
    account = SmscAccount(emulator.settings.smsc_api_key, callback_secret="s3cret")
    return Smsc(account, SmsHttp([f"{emulator.base}/sys/"], patience), Gate(emulator.desk.clock.now_ms))


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=[sandbox, smsc], ids=["sandbox", "smsc"])
async def world(request, tmp_path_factory):
    """One emulator for all tests of a provider."""
    emulator = Emulator(tmp_path_factory.mktemp("sms") / "data")
    await emulator.start()
    yield World(emulator, request.param)
    await emulator.stop()


class TestProvider(SmsContract):
    """Once for each provider."""
