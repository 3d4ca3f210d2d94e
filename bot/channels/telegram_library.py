"""What we use of aiogram, imported without the price of what we do not use.

aiogram completes each of its 600 pydantic models when it is imported, and each is built with all that it may
hold: five seconds of CPU time and 90 MB at every start of the bot; the product uses ten of them. pydantic
completes a model by itself when it is first used (`defer_build`) if the names of its annotations are in
its module: so here the names are left there. Everybody takes aiogram from here; where it was imported before,
nothing changes.
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
    """Inside, `model_rebuild` only makes the names that it is given known to the module of the model.

    What is declared meanwhile keeps the setting `defer_build`.
    """
    usual, settings = vars(BaseModel)["model_rebuild"], BaseModel.model_config

    def leave(model: type[BaseModel], *, _types_namespace: Mapping[str, Any] | None = None) -> None:
        known = vars(sys.modules[model.__module__])
        for name, meant in (_types_namespace or {}).items():
            known.setdefault(name, meant)

    setattr(BaseModel, "model_rebuild", classmethod(leave))  # noqa: B010 - not as it is declared
    BaseModel.model_config = {**settings, "defer_build": True}
    try:
        yield
    finally:
        setattr(BaseModel, "model_rebuild", usual)  # noqa: B010
        BaseModel.model_config = settings


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
