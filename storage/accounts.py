"""Imported accounts as their linked people see them: the card is one statement of indexed look-ups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from core.accounts import (
    Account,
    AccountCard,
    Balance,
    Dispatcher,
    Due,
    Holder,
    LastCharge,
    LastPayment,
)
from core.places import place_of
from core.values import Money, Period

if TYPE_CHECKING:
    from storage.database import Tx

_SNAPSHOT = "(SELECT generation FROM dataset_generation WHERE dataset = '{}' AND period = '')"
_CARDS = _SNAPSHOT.format("accounts")
_LINKED = """
SELECT account_id, label, count(*) OVER () AS linked FROM link
WHERE subscriber_id = :subscriber_id AND active = 1
ORDER BY account_id = :preferred DESC, since_ms DESC, id DESC LIMIT 1
"""


def _visible(dataset: str, row: str) -> str:
    """The condition that a row of a history belongs to the visible generation of its month."""
    return f"""{row}.generation = (SELECT generation FROM dataset_generation
        WHERE dataset = '{dataset}' AND period = {row}.period)"""


_CARD = f"""
SELECT mine.account_id, mine.label, mine.linked,
    account.number, card.kind, card.address, card.status,
    balance.as_of, balance.debt, balance.advance, balance.overdue, balance.penalty,
    balance.overdue_since, balance.due_on, balance.payments_until,
    charge.period, charge.charged, payment.paid_on, payment.amount
FROM ({_LINKED}) AS mine
JOIN account ON account.id = mine.account_id
LEFT JOIN account_card AS card ON card.account_id = mine.account_id AND card.generation = {_CARDS}
LEFT JOIN balance ON balance.account_id = mine.account_id
    AND balance.generation = {_SNAPSHOT.format("balances")}
LEFT JOIN charge ON charge.account_id = mine.account_id AND {_visible("charges", "charge")}
    AND charge.period = (SELECT max(c.period) FROM charge AS c
        WHERE c.account_id = mine.account_id AND {_visible("charges", "c")})
LEFT JOIN payment ON payment.account_id = mine.account_id AND {_visible("payments", "payment")}
    AND payment.period = (SELECT max(p.period) FROM payment AS p
        WHERE p.account_id = mine.account_id AND {_visible("payments", "p")})
ORDER BY payment.paid_on DESC, payment.line DESC LIMIT 1
"""
_DUES = f"""
SELECT due.period, due.due_on, due.amount FROM due
WHERE due.account_id = :account_id AND due.generation = {_SNAPSHOT.format("dues")}
    AND due.period = (SELECT max(d.period) FROM due AS d
        WHERE d.account_id = :account_id AND d.generation = due.generation)
ORDER BY due.due_on, due.stage
"""
_PHONE = f"SELECT phone FROM account_card WHERE account_id = :account_id AND generation = {_CARDS}"
_DISPATCHER = f"""
SELECT grp.network_company, grp.dispatcher_phone
FROM ({_LINKED}) AS mine
JOIN account_card AS card ON card.account_id = mine.account_id AND card.generation = {_CARDS}
JOIN grp ON grp.generation = {_SNAPSHOT.format("groups")} AND grp.name = card.grp
"""
CLOSED = "closed"


def account_of(id_: int, number: str, kind: str | None, address: str | None, status: str | None) -> Account:
    """Make the account of a row; a missing card (an account that left billing) is an open person's one."""
    return Account(id_, number, Holder(kind or Holder.PERSON), place_of(address), closed=status == CLOSED)


class AccountsGateway:
    """Accounts inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def card(self, subscriber_id: int, preferred: int) -> AccountCard | None:
        """The card of the `preferred` account if this person has it linked, else of the one linked last."""
        row = self._tx.one(_CARD, subscriber_id=subscriber_id, preferred=preferred)
        if row is None:
            return None
        account_id, label, linked, number, kind, address, status = row[:7]
        return AccountCard(
            account=account_of(account_id, number, kind, address, status),
            label=label,
            balance=_balance(row[7:15]),
            charge=LastCharge(Period.parse(row[15]), Money(row[16])) if row[15] else None,
            payment=LastPayment(date.fromisoformat(row[17]), Money(row[18])) if row[17] else None,
            linked=linked,
        )

    def dues(self, account_id: int) -> tuple[Due, ...]:
        """Stages of the latest month, in order of their dates."""
        return tuple(
            Due(Period.parse(period), date.fromisoformat(due_on), Money(amount))
            for period, due_on, amount in self._tx.all(_DUES, account_id=account_id)
        )

    def phone_on_record(self, account_id: int) -> str:
        """The phone as billing writes it, "" if it has none."""
        row = self._tx.one(_PHONE, account_id=account_id)
        return (row[0] or "") if row else ""

    def dispatcher(self, subscriber_id: int, preferred: int) -> Dispatcher | None:
        """Whom to call about the wires of the account that `card` would show."""
        row = self._tx.one(_DISPATCHER, subscriber_id=subscriber_id, preferred=preferred)
        return Dispatcher(row[0] or "", row[1]) if row and row[1] else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _balance(row: tuple[Any, ...]) -> Balance | None:
    if row[0] is None:
        return None
    as_of, debt, advance, overdue, penalty, overdue_since, due_on, payments_until = row
    return Balance(
        date.fromisoformat(as_of), Money(debt), Money(advance), Money(overdue), Money(penalty),
        _day(overdue_since), _day(due_on), _day(payments_until),
    )  # fmt: skip
