"""Emulator of YooKassa (API v3) and of its payment page; docs/sandbox.md says what is assumed."""

from __future__ import annotations
