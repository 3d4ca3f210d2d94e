"""A provider at the port, whose inbox and callbacks a test decides, and the routes that listen to it."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

from bot.channels.sms_line import SmsLine
from bot.channels.sms_port import (
    CallbackRefused,
    Fetched,
    IncomingSms,
    SmsCapabilities,
    SmsState,
    Status,
)
from bot.handlers.sms_callback import SmsCallback
from bot.handlers.sms_events import translate_sms
from bot.handlers.sms_hearing import SmsHearing, no_statuses
from bot.handlers.sms_inbox import SmsInbox
from storage.store import TxStore
from tests.dialogs.supplier import KEYS

PHONE = "+79161234567"
OWN = "+79037676877"
HOME = f"tel:{PHONE}"


class Provider:
    """`messages` are its inbox; `fails` are raised by the next polls. Its callbacks are JSON with a word."""

    capabilities = SmsCapabilities(inbound=True, callbacks=True, prices=False, longest=1000, most=100)

    def __init__(self):
        self.messages, self.fails, self.asked, self.most = [], [], [], 1000

    def fetch_incoming(self, cursor):
        self.asked.append(cursor)
        if self.fails:
            raise self.fails.pop(0)
        page = [sms for sms in self.messages if int(sms.provider_id) > int(cursor or 0)][: self.most]
        return Fetched(tuple(page), page[-1].provider_id if page else cursor)

    def parse_callback(self, callback):
        try:
            told = json.loads(callback.body or b"?")
        except ValueError as error:
            raise CallbackRefused("no JSON") from error
        if told.pop("sum", "") != "right":
            raise CallbackRefused("a wrong checksum", forged=True)
        if "state" in told:
            return (Status(told["id"], told["phone"], SmsState(told["state"])),)
        return (IncomingSms(told["id"], told.get("phone", PHONE), told["text"], OWN),)


class Ears:
    """Both routes into the intake of a bench, and the provider behind them."""

    def __init__(self, bench, *, both=True, settle=no_statuses):
        self.bench, self.provider = bench, Provider()
        bench.intake._engine._translators["sms"] = translate_sms
        bench.delivery._senders["message@tel"] = bench.outside
        self.threads = ThreadPoolExecutor(2)
        self.hearing = SmsHearing("smsc", KEYS, [OWN], self._take, bench.clock.now_ms, settle, both=both)
        self.line = SmsLine(self.provider, self.threads, bench.database, TxStore, bench.clock)
        self.poller = SmsInbox(self.line, self.hearing, 30)
        self.callback = SmsCallback(self.provider, "smsc", self.hearing)
        self.lost = False

    async def _take(self, pick, addresses):
        await self.bench.intake.take_picked(pick, addresses)

    def texts(self, *texts, phone=PHONE):
        """Somebody texts; the provider puts it into its inbox."""
        for text in texts:
            id_ = str(len(self.provider.messages) + 1)
            self.provider.messages.append(IncomingSms(id_, phone, text, OWN, self.bench.clock.ms))

    async def polls(self):
        taken = await self.poller.ask()
        await self.bench.settle()
        return taken

    @property
    def said(self):
        return [json.loads(row.payload)["t"] for row in self.bench.outside.rows]
