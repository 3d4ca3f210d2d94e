"""A reply as the JSON of an outbox row and back. Texts are keys and values, never sentences."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from bot.dialogs.model import Choice, Menu, Phrase, Press, Reply
from core.values import Masked, Money, Period, Phone, Value, Wait

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def _pack_value(value: Value) -> Any:
    if isinstance(value, str | int):
        return value
    if isinstance(value, Money):
        return ["m", value.kopecks]
    if isinstance(value, Masked):
        return ["a", value.number]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, Period):
        return ["p", str(value)]
    if isinstance(value, Phone):
        return ["t", value.number, value.full]
    return ["w", value.seconds]


def _unpack_value(packed: Any) -> Value:
    match packed:
        case str() | int():
            return packed
        case ["m", int(kopecks)]:
            return Money(kopecks)
        case ["a", str(number)]:
            return Masked(number)
        case ["d", str(day)]:
            return date.fromisoformat(day)
        case ["p", str(period)]:
            return Period.parse(period)
        case ["t", str(number), bool(full)]:
            return Phone(number, full)
        case ["w", int(seconds)]:
            return Wait(seconds)
    raise ValueError(f"not a value of a phrase: {packed!r}")


def _pack(values: Mapping[str, Value]) -> dict[str, Any]:
    return {name: _pack_value(value) for name, value in values.items()}


def _unpack(packed: Mapping[str, Any]) -> dict[str, Value]:
    return {name: _unpack_value(value) for name, value in packed.items()}


def encode_reply(reply: Reply) -> str:
    """The JSON of `reply`, without what is at its default."""
    packed: dict[str, Any] = {"t": [[p.key, _pack(p.values)] for p in reply.phrases]}
    if reply.choices:
        packed["c"] = [
            [c.id, c.label.key, _pack(c.label.values), c.press.value, c.target] for c in reply.choices
        ]
    if reply.menu is not Menu.KEEP:
        packed["m"] = reply.menu.value
    packed |= {name: text for name, text in (("q", reply.prompt), ("i", reply.picture)) if text}
    flags = reply.edit | reply.lasting << 1 | reply.protect << 2
    if flags:
        packed["f"] = flags
    return _encode(packed).decode()


def decode_reply(payload: str) -> Reply:
    """The reply of an outbox row; ValueError or KeyError when the payload is not one of ours."""
    packed = _decode(payload)
    flags = packed.get("f", 0)
    return Reply(
        phrases=tuple(Phrase(key, _unpack(values)) for key, values in packed["t"]),
        choices=tuple(
            Choice(id_, Phrase(key, _unpack(values)), Press(press), target)
            for id_, key, values, press, target in packed.get("c", ())
        ),
        menu=Menu(packed.get("m", Menu.KEEP)),
        prompt=packed.get("q", ""),
        edit=bool(flags & 1),
        picture=packed.get("i", ""),
        lasting=bool(flags & 2),
        protect=bool(flags & 4),
    )
