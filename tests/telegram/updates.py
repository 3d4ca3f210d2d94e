"""Updates as Telegram sends them."""

from __future__ import annotations

import json

ME = {"id": 5, "is_bot": False, "first_name": "Иван", "language_code": "ru"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Иван"}
GROUP = {"id": -100123, "type": "supergroup", "title": "Дом 5"}
DATE = 1_795_000_000
RECEIVED = DATE * 1000 + 500


def raw(**members) -> bytes:
    return json.dumps({"update_id": 1001, **members}).encode()


def message(**fields) -> bytes:
    return raw(message={"message_id": 7, "date": DATE, "from": ME, "chat": PRIVATE, **fields})


def press(data: str | None = "s:p1:yes", **fields) -> bytes:
    query = {
        "id": "4382bfdwdsb323b2d9",
        "from": ME,
        "chat_instance": "1",
        "message": {"message_id": 6, "date": DATE, "chat": PRIVATE, "text": "?"},
        "data": data,
        **fields,
    }
    return raw(callback_query={k: v for k, v in query.items() if v is not None})


def membership(status: str, **fields) -> bytes:
    me = {"user": {"id": 42, "is_bot": True, "first_name": "b"}, "status": status}
    change = {"chat": PRIVATE, "from": ME, "date": DATE, "old_chat_member": me, "new_chat_member": me}
    return raw(my_chat_member={**change, **fields})
