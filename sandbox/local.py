"""Addresses on this machine: nobody else is ever called by an emulator."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sandbox.settings import LOOPBACK


def is_local_address(value: Any) -> bool:
    """Whether it is "" or an http address of this machine."""
    if not isinstance(value, str):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return value == "" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
