"""Checks of ``[web]``, ``[database]`` and ``[clock]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.config.findings import Problem, error, no_networks, on_this_machine, split, warning
from bot.config.tree import Config

_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)*")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_REAL_TELEGRAM = "telegram.org"


def web(config: Config) -> Iterator[Problem]:
    """Host and prefix of our own server."""
    if not (_HOST.fullmatch(config.web.host) or _is_ip(config.web.host)):
        yield error(
            "web.host", f'"{config.web.host}" is not an address to listen on, for example "127.0.0.1"'
        )
    if not _PREFIX.fullmatch(config.web.prefix):
        yield error("web.prefix", f'"{config.web.prefix}" is not usable; needed: empty, or like "/abonent"')
    yield from no_networks("web.trusted_proxies", config.web.trusted_proxies)
    yield from _public_url(config)


def _public_url(config: Config) -> Iterator[Problem]:
    """Where private pages are opened; without them the strict policy leaves SMS and phones."""
    url = config.web.public_url
    if not url:
        if config.policy.mode == "strict":
            yield warning(
                "web.public_url",
                "is empty with policy.mode strict: what the messenger may not carry goes by SMS or not at"
                " all, and who has no phone on record cannot link there",
            )
        return
    parts = split(url)
    if parts is None or parts.query or parts.fragment or parts.scheme not in {"http", "https"}:
        yield error("web.public_url", 'is not an address, for example "https://bot.example.ru/abonent"')
    elif parts.scheme != "https" and not on_this_machine(parts):
        yield error("web.public_url", "is not https: private pages would travel readable to everybody")
    elif not parts.path.rstrip("/").endswith(config.web.prefix):
        yield warning("web.public_url", f"does not end with {config.web.prefix}; does your proxy rewrite it?")


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def database(config: Config) -> Iterator[Problem]:
    """Kind and completeness of the database address; whether it answers is found out by `run`."""
    url = config.database.url
    if url.startswith("sqlite:///"):
        if url.removeprefix("sqlite:///") in {"", "/", ":memory:"}:
            yield error("database.url", 'names no file, for example "sqlite:///var/abonent.db"')
    elif url.startswith("postgresql://"):
        if not _names_a_database(url):
            example = "postgresql://abonent:password@localhost:5432/abonent"
            yield error("database.url", f'is incomplete, for example "{example}"')
    else:
        yield error(
            "database.url",
            "is of an unknown kind; needed: sqlite:///path or postgresql://user:password@host/name",
        )


def _names_a_database(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (parts.port or 0) >= 0 and bool(parts.path.strip("/"))
    except ValueError:
        return False


def clock(config: Config) -> Iterator[Problem]:
    """That nobody moves the time of real people."""
    if not config.clock.url:
        return
    if is_real_telegram(config):
        yield error(
            "clock.url",
            "is refused with the real Telegram: real people live in the real time; leave it empty",
        )
    elif split(config.clock.url) is None:
        yield error("clock.url", 'is not an address, for example "http://127.0.0.1:8081/clock"')


def is_real_telegram(config: Config) -> bool:
    """Tell whether the bot is to talk to Telegram itself, not to an emulator or a server of one's own."""
    parts = split(config.telegram.api_base)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    return host == _REAL_TELEGRAM or host.endswith(f".{_REAL_TELEGRAM}")
