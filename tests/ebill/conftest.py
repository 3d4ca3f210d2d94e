from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.supplier import fill
from tests.ebill.billed import Billed


@pytest.fixture
async def billed(database):
    await database.write(Unit(fill))
    return Billed(database)
