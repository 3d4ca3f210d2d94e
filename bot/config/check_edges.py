"""The checks of the sections that say where the outside is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address

from bot.config.findings import Problem, error, on_this_machine, split, warning
from bot.config.tree import Config, example_of

_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,64}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)*")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
_WEBHOOK_PORTS = (443, 80, 88, 8443)  # Bot API, setWebhook
_REAL_TELEGRAM = "telegram.org"


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


def web(config: Config) -> Iterator[Problem]:
    """Host and prefix of our own server."""
    if not (_HOST.fullmatch(config.web.host) or _is_ip(config.web.host)):
        yield error(
            "web.host", f'"{config.web.host}" is not an address to listen on, for example "127.0.0.1"'
        )
    if not _PREFIX.fullmatch(config.web.prefix):
        yield error("web.prefix", f'"{config.web.prefix}" is not usable; needed: empty, or like "/abonent"')


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
        parts = split(url)
        if parts is None or not parts.path.strip("/"):
            yield error(
                "database.url",
                'is incomplete, for example "postgresql://abonent:password@localhost:5432/abonent"',
            )
    else:
        yield error(
            "database.url",
            "is of an unknown kind; needed: sqlite:///path or postgresql://user:password@host/name",
        )


def sms(config: Config) -> Iterator[Problem]:
    """That the chosen provider has what it needs."""
    section = config.sms
    if section.provider == "none":
        yield warning("sms.provider", 'is "none": codes cannot be sent, so nobody can link an account')
    elif section.provider == "sandbox":
        if split(section.sandbox.url) is None:
            yield error("sms.sandbox.url", "is needed with the provider sandbox; `make run` writes it")
        if _is_real_telegram(config):
            yield warning(
                "sms.provider", 'is "sandbox" with the real Telegram: codes reach only the sandbox page'
            )
    else:
        yield from _smsc(config)


def _smsc(config: Config) -> Iterator[Problem]:
    smsc = config.sms.smsc
    if not smsc.api_key and not (smsc.login and smsc.password):
        yield error("sms.smsc.api_key", "is needed with the provider smsc (or login and password)")
    parts = split(smsc.base_url)
    if parts is None or not (parts.scheme == "https" or on_this_machine(parts)):
        yield error("sms.smsc.base_url", 'is not an https address, for example "https://smsc.ru/sys/"')
    if not smsc.callback_secret:
        yield warning(
            "sms.smsc.callback_secret",
            "is empty: delivery reports and incoming SMS are not taken by callback",
        )


def payments(config: Config) -> Iterator[Problem]:
    """That the shop has both its number and its key, or neither."""
    shop = config.payments.yookassa
    if bool(shop.shop_id) != bool(shop.secret_key):
        missing = "secret_key" if shop.shop_id else "shop_id"
        yield error(f"payments.yookassa.{missing}", "is empty while the other half is set; give both or none")
    parts = split(shop.api_url)
    if parts is None or not (parts.scheme == "https" or on_this_machine(parts)):
        yield error(
            "payments.yookassa.api_url", 'is not an https address, for example "https://api.yookassa.ru/v3"'
        )


def clock(config: Config) -> Iterator[Problem]:
    """That nobody moves the time of real people."""
    if not config.clock.url:
        return
    if _is_real_telegram(config):
        yield error(
            "clock.url",
            "is refused with the real Telegram: real people live in the real time; leave it empty",
        )
    elif split(config.clock.url) is None:
        yield error("clock.url", 'is not an address, for example "http://127.0.0.1:8081/clock"')


def _is_real_telegram(config: Config) -> bool:
    parts = split(config.telegram.api_base)
    host = (parts.hostname or "").rstrip(".") if parts else ""
    return host == _REAL_TELEGRAM or host.endswith(f".{_REAL_TELEGRAM}")
