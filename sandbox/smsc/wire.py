"""Requests as bytes: form fields in the charset asked for, windows-1251 unless said."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.smsc.refusals import PARAMETERS, Refused

CHARSETS = {"windows-1251": "cp1251", "utf-8": "utf-8", "koi8-r": "koi8-r"}
DEFAULT_CHARSET = "windows-1251"
PLAIN, COMMAS, JSON_FORMAT = 0, 1, 3
MOST_FIELDS = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its fields as text, the charset of both ways, the form of the answer, who asked."""

    fields: dict[str, str]
    charset: str
    fmt: int
    address: str

    def get(self, name: str, default: str = "") -> str:
        return self.fields.get(name, default)

    def one_of(self, name: str, allowed: str, default: str) -> str:
        """A field of one character; raises Refused (1)."""
        value = self.get(name, default)
        if len(value) != 1 or value not in allowed:
            raise Refused(PARAMETERS, f"{name} is one of {', '.join(allowed)}")
        return value


async def read(request: web.Request) -> Asked:
    """The fields of body and query (the body wins); what the charset cannot mean becomes U+FFFD.

    Raises Refused (1) for a charset or a form of answer that there is not.
    """
    raw = dict(_pairs(request.rel_url.raw_query_string))
    if request.method == "POST":
        raw |= dict(_pairs((await request.read()).decode("latin-1")))
    address = request.remote or ""
    name = raw.get("charset", b"").decode("latin-1").lower() or DEFAULT_CHARSET
    fmt = raw.get("fmt", b"0").decode("latin-1")
    asked = Asked({}, CHARSETS.get(name, "cp1251"), int(fmt) if fmt in {"0", "1", "3"} else PLAIN, address)
    for key, value in raw.items():
        asked.fields[key] = value.decode(asked.charset, "replace")
    return asked


def check_form(asked: Asked) -> None:
    """Raises Refused (1)."""
    if asked.get("charset", DEFAULT_CHARSET).lower() not in CHARSETS:
        raise Refused(PARAMETERS, f"charset is one of {', '.join(CHARSETS)}")
    if asked.get("fmt", "0") not in {"0", "1", "3"}:
        raise Refused(PARAMETERS, "fmt is 0, 1 or 3 here")


def _pairs(text: str) -> list[tuple[str, bytes]]:
    try:
        found = parse_qsl(text, keep_blank_values=True, encoding="latin-1", max_num_fields=MOST_FIELDS)
    except ValueError:
        return []
    return [(name, value.encode("latin-1", "replace")) for name, value in found]
