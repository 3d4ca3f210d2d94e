"""What one bill is made of, read in one transaction for somebody who has the account linked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.people import Role
from core.privacy import Sensitivity
from core.usecases.screens import last_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.desk import Desk
    from core.accounts import AccountCard
    from core.bills import Bill
    from core.meters import Meter, Taken
    from core.ports import Store
    from core.values import Period

_BACK = 6
"""Months that are searched for the reading before: longer ago, the bill itself was calculated."""
_MOST = 400


@dataclass(frozen=True, slots=True)
class Register:
    """A meter with the last reading of the month and the one before; the bill may go by neither.

    Of a meter that was put up in the month the one before is what it began with.
    """

    meter: Meter
    before: Taken | None
    after: Taken | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """`newest`: no later bill is known, so that the balance of today belongs to it.

    `holder` and `postal_address` are "" where they may not stand; `bot_name` as the messenger told it.
    `token` links the account: for who may let others in, "" for everybody else.
    """

    card: AccountCard
    bill: Bill
    newest: bool
    registers: tuple[Register, ...]
    tariff: str = ""
    holder: str = ""
    postal_address: str = ""
    bot_name: str = ""
    token: str = ""


def gather(
    store: Store,
    desk: Desk,
    address: str,
    account_id: int,
    period: Period | None,
    level: Sensitivity,
    *,
    accepted: Sequence[Period] = (),
) -> Gathered:
    """Read it, None for the newest month. LookupError where this person may not see it, or it is none.

    `accepted`: the months whose bills prove a right today.
    """
    subscriber_id = store.sessions.load(address)[0].subscriber_id
    card = store.accounts.card(subscriber_id, account_id) if subscriber_id else None
    if card is None or card.account.id != account_id or not card.role.sees_money:
        raise LookupError("the account is not linked to this person, or without its sums")
    shown = desk.screens.bill(store, card, period)
    if shown is None or (period and shown.bill.period != period):
        raise LookupError("the month has no bill")
    period = shown.bill.period
    prices = desk.screens.prices(store, card, last_day(period), 0)
    named = level >= Sensitivity.PERSONAL and card.role is Role.OWNER
    holder, postal = store.accounts.named(account_id) if named else ("", "")
    owner = card.role.manages
    token = desk.open_bill.token(store, account_id, period, accepted) if owner else ""
    return Gathered(
        card, shown.bill, shown.later is None, _registers(store, account_id, period),
        prices.prices.title if prices and prices.valid else "", holder, postal,
        store.settings.get("telegram.username") or "", token,
    )  # fmt: skip


def _registers(store: Store, account_id: int, period: Period) -> tuple[Register, ...]:
    first, last = last_day(period.shift(-1)), last_day(period)
    meters = [one for one in store.meters.of(account_id) if one.removed_on is None or one.removed_on > first]
    read = store.meters.between(account_id, meters, period.shift(-_BACK), period, _MOST)
    found = []
    # A meter that was taken down stands before the one that took its place.
    for meter in sorted(meters, key=lambda one: one.removed_on or date.max):
        known = sorted(read.get(meter.serial, ()), key=lambda one: one.on)
        before = [one for one in known if one.on <= first]
        after = [one for one in known if first < one.on <= last]
        if not before and after and after[0].on == meter.installed_on:
            before, after = after[:1], after[1:]
        found.append(Register(meter, before[-1] if before else None, after[-1] if after else None))
    return tuple(found)
