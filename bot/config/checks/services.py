"""Checks of ``[sms]`` and ``[payments]``."""

from __future__ import annotations

from collections.abc import Iterator

from bot.config.checks.web import is_real_telegram
from bot.config.findings import Problem, error, on_this_machine, split, warning
from bot.config.tree import Config


def sms(config: Config) -> Iterator[Problem]:
    """That the chosen provider has what it needs."""
    section = config.sms
    if section.provider == "none":
        yield warning("sms.provider", 'is "none": codes cannot be sent, so nobody can link an account')
    elif section.provider == "sandbox":
        if split(section.sandbox.url) is None:
            yield error("sms.sandbox.url", "is needed with the provider sandbox; `make run` writes it")
        if is_real_telegram(config):
            yield warning(
                "sms.provider", 'is "sandbox" with the real Telegram: codes reach only the sandbox page'
            )
    else:
        yield from _smsc(config)


def _smsc(config: Config) -> Iterator[Problem]:
    yield error(
        "sms.provider", 'is "smsc", which this version cannot speak yet; use "none", or "sandbox" to try it'
    )
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
