"""What anybody at a chat can do, through the real use cases; the dialog's own rules are kept by hand.

Those are: a phone on record decides where the code goes, other phones must be mobile ones of the allow-list,
and nothing is sent before the second fact is proven.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from bench.attack.town import KEYS, MONTHS
from core.bill_codes import BillAccount
from core.codes import one_time_code
from core.linking import CodeRequest
from core.second_facts import Fact
from core.usecases.phone_codes import ChoosePhone, ConfirmCode, Held, Linked, SendCode
from core.usecases.receipts import CheckFact, Claim, Mismatch, Outdated, Proven, TooOften
from core.usecases.tokens import OpenBill

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.attack.town import Town
    from core.limits import Limits
    from core.usecases.phone_codes import Outcome, Sending

T = TypeVar("T")


@dataclass(slots=True)
class Tally:
    """What somebody did: tries that were looked at and not, codes, successes."""

    did: Counter[str] = field(default_factory=Counter)
    codes: list[tuple[int, str, str]] = field(default_factory=list)
    """Codes sent: when, to whom, for which account."""


class Clerk:
    """The supplier's side: use cases over the town's database, at a time that only moves on."""

    def __init__(self, town: Town, limits: Limits) -> None:
        self.town, self.limits, self.now_ms = town, limits, 0
        self._check, self._open = CheckFact(KEYS, limits), OpenBill(KEYS, limits)
        self._send, self._confirm = SendCode(KEYS, limits), ConfirmCode(KEYS, limits)
        self._phones, self._subscribers = ChoosePhone(), dict[str, int]()

    def prove(
        self, tally: Tally, chat: str, number: str, code: str, fact: Fact = Fact.RECEIPT, amount: int = 0
    ) -> Proven | Mismatch | TooOften:
        """Try a second fact; nothing has happened to the accounts of this town, so none is outdated."""
        claim = Claim(chat, number, code, fact, amount)
        verdict = self._turn(lambda: self._check(self.town.store, claim, MONTHS, self.now_ms))
        if isinstance(verdict, Outdated):
            raise TypeError("an account of the town changed hands")
        tally.did["not looked at" if isinstance(verdict, TooOften) else "attempts"] += 1
        tally.did["proven"] += isinstance(verdict, Proven)
        return verdict

    def scan(self, tally: Tally, chat: str, token: str) -> Proven | None:
        """Open the link of a bill."""
        found = self._turn(lambda: self._open(self.town.store, chat, token, MONTHS, self.now_ms))
        tally.did["attempts"] += 1
        opened = found if isinstance(found, BillAccount) else None
        tally.did["proven"] += opened is not None
        return self._check.again(self.town.store, opened.account_id) if opened else None

    def ask_code(
        self, tally: Tally, chat: str, proof: Proven, own_phone: str, verification: int = 0
    ) -> Sending | Held | None:
        """Ask for a code; None where the dialog would refuse the phone."""
        record = self._phones.on_record(self.town.store, proof.account_id)
        phone = record or self._phones.read(own_phone)
        if not phone:
            tally.did["phones refused"] += 1
            return None
        request = CodeRequest(chat, self._subscriber(chat), proof.account_id, proof.number, phone)
        sending = self._turn(lambda: self._send(self.town.store, request, self.now_ms, verification))
        if isinstance(sending, Held):
            tally.did["codes held"] += 1
        else:
            tally.codes.append((self.now_ms, phone, proof.number))
            self._send.left(self.town.store, sending.verification_id, sending.counter, self.now_ms)
        return sending

    def enter(self, tally: Tally, chat: str, sending: Sending, code: str) -> Outcome:
        """Enter a code."""
        number = sending.verification_id
        outcome = self._turn(lambda: self._confirm(self.town.store, chat, number, code, self.now_ms))
        tally.did["codes tried"] += 1
        tally.did["linked"] += isinstance(outcome, Linked)
        return outcome

    def read_phone(self, sending: Sending) -> str:
        """The code as the phone shows it: for whoever holds that phone."""
        return one_time_code(
            KEYS, sending.key_id, sending.verification_id, sending.counter, self.limits.code_digits
        )

    def _subscriber(self, chat: str) -> int:
        known = self._subscribers.get(chat)
        if known is None:
            known = self._subscribers[chat] = self.town.store.subscribers.create(chat, self.now_ms)
        return known

    def _turn(self, work: Callable[[], T]) -> T:
        """One turn, one transaction."""
        tx = self.town.tx
        tx.run("BEGIN")
        found = work()
        tx.run("COMMIT")
        return found
