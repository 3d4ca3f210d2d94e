"""The account at the provider of SMS is watched."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.channels.sms_line import SmsLine
from bot.channels.sms_port import SmsError, SmsFault
from bot.sms_balance import SmsBalance
from storage.store import TxStore
from tests.engine.conftest import TestClock

LOW = 100_000


class Account:
    """A provider of which only the account matters."""

    def __init__(self):
        self.kopecks = 500_000

    def balance(self):
        if self.kopecks is None:
            raise SmsError(SmsFault.TRANSIENT)
        return self.kopecks


@pytest.fixture
def engine():
    """One is enough: it has no statements of its own."""
    return "sqlite"


@pytest.fixture
async def watch(database):
    account, clock, threads = Account(), TestClock(), ThreadPoolExecutor(1)
    watch = SmsBalance(SmsLine(account, threads, database, TxStore, clock), LOW)

    async def alarms():
        sql = "SELECT detail FROM audit_event WHERE kind = 'sms-balance-low' ORDER BY id"
        return [detail for (detail,) in await database.read(lambda tx: tx.all(sql))]

    watch.account, watch.clock, watch.alarms = account, clock, alarms
    yield watch
    threads.shutdown()


async def test_staff_are_told_once_a_day_while_it_is_low(watch):
    assert list(watch.samples()) == []
    await watch.look()
    assert [sample.value for sample in watch.samples()] == [500_000]
    assert await watch.alarms() == []
    watch.account.kopecks = LOW - 1
    for _ in range(3):
        await watch.look()
    assert await watch.alarms() == ["999 roubles are left at the provider of SMS"]
    watch.clock.ms += 86_400_000
    await watch.look()
    assert len(await watch.alarms()) == 2
    watch.account.kopecks = LOW
    await watch.look()
    watch.account.kopecks = 0
    await watch.look()
    assert len(await watch.alarms()) == 3, "it was filled in between"


async def test_what_is_not_told_changes_nothing(watch):
    await watch.look()
    watch.account.kopecks = None
    with pytest.raises(SmsError):
        await watch.look()
    assert [sample.value for sample in watch.samples()] == [500_000]
