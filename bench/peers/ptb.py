"""A python-telegram-bot echo bot behind its documentation's custom webhook.

The documentation shows the webhook on a server of the author's choice, which puts updates into the queue of
the application; here it is aiohttp. By default one update after the other is handled; `--concurrent` sets
`concurrent_updates`, which its pages offer to bots that wait for the network.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import signal
from typing import Any

from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bench.peers.options import Options, read_options
from bench.peers.texts import BUTTONS, SECTIONS, echo

_KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data)] for text, data in BUTTONS])

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


async def name_section(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """The handlers that the questions of the benchmark pass by."""
    if update.effective_message is not None:
        await update.effective_message.reply_text("Раздел")


async def answer(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Repeat the text."""
    message = update.message
    if message is not None:
        await message.reply_text(echo(message.message_id, message.text or ""), reply_markup=_KEYBOARD)


def build(options: Options) -> AnyApplication:
    """An application with the same nineteen handlers as the stock aiogram bot."""
    builder = ApplicationBuilder().token(options.token).base_url(f"{options.api}/bot")
    if options.mode == "webhook":
        builder = builder.updater(None)
    application: AnyApplication = builder.concurrent_updates(options.concurrent or False).build()
    for name, button in SECTIONS:
        application.add_handler(CommandHandler(name, name_section))
        application.add_handler(MessageHandler(filters.Text([button]), name_section))
        application.add_handler(CallbackQueryHandler(name_section, pattern=f"^{name}:"))
    application.add_handler(MessageHandler(filters.TEXT, answer))
    return application


def webhook(options: Options, application: AnyApplication) -> web.Application:
    """The server that feeds the application's queue."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not secrets.compare_digest(given, options.secret):
            return web.Response(status=403)
        update = Update.de_json(await request.json(), application.bot)
        await application.update_queue.put(update)
        return web.Response()

    server = web.Application()
    server.router.add_post(options.path, receive)
    return server


async def serve(options: Options, application: AnyApplication) -> None:
    """Run the webhook until SIGTERM."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    runner = web.AppRunner(webhook(options, application), access_log=None)
    async with application:
        await application.start()
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", options.port).start()
        await stop.wait()
        await runner.cleanup()
        await application.stop()


def main() -> None:
    """Run until SIGTERM."""
    logging.basicConfig(level=logging.WARNING)
    options = read_options()
    application = build(options)
    if options.mode == "polling":
        application.run_polling()
    else:
        asyncio.run(serve(options, application))


if __name__ == "__main__":
    main()
