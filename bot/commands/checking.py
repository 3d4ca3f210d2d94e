"""`check-config`: say exactly what is wrong with the configuration, and what ends soon."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.config import check
from core.clock import SystemClock

if TYPE_CHECKING:
    from bot.config import Config


async def check_configuration(config: Config) -> int:
    """Print the findings; 1 when one of them is an error."""
    problems = check(config, SystemClock().now())
    for problem in problems:
        print(f"{problem.severity}: {problem.key}: {problem.message}", file=sys.stderr)
    errors = sum(problem.severity == "error" for problem in problems)
    print("the configuration is fit to run" if not errors else f"{errors} errors", file=sys.stderr)
    return 1 if errors else 0
