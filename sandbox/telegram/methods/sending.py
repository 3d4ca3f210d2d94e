"""sendMessage and what all sending methods share."""

from __future__ import annotations

from typing import Any

from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi, Method
from sandbox.telegram.errors import bad
from sandbox.telegram.files import Upload
from sandbox.telegram.markup import Markup, parse_markup
from sandbox.telegram.methods.targets import writable
from sandbox.telegram.schema import Table, boolean, chat, integer, string, structure
from sandbox.telegram.text import message_text
from sandbox.telegram.world import Chat

SEND: Table = {
    "business_connection_id": string,
    "chat_id": chat,
    "message_thread_id": integer,
    "direct_messages_topic_id": integer,
    "disable_notification": boolean,
    "protect_content": boolean,
    "allow_paid_broadcast": boolean,
    "message_effect_id": string,
    "suggested_post_parameters": structure,
    "reply_parameters": structure,
    "reply_to_message_id": integer,
    "allow_sending_without_reply": boolean,
    "reply_markup": structure,
    "ephemeral_message_parameters": structure,
    "callback_query_id": string,
    "receiver_user_id": integer,
}


def new_message(api: BotApi, chat: Chat, params: Json, content: Json) -> Json:
    """Give the content an identifier and send it; the last refusals (replies, flood control) happen here."""
    markup = parse_markup(params.get("reply_markup"), private=chat.private, strict=api.settings.strict)
    reply_to = _reply_to(chat, params)
    _refuse_ephemeral(params)
    api.flood.check(chat.id)
    body: Json = {
        "message_id": chat.next_message_id,
        "from": api.profile.user,
        "chat": chat.json,
        "date": api.clock.now_ms() // 1000,
        **reply_to,
        **content,
    }
    if params.get("protect_content"):
        body["has_protected_content"] = True
    return _deliver(api, chat, body, markup)


def _refuse_ephemeral(params: Json) -> None:
    for name in ("ephemeral_message_parameters", "callback_query_id", "receiver_user_id"):
        if params.get(name):
            raise bad("the sandbox has no ephemeral messages (sandbox)")


def _deliver(api: BotApi, chat: Chat, body: Json, markup: Markup) -> Json:
    if markup.inline is not None:
        body["reply_markup"] = markup.inline
    return api.world.send(chat, body, markup.kind, markup.body)


def _reply_to(chat: Chat, params: Json) -> Json:
    wish: Any = params.get("reply_parameters")
    if wish is None and "reply_to_message_id" in params:
        wish = {
            "message_id": params["reply_to_message_id"],
            "allow_sending_without_reply": params.get("allow_sending_without_reply", False),
        }
    if wish is None:
        return {}
    if not isinstance(wish, dict):
        raise bad("Object expected as reply parameters")
    message = chat.live(wish.get("message_id", 0))
    if message is None:
        if wish.get("allow_sending_without_reply"):
            return {}
        raise bad("message to be replied not found")
    quoted = {name: value for name, value in message.body.items() if name != "reply_to_message"}
    return {"reply_to_message": quoted}


def send_message(api: BotApi, params: Json, _: dict[str, Upload]) -> Json:
    """A text message."""
    text = message_text(params.get("text", ""), params.get("parse_mode", ""), params.get("entities"))
    chat = writable(api, params)
    content: Json = {"text": text.text}
    if text.entities:
        content["entities"] = text.entities
    if isinstance(params.get("link_preview_options"), dict):
        content["link_preview_options"] = params["link_preview_options"]
    return new_message(api, chat, params, content)


METHODS = (
    Method(
        "sendMessage",
        {
            **SEND,
            "text": string,
            "parse_mode": string,
            "entities": structure,
            "link_preview_options": structure,
            "disable_web_page_preview": boolean,
        },
        send_message,
    ),
)
