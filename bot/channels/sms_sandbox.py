"""The SMS phone of the sandbox page.

POST {url}/send    {"id": "outbox-17", "phone": "+79000000001", "text": "…"} → {"id", "parts", "cost"}
POST {url}/list    {"id": "list-3", "messages": [{"phone", "text"}, …]} → {"messages": [{"phone", "id", …}]}
POST {url}/price   {"phone", "text"} → {"cost"}       GET {url}/balance → {"balance"}   (kopecks, both)
GET  {url}/status?id=outbox-17&phone=%2B79… → {"state": "sent" | "delivered" | "failed" | "unknown"}
GET  {url}/inbox?after=17 → {"messages": [{"id": 18, "phone": "+79000000001", "text": "…", "at_ms": …}]}
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
    SmsState,
    Status,
    Undelivered,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PATIENCE = Patience(connect_s=3, read_s=10)
_STATES = {state.value: state for state in SmsState} | {"unknown": SmsState.MISSING}
_FAULTS = {7: SmsFault.BAD_NUMBER, 9: SmsFault.RATE}
_MINUTE_MS = 60_000
_MOST_BYTES = 1 << 20
_T = TypeVar("_T")
CAPABILITIES = SmsCapabilities(inbound=True, callbacks=False, prices=True, longest=670, most=100)


class _Taken(msgspec.Struct):
    id: str = ""
    phone: str = ""
    parts: int = 0
    cost: int = 0
    error: str = ""
    code: int = 0


class _Sent(msgspec.Struct):
    messages: list[_Taken] = []
    error: str = ""
    code: int = 0


class _State(msgspec.Struct):
    state: str


class _Texted(msgspec.Struct):
    id: int
    phone: str
    text: str
    at_ms: int


class _Inbox(msgspec.Struct):
    messages: list[_Texted]


class _Balance(msgspec.Struct):
    balance: int


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
        if sent.error:
            raise _refused(sent.error, sent.code)
        return {taken.phone: _outcome(taken) for taken in sent.messages}

    def price(self, sms: OutgoingSms) -> int:
        body = {"phone": sms.phone, "text": sms.text}
        return _accepted(self._ask(_Taken, "POST", "price", json=body)).kopecks

    def statuses(self, keys: Sequence[tuple[str, str]]) -> tuple[Status, ...]:
        return tuple(self._status(own_id, phone) for own_id, phone in keys)

    def _status(self, own_id: str, phone: str) -> Status:
        answer = self._ask(_State, "GET", "status", params={"id": own_id, "phone": phone})
        state = _STATES.get(answer.state, SmsState.MISSING)
        reason = Undelivered.EXPIRED if state is SmsState.FAILED else Undelivered.NONE
        return Status(own_id, phone, state, reason)

    def fetch_incoming(self, cursor: str) -> Fetched:
        inbox = self._ask(_Inbox, "GET", "inbox", params={"after": cursor or "0"})
        taken = sorted(inbox.messages, key=lambda sms: sms.id)
        messages = tuple(
            IncomingSms(str(sms.id), sms.phone, sms.text, received_ms=sms.at_ms) for sms in taken
        )
        return Fetched(messages, messages[-1].provider_id if messages else cursor)

    def parse_callback(self, callback: Callback) -> tuple[IncomingSms | Status, ...]:
        raise CallbackRefused("the sandbox's phone sends no callbacks", forged=True)

    def balance(self) -> int:
        return self._ask(_Balance, "GET", "balance").balance

    def _ask(self, kind: type[_T], method: str, path: str, *, sends: bool = False, **what: Any) -> _T:
        body = self._http.ask(method, path, sends=sends, most=_MOST_BYTES, **what)
        try:
            return msgspec.json.decode(body, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            fault = SmsFault.UNKNOWN if sends else SmsFault.TRANSIENT
        raise SmsError(fault, "an answer that is not understood")


def _accepted(taken: _Taken) -> Accepted:
    if taken.error:
        raise _refused(taken.error, taken.code)
    return Accepted(taken.id, taken.parts, taken.cost)


def _outcome(taken: _Taken) -> Accepted | SmsError:
    return _refused(taken.error, taken.code) if taken.error else _accepted(taken)


def _refused(error: str, code: int) -> SmsError:
    fault = _FAULTS.get(code, SmsFault.DENIED)
    return SmsError(fault, error, _MINUTE_MS if fault is SmsFault.RATE else 0, str(code))
