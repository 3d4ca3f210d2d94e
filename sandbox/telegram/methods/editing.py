"""Edits and deletion: only the bot's own messages, only what they hold, only if something changes."""

from __future__ import annotations

from typing import Any

from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi, Method
from sandbox.telegram.errors import bad
from sandbox.telegram.files import Upload, document, photo_sizes
from sandbox.telegram.markup import inline_only
from sandbox.telegram.methods.media import ABOVE, CAPTION, caption_of
from sandbox.telegram.methods.targets import message_to
from sandbox.telegram.schema import Table, boolean, chat, integer, string, structure
from sandbox.telegram.text import message_text
from sandbox.telegram.world import Chat, Message

DELETE_LIMIT_MS = 48 * 3_600_000
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
WHICH: Table = {
    "business_connection_id": string,
    "chat_id": chat,
    "message_id": integer,
    "inline_message_id": string,
    "reply_markup": structure,
}
TEXT_MEMBERS = ("text", "entities", "link_preview_options")
CAPTION_MEMBERS = ("caption", "caption_entities", "show_caption_above_media")
MEDIA_MEMBERS = ("photo", "document", *CAPTION_MEMBERS)


def _editable(api: BotApi, params: Json) -> tuple[Chat, Message]:
    chat, message = message_to(api, params, "edit")
    if not message.out or message.markup_kind not in {"", "inline"}:
        raise bad("message can't be edited")
    return chat, message


def _apply(
    api: BotApi, params: Json, found: tuple[Chat, Message], content: Json, members: tuple[str, ...]
) -> Json:
    """Put the new content in place of the `members`; an edit without a keyboard takes the keyboard away."""
    chat, message = found
    markup = inline_only(params.get("reply_markup"), strict=api.settings.strict)
    old = message.body
    left = {name: old[name] for name in old if name not in {*members, "reply_markup", "edit_date"}}
    body: Json = {**left, **content}
    if markup.inline is not None:
        body["reply_markup"] = markup.inline
    if body == {name: value for name, value in old.items() if name != "edit_date"}:
        raise bad(NOT_MODIFIED)
    api.flood.check(chat.id)
    body["edit_date"] = api.clock.now_ms() // 1000
    return api.world.edit(chat, body)


def edit_text(api: BotApi, params: Json, _: dict[str, Upload]) -> Json:
    """New text (and keyboard) of a text message."""
    if params.get("rich_message"):
        raise bad("the sandbox has no rich messages (sandbox)")
    text = message_text(params.get("text", ""), params.get("parse_mode", ""), params.get("entities"))
    found = _editable(api, params)
    if "text" not in found[1].body:
        raise bad("there is no text in the message to edit")
    content: Json = {"text": text.text}
    if text.entities:
        content["entities"] = text.entities
    if isinstance(params.get("link_preview_options"), dict):
        content["link_preview_options"] = params["link_preview_options"]
    return _apply(api, params, found, content, TEXT_MEMBERS)


def edit_caption(api: BotApi, params: Json, _: dict[str, Upload]) -> Json:
    """New caption of a photo or a document."""
    words = caption_of(params)
    found = _editable(api, params)
    if "photo" not in found[1].body and "document" not in found[1].body:
        raise bad("there is no caption in the message to edit")
    return _apply(api, params, found, words, CAPTION_MEMBERS)


def edit_markup(api: BotApi, params: Json, _: dict[str, Upload]) -> Json:
    """Only another inline keyboard, or none."""
    return _apply(api, params, _editable(api, params), {}, ())


def edit_media(api: BotApi, params: Json, uploads: dict[str, Upload]) -> Json:
    """Another photo or document with its caption."""
    media: Any = params.get("media")
    if not isinstance(media, dict):
        raise bad("Can't parse input media JSON object")
    found = _editable(api, params)
    if "text" in found[1].body and api.settings.strict:
        raise bad("there is no media in the message to edit (sandbox)")
    kind = media.get("type")
    if kind not in {"photo", "document"}:
        raise bad("Can't parse InputMedia: media type not supported by the sandbox")
    kept = api.files.accept(kind, media.get("media"), uploads)
    content = {"photo": photo_sizes(kept)} if kind == "photo" else {"document": document(kept)}
    return _apply(api, params, found, {**content, **caption_of(media)}, MEDIA_MEMBERS)


def delete_message(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
    """Own messages anywhere, a person's only in a private chat; not after 48 hours."""
    chat, message = message_to(api, params, "delete")
    too_old = api.clock.now_ms() - message.date_ms > DELETE_LIMIT_MS
    if too_old or not (message.out or chat.private):
        raise bad("message can't be deleted")
    api.world.delete(chat, message.id)
    return True


_TEXT: Table = {
    **WHICH,
    "text": string,
    "parse_mode": string,
    "entities": structure,
    "link_preview_options": structure,
    "disable_web_page_preview": boolean,
    "rich_message": structure,
}
METHODS = (
    Method("editMessageText", _TEXT, edit_text),
    Method("editMessageCaption", {**WHICH, **CAPTION, **ABOVE}, edit_caption),
    Method("editMessageReplyMarkup", WHICH, edit_markup),
    Method("editMessageMedia", {**WHICH, "media": structure}, edit_media),
    Method("deleteMessage", {"chat_id": chat, "message_id": integer}, delete_message),
)
