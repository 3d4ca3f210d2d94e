"""Errors the whole product shares."""

from __future__ import annotations


class NotStored(Exception):
    """The event could not be stored: the caller must not acknowledge it and may try again."""


class Malformed(Exception):
    """An event that can never be understood; it is kept as a dead letter with this reason."""
