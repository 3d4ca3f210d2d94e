"""Cleaning of texts that come from outside."""

from __future__ import annotations

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Put U+FFFD for NUL, which PostgreSQL refuses, and for lone surrogates, which UTF-8 cannot hold."""
    return _UNSTORABLE.sub("\ufffd", text)
