"""A stock aiogram echo bot: six routers, `F` filters, memory storage, no database."""

from __future__ import annotations

from aiogram.types import Message

from bench.peers.aiogram_bot import dispatcher, keyboard, run
from bench.peers.options import read_options
from bench.peers.texts import echo


async def answer(message: Message) -> None:
    """Repeat the text."""
    await message.answer(echo(message.message_id, message.text or ""), reply_markup=keyboard())


if __name__ == "__main__":
    run(read_options(), dispatcher(answer))
