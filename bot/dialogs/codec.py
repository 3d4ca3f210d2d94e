"""A reply as the JSON of an outbox row and back. Texts are keys and values, never sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

from bot.dialogs.chart_codec import pack_chart, unpack_chart
from bot.dialogs.model import Choice, Menu, Phrase, Press, Reply
from core.privacy import Sensitivity
from core.values import (
    Display,
    Displays,
    Energy,
    Masked,
    Money,
    Period,
    Personal,
    Phone,
    Prices,
    Sealed,
    Value,
    Wait,
)

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


_Packed = Callable[[Any], list[Any]]
_PACK: Mapping[type, _Packed] = {
    Money: lambda money: ["m", money.kopecks],
    Masked: lambda account: ["a", account.number],
    date: lambda day: ["d", day.isoformat()],
    Period: lambda period: ["p", str(period)],
    Personal: lambda words: ["n", words.text],
    Phone: lambda phone: ["t", phone.number, phone.full],
    Wait: lambda wait: ["w", wait.seconds],
    Energy: lambda energy: ["e", energy.watt_hours],
    Prices: lambda prices: ["c", list(prices.units)],
    Display: lambda shown: ["r", shown.units, shown.decimals],
    Displays: lambda all_: [
        "z",
        [[one.units, one.decimals] for one in all_.shown],
        all_.named,
        [str(one) for one in all_.zones],
    ],
    Sealed: lambda secret: ["s", secret.purpose, secret.key_id, secret.seed],
}
_UNPACK: Mapping[str, Callable[..., Value]] = {
    "m": Money,
    "a": Masked,
    "d": date.fromisoformat,
    "p": Period.parse,
    "n": Personal,
    "t": Phone,
    "w": Wait,
    "e": Energy,
    "c": lambda units: Prices(tuple(units)),
    "r": Display,
    "z": lambda shown, named, zones=(): Displays(tuple(Display(*one) for one in shown), named, tuple(zones)),
    "s": Sealed,
}


def _pack_value(value: Value) -> Any:
    return value if isinstance(value, str | int) else _PACK[type(value)](value)


def _unpack_value(packed: Any) -> Value:
    if isinstance(packed, str | int):
        return packed
    if not (isinstance(packed, list) and packed and packed[0] in _UNPACK):
        raise ValueError(f"not a value of a phrase: {packed!r}")
    return _UNPACK[packed[0]](*packed[1:])


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
    packed |= {
        name: text
        for name, text in (
            ("q", reply.prompt),
            ("i", reply.picture),
            ("d", reply.document),
            ("b", reply.about),
        )
        if text
    }
    flags = reply.edit | reply.lasting << 1 | reply.protect << 2
    if flags:
        packed["f"] = flags
    if reply.chart is not None:
        packed["g"] = pack_chart(reply.chart)
    packed |= {name: number for name, number in (("a", reply.asks.value), ("r", reply.again)) if number}
    return _encode(packed).decode()


def has_chart(payload: str) -> bool:
    """Whether a row may hold a reply with a chart; told without decoding it."""
    return '"g":[' in payload


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
        document=packed.get("d", ""),
        lasting=bool(flags & 2),
        protect=bool(flags & 4),
        asks=Sensitivity(packed.get("a", 0)),
        about=packed.get("b", ""),
        chart=unpack_chart(packed["g"]) if "g" in packed else None,
        again=packed.get("r", 0),
    )
