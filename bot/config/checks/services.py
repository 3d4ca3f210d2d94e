"""Checks of ``[sms]`` and ``[payments]``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.config.checks.paying import taking
from bot.config.checks.web import is_real_telegram
from bot.config.domain import requisites_of
from bot.config.findings import Problem, error, on_this_machine, split, warning
from bot.config.tree import Config
from core.payments.requisites import problems

_SENDER = re.compile(r"[A-Za-z0-9 !?_.()&+-]{1,11}|[0-9]{1,15}")
_HOST = re.compile(r"[a-z0-9.-]+\.[a-z]+(:[0-9]{1,5})?")


def sms(config: Config) -> Iterator[Problem]:
    """That the chosen provider has what it needs."""
    section = config.sms
    if not all(re.fullmatch(r"\+?[0-9]{3,15}", number) for number in section.own_numbers):
        yield error("sms.own_numbers", 'has more than digits in a number; write it as "+79037676877"')
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
    smsc = config.sms.smsc
    if not smsc.api_key and not (smsc.login and smsc.password):
        yield error("sms.smsc.api_key", "is needed with the provider smsc (or login and password)")
    parts = split(smsc.base_url)
    if parts is None or not (parts.scheme == "https" or on_this_machine(parts)):
        yield error("sms.smsc.base_url", 'is not an https address, for example "https://smsc.ru/sys/"')
    if smsc.sender and not _SENDER.fullmatch(smsc.sender):
        yield error("sms.smsc.sender", "is no sender: up to 11 Latin letters and digits, or up to 15 digits")
    if not all(_HOST.fullmatch(mirror) for mirror in smsc.mirrors):
        yield error("sms.smsc.mirrors", 'are hosts without anything else, for example "www2.smsc.ru"')
    if not smsc.callback_secret:
        yield warning(
            "sms.smsc.callback_secret",
            "is empty: delivery reports and incoming SMS are not taken by callback",
        )
        if not config.sms.polling:
            yield error("sms.polling", "is off and there is no callback either: nobody hears incoming SMS")


def payments(config: Config) -> Iterator[Problem]:
    """That the shop has both its number and its key, or neither."""
    shop = config.payments.yookassa
    if bool(shop.shop_id) != bool(shop.secret_key):
        missing = "secret_key" if shop.shop_id else "shop_id"
        yield error(f"payments.yookassa.{missing}", "is empty while the other half is set; give both or none")
    if shop.shop_id:
        yield from taking(config)
    parts = split(shop.api_url)
    if parts is None or not (parts.scheme == "https" or on_this_machine(parts)):
        yield error(
            "payments.yookassa.api_url", 'is not an https address, for example "https://api.yookassa.ru/v3"'
        )


def requisites(config: Config) -> Iterator[Problem]:
    """That a bank would take the recipient: its key digits fit and its sizes are those of the standard."""
    given = config.payments.requisites
    to = requisites_of(config)
    if to is not None:
        yield from (error(f"payments.requisites.{field}", why) for field, why in problems(to))
    elif given.name or given.bank or given.bic or given.corr_account or given.inn or given.kpp:
        yield error("payments.requisites.account", "is empty while others are set; give all or none")
