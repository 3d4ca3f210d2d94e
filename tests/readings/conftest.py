from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.supplier import fill
from tests.readings.watched import ME, Supplier


@pytest.fixture
async def supplier(database):
    """One person has account 1 linked."""
    await database.write(Unit(fill))
    made = Supplier(database)
    await made.links(1, ME)
    return made
