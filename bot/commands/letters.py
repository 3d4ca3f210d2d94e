"""`dead-letters list | replay`: events that could not be handled, and a second chance for them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.commands.database import database_or_bot
from bot.control.client import ControlClient
from core.masking import Masker
from storage.database import Database, Unit
from storage.inbox import InboxGateway

if TYPE_CHECKING:
    from bot.config import Config

_PAGE = 500
Letter = tuple[int, str, str, str, int, int, str]


async def read_letters(database: Database, after: int) -> list[Letter]:
    """A page of dead letters after an id."""
    return await database.read(lambda tx: InboxGateway(tx).dead(after, _PAGE))


async def replay_letter(database: Database, letter: int) -> bool:
    """Make one pending again; the bot takes it up by itself."""
    return await database.write(Unit(lambda tx: InboxGateway(tx).replay(letter)))


async def list_letters(config: Config) -> int:
    """Print them, the oldest first, with the reason; addresses are masked."""
    count, after = 0, 0
    async with database_or_bot(config) as reached:
        while page := await _page(reached, after):
            for id_, source, source_id, address, received_ms, attempts, error in page:
                came = datetime.fromtimestamp(received_ms / 1000, UTC).isoformat(" ", "seconds")
                print(
                    id_,
                    came,
                    f"{source}/{source_id}",
                    Masker().text(address),
                    f"tries {attempts}",
                    error,
                    sep="  ",
                )
                after, count = id_, count + 1
    print(f"{count} dead letters" if count else "no dead letters", file=sys.stderr)
    return 0


async def replay(config: Config, letters: list[int], *, every: bool) -> int:
    """Give letters another chance; 1 when one of them is no dead letter."""
    missing = 0
    async with database_or_bot(config) as reached:
        after = 0
        while every and (page := await _page(reached, after)):
            letters = [*letters, *(letter[0] for letter in page)]
            after = page[-1][0]
        for letter in letters:
            done = await (
                reached.call("letters.replay", id=letter)
                if isinstance(reached, ControlClient)
                else replay_letter(reached, letter)
            )
            if not done:
                print(f"{letter} is no dead letter: see `dead-letters list`", file=sys.stderr)
                missing += 1
    print(f"{len(letters) - missing} will be handled again", file=sys.stderr)
    return 1 if missing else 0


async def _page(reached: Database | ControlClient, after: int) -> list[Any]:
    if isinstance(reached, ControlClient):
        return list(await reached.call("letters.list", after=after))
    return list(await read_letters(reached, after))
