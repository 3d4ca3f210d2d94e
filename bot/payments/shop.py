"""The shop out of the configuration, and what the dialogs of paying are told of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.config.dated import last_day
from bot.config.domain import keyring_of, requisites_of
from bot.dialogs.pay_terms import PayTerms
from bot.handlers.payment_link import PATH
from core.payments.amounts import PayRules
from core.payments.gateway import Shop
from core.payments.short_links import seal
from core.usecases.pay import Pay
from payments.settings import ReceiptRule, Receipts, Utilities, YooKassa

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.assembly import Texts
    from bot.config import Config
    from core.payments.short_links import ShortLink


def shop_of(config: Config) -> YooKassa | None:
    """The shop of ``[payments]``; None where there is none. Raises: ValueError for a date that is none."""
    given = config.payments
    if not given.yookassa.shop_id:
        return None
    return YooKassa(
        given.yookassa.shop_id, given.yookassa.secret_key, given.yookassa.api_url,
        given.return_url or _site(config), _receipts(config), _utilities(config),
    )  # fmt: skip


def ours(shop: YooKassa) -> Shop:
    """Who payments have to be for, to be booked: known without asking anybody."""
    return Shop(shop.shop_id, shop.test_key)


def _site(config: Config) -> str:
    site = config.supplier.site
    return site if urlsplit(site).scheme else f"https://{site}"


def _receipts(config: Config) -> Receipts | None:
    given = config.payments.receipts
    if not given.item:
        return None
    rules = tuple(
        ReceiptRule(
            date.fromisoformat(one.valid_from), one.vat_code, last_day(one.valid_to), one.subject, one.mode,
            one.measure, one.tax_system,
        )
        for one in given.rules
    )  # fmt: skip
    return Receipts(given.item, rules, given.needs_email)


def _utilities(config: Config) -> Utilities | None:
    given, payee = config.payments.utilities, requisites_of(config)
    return Utilities(payee, given.purpose, given.kbk, given.oktmo) if given.purpose and payee else None


def terms_of(config: Config, texts: Texts, ready: Callable[[], bool]) -> PayTerms:
    """What the dialogs are told."""
    given = config.payments
    email = bool(given.receipts.item) and given.receipts.needs_email
    keys, base = keyring_of(config), config.web.public_url.rstrip("/")

    def shorten(link: ShortLink) -> str:
        return f"{base}{PATH}/{seal(keys, link)}"

    rules = PayRules(
        given.least_kopecks, given.most_card_kopecks, given.most_sbp_kopecks,
        given.links_per_person, given.links_per_account,
    )  # fmt: skip
    return PayTerms(
        ready=ready,
        use=Pay(rules),
        payee=given.requisites.name or config.supplier.name,
        commission=given.commission,
        needs_email=email,
        numbers=bool(given.utilities.purpose),
        firms=given.organisations,
        requisites=requisites_of(config),
        describe=lambda account: texts.words("pay-description", {"account": account}),
        plain=lambda address: address.startswith("tel:"),
        # The address of a receipt is kept with a payment, and a short link is none yet.
        shorten=shorten if base and given.short_links and not email else None,
    )
