"""Updates that nobody can read, in many shapes, and updates that merely concern nobody.

*Dead* is what is no JSON object with a whole `update_id` of 0 … 2^63 - 1, and what has a member we read
(a message, an edit, a press, a membership) without the fields that say who and where, or with a field of a
wrong type.
*Ignored* is a readable update without such a member: Telegram may invent new kinds.
An impossible but storable number (10^12) is not among them: by polling Telegram's numbers are the offset.
"""

from __future__ import annotations

from itertools import cycle, islice
from typing import Any


def _nested(depth: int) -> list:
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


def _message(**fields: object) -> dict[str, Any]:
    home = {"id": 900_000, "type": "private"}
    return {"message": {"message_id": 1, "date": 1, "chat": home, "from": {"id": 900_000}, **fields}}


def _press(**fields: object) -> dict[str, Any]:
    return {"callback_query": {"id": "1", "from": {"id": 900_000}, "data": "s:p1:yes", **fields}}


NAMELESS = (
    lambda n: [n],
    lambda n: f"update {n}",
    lambda n: n,
    lambda n: [None, n],
    lambda n: {"update_id": None, "n": n},
    lambda n: {"update_id": str(n)},
    lambda n: {"update_id": -n},
    lambda n: {"update_id": 10**30 + n},
    lambda n: {"update_id": n + 0.5},
    lambda n: {"update_id": [n]},
    lambda n: {"update_id": {"update_id": n}},
    lambda n: {"update_id": f"\x00{n}"},
)
"""They have no number; `n` makes each another one, or they would be repeats of each other."""
NUMBERED = (
    lambda n: {"message": n},
    lambda n: {"message": f"text {n}"},
    lambda n: {"message": [n]},
    lambda n: {"message": {}},
    lambda n: {"edited_message": {"chat": None, "text": "x"}},
    lambda n: _message(chat={"id": f"{n}"}),
    lambda n: _message(chat={"id": "\x00"}),
    lambda n: _message(chat={"id": 10**30}),
    lambda n: _message(chat=_nested(200)),
    lambda n: _message(text=n),
    lambda n: _message(text=_nested(150)),
    lambda n: _message(date="yesterday"),
    lambda n: _message(contact=[n]),
    lambda n: _message(**{"from": {"id": "\u202e1"}}),
    lambda n: {"callback_query": {}},
    lambda n: _press(data=n),
    lambda n: _press(**{"from": None}),
    lambda n: _press(message={"chat": n}),
    lambda n: {"my_chat_member": {"chat": {"id": n}}},
    lambda n: {"my_chat_member": {"chat": {"id": n}, "new_chat_member": {"status": n}}},
)
"""The emulator gives them a number."""
RAW = (
    lambda n: b'{"update_id": %d, "message": {"chat": {"id": 5' % n,
    lambda n: b'{"update_id": %d' % n,
    lambda n: b"%d\x00" % n,
    lambda n: b'\xff\xfe{"update_id": %d}' % n,
    lambda n: b"%d" % n + b"[" * 50_000,
    lambda n: b"[" * 20_000 + b"%d" % n + b"]" * 20_000,
    lambda n: b'{"update_id": %d, "message": "\\ud800"}' % n,
    lambda n: b'{"update_id": %d, "message": {"chat": {"id": NaN}}}' % n,
    lambda n: b"<html>%d</html>" % n,
    lambda n: b'{"update_id": "\\udfff%d"}' % n,
)
"""Bodies that only a direct call of the webhook can bring."""
IGNORED = (
    lambda n: {"poll": {"id": str(n)}},
    lambda n: {"a_kind_of_2031": _nested(100)},
    lambda n: {},
    lambda n: {"message": None},
)


def some(shapes, count: int, first: int = 1) -> list:
    """`count` examples, each shape in turn."""
    return [shape(first + number) for number, shape in enumerate(islice(cycle(shapes), count))]
