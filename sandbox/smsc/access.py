"""Who may ask: login and password or a key, and addresses blocked for wrong ones or for bad sends."""

from __future__ import annotations

import hmac

from sandbox.jsontext import Json
from sandbox.settings import Settings
from sandbox.sms.store import SmsStore
from sandbox.smsc.refusals import AUTH, BLOCKED, PARAMETERS, Refused
from sandbox.smsc.wire import Asked

MINUTE_MS = 60_000
WRONG_KEYS, WRONG_KEYS_MS = 5, 30 * MINUTE_MS
BAD_SENDS, BAD_SENDS_MS = 100, 10 * MINUTE_MS


class Access:
    """Counts what was refused out of the ledger (sms.refused of SMSC), so a block outlives a restart."""

    def __init__(self, store: SmsStore, settings: Settings) -> None:
        self._store = store
        self._login = settings.smsc_login, settings.smsc_password
        self._key = settings.smsc_api_key
        self._wrong: dict[str, list[int]] = {}
        self._bad: dict[str, list[tuple[int, int]]] = {}
        self._until: dict[str, int] = {}
        store.ledger.on("sms.refused", self._refused)

    def check_block(self, address: str) -> None:
        """Raises Refused (4)."""
        if self._store.now_ms() < self._until.get(address, 0):
            raise Refused(BLOCKED)

    def check(self, asked: Asked) -> None:
        """Raises Refused: 1 without any credentials, 2 for wrong ones."""
        login, password, key = asked.get("login"), asked.get("psw"), asked.get("apikey")
        if not key and not password:
            raise Refused(PARAMETERS, "give apikey, or login and psw")
        if not login:
            right = _same(key or password, self._key)
        else:
            right = _same(login, self._login[0]) and _same(password, self._login[1])
        if not right:
            raise Refused(AUTH)

    def _refused(self, fact: Json) -> None:
        if fact.get("via") != "smsc" or fact["code"] == BLOCKED:
            return
        address, at_ms = fact["address"], fact["at_ms"]
        if fact["code"] == AUTH:
            wrong = [one for one in self._wrong.get(address, ()) if at_ms - one < WRONG_KEYS_MS]
            self._wrong[address] = [*wrong, at_ms]
            if len(wrong) + 1 >= WRONG_KEYS:
                self._block(address, at_ms + WRONG_KEYS_MS)
        elif fact["method"] in {"send", "list"}:
            row = [one for one in self._bad.get(address, ()) if self._in_a_row(one, at_ms)]
            self._bad[address] = [*row, (fact["n"], at_ms)]
            if len(row) + 1 >= BAD_SENDS:
                self._block(address, at_ms + BAD_SENDS_MS)

    def _in_a_row(self, bad: tuple[int, int], at_ms: int) -> bool:
        return bad[0] > self._store.last_n and at_ms - bad[1] < BAD_SENDS_MS

    def _block(self, address: str, until_ms: int) -> None:
        self._until[address] = until_ms
        self._wrong.pop(address, None)
        self._bad.pop(address, None)


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())
