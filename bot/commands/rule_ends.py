"""Which dated rules end, and when: those of the configuration, and what billing has loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.commands.database import look
from bot.config.checks.dated import RuleEnd, own_ends
from core.dated import known_until, valid_on
from storage.tariffs import TariffsGateway

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.config import Config
    from core.database import Tx
    from core.dated import Dated


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when something is known."""

    valid_from: date
    valid_to: date | None


async def rule_ends(config: Config, today: date) -> list[RuleEnd]:
    """Last days of the rules in force; a rule that holds until further notice is not named."""
    return [*own_ends(config, today), *await _loaded_ends(config, today)]


async def _loaded_ends(config: Config, today: date) -> list[RuleEnd]:
    def read(tx: Tx) -> list[RuleEnd]:
        return list(loaded_ends(tx, today))

    return await look(config, read) or []


def loaded_ends(tx: Tx, today: date) -> Iterator[RuleEnd]:
    """Ends of the tariffs that accounts have, and of the key rates. Without any nothing was loaded yet."""
    gateway = TariffsGateway(tx)
    tariffs: dict[str, list[Span]] = {}
    for tariff, first, last in gateway.spans():
        tariffs.setdefault(tariff, []).append(Span(first, last))
    for tariff, spans in tariffs.items():
        yield from _end(f"tariffs.csv, tariff {tariff},", spans, today)
    rates = gateway.rates()
    if rates:
        yield from _end("rates.csv", rates, today)


def _end(rule: str, known: Sequence[Dated], today: date) -> Iterator[RuleEnd]:
    if valid_on(known, today) is None:
        past = [one.valid_to for one in known if one.valid_to and one.valid_to < today]
        if past:
            yield RuleEnd(rule, max(past))
        return
    end = known_until(known, today)
    if end is not None:
        yield RuleEnd(rule, end)
