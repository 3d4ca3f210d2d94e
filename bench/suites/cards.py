"""The card of an organisation with fifty meters and three years, against that of a household."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bench import fixture
from bench.arena import FIRST_CHAT, Arena
from bench.figures import Result, by_rounds
from bench.lane import BenchError
from bench.organisations import METERS, MONTHS, fill
from bench.suites.base import Suite
from bench.workshop import Workshop, workshop
from storage.database import Tx, Unit

NAME = "organisation_card_vs_household"
_QUESTION = "баланс"
_OF_A_KIND = 32
_TIMES = 6
"""Questions of each person in a round: a turn is short against the clock of a process."""


def _prepare(tx: Tx) -> None:
    """The first half of the linked people have organisations."""
    accounts = [row[0] for row in tx.all("SELECT id FROM account ORDER BY number")][: 2 * _OF_A_KIND]
    fill(tx, accounts, accounts[:_OF_A_KIND], dt.datetime.now(tz=dt.UTC).date())


def _require_cards(tx: Tx) -> None:
    told = tx.one("SELECT count(*) FROM outbox WHERE payload LIKE '%\"card-stage-next-%'")
    if not told or not told[0]:
        raise BenchError("no organisation was told of its stages")


async def _ask(work: Workshop, first: int) -> float:
    """CPU microseconds of one turn of the people from the n-th on."""
    spent = 0.0
    for _ in range(_TIMES):
        spent += await work.play([(FIRST_CHAT + first + at, _QUESTION) for at in range(_OF_A_KIND)])
    return spent / (_TIMES * _OF_A_KIND) * 1e6


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """One turn in group commits of 32, organisations and households in turn; the first round warms up."""
    installed = await fixture.install(arena, "cards", "polling", linked=2 * _OF_A_KIND)
    organisations, households = [], []
    async with workshop(installed.setup.config) as work:
        await work.database.write(Unit(_prepare))
        for _ in range(4 * arena.scale.rounds + 1):
            organisations.append(await _ask(work, 0))
            households.append(await _ask(work, _OF_A_KIND))
        await work.database.read(_require_cards)
    figure = by_rounds(NAME, "us CPU", organisations[1:], households[1:], 2.0, "lower")
    return [Result(figure, f"{METERS} meters and {MONTHS} months; turn of {_QUESTION!r} without sending")]


SUITE = Suite((NAME,), measure)
