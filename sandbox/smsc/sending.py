"""send.php: the checks in the order of sms.md 1.12, prices, acceptance."""

from __future__ import annotations

import hashlib

from sandbox.sms.ends import NO_ROUTE, WRONG_NUMBER
from sandbox.sms.parts import count_parts
from sandbox.sms.store import SmsStore
from sandbox.smsc import times
from sandbox.smsc.accepted import PRICE_ONLY, Bad, Priced, accepted_told, price_told
from sandbox.smsc.access import Access
from sandbox.smsc.numbers import clean_phone
from sandbox.smsc.order import Order, read_order
from sandbox.smsc.pieces import Piece
from sandbox.smsc.refusals import DENIED, FUNDS, NUMBER, RATE, ROUTE, Refused
from sandbox.smsc.told import Told
from sandbox.smsc.windows import MINUTE_MS, Windows
from sandbox.smsc.wire import Asked, check_form

PRICES_A_MINUTE = 5
_ERR_FORMAT, _ERR_NO_ROUTE = 249, 248


class Sending:
    """The store is shared with the sandbox's own protocol."""

    def __init__(self, store: SmsStore, access: Access, windows: Windows, *, strict: bool) -> None:
        self._store = store
        self._access = access
        self._windows = windows
        self._strict = strict

    def send(self, asked: Asked) -> Told:
        """Raises Refused."""
        self._access.check_block(asked.address)
        check_form(asked)
        order = read_order(asked, strict=self._strict)
        self._access.check(asked)
        start_ms = times.start(order.time, order.tz, self._store.now_ms())
        digest = _digest(order)
        self._check_rate(order, digest)
        message_id = order.id or str(self._store.ledger.last_n + 1)
        good, bad = self._sorted(order, message_id)
        cost = sum(one.cost for one in good)
        if order.cost == PRICE_ONLY:
            return price_told(order, good, bad, cost)
        if cost > self._store.account.balance:
            raise Refused(FUNDS, message_id=message_id)
        about = {"life_ms": order.life_ms, "start_ms": start_ms, "request": digest}
        sent = [
            self._store.accept(message_id, f"+{one.digits}", one.text, one.cost, sender=one.sender, **about)
            for one in good
        ]
        return accepted_told(order, message_id, sent, bad, self._store.account.balance)

    def _check_rate(self, order: Order, digest: str) -> None:
        now_ms = self._store.now_ms()
        if order.cost == PRICE_ONLY:
            if self._windows.exceed(("price", digest), PRICES_A_MINUTE, now_ms):
                raise Refused(RATE)
        elif 0 <= now_ms - self._store.requests.get(digest, -MINUTE_MS) < MINUTE_MS:
            raise Refused(RATE)

    def _sorted(self, order: Order, message_id: str) -> tuple[list[Priced], list[Bad]]:
        """What can be sent and what cannot; raises Refused when nothing can."""
        known = [(piece, clean_phone(piece.phone)) for piece in order.pieces]
        if not any(digits for _, digits in known):
            raise Refused(NUMBER, message_id=message_id)
        for piece in order.pieces:
            self._check_denied(piece, message_id)
        good, bad = [], []
        for piece, digits in known:
            price = self._store.account.price(digits) if digits else None
            if price is not None:
                good.append(self._priced(piece, digits, price, order.max_parts))
            elif digits:
                bad.append(Bad(digits, NO_ROUTE, _ERR_NO_ROUTE))
            else:
                bad.append(Bad(piece.phone, WRONG_NUMBER, _ERR_FORMAT))
        if not good:
            raise Refused(ROUTE, message_id=message_id)
        return good, bad

    def _check_denied(self, piece: Piece, message_id: str) -> None:
        account, text = self._store.account, piece.text.lower()
        if piece.sender and piece.sender not in account.senders:
            raise Refused(DENIED, message_id=message_id)
        if any(word.lower() in text for word in account.denied_words):
            raise Refused(DENIED, message_id=message_id)

    def _priced(self, piece: Piece, digits: str, price: int, max_parts: int) -> Priced:
        text = piece.text
        while max_parts and count_parts(text).parts > max_parts:
            text = text[:-1]
        parts = count_parts(text).parts
        senders = self._store.account.senders
        return Priced(digits, text, piece.sender or (senders[0] if senders else ""), parts, parts * price)


def _digest(order: Order) -> str:
    """Names what SMSC holds for the same request: phones, texts and senders, not the id."""
    pieces = sorted((clean_phone(one.phone) or one.phone, one.text, one.sender) for one in order.pieces)
    return hashlib.sha256(repr(pieces).encode("utf-8", "surrogatepass")).hexdigest()[:32]
