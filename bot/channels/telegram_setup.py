"""What the bot tells Telegram about itself at start: commands, descriptions, the menu button.

Said only when it differs from what was said last; a failure is logged and tried at the next start. Only
a token that Telegram does not know stops the start.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Protocol

import msgspec
import structlog
from msgspec import Struct

from bot.channels.telegram_answer import Meaning, judge
from bot.channels.telegram_library import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramAPIError,
)
from bot.channels.telegram_session import Lost, NotSent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiogram.methods import TelegramMethod

    from bot.channels.telegram_session import TelegramSession

COMMANDS = ("start", "balance", "pay", "readings", "accounts", "settings", "help", "stop")
MAX_DESCRIPTION, MAX_SHORT = 512, 120
_LANGUAGES = (None, "ru")
"""The default for everybody, and Russian: a list set by hand in @BotFather for one of them would win."""

log = structlog.stdlib.get_logger(__name__)


class TokenRefused(Exception):
    """Telegram does not know the token."""


class Memory(Protocol):
    """Small facts that outlive a process."""

    async def remembered(self, key: str) -> str | None: ...

    async def remember(self, key: str, value: str) -> None: ...


class Identity(Struct):
    """Who the token belongs to."""

    id: int
    username: str = ""


async def identify(session: TelegramSession) -> Identity | None:
    """Ask Telegram whose the token is; None when it cannot be asked now. Raises TokenRefused."""
    try:
        verdict = judge(await session.call("getMe", {}))
    except (NotSent, Lost) as error:
        log.warning("telegram.not_reached", reason=f"{type(error).__name__}: {error}")
        return None
    if verdict.meaning is Meaning.TOKEN:
        raise TokenRefused(
            f"Telegram refuses the token ({verdict.reason}): check telegram.token and telegram.api_base"
        )
    if verdict.meaning is not Meaning.DONE:
        log.warning("telegram.not_reached", reason=verdict.reason)
        return None
    try:
        return msgspec.json.decode(verdict.result, type=Identity)
    except msgspec.MsgspecError:
        log.warning("telegram.not_reached", reason="getMe names nobody")
        return None


async def introduce(session: TelegramSession, token: str, say: Callable[[str], str], memory: Memory) -> bool:
    """Tell Telegram the commands and descriptions, if they changed; whether everything was taken.

    `say` gives the text of a key of the full catalogue.
    """
    bot = Bot(token, session=session)
    methods = _methods(say)
    key = f"telegram:{bot.id}:profile"
    digest = _digest(methods)
    if await memory.remembered(key) == digest:
        return True
    taken = [await _tell(bot, method) for method in methods]
    if all(taken):
        await memory.remember(key, digest)
    return all(taken)


async def _tell(bot: Bot, method: TelegramMethod[bool]) -> bool:
    try:
        return await bot(method)
    except TelegramAPIError as error:
        log.warning("telegram.not_introduced", method=type(method).__name__, reason=error.message)
        return False


def _methods(say: Callable[[str], str]) -> list[TelegramMethod[bool]]:
    commands = [BotCommand(command=name, description=say(f"command-{name}")) for name in COMMANDS]
    methods: list[TelegramMethod[bool]] = [SetChatMenuButton(menu_button=MenuButtonCommands())]
    for language in _LANGUAGES:
        methods += [
            SetMyCommands(commands=commands, scope=BotCommandScopeAllPrivateChats(), language_code=language),
            SetMyDescription(description=say("bot-description")[:MAX_DESCRIPTION], language_code=language),
            SetMyShortDescription(
                short_description=say("bot-short-description")[:MAX_SHORT], language_code=language
            ),
        ]
    return methods


def _digest(methods: Sequence[TelegramMethod[bool]]) -> str:
    lines = [f"{type(method).__name__} {method.model_dump_json(exclude_none=True)}" for method in methods]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
