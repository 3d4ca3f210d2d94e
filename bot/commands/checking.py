"""`check-config`: say exactly what is wrong with the configuration, and what ends soon."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.commands.rule_ends import rule_ends
from bot.config import check
from bot.config.checks import day_of
from bot.config.findings import Problem, error
from core.clock import SystemClock

if TYPE_CHECKING:
    from bot.config import Config


def _consents(config: Config) -> list[Problem]:
    """Versions of consents that have no words."""
    from bot.consent_texts import missing_texts, terms_of
    from bot.texts.catalogue import Catalogue

    missing = missing_texts(terms_of(config), Catalogue.load())
    message = "no text {} in bot/texts/ru/consents.*.ftl: add the words of this version"
    return [error("consent", message.format(key)) for key in missing]


async def check_configuration(config: Config) -> int:
    """Print the findings; 1 when one of them is an error."""
    now = SystemClock().now()
    ends = await rule_ends(config, day_of(config, now))
    problems = [*check(config, now, ends), *_consents(config)]
    for problem in problems:
        print(f"{problem.severity}: {problem.key}: {problem.message}", file=sys.stderr)
    errors = sum(problem.severity == "error" for problem in problems)
    print("the configuration is fit to run" if not errors else f"{errors} errors", file=sys.stderr)
    return 1 if errors else 0
