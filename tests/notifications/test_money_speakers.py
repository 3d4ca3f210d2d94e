"""What people read of bills, dues, what is overdue and payments; when it is not said any more."""

from __future__ import annotations

import re

import pytest

from bot.assembly import SMS
from bot.channels.policy import within
from bot.channels.telegram_capabilities import TELEGRAM
from core.charting.chart import View
from core.notifications.kinds import Kind
from tests.notifications.planned import HOUR_MS, at

STRICT = within(TELEGRAM, "strict")
LATE = {"overdue": 125040, "overdue_since": "2026-10-16"}
ALREADY = "Если уже оплатили, ничего делать не нужно."
MORNING = at(12, 11)


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def bank(bank):
    """Its address is known."""
    await bank.do(lambda s: s.tx.run("UPDATE account_card SET address = 'ул. Мира, д. 1, кв. 5'"))
    return bank


def ways(reply):
    return [choice.id for choice in reply.choices]


async def several(bank):
    """Four more accounts of the same person."""
    for number in (2, 3, 4, 5):
        await bank.account(number)
        row = {"account_id": number}
        await bank.do(lambda s, row=row: s.tx.run(
            "INSERT INTO link (subscriber_id, account_id, phone, address, since_ms)"
            " VALUES (1, :account_id, '', 'telegram:1', 1)", **row
        ))  # fmt: skip


async def said(bank, kind, now_ms=0):
    """Plan and tell; the only reply."""
    await bank.look(kind, now_ms)
    [(_, reply)] = await bank.tell(now_ms and max(now_ms, at(12, 11)))
    return reply


async def test_a_bill_with_its_picture_and_the_way_to_pay(bank):
    for month in ("2026-08", "2026-09"):
        await bank.bills(1, period=month, charged=99000)
    await bank.bills(1)
    await bank.balances(1)
    reply = await said(bank, Kind.BILL)
    assert bank.text(reply, TELEGRAM).splitlines() == [
        "Готова квитанция за октябрь, счёт «Квартира» *0001.",
        "К оплате до 15 ноября: 2 310,90 руб.",
        "Начислено: 1 060,50 руб. Расход: 138 кВт·ч",
        "На графике август – октябрь.",
    ]
    assert bank.text(reply, SMS) == "*0001: квитанция за 10.2026. К оплате 2310,90 руб. до 15.11."
    assert (reply.chart.view, ways(reply)) == (View.ENERGY, ["pay", "why", "bill", "menu"])
    assert [choice.target for choice in reply.choices] == ["a1", "a1.2026-10", "a1.2026-10", ""]


async def test_a_strict_chat_reads_no_sum(bank):
    await bank.bills(1)
    await bank.balances(1, **LATE, due_on="2026-11-07")
    await bank.payments((1, "2026-11-05", 5000))
    for kind in (Kind.BILL, Kind.DUE, Kind.DEBT, Kind.PAYMENT):
        await bank.look(kind)
    texts = [bank.text(reply, STRICT) for _, reply in await bank.tell()]
    assert len(texts) == 1
    assert not [text for text in texts if "руб" in text or "пен" in text]
    assert texts[0].startswith("Готова квитанция за октябрь, счёт «Квартира» *0001.\nЭти сведения в чате не")


@pytest.mark.parametrize(
    ("balance", "line", "pays"),
    [
        ({}, "К оплате до 15 ноября: 2 310,90 руб.", True),
        ({"due_on": None}, "К оплате: 2 310,90 руб.", True),
        (LATE, "К оплате: 2 310,90 руб. Из них просрочено: 1 250,40 руб.", True),
        ({"debt": 0}, "К оплате ничего нет.", False),
        ({"debt": 0, "advance": 500}, "К оплате ничего нет. Переплата: 5,00 руб.", False),
        (
            {"advance": 500},
            "К оплате до 15 ноября: 2 310,90 руб. Отдельно числится переплата: 5,00 руб.",
            True,
        ),
        (
            {"debt": 400, "advance": 500},
            "К оплате до 15 ноября: 4,00 руб. Отдельно числится переплата: 5,00 руб.",
            False,
        ),
        ({"overdue": 999900}, "К оплате: 2 310,90 руб. Из них просрочено: 2 310,90 руб.", True),
        ({"as_of": "2026-10-30"}, "", True),  # the balance has not this bill in it yet
    ],
)
async def test_what_a_bill_says_is_to_be_paid(bank, balance, line, pays):
    await bank.bills(1)
    await bank.balances(1, **balance)
    reply = await said(bank, Kind.BILL)
    assert " ".join(bank.text(reply, TELEGRAM).splitlines()[1:-1]) == line
    assert ("pay" in ways(reply), reply.chart) == (pays, None)  # one month is no picture


