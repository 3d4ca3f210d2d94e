"""Payments put together: what the app runs, routes and shows, with a shop or without one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.channels.private_html import PageWriter
from bot.handlers.metrics import Sample, counted
from bot.handlers.origin import Peers
from bot.handlers.payment_link import PayLinkHandlers
from bot.handlers.payment_notices import PaymentNotices
from bot.handlers.private_page_gate import Gate
from bot.payments.alarms import OFF, Alarm, Alarms
from bot.payments.creating import Creating, PaymentSender
from bot.payments.line import PaymentLine
from bot.payments.links import ShortLinks
from bot.payments.nightly import NightlyReconciliation
from bot.payments.refunds import RefundWatch
from bot.payments.settling import Settling
from bot.payments.shop import ours, shop_of, terms_of
from bot.payments.watch import PaymentWatch
from core.database import StorageUnavailable, Unit
from core.errors import NotStored
from core.payments.gateway import BadCredentials, GatewayError
from core.secrets import Keyring
from core.usecases.settle import Settle
from payments.checks import settings_problems, shop_problems

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from bot.assembly import Texts
    from bot.channels.base import Sender
    from bot.config import Config
    from bot.dialogs.pay_terms import PayTerms
    from bot.handlers.picked import Pick
    from bot.handlers.web import Route
    from core.background import Background
    from core.database import Database, Tx
    from core.payments.ports import Notice
    from core.ports import Store
    from payments.settings import YooKassa

log = structlog.stdlib.get_logger(__name__)
AGAIN_S, OFF_S = 60.0, 600.0
"""Until the shop is asked again who we are: when it did not answer, and when it does not know us."""


class PaymentParts:
    """The parts of a running bot that have to do with payments. Without a shop there are none."""

    def __init__(
        self,
        config: Config,
        texts: Texts,
        keys: Keyring,
        database: Database,
        open_store: Callable[[Tx], Store],
        take: Callable[[Pick, Sequence[str]], Awaitable[None]],
    ) -> None:
        """`take` is the door of the intake."""
        self._config, self._texts, self._database, self._open = config, texts, database, open_store
        self._clock, shop = texts.clock, shop_of(config)
        self._alarms, self._told_off, self._why = Alarms(), "", ""
        self.line: PaymentLine | None = None
        self.senders: dict[str, Sender] = {}
        self.terms: PayTerms = terms_of(config, texts, self._ready)
        if shop is None:
            return
        from payments.yookassa_gateway import YooKassaGateway  # noqa: PLC0415 - slow, and only for a shop

        self._shop: YooKassa = shop
        self.line = PaymentLine(YooKassaGateway(shop, texts.clock))
        self.settling = Settling(Settle(ours(shop)), take, texts.clock, self._alarms)
        creating = Creating(self.line, self.settling, database, open_store)
        self.senders["create-payment@payment"] = PaymentSender(creating)
        self.watch = PaymentWatch(self.line, self.settling, creating, database, open_store, texts.clock)
        self.nightly = NightlyReconciliation(self.line, database, texts.clock, self._alarms)
        self._refunds = RefundWatch(self.line, database, texts.clock, self.watch.wake)
        given = config.payments.notifications
        self._peers = Peers(config.web.trusted_proxies)
        self._notices = PaymentNotices(given.networks, self._peers, self._keep, self.watch.wake)
        self._links = ShortLinks(
            keys,
            self.terms,
            creating,
            database,
            open_store,
            clock=texts.clock,
            today=texts.today,
            zone=texts.time_zone,
        )

    def _ready(self) -> bool:
        return self.line is not None and self.line.ready

    async def _keep(self, notice: Notice) -> None:
        """Store a notice before it is answered. Raises NotStored."""

        def work(tx: Tx) -> int:
            return self._open(tx).payment_notices.keep(notice, self._clock.now_ms())

        try:
            await self._database.write(Unit(work))
        except StorageUnavailable as error:
            raise NotStored(str(error)) from error

    def routes(self) -> list[Route]:
        """Where notices come in, and short links lead."""
        if self.line is None:
            return []
        routes = self._notices.routes()
        if self.terms.shorten is not None:
            writer = PageWriter(self._texts.words, "pay-page-title")
            routes += PayLinkHandlers(self._links, writer, Gate(), self._peers).routes()
        return routes

    def start(self, background: Background) -> None:
        """Begin to ask: who we are, and what became of payments."""
        if self.line is not None:
            background.spawn(self._introduced(self.line), name="payments-shop")
            background.spawn(self.watch.run(), name="payments-watch")
            background.spawn(self.nightly.run(), name="payments-nightly")
            if not self._config.web.public_url:  # no notice comes in
                background.spawn(self._refunds.run(), name="payments-refunds")

    def close(self) -> None:
        if self.line is not None:
            self.line.close()

    async def _introduced(self, line: PaymentLine) -> None:
        """Ask the shop who we are until it knows us, and anew when it does not any more.

        Payments are off meanwhile, and nothing else.
        """
        known = False
        while True:
            if not (known and line.ready):
                known = await self._known(line)
            await asyncio.sleep(AGAIN_S if line.ready else OFF_S)

    async def _known(self, line: PaymentLine) -> bool:
        """Ask once; whether all agrees. Staff are told where there are no links."""
        known = await self._agrees(line)
        await self._tell_off("" if line.ready else self._why)
        return known

    async def _agrees(self, line: PaymentLine) -> bool:
        try:
            told = await line.ask(lambda shop: shop.shop())
        except BadCredentials:
            self._why = "the shop does not know us: check payments.yookassa"
            return False
        except GatewayError as error:
            log.warning("payments.shop_unasked", reason=type(error).__name__)
            return False
        production, today = self._config.payments.environment == "production", self._texts.today()
        wrong = list(settings_problems(self._shop, production=production, today=today))
        wrong += shop_problems(self._shop, told, production=production)
        for key, message in wrong:
            log.error("payments.off", key=f"payments.{key}", reason=message)
            self._why = f"payments.{key}: {message}"
        line.ready = not wrong
        if not wrong:
            log.info("payments.ready", shop=told.id, test=told.test)
        return not wrong

    async def _tell_off(self, why: str) -> None:
        """Staff are told once that there are no links, and why; and again only after there were some."""
        if why and why != self._told_off:
            alarm, now_ms = Alarm(OFF, why), self._clock.now_ms()
            try:
                await self._database.write(
                    Unit(lambda tx: self._alarms.note(self._open(tx).audit, alarm, now_ms))
                )
            except StorageUnavailable:
                return  # asked again, and told then
            self._alarms.said(alarm)
        self._told_off = why

    def samples(self) -> Iterable[Sample]:
        """What `/metrics` says."""
        if self.line is None:
            return ()
        return [
            Sample("abonent_payments_ready", int(self.line.ready), help="1 while links are given"),
            *counted("abonent_payment_calls_total", self.line.counts, "outcome", "questions to the shop"),
            *counted(
                "abonent_payments_settled_total", self.settling.counts, "outcome", "answers, as settled"
            ),
            *counted(
                "abonent_payments_unreconciled_total", self.nightly.counts, "how", "found by a comparison"
            ),
            *counted("abonent_payment_alerts_total", self._alarms.counts, "event", "what staff were told"),
            *counted(
                "abonent_payment_notices_total", self._notices.counts, "status", "notices by our answer"
            ),
        ]
