"""What the control API shows."""

from __future__ import annotations

from typing import Any

from sandbox.control.desk import Desk
from sandbox.jsontext import Json
from sandbox.telegram.methods.webhooks import webhook_info
from sandbox.telegram.render import to_html
from sandbox.telegram.world import Chat, Message

ACTION_MS = 5_000
_SHOWN = (
    "text",
    "caption",
    "entities",
    "contact",
    "location",
    "media_group_id",
    "forward_origin",
    "edit_date",
)


def state(desk: Desk) -> Json:
    """Everything at a glance; what was said in a chat is at /control/chats/<id>."""
    api = desk.telegram
    return {
        "clock": clock(desk),
        "bot": {"token_known": api.profile.token is not None, "user": api.profile.user, **commands(desk)},
        "webhook": webhook_info(api, {}, {}),
        "queue": {
            "updates": len(api.queue.entries),
            "echoes": len(api.queue.echoes),
            **desk.dispatch.describe(),
        },
        "ledger": {"last_n": desk.ledger.last_n},
        "faults": desk.faults.describe(),
        "users": [
            {**person.json, "phone": person.phone, "deactivated": person.deactivated}
            for person in api.world.people.values()
        ],
        "chats": [summary(chat) for chat in api.world.chats.values()],
        "phones": phones(desk),
        "settings": {"flood": desk.settings.flood, "strict": desk.settings.strict},
    }


def clock(desk: Desk) -> Json:
    """The instant and the speed of the clock."""
    return {"now_ms": desk.clock.now_ms(), "scale": desk.clock.scale}


def commands(desk: Desk) -> Json:
    """Commands as the chat's menu shows them, plus descriptions and the menu button."""
    values = desk.telegram.profile.values
    lists = {key: value for key, value in values.get("commands", {}).items() if value}
    return {
        "commands": _for_private_chats(lists),
        "command_lists": lists,
        "name": values.get("name", {}),
        "description": values.get("description", {}),
        "short_description": values.get("short_description", {}),
        "menu_button": values.get("menu_button", {}),
    }


def _for_private_chats(lists: dict[str, Any]) -> Any:
    """What a Russian-speaking person sees in a private chat: the narrowest scope first, then language."""
    for scope in ("all_private_chats", "default"):
        for language in ("ru", ""):
            key = f'[{{"type":"{scope}"}},"{language}"]'
            if key in lists:
                return lists[key]
    return []


def summary(chat: Chat) -> Json:
    """One line of the list of chats."""
    last = next((message for message in reversed(chat.messages.values()) if not message.deleted), None)
    return {
        "id": chat.id,
        "title": chat.json.get("title") or chat.json.get("first_name"),
        "type": chat.json["type"],
        "members": chat.members,
        "opened": chat.opened,
        "blocked": chat.blocked,
        "messages": len(chat.messages),
        "last_message_id": last.id if last else None,
    }


def whole_chat(desk: Desk, chat: Chat, after: int = 0) -> Json:
    """The chat as a person sees it: messages after an identifier, bottom keyboard, what the bot is doing."""
    acting = chat.action is not None and desk.clock.now_ms() - chat.action_ms < ACTION_MS
    return {
        **summary(chat),
        "keyboard": chat.keyboard,
        "keyboard_message_id": chat.keyboard_message_id or None,
        "action": chat.action if acting else None,
        "messages": [_message(desk, message) for message in chat.messages.values() if message.id > after],
    }


def _message(desk: Desk, message: Message) -> Json:
    body = message.body
    text: str = body.get("text") or body.get("caption") or ""
    entities: list[Json] = body.get("entities") or body.get("caption_entities") or []
    shown: Json = {
        "id": message.id,
        "from": "bot" if message.out else "user",
        "sender": body["from"],
        "date": body["date"],
        "html": to_html(text, entities),
        "inline_keyboard": body.get("reply_markup", {}).get("inline_keyboard"),
        "markup": message.markup_kind,
        "edited": bool(message.edits),
        "deleted": message.deleted,
        "reply_to": body.get("reply_to_message", {}).get("message_id"),
        "protected": body.get("has_protected_content", False),
        "media": _media(desk, body),
        **{name: body[name] for name in _SHOWN if name in body},
    }
    shown.setdefault("entities", entities)
    return shown


def _media(desk: Desk, body: Json) -> Json | None:
    for kind in ("photo", "document", "voice", "sticker"):
        if kind in body:
            media = body[kind][-1] if kind == "photo" else body[kind]
            path = desk.telegram.files.path_of(media["file_id"])
            return {"kind": kind, "url": f"/control/files/{path}", **media}
    return None


def phones(desk: Desk) -> list[Json]:
    """Known phones: of people and of messages sent."""
    owners = desk.telegram.world.phones
    numbers = sorted({*owners, *desk.sms_store.phones})
    return [
        {
            "phone": number,
            "user_id": owners.get(number),
            "messages": len(desk.sms_store.phones.get(number, ())),
            "reachable": number not in desk.sms_store.off,
        }
        for number in numbers
    ]
