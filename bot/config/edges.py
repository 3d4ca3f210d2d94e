"""Sections that say where the outside is: Telegram, web server, database, SMS, payments, clock, logs."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.config.section import Section, key

REAL_TELEGRAM = "https://api.telegram.org"


class Webhook(Section, frozen=True):
    """Where Telegram delivers updates when ``telegram.mode`` is ``webhook``."""

    url: Annotated[
        str,
        key(
            "Public https address for Telegram, port 443, 80, 88 or 8443; leads to <web.prefix>/telegram.",
            example="https://bot.example.ru/abonent/telegram",
        ),
    ] = ""
    secret: Annotated[
        str,
        key(
            "Secret that Telegram repeats in each call: 16 to 256 characters A-Z a-z 0-9 _ -.",
            example="a-long-random-word",
            secret=True,
        ),
    ] = ""
    max_connections: Annotated[int, key("How many calls Telegram may make at once.", ge=1, le=100)] = 40


class Telegram(Section, frozen=True):
    """The bot's account at Telegram."""

    token: Annotated[
        str,
        key(
            "Token from @BotFather. Empty: `make run` starts the sandbox instead of the real bot.",
            example="123456789:AAF-the-rest-of-what-BotFather-gave-you",
            secret=True,
        ),
    ] = ""
    api_base: Annotated[str, key("Address of the Bot API; another one for a local Bot API server.")] = (
        REAL_TELEGRAM
    )
    mode: Annotated[
        Literal["polling", "webhook"],
        key(
            "polling: the bot asks for updates and needs no public address; webhook: Telegram calls.",
        ),
    ] = "polling"
    proxy: Annotated[
        str,
        key(
            "HTTP proxy on the way to Telegram; empty for none.",
            example="http://user:password@proxy.example.ru:3128",
            secret=True,
        ),
    ] = ""
    poll_seconds: Annotated[
        int, key("How long one polling request waits for news, seconds.", ge=0, le=50)
    ] = 30
    timeout_seconds: Annotated[
        int, key("How long any other request to Telegram may take, seconds.", ge=1, le=120)
    ] = 20
    webhook: Webhook = Webhook()


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


class SmsSandbox(Section, frozen=True):
    """The SMS phone of the sandbox page."""

    url: Annotated[
        str,
        key(
            "Address of the sandbox; written by `make run`.",
            example="http://127.0.0.1:8081/sms",
        ),
    ] = ""


class Smsc(Section, frozen=True):
    """The account at SMSC.ru (or a provider that speaks the same protocol)."""

    base_url: Annotated[str, key("Address of the service, https, up to and with /sys/.")] = (
        "https://smsc.ru/sys/"
    )
    login: Annotated[str, key("Login; not needed with api_key.", example="primer")] = ""
    password: Annotated[str, key("Password of that login; not needed with api_key.", secret=True)] = ""
    api_key: Annotated[str, key("API key from the cabinet; better than login and password.", secret=True)] = (
        ""
    )
    callback_secret: Annotated[
        str, key("Secret of the callback checksum, as set in the cabinet.", secret=True)
    ] = ""


class Sms(Section, frozen=True):
    """Who sends our SMS."""

    provider: Annotated[
        Literal["none", "sandbox", "smsc"],
        key(
            "none: nobody can link an account; sandbox: the phone of the sandbox page; smsc: SMSC.ru.",
        ),
    ] = "none"
    sandbox: SmsSandbox = SmsSandbox()
    smsc: Smsc = Smsc()


class YooKassa(Section, frozen=True):
    """The shop at YooKassa."""

    api_url: Annotated[str, key("Address of the API.")] = "https://api.yookassa.ru/v3"
    shop_id: Annotated[str, key("Number of the shop; empty: no payments in the chat.", example="123456")] = ""
    secret_key: Annotated[str, key("Secret key of the shop.", example="live_...", secret=True)] = ""


class Payments(Section, frozen=True):
    """Payments in the chat."""

    yookassa: YooKassa = YooKassa()


class ClockSection(Section, frozen=True):
    """The time the bot lives in."""

    url: Annotated[
        str,
        key(
            "Address of the sandbox clock; empty for the real time. Refused together with the real Telegram.",
            example="http://127.0.0.1:8081/clock",
        ),
    ] = ""


class Log(Section, frozen=True):
    """What is written to standard error. Accounts, phones, codes and secrets are always masked."""

    level: Annotated[
        Literal["debug", "info", "warning", "error"], key("The least important line to write.")
    ] = "info"
    format: Annotated[
        Literal["json", "console"],
        key(
            "json: one object a line, for machines; console: for a person at a terminal.",
        ),
    ] = "json"
