"""What people do in their app: send, edit, block, leave. Each action is a fact and, mostly, an update."""

from __future__ import annotations

from typing import Any

from sandbox.jsontext import Json
from sandbox.problems import Problem
from sandbox.settings import STRANGER
from sandbox.telegram.api import BotApi
from sandbox.telegram.contents import KINDS, Contents
from sandbox.telegram.dispatch import Dispatch
from sandbox.telegram.queue import MESSAGE_LIFETIME_MS
from sandbox.telegram.samples import Samples
from sandbox.telegram.world import Chat, Person

OPTIONS = frozenset({"from", "forward", "reply_to", "edit", "raw"})
MAX_ALBUM = 10


class Actions:
    """The hands of the sandbox's people."""

    def __init__(self, api: BotApi, dispatch: Dispatch) -> None:
        self._api = api
        self._world = api.world
        self._dispatch = dispatch
        self.contents = Contents(api.world, Samples(api.files))

    def chat(self, chat_id: int) -> Chat:
        chat = self._world.chats.get(chat_id)
        if chat is None:
            raise Problem(404, f"there is no chat {chat_id}: create the user or the group first")
        return chat

    def person_in(self, chat: Chat, sender: Any) -> Person:
        """Who acts: the owner of a private chat, or the named member of a group."""
        if chat.private:
            person = self._world.people[chat.id]
        elif sender in chat.members:
            person = self._world.people[sender]
        else:
            raise Problem(400, f"in a group say who: from must be one of {chat.members}")
        if person.deactivated:
            raise Problem(409, "this person's account is deactivated")
        return person

    def send(self, chat_id: int, request: Json) -> Json:
        """Carry out a send request; returns {"update_id", "message_id"} and more for an album."""
        kind = _one_kind(request)
        chat = self.chat(chat_id)
        person = self.person_in(chat, request.get("from"))
        if chat.blocked:
            if kind != "start":
                raise Problem(
                    409, "the bot is blocked in this chat: unblock it first (a person would have to)"
                )
            self.set_blocked(chat_id, blocked=False)
        if not chat.opened:
            self._world.change(chat, opened=True)
        if "edit" in request:
            return self._edit(chat, person, kind, request)
        if kind == "album":
            return self._album(chat, person, request)
        content = self.contents.make(kind, request[kind], person, chat)
        return self._say(chat, person, content, request)

    def _say(self, chat: Chat, person: Person, content: Json, request: Json) -> Json:
        date = self._api.clock.now_ms() // 1000
        body: Json = {
            "message_id": chat.next_message_id,
            "from": person.json,
            "chat": chat.json,
            "date": date,
            **self._context(chat, request, date),
            **content,
        }
        return self._publish(chat, "message", body, request)

    def _publish(self, chat: Chat, kind: str, body: Json, request: Json) -> Json:
        """Record the message and queue its update; `raw` changes what the bot gets, not what was said."""
        if kind == "message":
            self._world.receive(chat, body)
        else:
            self._world.edit(chat, body, by_user=True)
        raw = request.get("raw") or {}
        payload = merge(body, raw.get(kind, {})) if isinstance(raw, dict) else body
        update_id = None
        if chat.private or not self._api.settings.group_privacy or self._is_addressed(body):
            update_id = self._dispatch.push(kind, payload, f"chat:{chat.id}", MESSAGE_LIFETIME_MS)
        return {"update_id": update_id, "message_id": body["message_id"]}

    def _is_addressed(self, body: Json) -> bool:
        """What a bot in privacy mode sees of a group: commands, mentions, answers to its messages."""
        text = body.get("text", "")
        mention = f"@{self._api.profile.user.get('username', '')}".lower()
        answered = body.get("reply_to_message", {}).get("from", {}).get("is_bot", False)
        return bool(text.startswith("/") or mention in text.lower() or answered)

    def _context(self, chat: Chat, request: Json, date: int) -> Json:
        context: Json = {}
        if request.get("forward"):
            origin: Json = {"type": "hidden_user", "sender_user_name": STRANGER, "date": date - 60}
            wish = request["forward"]
            context["forward_origin"] = wish if isinstance(wish, dict) else origin
        if "reply_to" in request:
            message = chat.live(request["reply_to"])
            if message is None:
                raise Problem(404, f"there is no message {request['reply_to']} to reply to")
            context["reply_to_message"] = message.body
        return context

    def _edit(self, chat: Chat, person: Person, kind: str, request: Json) -> Json:
        message = chat.live(request["edit"])
        if message is None or message.out or message.body["from"]["id"] != person.id:
            raise Problem(404, f"this person sent no message {request['edit']}")
        content = self.contents.make(kind, request[kind], person, chat)
        kept = ("message_id", "from", "chat", "date", "reply_to_message")
        body = {name: message.body[name] for name in kept if name in message.body}
        body = {**body, "edit_date": self._api.clock.now_ms() // 1000, **content}
        return self._publish(chat, "edited_message", body, request)

    def _album(self, chat: Chat, person: Person, request: Json) -> Json:
        count = request["album"]
        if not isinstance(count, int) or not 2 <= count <= MAX_ALBUM:
            raise Problem(400, "album must be a number from 2 to 10")
        group = str(13_000_000_000_000_000 + chat.id * 1000 + chat.next_message_id)
        done = []
        for _ in range(count):
            content = self.contents.make("photo", True, person, chat)
            done.append(self._say(chat, person, {"media_group_id": group, **content}, request))
        return {
            **done[0],
            "update_ids": [one["update_id"] for one in done],
            "message_ids": [one["message_id"] for one in done],
        }

    def set_blocked(self, chat_id: int, *, blocked: bool) -> Json:
        """Stop or unstop the bot (in a group: remove it, add it again); the bot gets my_chat_member."""
        chat = self.chat(chat_id)
        if chat.blocked == blocked:
            return {"update_id": None}
        self._world.change(chat, blocked=blocked)
        return {"update_id": self._member(chat, "kicked" if blocked else "member")}

    def _member(self, chat: Chat, status: str, was: str = "") -> int | None:
        bot = self._api.profile.user
        old = was or ("member" if status == "kicked" else "kicked")
        payload: Json = {
            "chat": chat.json,
            "from": self._world.people[chat.members[0]].json,
            "date": self._api.clock.now_ms() // 1000,
            "old_chat_member": _side(bot, old),
            "new_chat_member": _side(bot, status),
        }
        return self._dispatch.push("my_chat_member", payload, f"member:{chat.id}", MESSAGE_LIFETIME_MS)

    def join(self, chat_id: int) -> Json:
        """The bot was added to a new group."""
        chat = self.chat(chat_id)
        update_id = self._member(chat, "member", was="left")
        person = self._world.people[chat.members[0]]
        said = self._say(chat, person, {"group_chat_created": True}, {})
        return {"update_ids": [update_id, said["update_id"]]}

    def deactivate(self, chat_id: int) -> None:
        """The person deletes the account: the bot is told nothing, its next message is refused with 403."""
        if not self.chat(chat_id).private:
            raise Problem(400, "only a person can be deactivated")
        self._api.ledger.record("user.deactivated", user_id=chat_id)


def _side(bot: Json, status: str) -> Json:
    """One half of my_chat_member."""
    until: Json = {"until_date": 0} if status == "kicked" else {}
    return {"user": bot, "status": status, **until}


def _one_kind(request: Json) -> str:
    given = [kind for kind in KINDS if kind in request]
    if len(given) != 1:
        raise Problem(400, f"give exactly one of {', '.join(KINDS)}")
    unknown = set(request) - {given[0], *OPTIONS}
    if unknown:
        raise Problem(400, f"unknown members: {', '.join(sorted(unknown))}")
    return given[0]


def merge(base: Any, extra: Any) -> Any:
    """Members of `extra` laid over `base`, objects into objects; anything else replaces."""
    if isinstance(base, dict) and isinstance(extra, dict):
        return {**base, **{name: merge(base.get(name), value) for name, value in extra.items()}}
    return extra
