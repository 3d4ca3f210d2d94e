"""Creating people and groups, and slipping raw updates into the queue."""

from __future__ import annotations

from typing import Any

from sandbox.control.desk import Desk
from sandbox.jsontext import Json
from sandbox.problems import Problem
from sandbox.settings import SOMEBODY
from sandbox.sms.provider import PHONE
from sandbox.telegram.queue import MESSAGE_LIFETIME_MS

MAX_AT_ONCE = 100_000
_USER = ("first_name", "last_name", "username", "language_code", "id", "is_premium")
_OPTIONS = ("phone", "opened", "count")


def add_users(desk: Desk, body: Json) -> Json:
    """One person, or `count` people with following identifiers (for load tests); {"id"} or {"id", "ids"}."""
    if unknown := set(body) - {*_USER, *_OPTIONS}:
        raise Problem(400, f"unknown members: {', '.join(sorted(unknown))}")
    first_name = body.get("first_name", SOMEBODY if "count" in body else None)
    if not isinstance(first_name, str) or not first_name:
        raise Problem(400, "first_name must be a non-empty string")
    count = body.get("count", 1)
    if not isinstance(count, int) or not 1 <= count <= MAX_AT_ONCE:
        raise Problem(400, f"count must be between 1 and {MAX_AT_ONCE}")
    fields = {name: body[name] for name in _USER if name in body}
    fields = {"first_name": first_name, "language_code": "ru", **fields}
    ids = [_add_user(desk, fields, body, number) for number in range(count)]
    return {"id": ids[0], "ids": ids} if "count" in body else {"id": ids[0]}


def _add_user(desk: Desk, fields: Json, body: Json, number: int) -> int:
    world, phone = desk.telegram.world, body.get("phone")
    wanted = fields.get("id")
    if wanted is not None:
        if not isinstance(wanted, int) or not 0 < wanted < 2**52:
            raise Problem(400, "id must be a whole number above 0")
        fields = {**fields, "id": wanted + number}
        if fields["id"] in world.chats:
            raise Problem(409, f"user {fields['id']} exists already")
    if phone is not None and not (isinstance(phone, str) and PHONE.fullmatch(phone)):
        raise Problem(400, "phone must look like +79161234567")
    if phone is not None and phone in world.phones:
        raise Problem(409, f"user {world.phones[phone]} has this phone already")
    return world.add_person(fields, phone=phone, opened=bool(body.get("opened")))


def add_group(desk: Desk, body: Json) -> Json:
    """A group with the bot in it; the bot learns of it by my_chat_member and a service message."""
    title, members = body.get("title"), body.get("members")
    if not isinstance(title, str) or not title:
        raise Problem(400, "title must be a non-empty string")
    if not isinstance(members, list) or not members:
        raise Problem(400, "members must be a list of user identifiers")
    strangers = [member for member in members if member not in desk.telegram.world.people]
    if strangers:
        raise Problem(404, f"there is no user {strangers[0]}")
    chat_id = desk.telegram.world.add_group(title, members)
    return {"id": chat_id, **desk.actions.join(chat_id)}


def inject(desk: Desk, body: Json) -> Json:
    """Queue any update at all; a missing update_id is filled in, `repeat` delivers it that many times."""
    if "update" not in body:
        raise Problem(400, "update is missing")
    update: Any = body["update"]
    repeat = body.get("repeat", 1)
    if not isinstance(repeat, int) or not 1 <= repeat <= 1000:
        raise Problem(400, "repeat must be between 1 and 1000")
    queue = desk.telegram.queue
    if isinstance(update, dict) and "update_id" not in update:
        update = {"update_id": queue.next_update_id, **update}
    kind = next((name for name in update if name != "update_id"), "") if isinstance(update, dict) else ""
    lane = str(body.get("lane", f"raw:{queue.next_update_id}"))
    update_id = queue.push_raw(update, kind, lane, MESSAGE_LIFETIME_MS, copies=repeat - 1)
    return {"update_id": update_id}
