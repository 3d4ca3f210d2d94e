"""A person at a supplier under the strict policy: the real engine, sender, page and web server."""

from __future__ import annotations

import json
from functools import partial

from aiohttp.test_utils import TestClient, TestServer

from bot.assembly import Texts
from bot.channels.policy import asked_at, within
from bot.channels.private_html import PageWriter
from bot.channels.private_sender import PrivateSender
from bot.channels.telegram_capabilities import TELEGRAM
from bot.channels.telegram_requests import message_params
from bot.dialogs.model import Kind
from bot.handlers.private_page import PrivatePageHandlers
from bot.handlers.private_page_answers import translate_answer
from bot.handlers.private_page_gate import Gate
from bot.handlers.web import Health, web_application
from bot.own_data_file import OwnDataFiles
from bot.private_pages import PageService
from bot.private_rest import Rest, Ways
from core.clock import to_ms
from core.records import Attempt, OutboxRow, Result
from core.usecases.private_pages import OpenPages
from storage.database import Unit
from storage.store import TxStore
from tests.config.good import config
from tests.dialogs.conversation import Conversation
from tests.dialogs.lawful import KEEP
from tests.dialogs.supplier import KEYS

PUBLIC = "https://bot.example.ru/abonent"
PREFIX = "/abonent"


class Recorder:
    """The sender of a channel, up to the wire: what Telegram would be asked, as JSON."""

    def __init__(self, draw):
        self.draw, self.bodies, self.refusal = draw, [], ""

    async def send(self, row):
        parts = self.draw(row).parts
        self.bodies += [json.dumps(message_params(1, part)).encode() for part in parts]
        if self.refusal:
            url = json.loads(self.bodies[-1])["reply_markup"]["inline_keyboard"][0][0]["url"]
            return Attempt(Result.REFUSED, reason=f"{self.refusal} {url}")
        return Attempt(Result.OK, reference="1")


class ChatClock:
    """The time of a conversation."""

    def __init__(self, chat):
        self._chat = chat

    def now(self):
        return self._chat.now

    def now_ms(self):
        return to_ms(self._chat.now)


class StrictChat(Conversation):
    """`bodies` are all requests so far, `urls` the private links in them, `http` a browser."""

    def __init__(self, database, ways=None, mode="strict", **options):
        super().__init__(database, within(TELEGRAM, mode), **options)
        self.engine._stage._may_ask = partial(asked_at, mode)
        self.speech = Texts.of(config(policy__mode=mode), ChatClock(self))
        self.pages = OpenPages(KEYS)
        rest = Rest(database, TxStore, self.pages, ChatClock(self), ways or Ways(PUBLIC))
        self.recorder = Recorder(partial(self.speech.draw, can=TELEGRAM))
        lacks = partial(self.speech.lacks, can=TELEGRAM)
        self.sender = PrivateSender(self.recorder, self.speech.reply, lacks, rest)
        self.service = PageService(
            database, TxStore, self.pages, self.speech, self._accept, self.desk.choose_phone,
            files=OwnDataFiles(database, self.speech, KEEP),
        )  # fmt: skip
        self._rows_seen = 0

    async def _happens(self, kind, **fields):
        said = await super()._happens(kind, **fields)
        await self.deliver()
        return said

    async def deliver(self):
        """Send what the outbox holds for this chat, as delivery would."""
        fields = "id, event_id, address, kind, payload, created_ms"
        sql = f"SELECT {fields} FROM outbox WHERE address = :address AND id > :seen ORDER BY id"
        rows = await self.database.read(lambda tx: tx.all(sql, address=self.address, seen=self._rows_seen))
        self.attempts = []
        for id_, event_id, address, kind, payload, created_ms in rows:
            self._rows_seen = id_
            row = OutboxRow(id_, event_id, address, kind, payload, 1, created_ms, 0)
            self.attempts.append(await self.sender.send(row))

    async def _accept(self, events):
        """The intake's door: the answer of a page becomes a turn."""
        for raw in events:
            answer = translate_answer(raw.body, raw.received_ms)
            fields = {"prompt": answer.prompt, "page": True}
            if answer.kind is not Kind.CHOICE:
                fields["sent_at"] = answer.sent_at
            fields |= {"choice": answer.choice, "contact": answer.contact, "text": answer.text}
            await self._happens(answer.kind, **fields)

    @property
    def said(self):
        """The text of the last message as it went out."""
        return json.loads(self.recorder.bodies[-1])["text"].replace("\u00a0", " ")

    @property
    def urls(self):
        """Paths of all private links so far, below the public address."""
        markups = [json.loads(body).get("reply_markup", {}) for body in self.recorder.bodies]
        rows = [row for markup in markups for row in markup.get("inline_keyboard", [])]
        urls = [button["url"] for row in rows for button in row if "url" in button]
        assert all(url.startswith(f"{PUBLIC}/p/") for url in urls)
        return [PREFIX + url.removeprefix(PUBLIC) for url in urls]

    async def rows(self, sql, **params):
        return await self.database.read(lambda tx: tx.all(sql, **params))

    async def run(self, sql, **params):
        await self.database.write(Unit(lambda tx: tx.run(sql, **params)))


class _Pulse:
    async def health(self):
        return Health(ready=True)

    async def samples(self):
        return []


async def browser_of(chat, gate=None):
    """A browser that does not follow redirects by itself."""
    wrong = partial(chat.speech.words, "link-phone-wrong", {})
    handlers = PrivatePageHandlers(chat.service, PageWriter(chat.speech.words), gate or Gate(), wrong)
    server = TestServer(web_application(PREFIX, "1", _Pulse(), handlers.routes()))
    client = TestClient(server)
    await client.start_server()
    return client
