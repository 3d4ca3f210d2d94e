"""Who takes part in the rounds, by name, and how each is brought up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from bench import exchange, fixture
from bench.arena import FIRST_CHAT, OWN_TRANSPORT, PTB, PTB_CONCURRENT, STOCK, STOCK_POLLING, Arena, Rival
from bench.questions import Person
from bench.sampling import Running

Starter = Callable[[Arena], Awaitable[Running]]


def _rival(rival: Rival) -> Starter:
    async def start(arena: Arena) -> Running:
        return await arena.peer(rival)

    return start


async def _usual(arena: Arena) -> Running:
    # SQLAlchemy is there for this rival only; the others can be measured without it.
    from bench.peers.usual_tables import fill

    scale = arena.scale
    debts = [exchange.debt_kopecks(index) for index in range(scale.accounts)]
    chats = [FIRST_CHAT + number for number in range(scale.people)]
    people = [Person(chat, exchange.rubles(debts[at % len(debts)])) for at, chat in enumerate(chats)]
    database = arena.scratch / "usual.db"
    fill(database, debts, chats)
    return await arena.peer(Rival("usual", "usual", arguments=("--database", str(database))), people)


STARTERS: Mapping[str, Starter] = {
    "ours": fixture.webhook,
    "ours-polling": fixture.polling,
    "ours-postgres": fixture.postgres,
    "stock": _rival(STOCK),
    "stock-polling": _rival(STOCK_POLLING),
    "ptb": _rival(PTB),
    "ptb-concurrent": _rival(PTB_CONCURRENT),
    "usual": _usual,
    "own-transport": _rival(OWN_TRANSPORT),
}


async def bring_up(arena: Arena, names: Sequence[str]) -> list[Running]:
    """Start them one after the other, each once."""
    return [await STARTERS[name](arena) for name in dict.fromkeys(names)]
