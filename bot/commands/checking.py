"""`check-config`: say exactly what is wrong with the configuration, and what ends soon."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.commands.group_names import unknown_groups
from bot.commands.rule_ends import rule_ends
from bot.config import check
from bot.config.checks import day_of
from bot.config.findings import Problem, error
from core.clock import SystemClock

if TYPE_CHECKING:
    from datetime import date

    from bot.config import Config


_KEYS = {name: f"yookassa.{name}" for name in ("shop_id", "secret_key", "api_url")}


def _consents(config: Config) -> list[Problem]:
    """Versions of consents that have no words."""
    from bot.consent_texts import missing_texts, terms_of
    from bot.texts.catalogue import Catalogue

    missing = missing_texts(terms_of(config), Catalogue.load())
    message = "no text {} in bot/texts/ru/consents.*.ftl: add the words of this version"
    return [error("consent", message.format(key)) for key in missing]


def _payments(config: Config, today: date) -> list[Problem]:
    """Settings of the shop that YooKassa would refuse. The library is not loaded for it."""
    from bot.payments.shop import shop_of
    from payments.checks import settings_problems

    try:
        shop = shop_of(config)
    except ValueError as wrong:
        return [error("payments.receipts.rules", f"have a date that is none: {wrong}")]
    if shop is None:
        return []
    production = config.payments.environment == "production"
    found = settings_problems(shop, production=production, today=today)
    return [error(f"payments.{_KEYS.get(field, field)}", message) for field, message in found]


async def check_configuration(config: Config) -> int:
    """Print the findings; 1 when one of them is an error."""
    now = SystemClock().now()
    ends = await rule_ends(config, day_of(config, now))
    problems = [
        *check(config, now, ends), *_consents(config), *_payments(config, now.date()),
        *await unknown_groups(config),
    ]  # fmt: skip
    for problem in problems:
        print(f"{problem.severity}: {problem.key}: {problem.message}", file=sys.stderr)
    errors = sum(problem.severity == "error" for problem in problems)
    print("the configuration is fit to run" if not errors else f"{errors} errors", file=sys.stderr)
    return 1 if errors else 0
