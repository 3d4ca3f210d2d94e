"""From the stored body of an update to an `Inbound`: what did the person do.

Runs inside a turn, so it is pure and cheap. It names things and does not judge them: titles of the bottom
keyboard stay text, unknown commands stay commands, a press of somebody else's button is a stale press.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.channels.tokens import Pressed, decode
from bot.dialogs.engine import Ignored
from bot.dialogs.model import Contact, Inbound, Kind
from bot.handlers.telegram_files import incoming
from bot.handlers.telegram_intake import LARGEST
from bot.handlers.telegram_service import SERVICE
from bot.handlers.telegram_wire import member_names, read_update
from core.errors import Malformed
from core.text import clean_text

if TYPE_CHECKING:
    from bot.handlers.telegram_wire import Chat, Membership, Message, Query, User

MAX_TEXT = 4096
MAX_PHONE = 40
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,40}))?(?:\s+(.*))?", re.DOTALL)
_NAME = re.compile(r"[a-z_]{1,40}")
_STALE = Pressed(choice="")
_PRIVATE = "private"
_INSIDE = frozenset({"member", "administrator", "creator", "restricted"})


def translate(body: bytes, received_ms: int, username: str = "") -> Inbound | Ignored:
    """Say what an update means. `username` is the bot's own, to tell `/help@other` in groups.

    Raises Malformed for what cannot be an update of Telegram.
    """
    update = read_update(body)
    received = datetime.fromtimestamp(received_ms / 1000, UTC)
    if update.message is not None:
        return _message(update.message, body, received, username)
    if update.callback_query is not None:
        return _press(update.callback_query, received)
    if update.edited_message is not None:
        return _message(update.edited_message, body, received, username, edited=True)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member, received)
    others = [name for name in member_names(body) if name != "update_id"]
    return Ignored(others[0] if others and _NAME.fullmatch(others[0]) else "unknown")


def _message(
    message: Message, body: bytes, received: datetime, username: str, *, edited: bool = False
) -> Inbound | Ignored:
    reason = _silence(message)
    if reason:
        return Ignored(reason)
    kind, text, command = _content(message)
    if kind is Kind.OTHER and (edited or _is_service(body)):
        # An edit without words is a moving live location or a new preview of a link.
        return Ignored("edited-other" if edited else "service")
    if kind is Kind.COMMAND:
        command, to, text = _split_command(text)
        if to and username and to.lower() != username.lower():
            return Ignored("command-of-another-bot")
    stamp = message.edit_date if edited and message.edit_date else message.date
    return Inbound(
        address=_address(message.chat),
        kind=kind,
        received_at=received,
        sent_at=_moment(stamp, received),
        text=text,
        command=command,
        contact=_contact(message) if kind is Kind.CONTACT else None,
        file=incoming(message) if kind in {Kind.PHOTO, Kind.DOCUMENT} else None,
        edited=edited,
        album=clean_text(message.media_group_id or "")[:64],
        private=message.chat.type == _PRIVATE,
        carrier=str(message.message_id),
        replies_to=_replied(message),
        values={"forwarded": "yes"} if message.forward_origin is not None else {},
    )


def _replied(message: Message) -> str:
    """The message of ours that this one replies to; in a private chat every bot's is ours."""
    replied = message.reply_to_message
    ours = replied is not None and replied.sender is not None and replied.sender.is_bot
    return str(replied.message_id) if replied is not None and ours else ""


def _silence(message: Message) -> str:
    """The rule by which a message gets no answer, "" when it gets one."""
    if message.chat.type == "channel":
        return "channel"
    if message.sender is None:
        return "no-sender"
    if message.sender.is_bot:
        return "bot"
    return "via-bot" if message.via_bot is not None else ""


def _content(message: Message) -> tuple[Kind, str, str]:
    """The kind, the words (cleaned) and an empty command."""
    if message.text is not None:
        text = clean_text(message.text[:MAX_TEXT])
        return (Kind.COMMAND if _COMMAND.fullmatch(text.strip()) else Kind.TEXT), text, ""
    text = clean_text((message.caption or "")[:MAX_TEXT])
    if message.contact is not None:
        return Kind.CONTACT, text, ""
    if message.photo is not None:
        return Kind.PHOTO, text, ""
    # A GIF is sent as a document too, for clients that cannot play it.
    if message.document is not None and message.animation is None:
        return Kind.DOCUMENT, text, ""
    return Kind.OTHER, text, ""


def _split_command(text: str) -> tuple[str, str, str]:
    """`/balance@bot 12345` → command, addressed bot, arguments."""
    found = _COMMAND.fullmatch(text.strip())
    if found is None:
        return "", "", text
    return found[1].lower(), found[2] or "", (found[3] or "").strip()


def _contact(message: Message) -> Contact:
    """The shared contact; own only in the person's private chat, unforwarded, under the person's own id.

    Telegram itself fills `user_id` from the number, so a forged one does not get here; anybody may send
    somebody else's contact. Own numbers come without the plus.
    """
    contact, sender = message.contact, message.sender
    if contact is None or sender is None:
        raise Malformed("a contact without a contact")
    phone = clean_text(contact.phone_number[:MAX_PHONE])
    own = contact.user_id == sender.id == message.chat.id and message.forward_origin is None
    if own and phone.isascii() and phone.isdigit():
        phone = f"+{phone}"
    return Contact(phone, own)


def _press(query: Query, received: datetime) -> Inbound | Ignored:
    if query.sender.is_bot:
        return Ignored("bot")
    place = query.message
    if place is not None and place.chat.type == "channel":
        return Ignored("channel")
    pressed = (decode(query.data) if query.data is not None else None) or _STALE
    return Inbound(
        address=_address(place.chat if place is not None else query.sender),
        kind=Kind.CHOICE,
        received_at=received,
        text=pressed.target,
        choice=pressed.choice,
        prompt=pressed.prompt,
        private=place is None or place.chat.type == _PRIVATE,
        carrier=str(place.message_id) if place is not None else "",
    )


def _membership(change: Membership, received: datetime) -> Inbound | Ignored:
    if change.chat.type == "channel":
        return Ignored("channel")
    inside = change.new_chat_member.status in _INSIDE
    return Inbound(
        address=_address(change.chat),
        kind=Kind.SYSTEM,
        received_at=received,
        sent_at=_moment(change.date, received),
        command="unblocked" if inside else "blocked",
        private=change.chat.type == _PRIVATE,
    )


def _is_service(body: bytes) -> bool:
    """Whether a message without words only tells that something happened in the chat."""
    return not SERVICE.isdisjoint(member_names(body, "message"))


def _address(chat: Chat | User) -> str:
    if not -LARGEST <= chat.id <= LARGEST:
        raise Malformed("a chat with an impossible number")
    return f"telegram:{chat.id}"


def _moment(seconds: int, received: datetime) -> datetime:
    """The time a message carries; the time of arrival when it carries none that exists."""
    if not 0 < seconds < 2**33:
        return received
    return datetime.fromtimestamp(seconds, UTC)
