"""From one rendered message to the parameters of a Bot API method, as plain dicts."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.dialogs.model import Menu

if TYPE_CHECKING:
    from bot.channels.base import Button, Part

Params = dict[str, Any]

_NO_PREVIEW = {"is_disabled": True}
_NO_KEYBOARD = {"remove_keyboard": True}


def message_params(chat: int, part: Part) -> Params:
    """Parameters of `sendMessage`."""
    params: Params = {
        "chat_id": chat,
        "text": part.text,
        "parse_mode": "HTML",
        "link_preview_options": _NO_PREVIEW,
    }
    return _finish(params, part)


def photo_params(chat: int, part: Part) -> Params:
    """Parameters of `sendPhoto`, without the photo."""
    params: Params = {"chat_id": chat}
    if part.text:
        params |= {"caption": part.text, "parse_mode": "HTML"}
    return _finish(params, part)


def document_params(chat: int, part: Part) -> Params:
    """Parameters of `sendDocument`, without the file."""
    return photo_params(chat, part)


def edit_params(chat: int, message: int, part: Part) -> Params:
    """Parameters of `editMessageText`; a message without buttons loses those it had."""
    params: Params = {
        "chat_id": chat,
        "message_id": message,
        "text": part.text,
        "parse_mode": "HTML",
        "link_preview_options": _NO_PREVIEW,
    }
    if part.rows:
        params["reply_markup"] = _inline(part.rows)
    return params


def media_params(chat: int, message: int, part: Part, photo: str) -> Params:
    """Parameters of `editMessageMedia`: another picture, with its words and buttons."""
    media: Params = {"type": "photo", "media": photo}
    if part.text:
        media |= {"caption": part.text, "parse_mode": "HTML"}
    params: Params = {"chat_id": chat, "message_id": message, "media": media}
    if part.rows:
        params["reply_markup"] = _inline(part.rows)
    return params


def _finish(params: Params, part: Part) -> Params:
    if part.protect:
        params["protect_content"] = True
    if part.rows:
        params["reply_markup"] = _inline(part.rows)
    elif part.contact:
        params["reply_markup"] = _asking(part.contact, part.menu_rows)
    elif part.menu is Menu.MAIN:
        params["reply_markup"] = _menu(part.menu_rows)
    elif part.menu is Menu.NONE:
        params["reply_markup"] = _NO_KEYBOARD
    return params


def _inline(rows: tuple[tuple[Button, ...], ...]) -> Params:
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> Params:
    if button.url:
        return {"text": button.title, "url": button.url}
    return {"text": button.title, "callback_data": button.data}


@lru_cache(maxsize=16)
def _menu(rows: tuple[tuple[str, ...], ...]) -> Params:
    keyboard = [[{"text": title} for title in row] for row in rows]
    return {"keyboard": keyboard, "resize_keyboard": True, "is_persistent": True}


@lru_cache(maxsize=16)
def _asking(contact: str, rows: tuple[tuple[str, ...], ...]) -> Params:
    """The keyboard that shares the person's own contact; the other titles are words to send."""
    share: list[Params] = [{"text": contact, "request_contact": True}]
    others: list[list[Params]] = [[{"text": title} for title in row] for row in rows]
    return {"keyboard": [share, *others], "resize_keyboard": True, "one_time_keyboard": True}
