"""The bill of a month in words, with the picture of what was used: one account, or a list of several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.dialogs.common import opens
from bot.dialogs.model import say
from bot.notifications.speaker import Said
from bot.notifications.speakers.named import named
from bot.notifications.speakers.places import card_of, gone
from bot.notifications.speakers.several import Row, beside, first_group, listed
from core.charting.build import chart_of, cut
from core.charting.chart import View
from core.clock import from_ms
from core.usecases.screens import last_day
from core.usecases.use_history import ShowUse
from core.values import Money, Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.desk import Desk
    from bot.dialogs.model import Phrase
    from bot.notifications.speaker import Moment
    from core.accounts import AccountCard, Balance
    from core.bills import Bill
    from core.charting.chart import Chart
    from core.notifications.model import Reminder
    from core.ports import Store


@dataclass(frozen=True, slots=True)
class _Found:
    card: AccountCard
    bill: Bill


class BillSpeaker:
    """`bot.notifications.speaker.Speaker` of bills."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def useful(self, store: Store, reminder: Reminder, now_ms: int) -> str:
        """Of no use where the bill is gone or its last day is, or it comes electronically to the person."""
        card = card_of(store, reminder)
        if card is None or card.account.closed:
            return gone(card)
        standing, period = store.ebills.of(reminder.account_id), Period.parse(reminder.period)
        mine = standing is not None and standing.subscriber_id == reminder.subscriber_id
        if standing is not None and mine and standing.electronic and standing.first <= period:
            return "electronic"
        if self._bill(store, card, period) is None:
            return "gone"
        today = from_ms(now_ms).astimezone(self._desk.time_zone).date()
        due_on = card.balance.due_on if card.balance is not None else None
        return "late" if due_on is not None and last_day(period) < due_on < today else ""

    def say(self, store: Store, reminders: Sequence[Reminder], moment: Moment) -> Said | None:
        """Bills of one month together."""
        period = Period.parse(reminders[0].period)
        found, told = first_group(reminders, lambda one: self._found(store, one, period))
        if not found:
            return None
        if len(found) == 1:
            return self._single(store, found[0], moment, told)
        head = say("money-bills", period=period, count=len(found))
        rows = [Row(one.card, one.bill.charged, "row-bill") for one in found]
        return listed(head, rows, told, moment, pay=any(owed(one.card.balance) for one in found))

    def _single(self, store: Store, one: _Found, moment: Moment, told: tuple[int, ...]) -> Said:
        bill, target = one.bill, f"a{one.card.account.id}"
        month = f"{target}.{bill.period}"
        texted = moment.address.startswith("tel:")
        chart = None if texted else self._chart(store, one.card, moment)
        phrases = (named("bill", one.card, period=bill.period), *_sums(one), *_seen(chart))
        short = tuple(range(1, len(phrases)))
        pay = (opens("pay", "button-pay", target),) if owed(one.card.balance) else ()
        file = () if texted else (opens("bill", "button-bill-file", month),)
        ways = (*pay, opens("why", "button-why", month), *file)
        return Said(phrases, told, ways, chart=chart, steps=short)

    def _chart(self, store: Store, card: AccountCard, moment: Moment) -> Chart | None:
        """A year of what the account used, as «расход» shows it; None where one month is known at most."""
        found = ShowUse(self._desk.rules.readings).account(store, card, moment.today)
        return chart_of(View.ENERGY, cut(found)) if len(found.months) > 1 else None

    def _found(self, store: Store, reminder: Reminder, period: Period) -> _Found | None:
        card = card_of(store, reminder)
        bill = self._bill(store, card, period) if card is not None else None
        return _Found(card, bill) if card is not None and bill is not None else None

    def _bill(self, store: Store, card: AccountCard, period: Period) -> Bill | None:
        shown = self._desk.screens.bill(store, card, period)
        return shown.bill if shown is not None and shown.bill.period == period else None


def _seen(chart: Chart | None) -> Iterator[Phrase]:
    if chart is not None:
        yield say("money-bill-chart", older=chart.months[0].period, newer=chart.months[-1].period)


def owed(balance: Balance | None) -> bool:
    """Whether there may be something to pay: nothing is known, or something is left."""
    return balance is None or balance.debt.kopecks > balance.advance.kopecks


def _sums(one: _Found) -> Iterator[Phrase]:
    """What is to be paid, where the balance has this bill in it already; what was charged."""
    bill, balance = one.bill, one.card.balance
    if balance is not None and balance.as_of >= last_day(bill.period):
        yield from _to_pay(balance)
    if bill.energy is None:
        yield say("money-bill-charged", charged=bill.charged)
    else:
        yield say("money-bill-energy", charged=bill.charged, energy=bill.energy)


def _to_pay(balance: Balance) -> Iterator[Phrase]:
    """As the card of the account says it: billing keeps debt and advance apart."""
    debt, advance = balance.debt, balance.advance
    if debt.kopecks <= 0:
        yield say("money-bill-advance", advance=advance) if advance.kopecks > 0 else say("money-bill-clear")
        return
    if balance.overdue.kopecks > 0:  # the day of the bill is not that of all of it
        overdue = Money(min(balance.overdue.kopecks, debt.kopecks))
        yield say("money-bill-late", debt=debt, overdue=overdue)
    elif balance.due_on is None:
        yield say("money-bill-open", debt=debt)
    else:
        yield say("money-bill-due", due_on=balance.due_on, debt=debt)
    yield from beside(balance)
