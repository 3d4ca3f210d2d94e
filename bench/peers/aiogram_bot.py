"""A stock aiogram bot, put together and run as the documentation does: routers, filters, webhook, polling."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from bench.peers.options import Options
from bench.peers.texts import BUTTONS, SECTIONS


def keyboard() -> InlineKeyboardMarkup:
    """Three buttons in a column."""
    rows = [[InlineKeyboardButton(text=text, callback_data=data)] for text, data in BUTTONS]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def section_router(name: str, button: str) -> Router:
    """One of six: a command, its button below the chat, its button below a message."""
    router = Router(name=name)

    @router.message(Command(name))
    async def by_command(message: Message) -> None:
        await message.answer(button)

    @router.message(F.text == button)
    async def by_text(message: Message) -> None:
        await message.answer(button)

    @router.callback_query(F.data.startswith(f"{name}:"))
    async def by_press(query: CallbackQuery) -> None:
        await query.answer(button)

    return router


def dispatcher(answer: Callable[..., Awaitable[None]]) -> Dispatcher:
    """Six routers with three handlers each, and the nineteenth, which answers every text."""
    result = Dispatcher(storage=MemoryStorage())
    for name, button in SECTIONS:
        result.include_router(section_router(name, button))
    last = Router(name="last")
    last.message(F.text)(answer)
    result.include_router(last)
    return result


def run(options: Options, root: Dispatcher, *, in_background: bool = True) -> None:
    """Run until SIGTERM. `in_background` is SimpleRequestHandler's own default: acknowledge, then handle."""
    logging.basicConfig(level=logging.WARNING)
    server = TelegramAPIServer.from_base(options.api)
    bot = Bot(options.token, session=AiohttpSession(api=server))
    if options.mode == "polling":
        root.run_polling(bot)
        return

    async def set_webhook(bot: Bot) -> None:
        await bot.set_webhook(f"http://127.0.0.1:{options.port}{options.path}", secret_token=options.secret)

    root.startup.register(set_webhook)
    app = web.Application()
    handler = SimpleRequestHandler(root, bot, handle_in_background=in_background, secret_token=options.secret)
    handler.register(app, path=options.path)
    setup_application(app, root, bot=bot)
    web.run_app(app, host="127.0.0.1", port=options.port, print=None, access_log=None)
