"""What send.php is asked to do, read out of its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.smsc.refusals import PARAMETERS, Refused
from sandbox.smsc.times import life
from sandbox.smsc.wire import Asked

MOST_CHARACTERS = 1000
MOST_NUMBER = 2**31 - 1
_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
_SENDER = re.compile(r"[A-Za-z0-9 .!?()_-]{1,11}|\d{1,15}")
_ENTRY = re.compile(r"(?:(?P<sender>[^|:,]*)(?:,[^|:]*)?\|)?(?P<phones>[^:]*):(?P<text>.*)", re.DOTALL)
_PHONES = re.compile(r"(?:[^|:\n]*\|)?[+\d][\d ,;+()-]*:")
_KNOWN = {
    *("login", "psw", "apikey", "phones", "mes", "list", "nl", "id", "sender", "tinyurl", "time", "tz"),
    *("charset", "cost", "fmt", "valid", "maxsms", "err", "op", "userip", "smsreq"),
}
_NOT_HERE = {
    *("translit", "period", "freq", "flash", "bin", "push", "hlr", "ping", "mms", "mail", "soc", "viber"),
    *("whatsapp", "tg", "bot", "call", "voice", "param", "subj", "fileurl", "imgcode", "pp"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One text for one phone, the phone as it was written."""

    phone: str
    text: str
    sender: str


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
        tuple(_pieces(asked, sender)),
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


def _pieces(asked: Asked, sender: str) -> list[Piece]:
    if asked.get("list") and not asked.get("phones") and not asked.get("mes"):
        return [piece for entry in _entries(asked) for piece in _entry(entry, sender)]
    if asked.get("list") or not asked.get("phones") or not asked.get("mes").strip():
        raise Refused(PARAMETERS, "give phones and mes, or list")
    text = asked.get("mes").replace("\r\n", "\n")
    return [Piece(phone, _checked(text), sender) for phone in _numbers(asked.get("phones"))]


def _entries(asked: Asked) -> list[str]:
    """Lines; with nl=1 a line that begins with no phone belongs to the text above it."""
    lines = asked.get("list").replace("\r\n", "\n").split("\n")
    if asked.one_of("nl", "01", "0") == "0":
        return [line for line in lines if line.strip()]
    entries: list[str] = []
    for line in lines:
        if entries and not _PHONES.match(line):
            entries[-1] += f"\n{line}"
        else:
            entries.append(line)
    return [entry for entry in entries if entry.strip()]


def _entry(entry: str, sender: str) -> list[Piece]:
    found = _ENTRY.fullmatch(entry)
    if not found or not found["text"].strip():
        raise Refused(PARAMETERS, "a line of list is phone:text")
    text = _checked(found["text"].rstrip("\n").replace("\\n", "\n"))
    return [Piece(phone, text, found["sender"] or sender) for phone in _numbers(found["phones"])]


def _checked(text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise Refused(PARAMETERS, f"a text has at most {MOST_CHARACTERS} characters")
    return text


def _numbers(text: str) -> list[str]:
    found = [one.strip() for one in re.split("[,;]", text) if one.strip()]
    if not found:
        raise Refused(PARAMETERS, "no phone")
    return found


def clean_phone(text: str) -> str:
    """Digits of a phone that SMSC would take, "" for none: without + it mends 8… and a missing 7."""
    digits = re.sub(r"[ ()-]", "", text)
    exact = digits.startswith("+")
    digits = digits.removeprefix("+")
    if not (digits.isdigit() and digits.isascii()):
        return ""
    if not exact and len(digits) == 11 and digits[0] == "8":
        digits = f"7{digits[1:]}"
    if not exact and len(digits) == 10 and digits[0] == "9":
        digits = f"7{digits}"
    wanted = 11 if digits.startswith("7") else len(digits)
    return digits if 11 <= len(digits) <= 15 and len(digits) == wanted and digits[0] != "0" else ""
