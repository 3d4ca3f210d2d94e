"""The request that SMSC makes to us: fields, form and checksum as the registered address asks for them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from sandbox.sms.messages import Received, Sms, Standing
from sandbox.smsc.times import local
from sandbox.smsc.told import money
from sandbox.smsc.wire import CHARSETS, DEFAULT_CHARSET

HASHES = ("md5", "sha1")
Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Form:
    """What the query of the address asks for: `fmt=3`, `charset=…`, `md5`, `sha1` (bare or with a value)."""

    codec: str
    as_json: bool
    hashes: tuple[str, ...]

    @classmethod
    def of(cls, url: str) -> Form:
        asked = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
        codec = CHARSETS.get(asked.get("charset", DEFAULT_CHARSET).lower(), "cp1251")
        return cls(codec, asked.get("fmt") == "3", tuple(name for name in HASHES if name in asked))


def incoming_fields(sms: Received, answered: str) -> Fields:
    """`answered`: the id of the newest message to this phone, "" for none."""
    fields = {"phone": sms.phone.removeprefix("+"), "mes": sms.text, "id": str(sms.id), "to": sms.to}
    return {**fields, "time": local(sms.at_ms), "sms_id": answered, "smsc": ""}


def status_fields(sms: Sms, now: Standing) -> Fields:
    """Times as SMSC writes them; `ts` in seconds, UTC."""
    return {
        "id": sms.id,
        "phone": sms.phone.removeprefix("+"),
        "status": str(now.status),
        "time": local(now.since_ms),
        "ts": str(now.since_ms // 1000),
        "err": str(now.err),
        "type": "0",
        "cost": money(sms.cost),
        "flag": "0",
    }


def checksum_text(fields: Fields, secret: str) -> str:
    """What is hashed: phone:mes:to:secret of an incoming SMS, id:phone:status:secret of a status."""
    names = ("phone", "mes", "to") if "mes" in fields else ("id", "phone", "status")
    return ":".join([*(fields[name] for name in names), secret])


def sign(fields: Fields, form: Form, secret: str) -> dict[str, str]:
    """The checksums by the names of their fields, over the bytes of the form's charset."""
    data = checksum_text(fields, secret).encode(form.codec, "replace")
    return {name: hashlib.new(name, data, usedforsecurity=False).hexdigest() for name in form.hashes}


def body(fields: Fields, form: Form) -> tuple[bytes, str]:
    """The body and its content type."""
    if form.as_json:
        return json.dumps(fields, ensure_ascii=False).encode(form.codec, "replace"), "application/json"
    text = urlencode(fields, encoding=form.codec, errors="replace")
    return text.encode("ascii"), "application/x-www-form-urlencoded"
