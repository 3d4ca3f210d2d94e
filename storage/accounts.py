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
from core.payments.shown import dues_less_paid, less_paid
from core.people import Role
from core.places import place_of
from core.values import Energy, Money, Period
from storage.payment_ledger import OPEN_SUM

if TYPE_CHECKING:
    from core.database import Tx

_SNAPSHOT = "(SELECT generation FROM dataset_generation WHERE dataset = '{}' AND period = '')"
_CARDS = _SNAPSHOT.format("accounts")
# The account that is asked for, as a rule the one shown last; only without it all links are put in order.
_LINKED = """
SELECT account_id, label, role,
    (SELECT count(*) FROM link WHERE subscriber_id = :subscriber_id AND active = 1) AS linked
FROM link
WHERE id = coalesce(
    (SELECT id FROM link WHERE subscriber_id = :subscriber_id AND account_id = :preferred AND active = 1),
    (SELECT id FROM link WHERE subscriber_id = :subscriber_id AND active = 1
    ORDER BY since_ms DESC, id DESC LIMIT 1))
"""


def _latest(dataset: str, table: str, columns: str, order: str) -> str:
    """The latest visible row of a history, its two columns with a space between.

    A scalar sub-query: joined, the same look-ups take SQLite five times as long (measured: 42 µs, 210 µs).
    """
    return f"""(SELECT {columns} FROM {table} AS last JOIN dataset_generation AS visible
        ON visible.dataset = '{dataset}' AND visible.period = last.period
        AND visible.generation = last.generation
    WHERE last.account_id = mine.account_id ORDER BY {order} LIMIT 1)"""


_CHARGE = _latest("charges", "charge", "last.period || ' ' || last.charged", "last.period DESC")
_PAYMENT = _latest(
    "payments",
    "payment",
    "last.paid_on || ' ' || last.amount",
    "last.period DESC, last.paid_on DESC, last.line DESC",
)
# One look-up for both; the sign stands in no window.
_GROUP = f"""(SELECT coalesce(reading_window, '') || ' ' || coalesce(norm_kwh, 0) FROM grp
    WHERE generation = {_SNAPSHOT.format("groups")} AND name = card.grp)"""
_READABLE = f"""(SELECT 1 FROM meter WHERE meter.account_id = mine.account_id
    AND meter.generation = {_SNAPSHOT.format("meters")} AND removed_on IS NULL AND automatic = 0 LIMIT 1)"""
_PAID_HERE = OPEN_SUM.format("mine.account_id")
_CARD = f"""
SELECT mine.account_id, mine.label, mine.linked,
    coalesce(card.number, account.number), card.kind, card.address, card.status,
    balance.as_of, balance.debt, balance.advance, balance.overdue, balance.penalty,
    balance.overdue_since, balance.due_on, balance.payments_until,
    {_CHARGE}, {_PAYMENT}, mine.role, card.tariff, card.grp, {_GROUP}, {_READABLE}, ({_PAID_HERE})
FROM ({_LINKED}) AS mine
JOIN account ON account.id = mine.account_id
LEFT JOIN account_card AS card ON card.account_id = mine.account_id AND card.generation = {_CARDS}
LEFT JOIN balance ON balance.account_id = mine.account_id
    AND balance.generation = {_SNAPSHOT.format("balances")}
"""
_DUES = f"""
SELECT due.period, due.due_on, due.amount, due.stage, ({OPEN_SUM.format("due.account_id")}) FROM due
WHERE due.account_id = :account_id AND due.generation = {_SNAPSHOT.format("dues")}
ORDER BY due.due_on, due.stage LIMIT :most
"""
_PHONE = f"SELECT phone FROM account_card WHERE account_id = :account_id AND generation = {_CARDS}"
_NAMED = f"""
SELECT holder, address FROM account_card WHERE account_id = :account_id AND generation = {_CARDS}
"""
_DISPATCHER = f"""
SELECT grp.network_company, grp.dispatcher_phone
FROM ({_LINKED}) AS mine
JOIN account_card AS card ON card.account_id = mine.account_id AND card.generation = {_CARDS}
JOIN grp ON grp.generation = {_SNAPSHOT.format("groups")} AND grp.name = card.grp
"""
_DISPATCHERS = f"""
SELECT coalesce(card.number, account.number), grp.network_company, grp.dispatcher_phone
FROM link
JOIN account ON account.id = link.account_id
JOIN account_card AS card ON card.account_id = link.account_id AND card.generation = {_CARDS}
JOIN grp ON grp.generation = {_SNAPSHOT.format("groups")} AND grp.name = card.grp
WHERE link.subscriber_id = :subscriber_id AND link.active = 1 AND grp.dispatcher_phone <> ''
ORDER BY link.since_ms, link.id LIMIT :most
"""
CLOSED = "closed"
MOST_DUES = 60
"""Unpaid bills of one account that are looked at: five years of months."""


