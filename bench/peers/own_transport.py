"""An echo on the product's own transport: its web server, its reading of updates, its sender; no database."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Sequence

import msgspec
from aiohttp import web

from bench.peers.options import Options, read_options
from bench.peers.texts import BUTTONS, echo
from bot.channels.base import Button, Part
from bot.channels.telegram_requests import message_params
from bot.channels.telegram_session import TelegramSession
from bot.dialogs.model import Inbound
from bot.handlers.telegram_intake import UpdateIntake
from bot.handlers.telegram_presses import Presses
from bot.handlers.telegram_translate import translate
from bot.handlers.telegram_webhook import TelegramWebhook
from bot.handlers.web import Health, Route, web_application
from core.background import Background
from core.clock import SystemClock
from core.records import RawEvent

ROWS = tuple((Button(text, data),) for text, data in BUTTONS)


class _Message(msgspec.Struct):
    message_id: int


class _Update(msgspec.Struct):
    message: _Message


class Healthy:
    """The pulse of a bot that is always well."""

    async def health(self) -> Health:
        return Health(ready=True)

    async def samples(self) -> Sequence[object]:
        return ()


class Echo:
    """Answers every text with itself, as soon as it is read."""

    def __init__(self, session: TelegramSession, background: Background) -> None:
        self._session, self._background = session, background

    async def accept(self, events: Sequence[RawEvent]) -> None:
        for event in events:
            inbound = translate(event.body, event.received_ms)
            if isinstance(inbound, Inbound):
                number = msgspec.json.decode(event.body, type=_Update).message.message_id
                part = Part(echo(number, inbound.text or inbound.command), rows=ROWS)
                chat = int(inbound.address.partition(":")[2])
                self._background.spawn(self._send(chat, part), name="send")

    async def _send(self, chat: int, part: Part) -> None:
        await self._session.call("sendMessage", message_params(chat, part))


async def main(options: Options) -> None:
    """Serve until SIGTERM."""
    background, stop = Background(), asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    session = TelegramSession(options.token, options.api, limit=100)
    await session.call("getMe", {})
    await session.call("setWebhook", {"url": f"http://127.0.0.1:{options.port}{options.path}"})
    intake = UpdateIntake(int(options.token.partition(":")[0]), SystemClock().now_ms)
    hook = TelegramWebhook(
        options.secret, intake, Echo(session, background).accept, Presses(session, background)
    )
    routes = [Route(options.path, hook.handle)]
    runner = web.AppRunner(web_application("", "bench", Healthy(), routes), access_log=None)  # type: ignore[arg-type]
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", options.port).start()
    gc.collect()
    gc.freeze()
    await stop.wait()
    await runner.cleanup()
    await background.close()
    await session.close()


if __name__ == "__main__":
    asyncio.run(main(read_options()))
