"""The port to whoever takes card payments, and how it may fail. All calls block: never within a turn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from core.values import Money

if TYPE_CHECKING:
    from core.payments.model import Facts, RefundFacts


class GatewayError(Exception):
    """Something went wrong with a call to the provider."""


class Rejected(GatewayError):
    """The provider will not do this: asking again is useless. `code` and `parameter` are its words."""

    def __init__(self, code: str, parameter: str = "") -> None:
        super().__init__(f"{code} {parameter}".strip())
        self.code, self.parameter = code, parameter


class NotFound(Rejected):
    """There is no such payment at this shop."""


class BadCredentials(GatewayError):
    """Shop or key are wrong: somebody has to be told, asking again is useless."""


class OutcomeUnknown(GatewayError):
    """No answer, or one that says nothing: it may have been done. Ask again with the same key and body."""


class Throttled(GatewayError):
    """Certainly not done, ask again with the same key after `retry_after_ms`."""

    def __init__(self, retry_after_ms: int) -> None:
        super().__init__(f"retry after {retry_after_ms} ms")
        self.retry_after_ms = retry_after_ms


@dataclass(frozen=True, slots=True)
class Order:
    """What a payment is made of. `key` is at most 64 characters, `description` at most 128.

    `account_number` is told to the provider only where utility payments are switched on; `email` and `phone`
    (digits) only where the cash register needs one. `return_url` is where a browser goes afterwards: coming
    there proves nothing. `period` is `YYYY-MM`, told with a utility payment. `made_ms`: when the intent
    was made; by its day the receipt's tax rates are chosen, so that a repetition has the same body (0: now).
    """

    intent: int
    key: str
    amount: Money
    description: str
    return_url: str
    account_number: str = ""
    email: str = ""
    phone: str = ""
    period: str = ""
    made_ms: int = 0


@dataclass(frozen=True, slots=True)
class Shop:
    """Who we are to the provider; `test`: its payments are not real."""

    id: str
    test: bool
    enabled: bool = True
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """One page of a list, the newest first; `cursor` "" on the last one."""

    items: tuple[Facts, ...]
    cursor: str = ""


class PaymentGateway(Protocol):
    """Payments at a provider. Every method raises GatewayError and its kinds, and nothing else."""

    def create(self, order: Order) -> Facts:
        """Make a payment; with the key of an earlier call, the same one. Checks that the sum came back."""

    def get(self, provider_id: str) -> Facts:
        """What is true of a payment now. NotFound where the shop has none of this id."""

    def captured(self, since_ms: int, until_ms: int, cursor: str = "") -> PaymentPage:
        """Payments that succeeded from `since_ms` up to, not including, `until_ms`."""

    def made(self, since_ms: int, until_ms: int, cursor: str = "") -> PaymentPage:
        """Payments created in that time, whatever became of them."""

    def refund(self, payment_id: str, amount: Money, key: str) -> RefundFacts:
        """Give money back."""

    def get_refund(self, refund_id: str) -> RefundFacts:
        """What is true of a refund now."""

    def refunds(self, since_ms: int, until_ms: int) -> tuple[RefundFacts, ...]:
        """Refunds of that time."""

    def shop(self) -> Shop:
        """Who we are; checks the credentials."""
