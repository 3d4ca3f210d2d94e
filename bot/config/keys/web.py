"""``[web]``, ``[database]``, ``[clock]``: where the bot listens, keeps its data and takes the time from."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class Web(Section, frozen=True):
    """Our own web server: webhooks, /health, /metrics."""

    host: Annotated[str, key("Address to listen on. Put a proxy with a certificate in front of it.")] = (
        "127.0.0.1"
    )
    port: Annotated[int, key("Port to listen on.", ge=1, le=65535)] = 8080
    prefix: Annotated[
        str,
        key(
            "Beginning of all our paths: empty, or like /abonent (a slash first, none at the end).",
            example="/abonent",
        ),
    ] = ""
    public_url: Annotated[
        str,
        key(
            "Public https address that leads to <web.prefix>: where people open private pages. Empty: none.",
            example="https://bot.example.ru/abonent",
        ),
    ] = ""
    trusted_proxies: Annotated[
        tuple[str, ...],
        key("Our own proxies: of X-Forwarded-For the last address that is none of them asks."),
    ] = ("127.0.0.1/32", "::1/128")


class Database(Section, frozen=True):
    """Where everything is kept."""

    url: Annotated[
        str,
        key(
            "sqlite:///relative/path, sqlite:////absolute/path or postgresql://user:password@host:port/name.",
            example="postgresql://abonent:password@localhost:5432/abonent",
            secret=True,
        ),
    ] = "sqlite:///var/abonent.db"
    connections: Annotated[int, key("Connections of one process to PostgreSQL.", ge=1, le=64)] = 4
    readers: Annotated[
        int, key("Read-only connections to SQLite beside the one that writes.", ge=1, le=16)
    ] = 2


class ClockSection(Section, frozen=True):
    """The time the bot lives in."""

    url: Annotated[
        str,
        key(
            "Address of the sandbox clock; empty for the real time. Refused together with the real Telegram.",
            example="http://127.0.0.1:8081/clock",
        ),
    ] = ""
