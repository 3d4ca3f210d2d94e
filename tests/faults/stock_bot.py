"""A stock aiogram bot as the tutorials write it: the control of the kill test, which must lose updates.

A handler that takes 20–150 ms, as one that asks a database and a billing does, then answers.
"""

from __future__ import annotations

import argparse
import asyncio
import random

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web


async def answer(message: Message) -> None:
    """Work for a moment, then answer."""
    await asyncio.sleep(random.uniform(0.02, 0.15))
    await message.answer(f"Принято: {message.text}")


def main() -> None:
    """Run by polling or webhook until killed."""
    parser = argparse.ArgumentParser()
    for name in ("--api", "--token", "--mode", "--port", "--secret"):
        parser.add_argument(name, required=True)
    given = parser.parse_args()
    bot = Bot(given.token, session=AiohttpSession(api=TelegramAPIServer.from_base(given.api)))
    dispatcher = Dispatcher()
    dispatcher.message(F.text)(answer)
    if given.mode == "polling":
        dispatcher.run_polling(bot)
        return

    async def set_webhook(bot: Bot) -> None:
        await bot.set_webhook(f"http://127.0.0.1:{given.port}/telegram", secret_token=given.secret)

    dispatcher.startup.register(set_webhook)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, secret_token=given.secret).register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=int(given.port), print=None)


if __name__ == "__main__":
    main()
