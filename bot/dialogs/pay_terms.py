"""What the dialogs of paying are given: whether one can pay now, who gets the money, on which terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.usecases.pay import Pay

if TYPE_CHECKING:
    from core.payments.requisites import Requisites
    from core.payments.short_links import ShortLink
    from core.values import Masked


def _never() -> bool:
    return False


def _by_messages(_address: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class PayTerms:
    """`ready`: whether links can be asked for at this moment (configured, and the shop knows us).

    `describe` names an account to the payer on the provider's page: masked, never a name or an address.
    `plain(address)`: a link is a message of its own there, for there are no buttons. `shorten` makes one on
    our own address, None where we have none. `firms`: organisations may pay by link too.
    `commission` "": none.
    """

    ready: Callable[[], bool] = _never
    use: Pay = field(default_factory=Pay)
    payee: str = ""
    commission: str = ""
    return_url: str = ""
    needs_email: bool = False
    numbers: bool = False
    firms: bool = False
    requisites: Requisites | None = None
    describe: Callable[[Masked], str] = lambda account: account.number[-4:]
    plain: Callable[[str], bool] = _by_messages
    shorten: Callable[[ShortLink], str] | None = None
