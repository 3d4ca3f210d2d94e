"""The shop behind threads of its own: a provider that hangs holds up nothing but payments."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import structlog

from core.payments.gateway import BadCredentials

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.payments.gateway import PaymentGateway

T = TypeVar("T")
THREADS = 4
log = structlog.stdlib.get_logger(__name__)


class PaymentLine:
    """Calls the shop. `ready`: whether it knows us, as far as was heard; nobody is given a link otherwise."""

    def __init__(self, gateway: PaymentGateway) -> None:
        self._gateway = gateway
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="payments")
        self.ready = True
        self.counts: dict[str, int] = {}

    async def ask(self, call: Callable[[PaymentGateway], T]) -> T:
        """Carry out one call in a thread. Raises GatewayError; the call always ends, by its own patience."""
        name = "ok"
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, call, self._gateway)
        except BadCredentials:
            name = "BadCredentials"
            if self.ready:
                log.error("payments.off", reason="the shop does not know us: check payments.yookassa")
            self.ready = False
            raise
        except Exception as error:
            name = type(error).__name__
            raise
        finally:
            self.counts[name] = self.counts.get(name, 0) + 1

    def close(self) -> None:
        """Begin nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)
