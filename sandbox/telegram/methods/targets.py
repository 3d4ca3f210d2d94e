"""Whom a call is about: chats that can be written to, messages that can be touched."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi
from sandbox.telegram.errors import bad, forbidden
from sandbox.telegram.world import Chat, Message


def chat_of(api: BotApi, params: Json) -> Chat:
    """The chat of `chat_id` if the bot knows it (no public groups, so no @names); raises ApiError 400."""
    chat_id = params.get("chat_id", "")
    if chat_id == "":
        raise bad("chat_id is empty")
    chat = api.world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None or not chat.opened:
        raise bad("chat not found")
    return chat


def writable(api: BotApi, params: Json) -> Chat:
    """The chat of `chat_id` if the bot may write there; raises ApiError 400 or 403."""
    chat = chat_of(api, params)
    if chat.private and api.world.people[chat.id].deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden(
            "bot was blocked by the user" if chat.private else "bot was kicked from the group chat"
        )
    return chat


def message_to(api: BotApi, params: Json, what: str) -> tuple[Chat, Message]:
    """The message of `chat_id` and `message_id`; `what` such as "edit" goes into the refusal (400)."""
    if "chat_id" not in params and not params.get("message_id"):
        if params.get("inline_message_id"):
            raise bad("MESSAGE_ID_INVALID")
        raise bad("message identifier is not specified")
    chat = writable(api, params)
    message = chat.live(params.get("message_id", 0))
    if message is None:
        raise bad(f"message to {what} not found")
    return chat, message
