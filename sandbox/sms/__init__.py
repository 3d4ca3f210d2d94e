"""Emulator of an SMS provider: the sandbox's own simple protocol; the SMSC one comes beside it."""

from __future__ import annotations
