"""What ``check-config`` finds beyond the types: keys missing, contradicting each other or unfit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config import check_edges
from bot.config.findings import Problem, error, is_phone, warning
from bot.config.tree import Config, example_of

__all__ = ["Problem", "RuleEnd", "check"]

_SOON = timedelta(days=30)
_SHORTEST_KEY = 32
_FEWEST_CHARACTERS = 10


@dataclass(frozen=True, slots=True)
class RuleEnd:
    """A rule with validity dates (a rate, a deadline) and its last day, as the storage knows it."""

    rule: str
    last_day: date


def check(config: Config, now: datetime, rule_ends: Iterable[RuleEnd] = ()) -> list[Problem]:
    """List what is wrong or doubtful, errors first.

    ``now`` is aware; ``rule_ends`` are the dated rules in force.
    """
    found = [
        *check_edges.telegram(config),
        *check_edges.web(config),
        *check_edges.database(config),
        *check_edges.sms(config),
        *check_edges.payments(config),
        *check_edges.clock(config),
        *_security(config),
        *_supplier(config),
        *_linking(config),
        *_limits(config),
        *_ends(rule_ends, now, config),
    ]
    return sorted(found, key=lambda problem: problem.severity != "error")


def _security(config: Config) -> Iterator[Problem]:
    security = config.security
    yield from _key("security.secret_key", security.secret_key)
    if not security.key_id:
        yield error("security.key_id", 'is empty; name the key, for example "k1"')
    for name, value in security.previous_keys.items():
        yield from _key(f"security.previous_keys.{name}", value)
    if security.key_id in security.previous_keys:
        yield error(
            "security.key_id", f'"{security.key_id}" also names an earlier key; give the new key a new name'
        )


def _key(key: str, value: str) -> Iterator[Problem]:
    make = "make one with: openssl rand -hex 32"
    if not value:
        yield error(key, f"is empty; {make}")
    elif value == example_of("security.secret_key"):
        yield error(key, f"is the example of config.example.toml, which everybody knows; {make}")
    elif len(value.encode()) < _SHORTEST_KEY:
        yield error(key, f"has {len(value.encode())} bytes, at least {_SHORTEST_KEY} are needed; {make}")
    elif len(set(value)) < _FEWEST_CHARACTERS:
        yield error(key, f"repeats few characters and can be guessed; {make}")


def _supplier(config: Config) -> Iterator[Problem]:
    supplier = config.supplier
    if not supplier.name:
        yield error(
            "supplier.name", 'is empty; people read it in the first message, for example "Primer Energosbyt"'
        )
    if not supplier.phones:
        yield error(
            "supplier.phones", 'is empty; give the phone of the call centre, for example ["8 800 555-00-00"]'
        )
    for path, phone in _phones(config):
        if not is_phone(phone):
            yield error(
                path,
                f'"{phone}" is not a phone; needed: 11 digits with +7 or 8, for example "8 800 555-00-00"',
            )
    try:
        ZoneInfo(supplier.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield error(
            "supplier.time_zone", f'"{supplier.time_zone}" is unknown; needed: a name like "Europe/Moscow"'
        )
    if not supplier.dispatcher_phone:
        yield warning("supplier.dispatcher_phone", "is empty; people in an accident will only be given 112")


def _phones(config: Config) -> Iterator[tuple[str, str]]:
    supplier = config.supplier
    yield from (("supplier.phones", phone) for phone in supplier.phones)
    yield from (("supplier.offices", office.phone) for office in supplier.offices if office.phone)
    if supplier.dispatcher_phone:
        yield "supplier.dispatcher_phone", supplier.dispatcher_phone


def _linking(config: Config) -> Iterator[Problem]:
    linking = config.linking
    if not linking.second_factors:
        yield error(
            "linking.second_factors", 'is empty, so nobody can link an account; for example ["receipt_code"]'
        )
    if not linking.account_digits or not all(4 <= digits <= 20 for digits in linking.account_digits):
        yield error("linking.account_digits", "needs lengths from 4 to 20, for example [10, 12]")
    if not linking.phone_prefixes or not all(p.isascii() and p.isdigit() for p in linking.phone_prefixes):
        yield error("linking.phone_prefixes", 'needs beginnings in digits without +, for example ["79"]')
    if linking.receipt_code_digits in linking.account_digits:
        yield error(
            "linking.receipt_code_digits",
            "is also a length of account numbers; a code could not be told apart",
        )


def _limits(config: Config) -> Iterator[Problem]:
    for name in ("resend_seconds", "failure_wait_seconds"):
        waits: tuple[int, ...] = getattr(config.limits, name)
        if not waits or min(waits) < 1 or list(waits) != sorted(waits):
            yield error(f"limits.{name}", "needs growing waits in whole seconds, for example [60, 120, 300]")
    if config.limits.codes_per_phone_hour > config.limits.codes_per_phone_day:
        yield error(
            "limits.codes_per_phone_hour", "is over limits.codes_per_phone_day; lower one or raise the other"
        )


def _ends(rule_ends: Iterable[RuleEnd], now: datetime, config: Config) -> Iterator[Problem]:
    today = now.astimezone(_zone(config)).date()
    for end in rule_ends:
        if end.last_day < today:
            yield error(
                end.rule, f"ended on {end.last_day}; load the next one, until then the bot does not know"
            )
        elif end.last_day - today <= _SOON:
            yield warning(end.rule, f"ends on {end.last_day}; load the next one before that day")


def _zone(config: Config) -> ZoneInfo:
    try:
        return ZoneInfo(config.supplier.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")
