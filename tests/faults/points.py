"""The named points of a payment's way at which a process is killed, from the wish to the file for billing.

`arm` lays a tripwire around a method of the product; the process that crosses it kills itself with SIGKILL. A
point whose method is gone fails at once, so that no point is quietly never crossed.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.payments.model import EntryKind, IntentState

UNDER_WAY_S = 0.3
"""Into a call that hangs."""
Crossing = Callable[[tuple[Any, ...], Any], bool]


def _always(_args: tuple[Any, ...], _result: Any) -> bool:
    return True


@dataclass(frozen=True)
class Point:
    """`moment`: before or after the call of `method`, during it, or after the commit it is part of.

    `crossed` tells which calls count, by their arguments (without self) and result (None before).
    """

    method: str
    moment: str
    crossed: Crossing = _always


def _becomes(state: IntentState) -> Crossing:
    return lambda args, _: args[1] is state


def _books(kind: EntryKind) -> Crossing:
    return lambda args, result: args[0].kind is kind and result is not None


def _says(phrase: str) -> Crossing:
    """Of messages: whether one says this."""
    return lambda args, _: args[0].kind == "message" and f'"{phrase}"' in args[0].payload


_ADD = "storage.payment_intents:IntentsGateway.add"
_MOVE = "storage.payment_intents:IntentsGateway.move"
_BOOK = "storage.payment_ledger:LedgerGateway.book"
_HOLD = "storage.payment_ledger:LedgerGateway.suspend"
_KEEP = "storage.payment_notices:NoticesGateway.keep"
_DONE = "storage.payment_notices:NoticesGateway.done"
_SHOP = "payments.yookassa_gateway:YooKassaGateway."
_SEND = "bot.channels.telegram_sender:TelegramSender.send"
_EFFECT = "bot.payments.creating:PaymentSender.send"
_EXPORTS = "storage.exports:DatabaseExports."


def _both(name: str, method: str, crossed: Crossing = _always) -> dict[str, Point]:
    """Before and after the commit of what a method writes."""
    return {
        f"{name}-before-commit": Point(method, "after", crossed),
        f"{name}-after-commit": Point(method, "commit", crossed),
    }


PAYING = {
    **_both("wish", _ADD),
    "create-claimed": Point(_EFFECT, "before"),
    "create-before-call": Point(f"{_SHOP}create", "before"),
    "create-under-way": Point(f"{_SHOP}create", "during"),
    "create-answered": Point(f"{_SHOP}create", "after"),
    **_both("link", _MOVE, _becomes(IntentState.PENDING)),
    **_both("unsure", _MOVE, _becomes(IntentState.UNKNOWN)),
    **_both("refused", _MOVE, _becomes(IntentState.REFUSED)),
    "create-carried-out": Point(_EFFECT, "after"),
    "result-before-turn": Point("bot.handlers.intake:Intake.handle", "before"),
    "link-before-message": Point(_SEND, "before", _says("pay-link")),
    "link-after-message": Point(_SEND, "after", _says("pay-link")),
    **_both("notice", _KEEP),
    "notice-claimed": Point("bot.payments.watch:PaymentWatch._noticed", "before"),
    "poll-claimed": Point("bot.payments.watch:PaymentWatch._looked", "before"),
    "payment-before-read": Point(f"{_SHOP}get", "before"),
    "payment-read": Point(f"{_SHOP}get", "after"),
    **_both("settle", _BOOK, _books(EntryKind.PAYMENT)),
    **_both("notice-done", _DONE),
    "paid-before-message": Point(_SEND, "before", _says("pay-paid")),
    "paid-after-message": Point(_SEND, "after", _says("pay-paid")),
    **_both("cancel", _MOVE, _becomes(IntentState.CANCELED)),
    **_both("held", _HOLD),
    "refund-read": Point(f"{_SHOP}get_refund", "after"),
    **_both("refund", _BOOK, _books(EntryKind.REFUND)),
}
"""On the way of a payment, in its order."""

NIGHTLY = {
    "nightly-begun": Point("bot.payments.nightly:NightlyReconciliation._compare", "before"),
    "nightly-listed": Point(f"{_SHOP}captured", "after"),
    **_both("nightly-queued", _KEEP, lambda args, _: args[0].remote == "reconcile"),
    "nightly-compared": Point("bot.payments.nightly:NightlyReconciliation._compare", "after"),
}
"""During the nightly comparison."""

_FILES = "billing.outgoing.files:"
EXPORT = {
    "export-mark-before-commit": Point("storage.payment_exports:grown", "after"),
    "export-mark-after-commit": Point("storage.payment_exports:grown", "commit"),
    "export-next-chunk": Point(f"{_EXPORTS}mark", "before"),
    "export-writing": Point("billing.outgoing.payments:_cells", "before"),
    "export-unnamed": Point(f"{_FILES}_compare", "after"),
    "export-named": Point(f"{_FILES}_manifest", "before"),
    "export-complete": Point(f"{_FILES}_manifest", "after"),
    "export-noted": Point(f"{_EXPORTS}written", "after"),
}
"""During `export payments`."""
OF_DATABASE = frozenset(name for name in EXPORT if "-mark-" in name or name.endswith(("-chunk", "-noted")))
"""Of those: crossed in the process that has the database open, so by the command only without the bot."""

_REMINDERS = "storage.reminders:RemindersGateway."
_BROADCASTS = "storage.broadcasts:BroadcastsGateway."
_PLANS = "storage.reminder_plans.plans:PlansGateway."
PLANNING = {
    **_both("plan", f"{_PLANS}make"),
    **_both("chunk", f"{_PLANS}fill"),
}
"""While reminders are planned."""
TELLING = {
    **_both("handed-over", f"{_REMINDERS}carried_by"),
    "told-claimed": Point("storage.outbox:OutboxGateway.claim", "commit"),
    "told-before-call": Point(_SEND, "before"),
    "told-answered": Point(_SEND, "after"),
    **_both("told-settled", f"{_REMINDERS}settle", lambda _, result: result > 0),
}
"""On the way of a reminder from its row to the person."""
GATHERING = _both("gathered", f"{_BROADCASTS}gathered")
"""While recipients of a broadcast are looked for."""
SPREADING = {
    **_both("sent-off", f"{_BROADCASTS}queue"),
    "spread-answered": Point(_SEND, "after"),
    **_both("spread-settled", f"{_BROADCASTS}settle", lambda _, result: result > 0),
}
"""On the way of a broadcast to one recipient."""
BEGUN = PLANNING | TELLING | GATHERING | SPREADING
POINTS = PAYING | NIGHTLY | EXPORT | BEGUN


class Tripwire:
    """Kills at the `nth` crossing of a point."""

    def __init__(self, name: str, nth: int) -> None:
        self.name, self.point = name, POINTS[name]
        self._left, self._lock, self._here = nth, threading.Lock(), threading.local()

    def before(self, args: tuple[Any, ...]) -> None:
        if self.point.moment in {"before", "during"} and self.point.crossed(args, None):
            if self.point.moment == "before":
                self._cross()
            elif self._counts():
                threading.Timer(UNDER_WAY_S, self._kill).start()

    def after(self, args: tuple[Any, ...], result: Any) -> None:
        if self.point.moment in {"after", "commit"} and self.point.crossed(args, result):
            if self.point.moment == "after":
                self._cross()
            else:
                self._here.open = True  # the thread of this transaction

    def committed(self) -> None:
        if getattr(self._here, "open", False):
            self._here.open = False
            self._cross()

    def rolled_back(self) -> None:
        self._here.open = False

    def _cross(self) -> None:
        if self._counts():
            self._kill()

    def _counts(self) -> bool:
        with self._lock:
            self._left -= 1
            return self._left == 0

    def _kill(self) -> None:
        os.write(2, f"killed at {self.name}\n".encode())
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)


def arm(name: str, nth: int) -> None:
    """Lay the tripwire of a point in this process."""
    wire = Tripwire(name, nth)
    _wrap(wire.point.method, wire.before, wire.after)
    for session in ("storage.sqlite_session:SqliteSession", "storage.postgres_session:PostgresSession"):
        _wrap(f"{session}.commit", after=lambda *_: wire.committed())
        _wrap(f"{session}.rollback", after=lambda *_: wire.rolled_back())


def _nothing(*_: Any) -> None:
    pass


def _wrap(path: str, before: Callable[..., None] = _nothing, after: Callable[..., None] = _nothing) -> None:
    module, _, names = path.partition(":")
    *owners, name = names.split(".")
    owner = functools.reduce(getattr, owners, importlib.import_module(module))
    wrapped, skip = getattr(owner, name), len(owners)  # of a method, self is left out

    @functools.wraps(wrapped, updated=())
    def call(*args: Any, **kwargs: Any) -> Any:
        before(args[skip:])
        result = wrapped(*args, **kwargs)
        after(args[skip:], result)
        return result

    @functools.wraps(wrapped, updated=())
    async def wait(*args: Any, **kwargs: Any) -> Any:
        before(args[skip:])
        result = await wrapped(*args, **kwargs)
        after(args[skip:], result)
        return result

    setattr(owner, name, wait if inspect.iscoroutinefunction(wrapped) else call)
