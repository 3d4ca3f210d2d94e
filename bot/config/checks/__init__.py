"""What ``check-config`` finds beyond the types: keys missing, contradicting each other or unfit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config.checks import (
    dated,
    dropping,
    ebill,
    files,
    notifications,
    readings,
    rules,
    services,
    telegram,
    web,
)
from bot.config.checks.dated import RuleEnd
from bot.config.findings import Problem, error, warning
from bot.config.tree import Config

_SOON = timedelta(days=30)
_SECTIONS = (
    telegram.telegram,
    web.web,
    web.database,
    web.clock,
    services.sms,
    services.payments,
    services.requisites,
    rules.security,
    rules.supplier,
    rules.linking,
    readings.readings,
    notifications.reminders,
    files.files,
    rules.limits,
    dated.deadlines,
    dated.penalty,
    dropping.folder,
    ebill.ebill,
)


def check(config: Config, now: datetime, rule_ends: Iterable[RuleEnd] = ()) -> list[Problem]:
    """List what is wrong or doubtful, errors first.

    ``now`` is aware; ``rule_ends`` are the dated rules in force.
    """
    found = [problem for section in _SECTIONS for problem in section(config)]
    found += ends_soon(rule_ends, now, config)
    return sorted(found, key=lambda problem: problem.severity != "error")


def ends_soon(rule_ends: Iterable[RuleEnd], now: datetime, config: Config) -> Iterator[Problem]:
    """Tell of rules that have ended, and of those that will within thirty days."""
    today = day_of(config, now)
    for end in rule_ends:
        if end.last_day < today:
            yield error(
                end.rule, f"ended on {end.last_day}; load the next one, until then the bot does not know"
            )
        elif end.last_day - today <= _SOON:
            yield warning(end.rule, f"ends on {end.last_day}; load the next one before that day")


def day_of(config: Config, now: datetime) -> date:
    """The supplier's calendar day."""
    return now.astimezone(_zone(config)).date()


def _zone(config: Config) -> ZoneInfo:
    try:
        return ZoneInfo(config.supplier.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
