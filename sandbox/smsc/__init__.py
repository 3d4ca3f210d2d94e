"""Emulator of SMSC.ru over its own wire protocol (/sys/…php); docs/sandbox.md says what is assumed."""

from __future__ import annotations
