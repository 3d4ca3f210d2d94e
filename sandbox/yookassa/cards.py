"""The test cards of a YooKassa test shop, and how each ends. No other card is taken."""

from __future__ import annotations

from dataclasses import dataclass

BY_NETWORK, BY_YOOMONEY, BY_MERCHANT = "payment_network", "yoo_money", "merchant"


@dataclass(frozen=True, slots=True)
class Card:
    """`reason` "" for one that pays; `secure`: 3-D Secure asks for a code."""

    number: str
    kind: str
    reason: str = ""
    secure: bool = False
    party: str = BY_NETWORK


def _mastercard(last: str, reason: str, party: str = BY_NETWORK) -> Card:
    return Card(f"555555555555{last}", "MasterCard", reason, party=party)


CARDS = (
    Card("5555555555554477", "MasterCard", secure=True),
    Card("5555555555554444", "MasterCard"),
    Card("4793128161644804", "Visa"),
    Card("4111111111111111", "Visa"),
    Card("2200000000000004", "Mir", secure=True),
    Card("2202474301322987", "Mir"),
    _mastercard("4600", "insufficient_funds"),
    Card("4562265587712390", "Visa", "insufficient_funds"),
    Card("2200000000000053", "Mir", "insufficient_funds"),
    _mastercard("4592", "3d_secure_failed"),
    _mastercard("4527", "general_decline"),
    _mastercard("4543", "card_expired"),
    _mastercard("4535", "call_issuer"),
    _mastercard("4501", "issuer_unavailable"),
    _mastercard("4550", "payment_method_restricted"),
    _mastercard("4576", "payment_method_limit_exceeded"),
    _mastercard("4626", "invalid_csc"),
    _mastercard("4618", "invalid_card_number"),
    _mastercard("4568", "fraud_suspected"),
    _mastercard("4584", "country_forbidden", BY_YOOMONEY),
    _mastercard("4634", "fraud_suspected", BY_YOOMONEY),
)
BY_NUMBER = {card.number: card for card in CARDS}
EXPIRED = "expired_on_confirmation"
PARTIES = {
    "canceled_by_merchant": BY_MERCHANT,
    EXPIRED: BY_YOOMONEY,
    "expired_on_capture": BY_YOOMONEY,
    "internal_timeout": BY_YOOMONEY,
    "country_forbidden": BY_YOOMONEY,
    "identification_required": BY_YOOMONEY,
    "deal_expired": BY_YOOMONEY,
}
REASONS = frozenset(card.reason for card in CARDS if card.reason) | frozenset(PARTIES) | {
    "permission_revoked",
    "unsupported_mobile_operator",
}  # fmt: skip


def party_of(reason: str) -> str:
    """Who cancels a payment for this reason, where nobody says otherwise."""
    return PARTIES.get(reason, BY_NETWORK)
