"""SMSC.ru and what speaks like it.

On the wire, as it is sent, each with `apikey=…` (or `login` and `psw`), `fmt=3` and `charset=utf-8`:

POST /sys/send.php    cost=3&id=outbox-17&phones=%2B79161234567&mes=Код+482913&valid=01:00
                      → {"id":"outbox-17","cnt":1,"cost":"3.50","balance":"996.50"}
                      → {"error":"duplicate request, wait a minute","error_code":9}
POST /sys/send.php    cost=3&op=1&id=list-3&list=%2B79161234567:К+оплате%0A%2B79161234568:Долг
                      → {"id":"list-3","cnt":2,"cost":"7.00","balance":"989.50","phones":[
                         {"phone":"79161234567","cost":"3.50"},{"phone":"79161234568","status":22,"error":249}]}
POST /sys/send.php    cost=1&phones=%2B79161234567&mes=Код+482913  → {"cost":"3.50","cnt":1}
POST /sys/status.php  phone=79161234567&id=outbox-17  → {"status":1,"last_timestamp":1543212345,"err":0}
POST /sys/status.php  phone=79161234567,79161234568&id=outbox-17,list-3
                      → [{"status":1,"last_timestamp":1543212345,"id":"outbox-17","phone":"79161234567"},
                         {"status":-3,"id":"list-3","phone":"79161234568"}]
POST /sys/get.php     get_answers=1&after_id=47436133&cnt=1000
                      → [{"id":47436134,"received":"29.09.2018 15:07:39","phone":"79268401046",
                          "message":"1","to_phone":"79037676877","sent":"29.09.2018 15:07:37"}]
POST /sys/balance.php → {"balance":"989.50"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.channels import sms_rates, smsc_callback, smsc_forms, smsc_inbox, smsc_outcomes
from bot.channels.sms_port import Accepted, Fetched, SmsCapabilities, SmsError, SmsFault, SmsState
from bot.channels.smsc_calls import ALL, SENDS, SmscCalls, told
from bot.channels.smsc_errors import DUPLICATE, NO_MONEY, error_of
from bot.channels.smsc_numbers import kopecks
from bot.channels.smsc_wire import Sent, StatusItem, statuses_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.channels.sms_http import SmsHttp
    from bot.channels.sms_port import Callback, IncomingSms, OutgoingSms, Status
    from bot.channels.smsc_account import SmscAccount

_SENT = msgspec.json.Decoder(Sent)
_STATUSES: msgspec.json.Decoder[list[StatusItem] | StatusItem] = msgspec.json.Decoder(
    list[StatusItem] | StatusItem
)
_PAGE, _WIDEST, _FIRST_HOURS, _MOST_INBOX_BYTES = 1000, 10_000, 24, 8 << 20


class Smsc:
    """The client. One call is one request, but for an error 9 on sending, which is looked into."""

    def __init__(self, account: SmscAccount, http: SmsHttp, gate: sms_rates.Gate) -> None:
        self._account, self._gate = account, gate
        told, longest, most = bool(account.callback_secret), smsc_forms.LONGEST, smsc_forms.MOST
        self.capabilities = SmsCapabilities(
            inbound=True, callbacks=told, prices=True, longest=longest, most=most
        )
        self._calls = SmscCalls(account, http, gate)
        self._sender = {"sender": account.sender} if account.sender else {}
        self._balance: tuple[int, int] | None = None

    def send(self, sms: OutgoingSms) -> Accepted:
        self._open()
        smsc_forms.check(sms)
        self._gate.take(sms_rates.SAME_SMS, sms.phone, sms.text)
        try:
            sent = self._send(smsc_forms.single(sms), [sms])
        except SmsError as error:
            if error.code != str(DUPLICATE) or sms.phone not in (known := self._known([sms])):
                raise
            return known[sms.phone]
        return smsc_outcomes.one(sms, sent)

    def send_list(self, messages: Sequence[OutgoingSms]) -> Mapping[str, Accepted | SmsError]:
        if len({sms.phone for sms in messages}) != len(messages) or len({sms.own_id for sms in messages}) > 1:
            raise ValueError("a list has one id, and every phone once")
        self._open()
        done: dict[str, Accepted | SmsError] = {}
        if not (going := [sms for sms in messages if self._goes(sms, done)]):
            return done
        try:
            sent = self._send(smsc_forms.together(going), going)
        except SmsError as error:
            if error.code != str(DUPLICATE):
                raise
            known = self._known(going)
            return done | {sms.phone: known.get(sms.phone, error) for sms in going}
        return done | smsc_outcomes.outcomes(going, sent.phones)

    def price(self, sms: OutgoingSms) -> int:
        self._gate.check(ALL)
        smsc_forms.check(sms)
        self._gate.take(sms_rates.SAME_PRICE, sms.phone, sms.text)
        form = {"phones": sms.phone, "mes": sms.text, "cost": "1", **self._sender}
        with self._gate.sending:
            return told(kopecks(self._calls.ask("send.php", _SENT, form).cost))

    def statuses(self, keys: Sequence[tuple[str, str]]) -> tuple[Status, ...]:
        """Of several messages those that the answer names."""
        if not keys:
            return ()
        self._gate.check(ALL)
        # A list may be asked for once a minute, one message five times: so one is asked for as one.
        self._gate.take(*((sms_rates.STATUS, *keys[0]) if len(keys) == 1 else (sms_rates.STATUSES,)))
        with self._gate.asking:
            answer = self._calls.ask("status.php", _STATUSES, smsc_forms.asked(keys))
        found = statuses_of(keys, answer if isinstance(answer, list) else [answer])
        return found if len(keys) > 1 else (told(found[0] if found else None),)

    def fetch_incoming(self, cursor: str) -> Fetched:
        self._gate.check(ALL)
        for most in (_PAGE, _WIDEST):
            page = self._page(cursor, most)
            fetched = smsc_inbox.read(page, cursor, self._account.offset_hours)
            if fetched.cursor != cursor or len(page) < most:
                return fetched
        raise SmsError(SmsFault.TRANSIENT, "a full inbox without a number in it")

    def _page(self, cursor: str, most: int) -> smsc_inbox.Page:
        since = {"after_id": cursor} if cursor else {"hour": str(_FIRST_HOURS)}
        form = {"get_answers": "1", "cnt": str(most), **since}
        try:
            answer = self._calls.ask("get.php", smsc_inbox.PageDecoder(), form, _MOST_INBOX_BYTES)
        except SmsError as error:
            if error.code != str(NO_MONEY):
                raise
            return []  # said of an inbox, it means: nothing found
        return told(answer if isinstance(answer, list) else None)

    def parse_callback(self, callback: Callback) -> tuple[IncomingSms | Status, ...]:
        account = self._account
        return smsc_callback.parse(callback, account.callback_secret, account.checksum, account.offset_hours)

    def balance(self) -> int:
        """Kopecks; ten minutes old at most, or as the last send told them."""
        known, now_ms = self._balance, self._gate.now_ms()
        if known is not None and 0 <= now_ms - known[1] < sms_rates.BALANCE.per_ms:
            return known[0]
        self._gate.check(ALL)
        self._gate.take(sms_rates.BALANCE)
        return self._keep(told(kopecks(self._calls.ask("balance.php", _SENT, {}).balance)))

    def _keep(self, balance: int) -> int:
        self._balance = (balance, self._gate.now_ms())
        return balance

    def _open(self) -> None:
        self._gate.check(ALL, SENDS)
        self._gate.check_errors()

    def _goes(self, sms: OutgoingSms, refused: dict[str, Accepted | SmsError]) -> bool:
        try:
            smsc_forms.check(sms)
            self._gate.take(sms_rates.SAME_SMS, sms.phone, sms.text)
        except SmsError as error:
            refused[sms.phone] = error
        return sms.phone not in refused

    def _send(self, form: dict[str, str], going: Sequence[OutgoingSms]) -> Sent:
        try:
            sent = self._calls.send(_SENT, {**form, "cost": "3", **self._sender})
        except SmsError as error:
            if error.fault is SmsFault.TRANSIENT:
                for sms in going:
                    self._gate.give_back(sms_rates.SAME_SMS, sms.phone, sms.text)
            elif error.code:
                self._gate.sent(ok=False)
            raise
        self._gate.sent(ok=True)
        if (balance := kopecks(sent.balance)) is not None:
            self._keep(balance)
        if sent.id is None:
            raise SmsError(SmsFault.UNKNOWN, "an answer without an id")
        return sent

    def _known(self, going: Sequence[OutgoingSms]) -> dict[str, Accepted]:
        """After an error 9: those that an earlier attempt, whose answer was lost, has brought there."""
        try:
            found = self.statuses([(sms.own_id, sms.phone) for sms in going])
        except SmsError as error:
            fault, wait_ms = error.fault, max(error.retry_after_ms, error_of(DUPLICATE).retry_after_ms)
        else:
            there = {status.phone for status in found if status.state is not SmsState.MISSING}
            return {sms.phone: smsc_outcomes.accepted(sms) for sms in going if sms.phone in there}
        raise SmsError(SmsFault.UNKNOWN, f"repeated, and its status is not told: {fault.value}", wait_ms)
