from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.supplier import fill
from tests.notifications.money import Bank
from tests.notifications.world import Office
from tests.readings.watched import ME


@pytest.fixture
async def office(database):
    """One person has accounts 1 and 2 linked."""
    await database.write(Unit(fill))
    made = Office(database)
    person = await made.links(1, ME)
    await made.do(lambda s: s.tx.run(
        "INSERT INTO link (subscriber_id, account_id, phone, address, since_ms) VALUES (:p, 2, '', :a, 1)",
        p=person, a=ME,
    ))  # fmt: skip
    return made


@pytest.fixture
async def bank(database):
    """A flat of which we have known for a month."""
    bank = await Bank(database).begin()
    await bank.household(1)
    await bank.since_october()
    return bank
