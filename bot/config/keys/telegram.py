"""``[telegram]``: the bot's account at Telegram."""

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
    bot_name: Annotated[
        str,
        key(
            "Name of the bot for the links on bills; empty: the one that Telegram told at the last start.",
            example="primer_energosbyt_bot",
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
