"""Whether a shop's settings can be right, before anything is asked and after `/me` was. Nothing is called.

Both yield (field of `YooKassa`, what is wrong and what to do in one line). A test key in production, or a
real one elsewhere, is such a mistake: money that nobody gets, or that was never meant to be paid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from core.payments.gateway import Shop
from payments.checks_contents import receipt_problems, utility_problems
from payments.settings import PRODUCTION_URL, YooKassa

Problems = Iterator[tuple[str, str]]
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def settings_problems(shop: YooKassa, *, production: bool, today: date) -> Problems:
    """What can be said without asking the shop."""
    if not re.fullmatch(r"[0-9]{1,20}", shop.shop_id):
        yield "shop_id", "is no number: copy shopId from the merchant profile"
    yield from _key(shop, production=production)
    yield from _address(shop.api_url, production=production)
    if len(shop.return_url) > 2048:
        yield "return_url", "has more than 2048 signs"
    if shop.receipts is not None:
        yield from receipt_problems(shop.receipts, today)
    if shop.utilities is not None:
        yield from utility_problems(shop.utilities)


def shop_problems(shop: YooKassa, told: Shop, *, production: bool) -> Problems:
    """What the shop itself says against it."""
    if told.id != shop.shop_id:
        yield "shop_id", f"is {shop.shop_id}, and the key belongs to {told.id}"
    if told.test and production:
        yield "shop_id", "is a test shop: nobody would really pay; production needs the real one"
    if not told.test and not production:
        yield "shop_id", "is a real shop: only production may take real money"
    if not told.enabled:
        yield "shop_id", "is switched off at YooKassa: ask them why"
    if told.fiscal and shop.receipts is None:
        yield "receipts", "are needed: the shop has a cash register and refuses payments without a receipt"


def _key(shop: YooKassa, *, production: bool) -> Problems:
    key = shop.secret_key
    if not key:
        yield "secret_key", "is empty: make one in the merchant profile"
    elif not key.isascii() or not key.isprintable() or " " in key:
        yield "secret_key", "has signs that no key has: copy it again"
    elif shop.test_key and production:
        yield "secret_key", "is of a test shop (test_...): nobody would really pay; take the real shop's"
    elif not shop.test_key and not production:
        yield "secret_key", "is of a real shop: only production may take real money; take one with test_..."


def _address(url: str, *, production: bool) -> Problems:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        yield "api_url", "is no address"
        return
    if production and url != PRODUCTION_URL:
        yield "api_url", f"is not {PRODUCTION_URL}: in production payments go to YooKassa itself"
    elif parts.scheme not in {"http", "https"} or not host or not parts.path.endswith("/v3"):
        yield "api_url", f"is no address of the API: like {PRODUCTION_URL}"
    elif parts.scheme == "http" and host not in LOOPBACK:
        yield "api_url", "is not encrypted: http only on this machine"
