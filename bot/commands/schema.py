"""`migrate`: bring the database up to this release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.database import own_database
from storage.migrate import migrate

if TYPE_CHECKING:
    from bot.config import Config


async def migrate_database(config: Config) -> int:
    """Apply what is missing and say so."""
    async with own_database(config, migrated=False) as database:
        applied = await migrate(database)
    for step in applied:
        print(f"applied {step.version:04d} {step.name}")
    print("the database is up to date")
    return 0
