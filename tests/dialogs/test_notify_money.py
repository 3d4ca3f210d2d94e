"""The buttons of what we tell about money: each opens its screen, in the chat and by SMS."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialogs.model import Kind as Event
from bot.dialogs.model import Press
from bot.notifications.speaker import Moment
from bot.notifications.speakers.bills import BillSpeaker
from bot.notifications.speakers.debts import DebtSpeaker
from bot.notifications.speakers.dues import DueSpeaker
from bot.notifications.speakers.payments import PaymentSpeaker
from core.notifications.kinds import Kind
from core.notifications.model import Reminder
from core.values import Money
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.paying import intents, paying

PERIODS = {Kind.BILL: "2026-10", Kind.DUE: "2026-11-15", Kind.DEBT: "2026-11", Kind.PAYMENT: "2026-10-21.1"}


@pytest.fixture
async def linked(talk):
    await paying(talk).links()
    return talk


async def told(talk, kind):
    """What the speaker of a kind says to this person of the account, which is useful to them."""
    desk = talk.desk
    speaker = {
        Kind.BILL: BillSpeaker(desk), Kind.DUE: DueSpeaker(1000),
        Kind.DEBT: DebtSpeaker(desk, 1000, firms=False), Kind.PAYMENT: PaymentSpeaker(desk.time_zone),
    }[kind]  # fmt: skip

    def work(tx):
        store = TxStore(tx)
        person = store.sessions.load(talk.address)[0].subscriber_id
        reminder = Reminder(1, 1, person, 1, kind, "s", PERIODS[kind], 0, 1)
        now_ms = int(talk.now.timestamp() * 1000)
        assert speaker.useful(store, reminder, now_ms) == ""
        return speaker.say(store, [reminder], Moment(now_ms, date(2026, 11, 8), talk.address))

    return await talk.database.write(Unit(work))


async def press(talk, choice):
    return await talk._happens(Event.CHOICE, choice=choice.id, text=choice.target)


@pytest.mark.parametrize("kind", [Kind.BILL, Kind.DUE, Kind.DEBT])
async def test_to_pay_in_a_notification_asks_for_the_link(linked, kind):
    said = await told(linked, kind)
    pay = said.choices[0]
    assert (pay.id, pay.press, pay.target) == ("pay", Press.ENTRY, "a1")
    assert "*7833" in await press(linked, pay)
    ((intent, _),) = await intents(linked)
    assert (intent.wish.account_id, intent.wish.amount) == (1, Money(231090))


SCREENS = {
    Kind.BILL: {"why": "1060,50", "bill": "*7833"}, Kind.DUE: {"balance": "2310,90"},
    Kind.DEBT: {"penalty": "1250,40", "balance": "2310,90"},
    Kind.PAYMENT: {"balance": "2310,90", "payments": "700,00"},
}  # fmt: skip


@pytest.mark.parametrize("kind", SCREENS)
async def test_the_other_buttons_open_their_screens(linked, kind):
    said = await told(linked, kind)
    others = {choice.id: choice for choice in said.choices if choice.id != "pay"}
    shown = {
        entry: words for entry, words in SCREENS[kind].items() if entry != "bill" or linked.can.documents
    }
    assert set(others) == set(shown)  # no file is sent by SMS
    for entry, words in shown.items():
        assert words in (await press(linked, others[entry])).replace(" ", "").replace("\xa0", ""), entry
