"""The members of an update that we read, typed. Everything else of the Bot API is skipped unread.

Decoding into these costs a few microseconds where aiogram's `Update.model_validate` costs 26. A member of a
wrong type makes the update malformed: it is kept as a dead letter, nobody guesses.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, field

from bot.handlers.telegram_intake import LARGEST, read_loosely
from core.errors import Malformed


class User(Struct):
    """Who wrote or pressed."""

    id: int
    is_bot: bool = False


class Chat(Struct):
    """Where; `type` is private, group, supergroup or channel."""

    id: int
    type: str = ""


class Contact(Struct):
    """A shared phone; `user_id` is whose number it is, filled by Telegram."""

    phone_number: str
    user_id: int | None = None


class Place(Struct):
    """The message under which a button was pressed; of one that is too old only this is known."""

    chat: Chat
    message_id: int = 0


class Replied(Struct):
    """The message that is replied to; who sent it and which one it is."""

    message_id: int = 0
    sender: User | None = field(default=None, name="from")


class Message(Struct):
    """A message of a person. The untyped members are only asked whether they are there."""

    chat: Chat
    message_id: int = 0
    date: int = 0
    edit_date: int | None = None
    sender: User | None = field(default=None, name="from")
    text: str | None = None
    caption: str | None = None
    contact: Contact | None = None
    media_group_id: str | None = None
    reply_to_message: Replied | None = None
    photo: Any = None
    document: Any = None
    animation: Any = None
    forward_origin: Any = None
    via_bot: Any = None


class Query(Struct):
    """A press of a button."""

    sender: User = field(name="from")
    id: str = ""
    message: Place | None = None
    data: str | None = None


class Status(Struct):
    """What the bot is in the chat now."""

    status: str


class Membership(Struct):
    """The bot was let in or thrown out; in a private chat: unblocked or blocked."""

    chat: Chat
    new_chat_member: Status
    sender: User | None = field(default=None, name="from")
    date: int = 0


class Update(Struct):
    """One update; at most one of its members is there."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Query | None = None
    my_chat_member: Membership | None = None


_UPDATE = msgspec.json.Decoder(Update)


def read_update(body: bytes) -> Update:
    """Decode an update; Malformed when it is none."""
    update = _decode(body)
    if not 0 <= update.update_id <= LARGEST:
        raise Malformed("an update with an impossible number")
    return update


def _decode(body: bytes) -> Update:
    try:
        return _UPDATE.decode(body)
    except msgspec.ValidationError as error:
        raise Malformed(str(error)) from None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _read_slowly(body)


def member_names(body: bytes, *path: str) -> list[str]:
    """The names of the members of an update, or of the object at `path` inside it."""
    try:
        found = read_loosely(body)
        for name in path:
            found = found[name]
    except (ValueError, KeyError, TypeError):
        return []
    return [name for name, value in found.items() if value is not None] if isinstance(found, dict) else []


def _read_slowly(body: bytes) -> Update:
    """Read what is JSON for others but not for msgspec: lone surrogates, NaN, bytes that are no UTF-8."""
    try:
        return _convert(read_loosely(body))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Malformed(f"not an update: {error}"[:200]) from None


def _convert(loose: Any) -> Update:
    return msgspec.convert(loose, Update)
