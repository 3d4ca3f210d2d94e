"""People, groups and messages: the state that the ledger's facts add up to."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.jsontext import Json
from sandbox.ledger import Ledger

FIRST_USER_ID = 700_000_001
FIRST_GROUP_ID = -400_000_001


@dataclass(slots=True)
class Person:
    """A person with Telegram on a phone; `json` is the Bot API's User."""

    id: int
    json: Json
    phone: str | None = None
    deactivated: bool = False


@dataclass(slots=True)
class Message:
    """One message; `body` is the Bot API's Message, `markup_kind` as in markup.Markup."""

    id: int
    body: Json
    out: bool
    date_ms: int
    markup_kind: str = ""
    deleted: bool = False
    edits: int = 0


@dataclass(slots=True)
class Chat:
    """A private chat or a group as the bot sees it; a private one is `opened` once the person wrote first."""

    id: int
    json: Json
    private: bool
    members: list[int] = field(default_factory=list)
    opened: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    next_message_id: int = 1
    keyboard: Json | None = None
    keyboard_message_id: int = 0
    action: str | None = None
    action_ms: int = 0

    def live(self, message_id: int) -> Message | None:
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message


class World:
    """Who exists and what was said. Nothing here changes except by a fact in the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.phones: dict[str, int] = {}
        self._next_user = FIRST_USER_ID
        self._next_group = FIRST_GROUP_ID
        ledger.on("user.added", self._user_added)
        ledger.on("group.added", self._group_added)
        ledger.on("chat.changed", self._chat_changed)
        ledger.on("user.deactivated", self._deactivated)
        ledger.on("message.received", self._received)
        ledger.on("message.sent", self._sent)
        ledger.on("message.edited", self._edited)
        ledger.on("message.deleted", self._deleted)

    # What the emulators do.

    def add_person(self, fields: Json, *, phone: str | None, opened: bool) -> int:
        """Record a new person; `fields` are members of the Bot API's User, `id` may be missing."""
        user_id = fields.get("id") or self._next_user
        user = {"id": user_id, "is_bot": False, **{name: fields[name] for name in fields if name != "id"}}
        self.ledger.record("user.added", user=user, phone=phone, opened=opened)
        return int(user_id)

    def add_group(self, title: str, members: list[int]) -> int:
        group_id = self._next_group
        self.ledger.record("group.added", chat_id=group_id, title=title, members=members)
        return group_id

    def change(self, chat: Chat, **changes: bool) -> None:
        """Record that the chat was opened, blocked or unblocked."""
        self.ledger.record("chat.changed", chat_id=chat.id, **changes)

    def receive(self, chat: Chat, body: Json) -> Json:
        """Record a person's message; the identifier is the chat's next one."""
        return self.ledger.record(
            "message.received", chat_id=chat.id, message_id=body["message_id"], message=body
        )

    def send(self, chat: Chat, body: Json, kind: str, markup: Json | None) -> Json:
        """Record a message of the bot; a markup that is not inline travels beside it."""
        shown = {} if markup is None or kind == "inline" else {"markup": markup}
        self.ledger.record(
            "message.sent",
            chat_id=chat.id,
            message_id=body["message_id"],
            message=body,
            markup_kind=kind,
            **shown,
        )
        return body

    def edit(self, chat: Chat, body: Json, *, by_user: bool = False) -> Json:
        self.ledger.record(
            "message.edited", chat_id=chat.id, message_id=body["message_id"], message=body, by_user=by_user
        )
        return body

    def delete(self, chat: Chat, message_id: int) -> None:
        self.ledger.record("message.deleted", chat_id=chat.id, message_id=message_id)

    # What a fact does, live or replayed.

    def _user_added(self, fact: Json) -> None:
        user = fact["user"]
        person = Person(user["id"], user, fact["phone"])
        self.people[person.id] = person
        self._next_user = max(self._next_user, person.id + 1)
        if person.phone:
            self.phones[person.phone] = person.id
        names = {name: user[name] for name in ("first_name", "last_name", "username") if user.get(name)}
        self.chats[person.id] = Chat(
            person.id,
            {"id": person.id, **names, "type": "private"},
            private=True,
            members=[person.id],
            opened=fact["opened"],
        )

    def _group_added(self, fact: Json) -> None:
        group_id = fact["chat_id"]
        json: Json = {"id": group_id, "title": fact["title"], "type": "group"}
        self.chats[group_id] = Chat(group_id, json, private=False, members=fact["members"], opened=True)
        self._next_group = min(self._next_group, group_id - 1)

    def _chat_changed(self, fact: Json) -> None:
        chat = self.chats[fact["chat_id"]]
        chat.opened = fact.get("opened", chat.opened)
        chat.blocked = fact.get("blocked", chat.blocked)

    def _deactivated(self, fact: Json) -> None:
        self.people[fact["user_id"]].deactivated = True

    def _received(self, fact: Json) -> None:
        self._store(fact, out=False)

    def _sent(self, fact: Json) -> None:
        chat, message = self._store(fact, out=True)
        message.markup_kind = fact["markup_kind"]
        if message.markup_kind == "reply":
            chat.keyboard, chat.keyboard_message_id = fact["markup"], message.id
        elif message.markup_kind == "remove":
            chat.keyboard, chat.keyboard_message_id = None, 0
        chat.action = None

    def _store(self, fact: Json, *, out: bool) -> tuple[Chat, Message]:
        chat = self.chats[fact["chat_id"]]
        message = Message(fact["message_id"], fact["message"], out, fact["at_ms"])
        chat.messages[message.id] = message
        chat.next_message_id = max(chat.next_message_id, message.id + 1)
        return chat, message

    def _edited(self, fact: Json) -> None:
        message = self.chats[fact["chat_id"]].messages[fact["message_id"]]
        message.body = fact["message"]
        message.edits += 1
        if "reply_markup" not in message.body and message.markup_kind == "inline":
            message.markup_kind = ""
        elif "reply_markup" in message.body:
            message.markup_kind = "inline"

    def _deleted(self, fact: Json) -> None:
        self.chats[fact["chat_id"]].messages[fact["message_id"]].deleted = True
