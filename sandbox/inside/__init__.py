"""The page, and what it shows beside the emulators: what happened inside the bot, the demo accounts."""

from __future__ import annotations
