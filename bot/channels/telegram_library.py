"""What we use of aiogram, imported without the price of what we do not use.

aiogram completes each of its 400 pydantic models when it is imported, and each of them is built with all
that it may hold: four seconds of CPU time and 75 MB at every start of the bot, and the product uses ten.
pydantic completes a model by itself when it is first used, if the names of its annotations are found in its
module: so here the names are left there instead. Everybody takes aiogram from here; where it was imported
before, nothing changes.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@contextmanager
def _completed_when_used() -> Iterator[None]:
    """Inside, `model_rebuild` only makes the names that it is given known to the module of the model."""
    usual = vars(BaseModel)["model_rebuild"]

    def leave(model: type[BaseModel], *, _types_namespace: Mapping[str, Any] | None = None) -> None:
        known = vars(sys.modules[model.__module__])
        for name, meant in (_types_namespace or {}).items():
            known.setdefault(name, meant)

    setattr(BaseModel, "model_rebuild", classmethod(leave))  # noqa: B010 - not as it is declared
    try:
        yield
    finally:
        setattr(BaseModel, "model_rebuild", usual)  # noqa: B010


with _completed_when_used():
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramNetworkError
    from aiogram.methods import SetChatMenuButton, SetMyCommands, SetMyDescription, SetMyShortDescription
    from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands

__all__ = (
    "AiohttpSession",
    "Bot",
    "BotCommand",
    "BotCommandScopeAllPrivateChats",
    "ClientDecodeError",
    "MenuButtonCommands",
    "SetChatMenuButton",
    "SetMyCommands",
    "SetMyDescription",
    "SetMyShortDescription",
    "TelegramAPIError",
    "TelegramAPIServer",
    "TelegramNetworkError",
)
