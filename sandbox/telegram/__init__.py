"""Emulator of the Telegram Bot API, as far as the bot uses it, with the refusals of the real one."""

from __future__ import annotations
