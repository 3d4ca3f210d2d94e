"""How something was paid: the blocks of a payment's `payment_method` and `authorization_details`."""

from __future__ import annotations

import secrets

from sandbox.jsontext import Json
from sandbox.yookassa.cards import Card

BANK_CARD, SBP = "bank_card", "sbp"
MOST_KOPECKS = {BANK_CARD: 35_000_000, SBP: 70_000_000}
"""Per payment; other methods share the card's. The least is one rouble."""
LEAST_KOPECKS = 100
HOLD_MS = 7 * 24 * 3_600_000
_FEES = {BANK_CARD: 280, SBP: 70}
_FEE, _VAT = 280, 22
_BANK = {"bank_id": "100000000111", "bic": "044525225"}


def income(kopecks: int, method: str) -> int:
    """What the shop gets: less the fee (hundredths of a percent), less 22 % VAT of the fee; halves go up."""
    fee = (kopecks * _FEES.get(method, _FEE) + 5000) // 10_000
    return kopecks - fee - (fee * _VAT + 50) // 100


def chosen(payment_id: str, method: str) -> Json:
    """A method that was named when the payment was made, nothing paid yet."""
    return {"type": method, "id": payment_id, "saved": False, "status": "inactive"}


def by_card(payment_id: str, card: Card, month: str, year: str) -> Json:
    """Never more of the number than the first six and the last four digits."""
    first, last = card.number[:6], card.number[-4:]
    shown = {"first6": first, "last4": last, "expiry_year": year, "expiry_month": month}
    shown |= {"card_type": card.kind, "issuer_country": "RU", "issuer_name": "Sandbox Bank"}
    return {**chosen(payment_id, BANK_CARD), "title": f"Bank card *{last}", "card": shown}


def by_sbp(payment_id: str) -> Json:
    """Who paid is told only by the bank."""
    paid = {"sbp_operation_id": secrets.token_hex(16).upper(), "payer_bank_details": dict(_BANK)}
    return {**chosen(payment_id, SBP), **paid}


def authorization(*, secure: bool) -> Json:
    """Of a card that was let pass."""
    digits = secrets.randbelow(10**18)
    return {
        "rrn": f"{digits % 10**12:012d}",
        "auth_code": f"{digits // 10**12:06d}",
        "three_d_secure": {"applied": secure},
    }
