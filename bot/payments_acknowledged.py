"""After an import: which of our payments billing's balance holds now. Beside people's turns, safe to repeat.

An account is one small transaction; what is noted was open before, so a run that is cut short, repeated, or
done by two replicas at once notes nothing twice. Until an import is looked through, balances are shown less
what they may hold already: for seconds a debt looks smaller, and never is a payment asked for twice.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from core.database import Priority, StorageUnavailable, Unit
from core.payments.matching import How, acknowledged
from storage.payment_acks import PaymentAcksGateway
from storage.settings import SettingsGateway

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

    from core.database import Database, Tx

T = TypeVar("T")
log = structlog.stdlib.get_logger(__name__)
DONE = "payments-matched"
"""Setting: the import that was compared with our payments."""
PAGE, CHUNK = 100, 50
PAUSE_S = 0.01


class PaymentsAcknowledged:
    """Looks when there is something new; from any number of processes."""

    def __init__(self, database: Database, now_ms: Callable[[], int], zone: tzinfo) -> None:
        self._database, self._now_ms, self._zone = database, now_ms, zone
        self._one = asyncio.Lock()

    async def __call__(self, _now_ms: int) -> None:
        """Do it by the clock: what another process imported is found here, too."""
        try:
            await self.run()
        except StorageUnavailable as error:
            log.warning("payments.acknowledge_waits", reason=error.reason)

    async def run(self) -> int:
        """Carry out billing's answers, then compare; how many entries it knows of now."""
        async with self._one:
            await self._answers()
            generation = await self._database.read(_uncompared)
            if not generation:
                return 0
            total, after = 0, 0
            while page := await self._database.read(partial(_accounts, after=after)):
                after = page[-1]
                total += sum([await self._account(one) for one in page])
                await asyncio.sleep(PAUSE_S)
            await self._bulk(lambda tx: SettingsGateway(tx).put(DONE, str(generation)))
            return total

    async def _account(self, account_id: int) -> int:
        found = await self._bulk(partial(self._compare, account_id=account_id))
        for how in found:
            said = log.warning if how is How.PASSED else log.info
            said("payments.acknowledged", account_id=account_id, how=str(how))
        return len(found)

    def _compare(self, tx: Tx, account_id: int) -> list[How]:
        gateway = PaymentAcksGateway(tx)
        there = gateway.account(account_id, self._zone)
        if there is None:
            return []
        found = acknowledged(there.ours, there.theirs, there.until)
        gateway.acknowledge(found, self._now_ms())
        return list(found.values())

    async def _answers(self) -> None:
        after = 0
        while (waiting := await self._database.read(partial(_waiting, after=after))) is not None:
            after, state = waiting
            work, more = {"switched": _answered, "aborted": _dropped}.get(state), True
            while work is not None and more:
                more = await self._bulk(partial(work, generation=after)) == CHUNK

    async def _bulk(self, work: Callable[[Tx], T]) -> T:
        return await self._database.write(Unit(work, priority=Priority.BULK))


def _uncompared(tx: Tx) -> int:
    """The newest import, 0 when it was compared."""
    generation = PaymentAcksGateway(tx).imported()
    return 0 if SettingsGateway(tx).get(DONE) == str(generation) else generation


def _accounts(tx: Tx, after: int) -> list[int]:
    return PaymentAcksGateway(tx).accounts(after, PAGE)


def _waiting(tx: Tx, after: int) -> tuple[int, str] | None:
    return PaymentAcksGateway(tx).waiting(after)


def _answered(tx: Tx, generation: int) -> int:
    seen, strange = PaymentAcksGateway(tx).answers(generation, CHUNK)
    if strange:
        log.warning("payments.answers_of_nothing", count=strange)
    return seen


def _dropped(tx: Tx, generation: int) -> int:
    return PaymentAcksGateway(tx).drop(generation, CHUNK)
