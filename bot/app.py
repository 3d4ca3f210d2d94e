"""The composition root: the one place that knows all parts of the bot."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import structlog
from aiohttp import web

from bot.assembly import SmsWriter, Texts, build_desk, sms_parts
from bot.bills.build import bill_files
from bot.broadcasts.remote import broadcast_handlers
from bot.channels.alerts import AlertSender
from bot.channels.delivery import Delivery, Limits, wall_ms
from bot.channels.policy import asked_at
from bot.channels.sms_line import SmsLine
from bot.channels.telegram_capabilities import TELEGRAM
from bot.channels.telegram_setup import TokenRefused
from bot.charts import ChartParts
from bot.clock import ClockError, clock_of
from bot.commands.consents import read_consents
from bot.commands.database import open_options, sqlite_path
from bot.commands.held import held_handlers
from bot.commands.letters import read_letters, replay_letter
from bot.commands.limits import limits_handlers
from bot.commands.office_codes import office_handlers
from bot.commands.suspended import suspended_handlers
from bot.config.domain import chat_pace_of, keyring_of, limits_of
from bot.consent_texts import law_of
from bot.control.bill_codes import bill_handlers
from bot.control.exports import EBILLS, PAYMENTS, export_handlers
from bot.control.imports import import_handlers
from bot.control.payment_books import book_handlers
from bot.control.server import ControlServer
from bot.control.wire import socket_path
from bot.dialogs.engine import Engine
from bot.dialogs.entries import DIALOGS, ENTRIES
from bot.dialogs.spoken import understanding
from bot.dialogs.stage import Stage
from bot.drops.build import Drops
from bot.ebill.files import with_billed
from bot.ebill.rules import ebill_rules
from bot.ebill.watch import EbillWatch
from bot.files import KeptFiles
from bot.handlers.effects import translate_effect
from bot.handlers.entries import translate_entry
from bot.handlers.intake import Intake
from bot.handlers.private_page_answers import SOURCE as PAGE_SOURCE
from bot.handlers.private_page_answers import translate_answer
from bot.handlers.sms_events import SOURCE as SMS_SOURCE
from bot.handlers.sms_events import translate_sms
from bot.handlers.web import runner_of, web_application
from bot.logging_setup import configure_logging
from bot.notifications.another_chat import AnotherChat
from bot.notifications.build import Notifications
from bot.notifications.sms_terms import sms_terms
from bot.own_data_file import OwnDataFiles
from bot.payments.parts import PaymentParts
from bot.payments_acknowledged import PaymentsAcknowledged
from bot.people_watch import PeopleWatch
from bot.private import Private
from bot.pulse import BotPulse
from bot.readings_rules import watch_rules
from bot.readings_watch import ReadingsWatch
from bot.sheets.build import Sheets
from bot.sms import IncomingSms
from bot.sms_fallback import with_fallback
from bot.sms_provider import make_provider
from bot.sms_sending import SmsSending
from bot.telegram import Telegram
from bot.upkeep import Upkeep
from bot.version import VERSION
from bot.watching import Reach
from bot.words import LexiconWords
from core.background import Background
from core.clock import Clock
from core.own_data import alias_of
from core.records import OutboxRow, RawEvent
from core.usecases.breaker import figures
from scheduler.housekeeping import DUTIES_S, Housekeeping
from storage.billing_data import DatabaseSink
from storage.database import StorageUnavailable, connect
from storage.ebill_exports import DatabaseEbillExports
from storage.erasure import Erasure
from storage.holder_changes import HolderChanges
from storage.lockfile import AlreadyRunning
from storage.migrate import SchemaMismatch, migrate
from storage.payment_books import DatabaseBooks
from storage.payment_exports import DatabasePaymentExports
from storage.purge import Purge
from storage.reading_exports import DatabaseReadingExports
from storage.store import StoreFactory
from storage.tokens import DatabaseBillCodes

if TYPE_CHECKING:
    from bot.channels.base import Sender
    from bot.channels.documents import Documents
    from bot.config import Config
    from bot.dialogs.desk import Desk
    from bot.handlers.picked import Pick
    from core.ports import Store
    from core.secrets import Keyring
    from scheduler.housekeeping import Duty

log = structlog.stdlib.get_logger(__name__)
_SMS_THREADS = 4
_LAST_SENDS_S = 5.0


class App:
    """Everything that runs; `start` and `stop` in this order of dependencies."""

    def __init__(self, config: Config, clock: Clock, background: Background) -> None:
        self.config, self.clock, self.background = config, clock, background
        self._path = sqlite_path(config)
        if self._path is not None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        self.database = connect(config.database.url, background=background, **open_options(config))
        open_store = StoreFactory()
        texts, keys = Texts.of(config, clock), keyring_of(config)
        law = law_of(config, texts.catalogue, texts.supplier, texts.today)
        self._payments = PaymentParts(config, texts, keys, self.database, open_store, self._take_picked)
        desk = build_desk(config, keys, law, texts.numbers, self._payments.terms)
        self._sheets = Sheets(self.database, open_store, desk, texts)
        files = self._makers(open_store, desk, OwnDataFiles(self.database, texts, law.keep_days), texts)
        self._charts = ChartParts(config, self.database, background, clock)
        pictures = self._charts.pool, self._charts.files
        self.telegram = Telegram(config, texts, clock, background, files, pictures)
        self._private = Private(config, texts, keys, self.database, open_store, files)
        self._files = KeptFiles(config, self.database, self.telegram.session)
        self._threads = ThreadPoolExecutor(_SMS_THREADS, thread_name_prefix="sms")
        provider = make_provider(config, clock.now_ms)
        line = SmsLine(provider, self._threads, self.database, open_store, clock) if provider else None
        self._sending = SmsSending(config, line, SmsWriter(texts, keys)) if line else None
        self._alerts = AlertSender()
        self.delivery = self._delivery(open_store, desk, texts)
        engine = self._engine(desk, texts)
        self.intake = Intake(self.database, engine, self.delivery, open_store, clock, background)
        self.pulse = self._pulse(open_store)
        self.pulse.more += (self._charts.samples(self.telegram.sender.chart_counts), self._payments.samples)
        self._incoming: IncomingSms | None = None
        if line is not None and self._sending is not None:
            self._incoming = IncomingSms(config, line, keys, self.intake.take_picked)
            self.pulse.more += (self._incoming.samples, self._sending.samples)
        self._look_after(open_store, keys, law.keep_days)
        self._notifications = Notifications(
            config, database=self.database, open_store=open_store, clock=clock, desk=desk,
            age_ms=self._drops.freshness.age_ms, wake=self.delivery.wake,
            texts=texts,
        )  # fmt: skip
        self.pulse.more.append(self._notifications.planner.samples)
        self._runner: web.AppRunner | None = None
        self._control: ControlServer | None = None

    def _delivery(self, open_store: StoreFactory, desk: Desk, texts: Texts) -> Delivery:
        """The sender of the outbox; SMS that we begin go in lists where the provider takes them."""
        limits = Limits(
            bulk_per_second=self.config.sending.bulk_per_second,
            may_start=desk.may_start,
            useful=self._useful,
            ready=self.telegram.sender.ready,
            chat=chat_pace_of(self.config),
        )
        made = Delivery(
            self.database, open_store, self._senders(texts), clock=self.clock, background=self.background,
            limits=limits, tell=self._tell,
        )  # fmt: skip
        if self._sending is not None and self._sending.lists is not None:
            made.leave_to(self._sending.lists)
        return made

    def _engine(self, desk: Desk, texts: Texts) -> Engine:
        """What runs a turn, for events of every source."""
        return Engine(
            Stage(DIALOGS, ENTRIES, partial(asked_at, self.config.policy.mode)),
            understanding(LexiconWords(texts.lexicon, texts.catalogue, texts.today, texts.supplier)),
            desk,
            {
                "telegram": self.telegram.translate,
                "effect": translate_effect,
                "entry": translate_entry,
                PAGE_SOURCE: translate_answer,
                SMS_SOURCE: translate_sms,
            },
            self.delivery.lease,
            chat_pace_of(self.config),
        )

    def _pulse(self, open_store: StoreFactory) -> BotPulse:
        """What is measured of the running bot."""
        return BotPulse(
            self.database, self.intake, self.delivery, wall_ms, self.telegram.last_poll_ms,
            lambda tx: figures(open_store(tx), limits_of(self.config), self.clock.now_ms()),
        )  # fmt: skip

    def _makers(self, open_store: StoreFactory, desk: Desk, own: Documents, texts: Texts) -> Documents:
        """The makers of all files: billing's own bills, ours, sheets, one's `own` data."""
        others = self._sheets.documents(own)
        made = bill_files(self.config, self.database, open_store, desk, texts, others)
        return with_billed(self.config, self.database, open_store, made)

    def _look_after(self, open_store: StoreFactory, keys: Keyring, keep_days: Mapping[str, int]) -> None:
        """What goes on beside people's turns: watches, duties of every hour, the drop folder."""
        self._holders = HolderChanges(self.database)
        self._people = PeopleWatch(
            self.database, open_store, self.clock.now_ms, self.delivery.wake, self._alerts.counts
        )
        self.pulse.more.append(self._people.samples)
        wake = self.delivery.wake
        readings = Reach(self.database, open_store, watch_rules(self.config), wake)
        self._readings = ReadingsWatch(readings, self.clock.now_ms)
        zone = ZoneInfo(self.config.supplier.time_zone)
        self._acknowledged = PaymentsAcknowledged(self.database, self.clock.now_ms, zone)
        upkeep = Upkeep(self.database, self.intake.accept, Erasure(self.database, partial(alias_of, keys)))
        bills = ebill_rules(self.config, DUTIES_S)
        self._ebills = EbillWatch(Reach(self.database, open_store, bills, wake))
        watches: tuple[Duty, ...] = (
            self._holders, self._people, self._readings, self._acknowledged, self._ebills
        )  # fmt: skip
        duties: tuple[Duty, ...] = (upkeep, *watches, *self._files.duties)
        self._housekeeping = Housekeeping(Purge(self.database), self.clock, keep_days, duties)
        self._drops = Drops(self.config, self.database, self.clock, self.background)
        self.pulse.more.append(self._drops.samples)

    def _senders(self, texts: Texts) -> dict[str, Sender]:
        telegram = self._private.before(self.telegram.sender, TELEGRAM)
        terms = sms_terms(self.config, partial(sms_parts, texts))
        return {
            "message@telegram": AnotherChat(with_fallback(self.config, telegram, texts.reply, terms)),
            "alert@system": self._alerts,
            **self._files.senders,
            **self._payments.senders,
            **self._sheets.senders(self._files.folder, self._accept),
            **(self._sending.senders if self._sending is not None else {}),
        }

    def _useful(self, store: Store, row: OutboxRow, now_ms: int) -> str:
        return self._notifications.useful(store, row, now_ms)

    async def _accept(self, events: Sequence[RawEvent]) -> None:
        await self.intake.accept(events)

    async def _take_picked(self, pick: Pick, addresses: Sequence[str]) -> None:
        await self.intake.take_picked(pick, addresses)

    async def _tell(self, event_id: int, address: str) -> None:
        await self.intake.handle(event_id, address)

    async def start(self) -> None:
        """Open, migrate, take up what was left, then receive. What is wrong is raised, in one sentence."""
        await self.database.open()
        await self._files.prepare()
        for step in await migrate(self.database):
            log.info("storage.migrated", version=step.version, name=step.name)
        await self._drops.look()  # what waits in the outbox is judged by the age of the data
        self._charts.pool.start()
        await self.intake.start()
        self.delivery.start(alone=self._path is not None)
        await self._serve_web()
        await self._serve_control()
        await self.telegram.start(self.intake.accept, self.database)
        if self._incoming is not None:
            self._incoming.start(self.background)
        self._payments.start(self.background)
        self._housekeeping.start()
        self.background.spawn(self._people(self.clock.now_ms()), name="people-watch")
        self._drops.start()
        self._notifications.start()
        self.pulse.ready = True
        log.info("bot.ready", version=VERSION, mode=self.config.telegram.mode, engine=self.database.engine)

    async def _serve_web(self) -> None:
        given = self.config.web
        accept = self.intake.accept
        routes = [*self.telegram.routes(accept), *self._private.routes(accept), *self._payments.routes()]
        if self._incoming is not None:
            routes += self._incoming.routes()
        application = web_application(given.prefix, VERSION, self.pulse, routes)
        self._runner = runner_of(application)
        await self._runner.setup()
        await web.TCPSite(self._runner, given.host, given.port, reuse_address=True).start()

    async def _serve_control(self) -> None:
        if self._path is None:
            return
        sink = DatabaseSink(self.database)

        async def letters(given: dict[str, int]) -> object:
            return await read_letters(self.database, given["after"])

        async def consents(given: dict[str, Any]) -> object:
            return await read_consents(self.database, given["number"], given["after"])

        async def replay(given: dict[str, int]) -> object:
            return await replay_letter(self.database, given["id"])

        async def after_import() -> None:
            await self._holders(self.clock.now_ms())
            await self._people(self.clock.now_ms())
            await self._readings(self.clock.now_ms())
            await self._acknowledged(self.clock.now_ms())
            await self._ebills(self.clock.now_ms())
            await sink.purge()

        def switched() -> None:
            self.background.spawn(after_import(), name="after-import")

        handlers = {
            **import_handlers(sink, switched),
            **bill_handlers(DatabaseBillCodes(self.database)),
            **export_handlers(DatabaseReadingExports(self.database, self.clock.now_ms)),
            **export_handlers(DatabasePaymentExports(self.database, self.clock.now_ms), PAYMENTS),
            **export_handlers(DatabaseEbillExports(self.database, self.clock.now_ms), EBILLS),
            **book_handlers(DatabaseBooks(self.database, self.clock.now_ms)),
            **limits_handlers(self.database, limits_of(self.config), self.clock.now_ms),
            **held_handlers(self.database, self.clock),
            **broadcast_handlers(self._notifications.desk),
            **suspended_handlers(self.database, self.clock),
            **office_handlers(self.config, self.database, self.clock.now_ms),
            "letters.list": letters,
            "consents.page": consents,
            "letters.replay": replay,
        }
        self._control = ControlServer(socket_path(self._path), handlers)
        await self._control.start()

    async def stop(self) -> None:
        """Stop receiving, let the last messages go, note that the stop is clean."""
        self.telegram.stop_receiving()
        self._housekeeping.stop()
        self._drops.stop()
        self._notifications.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        if self._control is not None:
            await self._control.stop()
        await self.delivery.drain(_LAST_SENDS_S)
        await self.intake.stop()
        await self._charts.pool.close()
        await self.background.close()
        await self.telegram.close()
        await self.database.close()
        self._threads.shutdown(wait=False)
        self._payments.close()


async def serve(config: Config) -> int:
    """Run the bot until SIGTERM or SIGINT; 1 when it cannot start."""
    configure_logging(config)
    background = Background()
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    try:
        app = App(config, await clock_of(config.clock.url, background), background)
        await app.start()
    except (StorageUnavailable, AlreadyRunning, SchemaMismatch, TokenRefused, ClockError, OSError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    # Imports and start-up left a quarter of a million objects that live for ever: never look at them again.
    gc.collect()
    gc.freeze()
    gc.enable()
    await stopping.wait()
    log.info("bot.stopping")
    await app.stop()
    return 0
