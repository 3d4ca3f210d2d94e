"""A list of the shop to its end, page by page: a shop whose list does not end is not asked for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from core.payments.gateway import OutcomeUnknown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from typing import Protocol

    from core.payments.gateway import PaymentGateway, PaymentPage
    from core.payments.model import Facts

    T = TypeVar("T")

    class Ask(Protocol):
        """Carries out one call to the shop. Raises GatewayError."""

        def __call__(self, call: Callable[[PaymentGateway], T]) -> Awaitable[T]: ...


MOST_PAGES = 10_000
"""A million payments, of a hundred a page: more than a large supplier takes in the four days of a night."""


async def listed(ask: Ask, page: Callable[[PaymentGateway, str], PaymentPage]) -> AsyncIterator[Facts]:
    """All payments of a list. `page`: the one at a cursor.

    Raises GatewayError; OutcomeUnknown where the list comes back to a page or has too many.
    """
    cursors = {""}
    cursor = ""
    for _ in range(MOST_PAGES):
        found = await ask(_at(page, cursor))
        for facts in found.items:
            yield facts
        cursor = found.cursor
        if not cursor:
            return
        if cursor in cursors:
            break
        cursors.add(cursor)
    raise OutcomeUnknown("a list that does not end")


def _at(
    page: Callable[[PaymentGateway, str], PaymentPage], cursor: str
) -> Callable[[PaymentGateway], PaymentPage]:
    return lambda shop: page(shop, cursor)
