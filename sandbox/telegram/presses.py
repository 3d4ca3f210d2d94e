"""Pressing buttons: inline ones become callback queries, bottom ones become messages."""

from __future__ import annotations

from typing import Any

from sandbox.jsontext import Json
from sandbox.problems import Problem
from sandbox.telegram.actions import Actions
from sandbox.telegram.api import BotApi
from sandbox.telegram.dispatch import Dispatch
from sandbox.telegram.queue import CALLBACK_LIFETIME_MS
from sandbox.telegram.world import Chat, Message

_CONTENT = frozenset({"message_id", "data", "text", "force", "from"})


class Presses:
    """Button presses; one on a button that is not there is refused unless forced (a stale client)."""

    def __init__(self, api: BotApi, dispatch: Dispatch, actions: Actions) -> None:
        self._api = api
        self._dispatch = dispatch
        self._actions = actions

    def press(self, chat_id: int, request: Json) -> Json:
        if unknown := set(request) - _CONTENT:
            raise Problem(400, f"unknown members: {', '.join(sorted(unknown))}")
        if ("data" in request) == ("text" in request):
            raise Problem(400, "give data (what the button carries) or text (what is written on it)")
        chat = self._actions.chat(chat_id)
        if chat.blocked:
            raise Problem(409, "the bot is blocked in this chat")
        message = self._message(chat, request)
        button = self._inline(message, request) if message is not None else None
        if button is not None and message is not None:
            return self._press_inline(chat, message, button, request)
        if "text" in request and (found := _bottom(chat, request["text"])) is not None:
            return self._press_bottom(chat, found, request)
        raise Problem(409, "there is no such button: it was edited away, or the message is gone")

    def _message(self, chat: Chat, request: Json) -> Message | None:
        message_id = request.get("message_id")
        if message_id is None:
            return self._last_with(chat, request)
        if request.get("force"):
            return chat.messages.get(message_id)
        return chat.live(message_id)

    def _last_with(self, chat: Chat, request: Json) -> Message | None:
        """Without message_id: the newest message that has the button."""
        for message in reversed(chat.messages.values()):
            if not message.deleted and _find(message, request) is not None:
                return message
        return None

    def _inline(self, message: Message, request: Json) -> Json | None:
        button = _find(message, request)
        if button is None and request.get("force") and "data" in request:
            return {"callback_data": request["data"]}
        return button

    def _press_inline(self, chat: Chat, message: Message, button: Json, request: Json) -> Json:
        if button.get("disabled") and not request.get("force"):
            raise Problem(409, "this button is disabled")
        if "callback_data" not in button:
            shown = {name: button[name] for name in button if name not in {"text", "style"}}
            return {"update_id": None, "message_id": message.id, **shown}
        person = self._actions.person_in(chat, request.get("from"))
        data = button["callback_data"]
        query_id = self._api.callbacks.ask(chat.id, person.id, message.id, data)
        payload: Json = {
            "id": query_id,
            "from": person.json,
            "message": _seen(message),
            "chat_instance": str(7_000_000_000_000_000_000 + abs(chat.id)),
            "data": data,
        }
        update_id = self._dispatch.push("callback_query", payload, f"press:{person.id}", CALLBACK_LIFETIME_MS)
        return {"update_id": update_id, "message_id": message.id, "query_id": query_id}

    def _press_bottom(self, chat: Chat, button: Json, request: Json) -> Json:
        sender = {"from": request["from"]} if "from" in request else {}
        if button.get("request_contact"):
            return self._actions.send(chat.id, {"contact": "own", **sender})
        if button.get("request_location"):
            return self._actions.send(chat.id, {"location": True, **sender})
        return self._actions.send(chat.id, {"text": button["text"], **sender})


def _seen(message: Message) -> Json:
    """The message as a callback query shows it: a deleted one is inaccessible (date 0)."""
    if message.deleted:
        return {"chat": message.body["chat"], "message_id": message.id, "date": 0}
    return message.body


def _find(message: Message, request: Json) -> Json | None:
    rows: Any = message.body.get("reply_markup", {}).get("inline_keyboard", [])
    name, wanted = ("callback_data", request["data"]) if "data" in request else ("text", request["text"])
    for row in rows:
        for button in row:
            if button.get(name) == wanted:
                return dict(button)
    return None


def _bottom(chat: Chat, text: Any) -> Json | None:
    rows: Any = chat.keyboard["keyboard"] if chat.keyboard else []
    for row in rows:
        for button in row:
            if button["text"] == text:
                return dict(button)
    return None
