"""Calls to the scripts of SMSC: a form goes, a value or a refusal comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from bot.channels.sms_port import SmsError, SmsFault
from bot.channels.smsc_errors import error_of
from bot.channels.smsc_wire import Answer

if TYPE_CHECKING:
    from bot.channels.sms_http import SmsHttp
    from bot.channels.sms_rates import Gate
    from bot.channels.smsc_account import SmscAccount

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)
_MOST_BYTES = 1 << 20
ALL, SENDS = "all", "sends"
# A refusal of the account: the same request would be refused again and, for some, counted against us.
_HELD = {SmsFault.AUTH: ALL, SmsFault.BLOCKED: ALL, SmsFault.FUNDS: SENDS}


class Decoder(Protocol[_T_co]):
    """Reads an answer. Raises as msgspec does."""

    def decode(self, body: bytes, /) -> _T_co: ...


class SmscCalls:
    """One form POST for one call. A form and no query: neither secrets nor texts get into logs of servers."""

    def __init__(self, account: SmscAccount, http: SmsHttp, gate: Gate) -> None:
        self._form, self._http, self._gate = account.form, http, gate

    def ask(self, script: str, decoder: Decoder[_T], form: dict[str, str], most: int = _MOST_BYTES) -> _T:
        """A question. Raises `SmsError`, never UNKNOWN."""
        return self._call(script, decoder, form, sends=False, most=most)

    def send(self, decoder: Decoder[_T], form: dict[str, str]) -> _T:
        """A request that sends. Raises `SmsError`, UNKNOWN when it may have arrived."""
        with self._gate.sending:
            return self._call("send.php", decoder, form, sends=True, most=_MOST_BYTES)

    def _call(self, script: str, decoder: Decoder[_T], form: dict[str, str], *, sends: bool, most: int) -> _T:
        body = self._http.ask("POST", script, sends=sends, most=most, data=self._form | form)
        try:
            answer = decoder.decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            answer = None
        if answer is None:
            fault = SmsFault.UNKNOWN if sends else SmsFault.TRANSIENT
            raise SmsError(fault, "an answer that is not understood")
        if isinstance(answer, Answer) and answer.code is not None:
            raise self._refused(error_of(answer.code), sends=sends)
        return answer

    def _refused(self, error: SmsError, *, sends: bool) -> SmsError:
        scope = _HELD.get(error.fault)
        if scope == ALL or (scope == SENDS and sends):
            self._gate.hold(scope, error)
        return error


def told(value: _T | None) -> _T:
    """What a question was asked for. Raises `SmsError` TRANSIENT when the answer lacks it."""
    if value is None:
        raise SmsError(SmsFault.TRANSIENT, "an answer without what was asked for")
    return value
