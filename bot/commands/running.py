"""`run`: the bot itself. Imports are slow (aiogram builds hundreds of models), so they wait until here."""

from __future__ import annotations

import asyncio
import gc
import sys
from typing import TYPE_CHECKING

from bot.config import check
from core.clock import SystemClock

if TYPE_CHECKING:
    from bot.config import Config


def run_bot(config: Config) -> int:
    """Run until SIGTERM or SIGINT; 1 when it cannot start."""
    errors = [p for p in check(config, SystemClock().now()) if p.severity == "error"]
    for problem in errors:
        print(f"error: {problem.key}: {problem.message}", file=sys.stderr)
    if errors:
        return 1
    # Objects made by imports live for ever: collecting among them costs a fifth of the start.
    gc.disable()
    from bot.app import serve

    return asyncio.run(serve(config))
