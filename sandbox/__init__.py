"""Emulators of the services the bot talks to: for `make run` without credentials, and for the tests."""

from __future__ import annotations
