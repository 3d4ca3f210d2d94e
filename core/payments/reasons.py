"""Why a payment came to nothing, in classes that a person can act on. A closed set: texts have one each.

The provider's own reasons are those of its API (`cancellation_details.reason`); one that is not known here
counts as a refusal without a reason, as its documentation asks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Reason(StrEnum):
    """What a person is told, and so what they can do next."""

    EXPIRED = "expired"  # nobody paid in time: take a new link
    NO_MONEY = "no-money"
    CARD_DATA = "card-data"  # number or code mistyped
    CARD_EXPIRED = "card-expired"
    NOT_CONFIRMED = "not-confirmed"  # 3-D Secure not passed
    ASK_BANK = "ask-bank"  # the bank refused: call it, or pay another way
    BANK_AWAY = "bank-away"  # the bank did not answer: later, or another way
    LIMIT = "limit"  # more than the method allows
    FOREIGN = "foreign"  # a card of a country whose cards are not taken
    RESTRICTED = "restricted"  # the bank forbids such payments by this card
    IDENTIFY = "identify"  # a wallet whose owner is not known
    OTHER_WAY = "other-way"  # this method is not taken here
    SUSPICIOUS = "suspicious"
    OURS = "ours"  # cancelled by the shop
    DECLINED = "declined"  # no reason given
    NEVER_MADE = "never-made"  # our question never reached the provider


CLASSES: Mapping[str, Reason] = MappingProxyType(
    {
        "3d_secure_failed": Reason.NOT_CONFIRMED,
        "call_issuer": Reason.ASK_BANK,
        "canceled_by_merchant": Reason.OURS,
        "card_expired": Reason.CARD_EXPIRED,
        "country_forbidden": Reason.FOREIGN,
        "deal_expired": Reason.EXPIRED,
        "expired_on_capture": Reason.OURS,
        "expired_on_confirmation": Reason.EXPIRED,
        "fraud_suspected": Reason.SUSPICIOUS,
        "general_decline": Reason.DECLINED,
        "identification_required": Reason.IDENTIFY,
        "insufficient_funds": Reason.NO_MONEY,
        "internal_timeout": Reason.BANK_AWAY,
        "invalid_card_number": Reason.CARD_DATA,
        "invalid_csc": Reason.CARD_DATA,
        "issuer_unavailable": Reason.BANK_AWAY,
        "never_made": Reason.NEVER_MADE,
        "payment_method_limit_exceeded": Reason.LIMIT,
        "payment_method_restricted": Reason.RESTRICTED,
        "permission_revoked": Reason.OTHER_WAY,
        "unsupported_mobile_operator": Reason.OTHER_WAY,
    }
)
NEVER_MADE = "never_made"
"""Our own word: a day of asking, and no payment was made of it."""


def reason_of(word: str) -> Reason:
    """The class of a provider's reason.

    >>> reason_of("insufficient_funds"), reason_of("something_new")
    (<Reason.NO_MONEY: 'no-money'>, <Reason.DECLINED: 'declined'>)
    """
    return CLASSES.get(word, Reason.DECLINED)
