from __future__ import annotations

import pytest

from bot.broadcasts.dispatch import BroadcastDispatch
from bot.broadcasts.gather import Gather
from bot.watching import Reach
from core.broadcasts.model import Audience, Channels, Draft, State
from core.consents import SMS_NOTICES, Basis, ConsentText, Given, Proof, Terms
from core.records import OutboxRow, Priority
from storage.database import Unit
from storage.store import StoreFactory
from tests.dialogs.supplier import fill
from tests.notifications.world import Office


class Hall(Office):
    """People in the telegram:10… with account 1, and broadcasts to them."""

    def reach(self):
        return Reach(self.database, StoreFactory(), self.rules)

    def gather(self):
        return Gather(self.reach(), lambda: self.now_ms, "15-25")

    def dispatch(self):
        return BroadcastDispatch(self.reach(), lambda: self.now_ms, self.gather())

    async def people(self, *accounts, prefix="telegram:"):
        """Who talks to us by phone has agreed to SMS."""
        found = [await self.links(account, f"{prefix}{10 + n}") for n, account in enumerate(accounts)]
        if prefix.startswith("tel:"):
            for person in found:
                await self.agrees(person)
        return found

    async def agrees(self, person, basis=Basis.CONSENT):
        """To SMS; by the contract they are only told of them."""
        proof = Proof("tel:+79160000010", 1, "", ConsentText(""))
        given = Given(person, SMS_NOTICES, Terms("2026-11", basis), 1, proof)
        await self.do(lambda s: s.consents.keep(given))

    async def draft(self, *, channels=Channels.ALL, legal=False, **audience):
        words = Draft("Полностью", "Коротко", Audience(**audience), channels, legal, "staff")
        return await self.do(lambda s: s.broadcasts.make(words, self.now_ms))

    async def ready(self, **given):
        made = await self.draft(**given)
        await self.gather().run()
        return made

    async def turn(self, made, state, *since):
        return await self.do(lambda s: s.broadcasts.turn(made, state, self.now_ms, since=since))

    async def started(self, **given):
        made = await self.ready(**given)
        assert await self.turn(made, State.RUNNING, State.READY)
        return made

    async def recipients(self, made):
        found = await self.do(lambda s: s.broadcasts.report(made, 0, 999))
        return [(address, state, why) for _, address, state, why, _ in found]

    async def state(self, made):
        return (await self.do(lambda s: s.broadcasts.get(made))).state

    async def leaves(self, outbox_id, look=None):
        """What is said of a message when it is claimed: "" for yes."""
        look = look or self.dispatch()

        def work(store):
            sql = "SELECT address, payload, created_ms, state FROM outbox WHERE id = :id"
            address, payload, made_ms, state = store.tx.one(sql, id=outbox_id)
            row = OutboxRow(
                outbox_id, 1, address, "message", payload or "", 1, made_ms, 0, "", Priority.BULK,
                uncertain=state == "unknown",
            )  # fmt: skip
            return look.still_running(store, row, self.now_ms)

        return await self.do(work)

    async def running(self, outbox_id):
        return await self.leaves(outbox_id) == ""


@pytest.fixture
async def hall(database):
    await database.write(Unit(fill))
    return Hall(database)
