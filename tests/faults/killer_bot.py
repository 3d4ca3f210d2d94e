"""The real bot with one line more: reading the text «убей» kills the process, as a broken C library would."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import bot.app
from bot.app import serve
from bot.config import load_config
from bot.telegram import Telegram

if TYPE_CHECKING:
    from bot.dialogs.engine import Ignored
    from bot.dialogs.model import Inbound

DEADLY = "убей"
STATUS = 9


class Deadly(Telegram):
    """Telegram whose translator dies of one word."""

    def translate(self, body: bytes, received_ms: int) -> Inbound | Ignored:
        event = super().translate(body, received_ms)
        if getattr(event, "text", "") == DEADLY:
            os._exit(STATUS)
        return event


def main() -> int:
    """`killer_bot CONFIG`: run until killed, or until the word."""
    bot.app.Telegram = Deadly
    return asyncio.run(serve(load_config(Path(sys.argv[1]), os.environ)))


if __name__ == "__main__":
    sys.exit(main())
