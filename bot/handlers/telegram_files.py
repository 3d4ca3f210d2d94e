"""The file of a message as Telegram announces it: its reference, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from core.files.model import LONGEST_NAME, LONGEST_REFERENCE, Incoming
from core.text import clean_text

if TYPE_CHECKING:
    from bot.handlers.telegram_wire import Message

_MOST_SIZES = 20
_LONGEST_MIME = 80
_PHOTO_MIME = "image/jpeg"


class _File(Struct):
    """A document, or one size of a photo."""

    file_id: str = ""
    file_size: int = 0
    file_name: str = ""
    mime_type: str = ""
    width: int = 0
    height: int = 0


def incoming(message: Message) -> Incoming | None:
    """The document, or the largest size of the photo; None where Telegram's description cannot be read."""
    if message.document is not None:
        return _announced(_read(message.document), "")
    sizes = message.photo if isinstance(message.photo, list) else []
    found = [size for size in map(_read, sizes[:_MOST_SIZES]) if size is not None]
    return _announced(max(found, key=lambda size: size.width * size.height, default=None), _PHOTO_MIME)


def _read(value: Any) -> _File | None:
    try:
        return msgspec.convert(value, _File)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _announced(file: _File | None, mime: str) -> Incoming | None:
    if file is None or not 0 < len(file.file_id) <= LONGEST_REFERENCE or not file.file_id.isascii():
        return None
    name = clean_text(file.file_name[-LONGEST_NAME:])
    return Incoming(file.file_id, max(0, file.file_size), name, mime or file.mime_type[:_LONGEST_MIME])
