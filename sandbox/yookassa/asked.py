"""One request to the API, after its shop is known."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.jsontext import Json, decode
from sandbox.yookassa.errors import Refusal, invalid
from sandbox.yookassa.shop import Shop


@dataclass(frozen=True, slots=True)
class Asked:
    """`target`: the id in the path, "" for none; `origin`: this server as the caller sees it."""

    shop: Shop
    target: str
    query: Mapping[str, str]
    body: Json
    origin: str


def shop_of(shops: Mapping[str, Shop], header: str) -> Shop:
    """Whose Basic credentials these are. Raises Refusal 401."""
    scheme, _, coded = header.partition(" ")
    try:
        name, _, key = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        name, key = "", ""
    shop = shops.get(name)
    if scheme.lower() != "basic" or shop is None or not _same(key, shop.secret_key):
        raise Refusal(401)
    return shop


def body_of(raw: bytes) -> Json:
    """Raises Refusal 400 for what is no JSON object; nothing at all is an empty one."""
    try:
        value = decode(raw or b"{}")
    except ValueError:
        raise invalid("", "The request body is not JSON") from None
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise invalid("", "The request body is not a JSON object")
    return value


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())
