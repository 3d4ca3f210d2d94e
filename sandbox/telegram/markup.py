"""Reply markup: inline keyboards, bottom keyboards, their removal, forced replies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sandbox.jsontext import Json, decode, encode
from sandbox.telegram.buttons import inline_button, reply_button
from sandbox.telegram.errors import bad
from sandbox.telegram.text import utf16_length

MAX_INLINE_BUTTONS = 100
MAX_INLINE_ROW = 8
MAX_REPLY_BUTTONS = 300
MAX_REPLY_ROW = 12
MAX_BYTES = 10_240
MAX_PLACEHOLDER = 64
_KEYBOARD_MEMBERS = (
    "is_persistent",
    "resize_keyboard",
    "one_time_keyboard",
    "selective",
    "input_field_placeholder",
    "force_reply",
)
_MEMBERS = frozenset({"inline_keyboard", "keyboard", "remove_keyboard", *_KEYBOARD_MEMBERS})


@dataclass(frozen=True, slots=True)
class Markup:
    """What came with a message: `kind` is "", "inline", "reply", "remove" or "force"; `body` as sent."""

    kind: str = ""
    body: Json | None = None

    @property
    def inline(self) -> Json | None:
        return self.body if self.kind == "inline" else None


NO_MARKUP = Markup()


def parse_markup(value: Any, *, private: bool, strict: bool) -> Markup:
    """Judge `reply_markup`; raises ApiError 400 in the server's words."""
    if value is None or value == "":
        return NO_MARKUP
    if isinstance(value, str):
        try:
            value = decode(value)
        except ValueError:
            raise bad("Can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad("Object expected as reply markup")
    if strict and (unknown := set(value) - _MEMBERS):
        raise bad(f'reply markup has an unknown field "{min(unknown)}" (sandbox)')
    if value.get("keyboard"):
        return _reply(value, private=private, strict=strict)
    if value.get("inline_keyboard"):
        return _inline(value, strict=strict)
    return _other(value)


def inline_only(value: Any, *, strict: bool) -> Markup:
    """The markup of an edit: an inline keyboard or nothing."""
    markup = parse_markup(value, private=False, strict=strict)
    if markup.kind not in {"", "inline"}:
        raise bad("inline keyboard expected")
    return markup


def _rows(value: Any, name: str) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad(f'Field "{name}" must be an Array of Arrays')
    return value


def _inline(value: Json, *, strict: bool) -> Markup:
    rows = [
        [inline_button(button, strict=strict) for button in row]
        for row in _rows(value["inline_keyboard"], "inline_keyboard")
        if row
    ]
    if not rows:
        return NO_MARKUP
    body: Json = {"inline_keyboard": rows}
    _check_size(rows, MAX_INLINE_ROW, MAX_INLINE_BUTTONS)
    if len(encode(body)) > MAX_BYTES:
        raise bad("reply markup is too long")
    return Markup("inline", body)


def _reply(value: Json, *, private: bool, strict: bool) -> Markup:
    rows = [
        [reply_button(button, private=private, strict=strict) for button in row]
        for row in _rows(value["keyboard"], "keyboard")
        if row
    ]
    if not rows:
        return NO_MARKUP
    _check_size(rows, MAX_REPLY_ROW, MAX_REPLY_BUTTONS)
    _check_placeholder(value)
    return Markup(
        "reply", {"keyboard": rows, **{name: value[name] for name in _KEYBOARD_MEMBERS if name in value}}
    )


def _check_size(rows: list[list[Json]], row_limit: int, total_limit: int) -> None:
    if max(map(len, rows)) > row_limit or sum(map(len, rows)) > total_limit:
        raise bad("reply markup is too long")


def _check_placeholder(value: Json) -> None:
    placeholder = value.get("input_field_placeholder")
    if placeholder is None:
        return
    if not isinstance(placeholder, str) or not 1 <= utf16_length(placeholder) <= MAX_PLACEHOLDER:
        raise bad("PLACEHOLDER_INVALID")


def _other(value: Json) -> Markup:
    if value.get("remove_keyboard") is True:
        return Markup("remove", value)
    if value.get("force_reply") is True:
        _check_placeholder(value)
        return Markup("force", value)
    return NO_MARKUP
