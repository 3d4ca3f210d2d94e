"""status.php and balance.php."""

from __future__ import annotations

from typing import Any

from sandbox.sms.store import SmsStore
from sandbox.smsc.access import Access
from sandbox.smsc.details import details
from sandbox.smsc.numbers import clean_phone
from sandbox.smsc.refusals import PARAMETERS, RATE, Refused
from sandbox.smsc.times import local
from sandbox.smsc.told import Told, id_value, money
from sandbox.smsc.windows import Windows
from sandbox.smsc.wire import Asked, check_form

STATUSES_A_MINUTE, LISTS_A_MINUTE = 5, 1
NOT_FOUND = -3


class Statuses:
    """Messages are named by (id, phone)."""

    def __init__(self, store: SmsStore, access: Access, windows: Windows) -> None:
        self._store = store
        self._access = access
        self._windows = windows

    def status(self, asked: Asked) -> Told:
        """One message, or a list; a trailing comma makes a list of one. Raises Refused."""
        self._access.check_block(asked.address)
        check_form(asked)
        pairs, whole = _pairs(asked), int(asked.one_of("all", "012", "0"))
        if asked.get("del", "0") != "0":
            raise Refused(PARAMETERS, "del is not emulated")
        self._access.check(asked)
        now_ms = self._store.now_ms()
        is_list = "," in asked.get("phone") or "," in asked.get("id")
        key, limit = ("list", LISTS_A_MINUTE) if is_list else (("status", *pairs[0]), STATUSES_A_MINUTE)
        if self._windows.exceed(key, limit, now_ms):
            raise Refused(RATE)
        told = [self._one(message_id, phone, whole, in_list=is_list) for message_id, phone in pairs]
        value = [one.value for one in told] if is_list else told[0].value
        return Told("\n".join(one.plain for one in told), "\n".join(one.commas for one in told), value)

    def _one(self, message_id: str, phone: str, whole: int, *, in_list: bool) -> Told:
        sms = self._store.by_key.get((message_id, f"+{phone}"))
        named = {"id": id_value(message_id), "phone": phone} if in_list else {}
        if sms is None:
            return Told(f"Status = {NOT_FOUND}", str(NOT_FOUND), {"status": NOT_FOUND, **named})
        now = sms.standing(self._store.now_ms())
        value: dict[str, Any] = {"status": now.status, "last_date": local(now.since_ms)}
        value |= {"last_timestamp": now.since_ms // 1000, "flag": 0}
        value |= {"err": now.err} if now.err or whole else {}
        commas = f"{now.status},{now.since_ms // 1000},{now.err}"
        if whole:
            value |= details(sms, now.status, whole)
            commas += f",{local(sms.at_ms)},{phone},{money(sms.cost)},{sms.sender},{sms.text}"
        plain = f"Status = {now.status}, check_time = {local(now.since_ms)}, err = {now.err}"
        return Told(plain, commas, value | named)

    def balance(self, asked: Asked) -> Told:
        """Raises Refused."""
        self._access.check_block(asked.address)
        check_form(asked)
        currency = asked.one_of("cur", "01", "0") == "1"
        self._access.check(asked)
        text = money(self._store.account.balance)
        value = {"balance": text, **({"currency": "RUR"} if currency else {})}
        return Told(f"{text} RUR" if currency else text, f"{text},RUR" if currency else text, value)


def _pairs(asked: Asked) -> list[tuple[str, str]]:
    ids, phones = _list(asked.get("id")), _list(asked.get("phone"))
    if not ids or len(ids) != len(phones):
        raise Refused(PARAMETERS, "phone and id are lists of one length")
    return [(one, clean_phone(phone)) for one, phone in zip(ids, phones, strict=True)]


def _list(text: str) -> list[str]:
    return [one.strip() for one in text.removesuffix(",").split(",")] if text else []