async def test_bills_of_several_accounts_in_one_message(bank):
    await several(bank)
    await bank.bills(1, 2, 3, 4, 5)
    reply = await said(bank, Kind.BILL)
    assert bank.text(reply, TELEGRAM).splitlines() == [
        "Готовы квитанции за октябрь, счетов: 5.",
        "Квартира *0001: начислено 1 060,50 руб.",
        "Счёт *0002: начислено 1 060,50 руб.",
        "Счёт *0003: начислено 1 060,50 руб.",
        "И ещё счетов: 2.",
    ]
    assert ways(reply) == ["pay-all", "accounts", "menu"]
    assert {row.split()[2] for row in await bank.rows()} == {"queued"}


async def test_three_days_before_the_last_day_to_pay(bank):
    await bank.balances(1, **LATE)
    reply = await said(bank, Kind.DUE, MORNING)
    assert bank.text(reply, TELEGRAM).splitlines() == [
        "До 15 ноября ждём оплату по счёту «Квартира» *0001.",
        "К оплате: 2 310,90 руб. Учтены платежи по 6 ноября.",
        "Из них просрочено: 1 250,40 руб.",
        ALREADY,
    ]
    assert bank.text(reply, SMS).startswith("*0001: оплата до 15.11. На 06.11: 2310,90 руб. 1-ОПЛАТА")
    assert ways(reply) == ["pay", "balance", "menu"]


async def test_what_is_overpaid_stands_beside_the_debt_as_on_the_card(bank):
    """The part that is overdue was more than the sum it is a part of."""
    await bank.balances(1, **LATE, advance=200000)
    reply = await said(bank, Kind.DUE, MORNING)
    assert bank.text(reply, TELEGRAM).splitlines()[1:] == [
        "К оплате: 2 310,90 руб. Учтены платежи по 6 ноября.",
        "Из них просрочено: 1 250,40 руб.",
        "Отдельно числится переплата: 2 000,00 руб.",
        ALREADY,
    ]


async def test_what_is_left_after_a_payment_made_here_is_asked_for(bank):
    await bank.balances(1)
    await bank.paid_here(1, 200000)
    reply = await said(bank, Kind.DUE, MORNING)
    assert "К оплате: 310,90 руб." in bank.text(reply, TELEGRAM)


async def test_a_stage_of_an_organisation(bank):
    await bank.do(lambda s: s.tx.run("UPDATE account_card SET kind = 'organisation', address = 'пом. 1'"))
    await bank.load("dues", (1, {"period": "2026-11", "stage": 1, "due_on": "2026-11-15", "amount": 3000000}))
    reply = await said(bank, Kind.DUE, MORNING)
    assert bank.text(reply, TELEGRAM).splitlines()[1:] == ["К этому сроку за ноябрь: 30 000,00 руб.", ALREADY]


async def test_stages_of_two_months_on_one_day_are_of_no_month(bank):
    await bank.do(lambda s: s.tx.run("UPDATE account_card SET kind = 'organisation', address = 'пом. 1'"))
    stages = [("2026-10", 3, 1000000), ("2026-11", 1, 3000000)]
    await bank.load("dues", *(
        (1, {"period": month, "stage": stage, "due_on": "2026-11-15", "amount": amount})
        for month, stage, amount in stages
    ))  # fmt: skip
    reply = await said(bank, Kind.DUE, MORNING)
    assert bank.text(reply, TELEGRAM).splitlines()[1:] == ["К этому сроку: 40 000,00 руб.", ALREADY]
    assert bank.text(reply, SMS).startswith("*0001: оплата до 15.11. К сроку 40000,00 руб. 1-ОПЛАТА")


async def test_what_is_overdue_with_the_penalty_to_be_expected(bank):
    await bank.load("rates", ("", {"valid_from": "2026-01-01", "rate": 1550}))
    await bank.balances(1, **LATE)
    await bank.bills(1)
    reply = await said(bank, Kind.DEBT, MORNING)
    first, second, third, last = bank.text(reply, TELEGRAM).splitlines()
    assert first == "Счёт «Квартира» *0001: оплата просрочена с 16 октября."
    assert second == "Просрочено: 1 250,40 руб. Учтены платежи по 6 ноября."
    assert re.fullmatch(
        r"К 30 ноября прибавятся пени: примерно [\d,]+ руб\. Чем раньше оплата, тем меньше\.", third
    )
    assert last == ALREADY
    assert bank.text(reply, SMS).startswith("*0001: просрочено с 16.10. На 06.11: 1250,40 руб.")
    assert ways(reply) == ["pay", "penalty", "balance", "menu"]


async def test_in_the_first_thirty_days_paying_soon_costs_nothing_more(bank):
    await bank.balances(1, overdue=125040, overdue_since="2026-11-01", as_of="2026-11-11")
    reply = await said(bank, Kind.DEBT, MORNING)
    assert "Если оплатить до 30 ноября, пени не прибавятся." in bank.text(reply, TELEGRAM)


