"""sendChatAction and getChat."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi, Method
from sandbox.telegram.errors import bad
from sandbox.telegram.files import Upload
from sandbox.telegram.methods.targets import chat_of, writable
from sandbox.telegram.schema import chat, integer, string

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_action(api: BotApi, params: Json, _: dict[str, Upload]) -> bool:
    """Show "typing" and the like for five seconds."""
    action = params.get("action", "")
    if action.lower() not in ACTIONS:
        raise bad("wrong parameter action in request")
    target = writable(api, params)
    target.action, target.action_ms = action, api.clock.now_ms()
    return True


def get_chat(api: BotApi, params: Json, _: dict[str, Upload]) -> Json:
    """What is known of a chat (the members aiogram insists on are there)."""
    target = chat_of(api, params)
    return {
        **target.json,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


METHODS = (
    Method(
        "sendChatAction",
        {"business_connection_id": string, "chat_id": chat, "message_thread_id": integer, "action": string},
        send_action,
    ),
    Method("getChat", {"chat_id": chat}, get_chat),
)
