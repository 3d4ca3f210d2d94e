"""Checks of ``[security]``, ``[supplier]``, ``[linking]`` and ``[limits]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config.findings import Problem, error, is_phone
from bot.config.keys.linking import Linking
from bot.config.tree import Config, example_of

_SHORTEST_KEY = 32
_FEWEST_CHARACTERS = 10
_PERIODS = (
    *(
        (f"codes_per_{what}_hour", f"codes_per_{what}_day")
        for what in ("phone", "address", "account", "prefix")
    ),
    ("codes_per_hour", "codes_per_day"),
    ("codes_per_account_day", "codes_per_account_month"),
    *((f"failures_per_{what}_day", f"failures_per_{what}_month") for what in ("account", "address", "phone")),
)
_PREFIX = re.compile(r"\+[0-9]{1,10}")


def security(config: Config) -> Iterator[Problem]:
    """The keys exist, are long, are not the example and have different names."""
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


def supplier(config: Config) -> Iterator[Problem]:
    """What the texts name is there, phones and the time zone are real ones."""
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
        yield error(
            "supplier.dispatcher_phone",
            'is empty; people in an accident are given it beside 112, for example "+7 800 220-02-20"',
        )
    if not supplier.call_centre_hours:
        yield error("supplier.call_centre_hours", 'is empty; texts name it, for example "8:00-20:00"')


def _phones(config: Config) -> Iterator[tuple[str, str]]:
    supplier = config.supplier
    yield from (("supplier.phones", phone) for phone in supplier.phones)
    yield from (("supplier.offices", office.phone) for office in supplier.offices if office.phone)
    if supplier.dispatcher_phone:
        yield "supplier.dispatcher_phone", supplier.dispatcher_phone


def linking(config: Config) -> Iterator[Problem]:
    """An account number, a code and a phone can be told apart and are asked at all."""
    linking = config.linking
    if not linking.account_digits or not all(4 <= digits <= 20 for digits in linking.account_digits):
        yield error("linking.account_digits", "needs lengths from 4 to 20, for example [10, 12]")
    if not linking.phone_prefixes or not all(_PREFIX.fullmatch(prefix) for prefix in linking.phone_prefixes):
        yield error("linking.phone_prefixes", 'needs beginnings of phones with +, for example ["+79"]')
    if linking.receipt_code_digits in linking.account_digits:
        yield error(
            "linking.receipt_code_digits",
            "is also a length of account numbers; a code could not be told apart",
        )
    yield from _second_facts(linking)


def _second_facts(linking: Linking) -> Iterator[Problem]:
    """Something proves an account, its codes can be told apart, and a phone can be texted to."""
    facts = linking.second_facts
    if not facts or len(set(facts)) < len(facts):
        yield error("linking.second_facts", 'needs each fact once, for example ["receipt_code"]')
    if linking.office_code_digits in {*linking.account_digits, linking.receipt_code_digits}:
        yield error(
            "linking.office_code_digits",
            "is also the length of an account number or of the code of a bill; give it another",
        )
    if linking.confirmation == "reverse" and not is_phone(linking.reverse_phone):
        yield error(
            "linking.reverse_phone",
            'is no phone; people text the code there, for example "+7 900 000-00-00"',
        )


def limits(config: Config) -> Iterator[Problem]:
    """Waits grow, and the smaller period has the smaller limit."""
    for name in ("resend_seconds", "failure_wait_seconds"):
        waits: tuple[int, ...] = getattr(config.limits, name)
        if not waits or min(waits) < 1 or list(waits) != sorted(waits):
            yield error(f"limits.{name}", "needs growing waits in whole seconds, for example [60, 120, 300]")
    for smaller, larger in _PERIODS:
        if getattr(config.limits, smaller) > getattr(config.limits, larger):
            yield error(f"limits.{smaller}", f"is over limits.{larger}; lower one or raise the other")
    if config.limits.sms_part_kopecks > config.limits.sms_kopecks_per_day:
        yield error("limits.sms_kopecks_per_day", "does not pay for one code; raise it")
    if 0 < config.limits.sms_answers_kopecks_per_day < config.limits.sms_kopecks_per_day:
        yield error("limits.sms_answers_kopecks_per_day", "is below sms_kopecks_per_day; answers come last")
