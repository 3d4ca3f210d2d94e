"""The SMS phone of the sandbox page.

POST {url}/send    {"id": "outbox-17", "phone": "+79000000001", "text": "…"} → {"id", "parts", "cost"}
POST {url}/list    {"id": "list-3", "messages": [{"phone", "text"}, …]} → {"messages": [{"phone", "id", …}]}
POST {url}/price   {"phone", "text"} → {"cost"}       GET {url}/balance → {"balance"}   (kopecks, both)
GET  {url}/status?id=outbox-17&phone=%2B79… → {"state": "failed", "status": 20, "err": 219} or "unknown"
GET  {url}/inbox?after=17 → {"messages": [{"id": 18, "phone": "+79000000001", "text": "…", "at_ms": …}]}

A refusal is {"error", "code"}; its codes, statuses and `err` are SMSC's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from bot.channels.sms_http import Patience, SmsHttp
from bot.channels.sms_port import (
    Accepted,
    Callback,
    CallbackRefused,
    Fetched,
    IncomingSms,
    OutgoingSms,
    SmsCapabilities,
    SmsError,
    SmsFault,
    Status,
)
from bot.channels.smsc_errors import error_of
from bot.channels.smsc_numbers import international
from bot.channels.smsc_statuses import MISSING, code_of, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PATIENCE = Patience(connect_s=3, read_s=10)
_MOST_BYTES = 1 << 20
CAPABILITIES = SmsCapabilities(
    inbound=True, callbacks=False, prices=True, longest=670, most=100, inbox_s=1, statuses_s=5
)


class _Answer(msgspec.Struct):
    error: str = ""
    code: int = 0


_T = TypeVar("_T", bound=_Answer)


class _Taken(_Answer):
    id: str = ""
    phone: str = ""
    parts: int = 0
    cost: int = 0


class _Sent(_Answer):
    messages: list[_Taken] = []


class _State(_Answer):
    state: str = ""
    status: int = MISSING
    err: int = 0


class _Texted(msgspec.Struct):
    id: int
    phone: str
    text: str
    at_ms: int
    to: str = ""


class _Inbox(_Answer):
    messages: list[_Texted] = []


class _Balance(_Answer):
    balance: int = 0


class SandboxSms:
    """A provider that shows messages on the phone of the sandbox."""

    capabilities = CAPABILITIES

    def __init__(self, url: str, patience: Patience = _PATIENCE) -> None:
        self._http = SmsHttp([url], patience)

    def send(self, sms: OutgoingSms) -> Accepted:
        body = {"id": sms.own_id, "phone": sms.phone, "text": sms.text}
        return _accepted(self._ask(_Taken, "POST", "send", sends=True, json=body))

    def send_list(self, messages: Sequence[OutgoingSms]) -> Mapping[str, Accepted | SmsError]:
        texts = [{"phone": sms.phone, "text": sms.text} for sms in messages]
        body = {"id": messages[0].own_id, "messages": texts}
        sent = self._ask(_Sent, "POST", "list", sends=True, json=body)
        return {taken.phone: _outcome(taken) for taken in sent.messages}

    def price(self, sms: OutgoingSms) -> int:
        body = {"phone": sms.phone, "text": sms.text}
        return self._ask(_Taken, "POST", "price", json=body).cost

    def statuses(self, keys: Sequence[tuple[str, str]]) -> tuple[Status, ...]:
        return tuple(self._status(own_id, phone) for own_id, phone in keys)

    def _status(self, own_id: str, phone: str) -> Status:
        answer = self._ask(_State, "GET", "status", params={"id": own_id, "phone": phone})
        if not answer.state:
            raise SmsError(SmsFault.TRANSIENT, "a status without a state")
        state, reason = state_of(answer.status, answer.err)
        return Status(own_id, phone, state, reason, code_of(answer.status, answer.err))

    def fetch_incoming(self, cursor: str) -> Fetched:
        inbox = self._ask(_Inbox, "GET", "inbox", params={"after": cursor or "0"})
        taken = sorted(inbox.messages, key=lambda sms: sms.id)
        messages = tuple(
            IncomingSms(str(sms.id), sms.phone, sms.text, international(sms.to), sms.at_ms) for sms in taken
        )
        return Fetched(messages, messages[-1].provider_id if messages else cursor)

    def parse_callback(self, callback: Callback) -> tuple[IncomingSms | Status, ...]:
        raise CallbackRefused("the sandbox's phone sends no callbacks", forged=True)

    def balance(self) -> int:
        return self._ask(_Balance, "GET", "balance").balance

    def _ask(self, kind: type[_T], method: str, path: str, *, sends: bool = False, **what: Any) -> _T:
        body = self._http.ask(method, path, sends=sends, most=_MOST_BYTES, **what)
        try:
            answer = msgspec.json.decode(body, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            answer = None
        if answer is None:
            raise SmsError(
                SmsFault.UNKNOWN if sends else SmsFault.TRANSIENT, "an answer that is not understood"
            )
        if answer.error:
            raise error_of(answer.code)
        return answer


def _accepted(taken: _Taken) -> Accepted:
    return Accepted(taken.id, taken.parts, taken.cost)


def _outcome(taken: _Taken) -> Accepted | SmsError:
    return error_of(taken.code) if taken.error else _accepted(taken)
