from __future__ import annotations

import pytest

from storage.dialect import ddl
from tests.storage.helpers import CREATE


@pytest.fixture
async def marked(empty_database):
    """A database with the table `mark` only."""
    await empty_database.alter(lambda tx: tx.run(ddl(CREATE, tx.engine)))
    return empty_database
