"""Checks of ``[telegram]``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.config.findings import Problem, error, on_this_machine, split, warning
from bot.config.tree import Config, example_of

_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,64}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_WEBHOOK_PORTS = (443, 80, 88, 8443)  # Bot API, setWebhook


def telegram(config: Config) -> Iterator[Problem]:
    """Token, address of the API, proxy, webhook."""
    section = config.telegram
    if not section.token:
        yield error("telegram.token", "is empty; ask @BotFather for one, or run the sandbox: make run")
    elif section.token == example_of("telegram.token") or not _TOKEN.fullmatch(section.token):
        yield error(
            "telegram.token",
            "is not a token of @BotFather; those have digits, a colon and about 35 characters",
        )
    yield from _api_base(section.api_base)
    proxy = split(section.proxy)
    if section.proxy and (proxy is None or proxy.scheme != "http"):
        yield error(
            "telegram.proxy", 'is not usable; needed: "http://host:port" or "http://user:password@host:port"'
        )
    if section.mode == "webhook":
        yield from _webhook(config)


def _api_base(url: str) -> Iterator[Problem]:
    parts = split(url)
    if parts is None or parts.scheme not in {"http", "https"} or parts.query or parts.fragment:
        yield error(
            "telegram.api_base", 'is not an address; needed: "https://api.telegram.org" or of your own server'
        )
    elif parts.scheme == "http" and not on_this_machine(parts):
        yield warning("telegram.api_base", "is not https: the token travels readable to everybody on the way")


def _webhook(config: Config) -> Iterator[Problem]:
    hook = config.telegram.webhook
    if not hook.secret:
        yield error(
            "telegram.webhook.secret",
            "is empty, so anybody could send updates; needed: 16 to 256 of A-Za-z0-9_-",
        )
    elif hook.secret == example_of("telegram.webhook.secret") or not _SECRET.fullmatch(hook.secret):
        yield error(
            "telegram.webhook.secret", "is not usable; needed: 16 to 256 characters of A-Z a-z 0-9 _ -"
        )
    api, parts = split(config.telegram.api_base), split(hook.url)
    emulated = api is not None and on_this_machine(api)
    if parts is None:
        yield error(
            "telegram.webhook.url", 'is needed in webhook mode, for example "https://bot.example.ru/telegram"'
        )
        return
    if parts.scheme != "https" and not emulated:
        yield error("telegram.webhook.url", "is not https; Telegram calls only https")
    if parts.scheme == "https" and (parts.port or 443) not in _WEBHOOK_PORTS and not emulated:
        yield error(
            "telegram.webhook.url", f"has port {parts.port}; Telegram calls only 443, 80, 88 and 8443"
        )
    if not parts.path.endswith(f"{config.web.prefix}/telegram"):
        yield warning(
            "telegram.webhook.url",
            f"does not end with {config.web.prefix}/telegram; does your proxy rewrite it?",
        )