async def test_payments_of_an_account_in_one_message(bank):
    bank.now_ms = at(10, 12)
    await bank.payments()
    await bank.look(Kind.PAYMENT)
    bank.now_ms = at(12, 11)
    await bank.balances(1, debt=131090, payments_until="2026-11-11")
    await bank.payments((1, "2026-11-11", 50000), (1, "2026-11-10", 100000), (1, "2026-11-11", 70000, "P-1"))
    reply = await said(bank, Kind.PAYMENT)
    assert bank.text(reply, TELEGRAM).splitlines() == [
        "✅ Учтена оплата по счёту «Квартира» *0001.",
        "10 ноября: 1 000,00 руб., Банк",
        "11 ноября: 500,00 руб., Банк",
        "11 ноября: 700,00 руб., Банк",
        "Осталось к оплате: 1 310,90 руб.",
    ]
    assert bank.text(reply, SMS).startswith("*0001: учтена оплата. 10.11 1000,00 руб. 11.11 500,00 руб.")
    assert ways(reply) == ["balance", "payments", "menu"]


async def test_a_payment_made_here_is_not_told_again_where_billing_names_no_number(bank):
    await bank.paid_here(1, 5000, day=7)
    await bank.payments((1, "2026-11-05", 5000))
    assert await bank.look(Kind.PAYMENT) == 1
    assert await bank.tell() == []
    assert await bank.rows() == ["1:1 2026-11-05.1 dropped ours"]


async def card(bank, words):
    await bank.do(lambda s: s.tx.run(f"UPDATE account_card SET {words}"))


async def electronic(bank):
    await bank.do(lambda s: s.tx.run(
        "INSERT INTO ebill (account_id, way, since_ms, first_period, subscriber_id, channel)"
        " VALUES (1, 'electronic', 1, '2026-10', 1, 'telegram')"
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "spoils", "why"),
    [
        (Kind.BILL, lambda b: b.do(lambda s: s.tx.run("DELETE FROM charge")), "gone"),
        (Kind.BILL, electronic, "electronic"),
        (Kind.BILL, lambda b: b.balances(1, due_on="2026-11-11"), "late"),
        (Kind.DUE, lambda b: b.paid_here(1, 231090), "paid"),
        (Kind.DUE, lambda b: b.balances(1, debt=0), "paid"),
        (Kind.DUE, lambda b: b.balances(1, due_on="2026-12-15"), "paid"),
        (Kind.DEBT, lambda b: b.paid_here(1, 125040), "paid"),
        (Kind.DEBT, lambda b: b.balances(1), "paid"),
        (Kind.DEBT, lambda b: card(b, "kind = 'organisation'"), "organisation"),
        (Kind.DEBT, lambda b: b.do(lambda s: s.tx.run("UPDATE link SET role = 'reader'")), "role"),
        (Kind.PAYMENT, lambda b: b.payments(), "ours"),
    ],
)
async def test_what_is_of_no_use_any_more_is_not_said(bank, kind, spoils, why):
    bank.now_ms = at(12, 9)
    await bank.bills(1)
    await bank.balances(1, **LATE)
    await bank.payments((1, "2026-11-12", 5000))
    assert await bank.look(kind, at(12, 9)) == 1
    bank.now_ms = at(12, 11)
    await spoils(bank)
    assert await bank.tell() == []
    assert [row.split()[-1] for row in await bank.rows()] == [why]


@pytest.mark.parametrize("kind", [Kind.DUE, Kind.DEBT])
@pytest.mark.parametrize(
    ("state", "falls_through"), [("pending", 3 * HOUR_MS), ("unknown", 3 * HOUR_MS), ("held", 0)]
)
async def test_who_is_paying_is_asked_after_all_when_the_payment_falls_through(
    bank, kind, state, falls_through
):
    await bank.balances(1, **LATE)
    assert await bank.look(kind, at(12, 9)) == 1
    bank.now_ms = at(12, 11)
    await bank.wishes(1, state)
    assert await bank.tell() == []
    assert (await bank.rows())[0].endswith("planned")
    if not falls_through:
        await bank.do(lambda s: s.tx.run("UPDATE payment_intent SET state = 'canceled'"))
    assert len(await bank.tell(bank.now_ms + 16 * 60_000 + falls_through)) == 1


async def test_who_is_paying_to_the_end_is_not_asked(bank):
    await bank.balances(1, **LATE)
    await bank.look(Kind.DUE, at(14, 9))
    bank.now_ms = at(15, 19, 50)
    await bank.wishes(1, "held")
    assert await bank.tell() == []
    assert (await bank.rows())[0].endswith("dropped paying")


async def test_on_old_data_what_is_to_be_paid_waits(bank):
    await bank.balances(1, **LATE)
    await bank.look(Kind.DEBT)
    bank.age_ms = 25 * 3_600_000
    assert await bank.tell() == []
    assert (await bank.rows())[0].endswith("planned")
    bank.age_ms = 0
    assert len(await bank.tell(bank.now_ms + 16 * 60_000)) == 1


@pytest.mark.parametrize("kind", [Kind.BILL, Kind.DUE, Kind.DEBT])
async def test_nothing_at_night(bank, kind):
    await bank.bills(1)
    await bank.balances(1, **LATE, due_on="2026-11-07")
    await bank.look(kind)
    assert await bank.tell(at(5, 22)) == []
    assert len(await bank.tell(at(6, 9))) == 1
