"""Findings about taking money: real only in production, told by known addresses, with a way back."""

from __future__ import annotations

from collections.abc import Iterator

from bot.config.findings import Problem, error, no_networks, split, warning
from bot.config.tree import Config


def taking(config: Config) -> Iterator[Problem]:
    """What is wrong with a shop that is configured."""
    given = config.payments
    key, test = given.yookassa.secret_key.strip(), given.environment == "test"
    if key and key.startswith("test_") != test:
        whose = "a real shop: it would take money" if test else "a test shop: nobody would really pay"
        message = f'is "{given.environment}", and payments.yookassa.secret_key is of {whose}'
        yield error("payments.environment", message)
    if split(given.return_url or config.supplier.site) is None:
        message = "is no address, nor is supplier.site: the payment page has to lead back somewhere"
        yield error("payments.return_url", message)
    yield from no_networks("payments.notifications.networks", given.notifications.networks)
    if not (config.web.public_url or test):
        message = "is empty: YooKassa tells nothing, so payments are found by asking, up to 5 minutes later"
        yield warning("web.public_url", message)
