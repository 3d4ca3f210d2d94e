"""Answers as bytes: in fmt 0, 1 and 3, in the charset of the request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from sandbox.smsc.refusals import Refused
from sandbox.smsc.wire import CHARSETS, JSON_FORMAT, PLAIN, Asked


@dataclass(frozen=True, slots=True)
class Told:
    """One answer in its three forms."""

    plain: str
    commas: str
    value: Any


def answer(asked: Asked, told: Told) -> web.Response:
    """The answer in its form and charset; a letter that the charset lacks becomes a question mark."""
    if asked.fmt == JSON_FORMAT:
        text, kind = json.dumps(told.value, ensure_ascii=False, separators=(",", ":")), "application/json"
    else:
        text, kind = (told.plain if asked.fmt == PLAIN else told.commas), "text/plain"
    name = next(name for name, codec in CHARSETS.items() if codec == asked.charset)
    return web.Response(body=text.encode(asked.charset, "replace"), content_type=kind, charset=name)


def refusal(refused: Refused) -> Told:
    """The answer of an error: its literal words, and the id for the codes that have one."""
    words, code, message_id = str(refused), refused.code, refused.message_id
    value: dict[str, Any] = {"error": words, "error_code": code}
    if message_id:
        value["id"] = id_value(message_id)
    tail = f", ID - {message_id}" if message_id else ""
    return Told(f"ERROR = {code} ({words}){tail}", f"{message_id or 0},-{code}", value)


def id_value(message_id: str) -> int | str:
    """A number stays a number in JSON."""
    return int(message_id) if message_id.isdigit() and len(message_id) <= 10 else message_id


def money(kopecks: int) -> str:
    """Two decimals, as SMSC writes sums: "1.40"."""
    sign = "-" if kopecks < 0 else ""
    return f"{sign}{abs(kopecks) // 100}.{abs(kopecks) % 100:02d}"