def account_of(id_: int, number: str, kind: str | None, address: str | None, status: str | None) -> Account:
    """Make the account of a row; a missing card (an account that left billing) is an open person's one."""
    holder = Holder(kind or Holder.PERSON)
    return Account(id_, number, holder, place_of(address, holder), closed=status == CLOSED)


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
        window, _, norm = (row[20] or "").rpartition(" ")
        return AccountCard(
            account=account_of(account_id, number, kind, address, status),
            label=label,
            balance=_balance(row[7:15], Money(row[22])),
            charge=_charge(row[15]),
            payment=_payment(row[16]),
            linked=linked,
            role=Role(row[17]),
            tariff=row[18] or "",
            group=row[19] or "",
            window=window.strip(),
            norm=Energy(int(norm)) if norm not in {"", "0"} else None,
            readable=row[21] is not None,
            paid_here=Money(row[22]),
        )

    def dues(self, account_id: int) -> tuple[Due, ...]:
        """What is not paid yet, in order of its dates; of more than `MOST_DUES` the oldest.

        What was paid here and billing does not know of yet is taken off, the earliest date first.
        """
        rows = self._tx.all(_DUES, account_id=account_id, most=MOST_DUES)
        dues = tuple(
            Due(Period.parse(period), date.fromisoformat(due_on), Money(amount), stage)
            for period, due_on, amount, stage, _ in rows
        )
        return dues_less_paid(dues, Money(rows[0][4])) if rows else ()

    def dispatchers(self, subscriber_id: int) -> tuple[tuple[str, Dispatcher], ...]:
        """Number and dispatcher of each linked account whose group names one."""
        rows = self._tx.all(_DISPATCHERS, subscriber_id=subscriber_id, most=MOST_DUES)
        return tuple((number, Dispatcher(company or "", phone)) for number, company, phone in rows)

    def phone_on_record(self, account_id: int) -> str:
        """The phone as billing writes it, "" if it has none."""
        row = self._tx.one(_PHONE, account_id=account_id)
        return (row[0] or "") if row else ""

    def named(self, account_id: int) -> tuple[str, str]:
        """Holder and postal address as billing writes them, "" where it has none."""
        row = self._tx.one(_NAMED, account_id=account_id)
        return (row[0] or "", row[1] or "") if row else ("", "")

    def dispatcher(self, subscriber_id: int, preferred: int) -> Dispatcher | None:
        """Whom to call about the wires of the account that `card` would show."""
        row = self._tx.one(_DISPATCHER, subscriber_id=subscriber_id, preferred=preferred)
        return Dispatcher(row[0] or "", row[1]) if row and row[1] else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _balance(row: tuple[Any, ...], paid_here: Money) -> Balance | None:
    """Billing's balance, less what was paid here and billing does not know of yet."""
    if row[0] is None:
        return None
    as_of, debt, advance, overdue, penalty, overdue_since, due_on, payments_until = row
    said = Balance(
        date.fromisoformat(as_of), Money(debt), Money(advance), Money(overdue), Money(penalty),
        _day(overdue_since), _day(due_on), _day(payments_until),
    )  # fmt: skip
    return less_paid(said, paid_here)


def _charge(found: str | None) -> LastCharge | None:
    if not found:
        return None
    period, charged = found.split(" ")
    return LastCharge(Period.parse(period), Money(int(charged)))


def _payment(found: str | None) -> LastPayment | None:
    if not found:
        return None
    paid_on, amount = found.split(" ")
    return LastPayment(date.fromisoformat(paid_on), Money(int(amount)))
