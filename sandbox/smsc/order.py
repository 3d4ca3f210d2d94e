"""What send.php is asked to do, read out of its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.smsc.pieces import Piece, pieces_of
from sandbox.smsc.refusals import PARAMETERS, Refused
from sandbox.smsc.times import life
from sandbox.smsc.wire import Asked

MOST_NUMBER = 2**31 - 1
_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
_SENDER = re.compile(r"[A-Za-z0-9 .!?()_-]{1,11}|\d{1,15}")
_KNOWN = {
    *("login", "psw", "apikey", "phones", "mes", "list", "nl", "id", "sender", "tinyurl", "time", "tz"),
    *("charset", "cost", "fmt", "valid", "maxsms", "err", "op", "userip", "smsreq"),
}
_NOT_HERE = {
    *("translit", "period", "freq", "flash", "bin", "push", "hlr", "ping", "mms", "mail", "soc", "viber"),
    *("whatsapp", "tg", "bot", "call", "voice", "param", "subj", "fileurl", "imgcode", "pp"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """`id` "" when the client gives none; `cost` 0 to 3; `op`, `err`: details of every, of bad numbers."""

    id: str
    pieces: tuple[Piece, ...]
    time: str
    tz: str
    life_ms: int
    cost: int
    op: bool
    err: bool
    max_parts: int


def read_order(asked: Asked, *, strict: bool) -> Order:
    """Raises Refused (1)."""
    _check_names(asked, strict=strict)
    message_id, sender = asked.get("id"), asked.get("sender")
    if message_id and not _is_id(message_id):
        raise Refused(PARAMETERS, "id is 1 to 2147483647, or up to 40 of A-Z a-z 0-9 . _ -")
    if sender and not _SENDER.fullmatch(sender):
        raise Refused(PARAMETERS, "sender is up to 11 letters or 15 digits")
    return Order(
        message_id,
        tuple(pieces_of(asked, sender)),
        asked.get("time"),
        asked.get("tz"),
        life(asked.get("valid")),
        int(asked.one_of("cost", "0123", "0")),
        asked.one_of("op", "01", "0") == "1",
        asked.one_of("err", "01", "0") == "1",
        _number(asked.get("maxsms", "0")),
    )


def _check_names(asked: Asked, *, strict: bool) -> None:
    for name, value in asked.fields.items():
        if name in _NOT_HERE and value not in {"", "0"}:
            raise Refused(PARAMETERS, f"{name} is not emulated")
        if strict and name not in _KNOWN | _NOT_HERE:
            raise Refused(PARAMETERS, f"there is no {name}")


def _is_id(text: str) -> bool:
    return 1 <= int(text) <= MOST_NUMBER if text.isdigit() and text.isascii() else bool(_ID.fullmatch(text))


def _number(text: str) -> int:
    if not (text.isdigit() and len(text) < 4):
        raise Refused(PARAMETERS, "maxsms is a number")
    return int(text)
