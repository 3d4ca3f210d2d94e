"""The form of a finding of ``check-config``, and small tests of addresses and phones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Literal
from urllib.parse import SplitResult, urlsplit

Severity = Literal["error", "warning"]

_PHONE_SHAPE = re.compile(r"\+?[\d ()-]{10,24}")


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding, without secrets: with an error the bot does not start, a warning is only told."""

    severity: Severity
    key: str
    message: str

    def __str__(self) -> str:
        """One line for a terminal: ``error: telegram.token is empty; ...``."""
        return f"{self.severity}: {self.key} {self.message}"


def error(key: str, message: str) -> Problem:
    """A finding that keeps the bot from starting."""
    return Problem("error", key, message)


def warning(key: str, message: str) -> Problem:
    """A finding that a person should know."""
    return Problem("warning", key, message)


def is_phone(text: str) -> bool:
    """Tell whether a text shows a Russian phone: +7 or 8 and ten digits, however it is spaced."""
    digits = re.sub(r"\D", "", text)
    starts = digits.startswith("7") if text.startswith("+") else digits.startswith("8")
    return bool(_PHONE_SHAPE.fullmatch(text)) and len(digits) == 11 and starts


def split(url: str) -> SplitResult | None:
    """Take an address apart, or None if it has no host or an impossible port."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.hostname else None


def on_this_machine(parts: SplitResult) -> bool:
    """Tell whether an address leads to this very machine."""
    host = parts.hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def no_networks(key: str, listed: Iterable[str]) -> Iterator[Problem]:
    """Each text of a list that is no network, as an error of the key."""
    for text in listed:
        try:
            ip_network(text)
        except ValueError:
            yield error(key, f"has {text!r}, which is no network: like 185.71.76.0/27")
