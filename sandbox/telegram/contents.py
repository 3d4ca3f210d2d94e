"""What a person can send, as members of the Bot API's Message."""

from __future__ import annotations

from typing import Any

from sandbox.jsontext import Json
from sandbox.problems import Problem
from sandbox.settings import CARD
from sandbox.telegram.entities import find_entities
from sandbox.telegram.person_files import document, photo
from sandbox.telegram.samples import Samples
from sandbox.telegram.world import Chat, Person, World

KINDS = ("text", "start", "contact", "photo", "album", "sticker", "voice", "document", "location")
MAX_TEXT = 4096


class Contents:
    """Turns one member of a control request into the content of a message; raises Problem 400 or 409."""

    def __init__(self, world: World, samples: Samples) -> None:
        self._world = world
        self._samples = samples

    def make(self, kind: str, value: Any, person: Person, chat: Chat) -> Json:
        if kind == "text":
            return self.text(value)
        if kind == "start":
            payload = "" if value in {None, True, ""} else f" {value}"
            return self.text(f"/start{payload}")
        if kind == "contact":
            return self.contact(value, person, chat)
        return self._media(kind, value)

    def text(self, value: Any) -> Json:
        if not isinstance(value, str) or not value:
            raise Problem(400, "text must be a non-empty string")
        if len(value) > MAX_TEXT:
            raise Problem(400, "a person can send 4096 characters at most; Telegram splits longer texts")
        entities = find_entities(value)
        return {"text": value, "entities": entities} if entities else {"text": value}

    def _media(self, kind: str, value: Any) -> Json:
        options = value if isinstance(value, dict) else {}
        words: Json = {"caption": options["caption"]} if options.get("caption") else {}
        if kind == "photo":
            return {"photo": photo(self._samples, options), **words}
        if kind == "document":
            return {"document": document(self._samples, options), **words}
        if kind == "voice":
            return {"voice": self._samples.voice(), **words}
        if kind == "sticker":
            return {"sticker": self._samples.sticker()}
        return {
            "location": {
                "latitude": options.get("latitude", 55.75),
                "longitude": options.get("longitude", 37.62),
            }
        }

    def contact(self, value: Any, person: Person, chat: Chat) -> Json:
        """Own or somebody's contact. Whose number it is the server decides, not the app's user_id."""
        if value == "own":
            if not person.phone:
                raise Problem(409, "this person has no phone: give one when the user is created")
            return {"contact": self._card(person, person.phone), **_answered_request(chat)}
        if not isinstance(value, dict) or not value.get("phone_number"):
            raise Problem(400, 'contact must be "own" or {"phone_number", "first_name"}')
        owner = self._world.people.get(self._world.phones.get(_plain(value["phone_number"]), 0))
        card = {
            name: value[name]
            for name in ("phone_number", "first_name", "last_name", "vcard")
            if name in value
        }
        card.setdefault("first_name", CARD)
        if owner is not None:
            card["user_id"] = owner.id
        return {"contact": card}

    def _card(self, person: Person, phone: str) -> Json:
        names = {name: person.json[name] for name in ("first_name", "last_name") if person.json.get(name)}
        return {"phone_number": phone.lstrip("+"), **names, "user_id": person.id}


def _plain(phone: Any) -> str:
    """The form phones are kept in: +7 and ten digits when it is a Russian number."""
    digits = "".join(char for char in str(phone) if char.isdigit())
    if len(digits) == 11 and digits[0] in "78":
        digits = "7" + digits[1:]
    return f"+{digits}"


def _answered_request(chat: Chat) -> Json:
    """A contact sent by the keyboard's button answers the message that brought the keyboard."""
    rows = chat.keyboard["keyboard"] if chat.keyboard else []
    if not any(button.get("request_contact") for row in rows for button in row):
        return {}
    asked = chat.live(chat.keyboard_message_id)
    if asked is None:
        return {}
    return {"reply_to_message": {name: asked.body[name] for name in asked.body if name != "reply_to_message"}}
