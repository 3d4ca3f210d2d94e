"""Whom the plans of bills, dues, debts and payments find, and how often; on both engines."""

from __future__ import annotations

import pytest

from core.notifications.kinds import Kind
from tests.notifications.money import Bank
from tests.notifications.planned import at


async def role(bank, person, role):
    await bank.do(lambda s: s.tx.run(
        "UPDATE link SET role = :role WHERE subscriber_id = :person", role=role, person=person
    ))  # fmt: skip


async def test_a_bill_is_news_once_and_a_correction_is_not(bank):
    assert await bank.look(Kind.BILL) == 0
    await bank.bills(1)
    assert await bank.look(Kind.BILL) == 1
    assert await bank.look(Kind.BILL) == 0
    await bank.bills(1, charged=99)
    assert await bank.look(Kind.BILL, at(6, 12)) == 0
    assert await bank.rows() == ["1:1 2026-10 planned"]


async def test_bills_that_come_with_a_later_import_are_news_then(bank):
    await bank.household(2)
    await bank.bills(1)
    assert await bank.look(Kind.BILL) == 1
    await bank.bills(1, 2)
    assert await bank.look(Kind.BILL, at(6, 12)) == 1
    assert [row[:3] for row in await bank.rows()] == ["1:1", "2:2"]


async def test_old_months_are_no_news_nor_what_was_imported_long_ago(bank):
    await bank.bills(1, period="2026-08")
    await bank.bills(1, period="2026-09")
    assert await bank.look(Kind.BILL) == 0
    assert await bank.rows() == []


async def test_what_is_there_when_we_begin_is_no_news_nor_are_its_corrections(database):
    bank = await Bank(database).begin()
    await bank.household(1)
    await bank.household(2)
    await bank.bills(1)
    assert await bank.look(Kind.BILL) == 1
    assert await bank.rows() == ["1:1 2026-10 dropped known"]
    await bank.bills(1, 2, charged=99)
    assert await bank.look(Kind.BILL, at(6, 12)) == 1
    assert (await bank.rows())[1] == "2:2 2026-10 planned"


async def test_who_linked_the_account_after_the_import_is_not_told_by_a_correction(bank):
    await bank.bills(1)
    await bank.look(Kind.BILL)
    await bank.person(2, 1)
    await bank.do(
        lambda s: s.tx.run("UPDATE link SET since_ms = :now WHERE subscriber_id = 2", now=at(5, 13))
    )
    assert await bank.look(Kind.BILL, at(5, 20)) == 1  # a row that tells nothing
    await bank.bills(1, charged=99)
    assert await bank.look(Kind.BILL, at(6, 14)) == 0
    assert (await bank.rows())[1] == "2:1 2026-10 dropped known"


async def test_who_linked_the_account_between_two_parts_of_a_month_is_told(bank):
    await bank.household(2)
    await bank.bills(2)
    await bank.look(Kind.BILL)
    await bank.do(
        lambda s: s.tx.run("UPDATE link SET since_ms = :now WHERE subscriber_id = 1", now=at(5, 13))
    )
    assert await bank.look(Kind.BILL, at(5, 20)) == 0
    await bank.bills(1, 2)
    assert await bank.look(Kind.BILL, at(6, 14)) == 1
    assert (await bank.rows())[0] == "1:1 2026-10 planned"


async def test_who_gets_the_electronic_bill_is_not_told_twice(bank):
    await bank.person(2, 1, role="payer")
    await bank.do(lambda s: s.tx.run(
        "INSERT INTO ebill (account_id, way, since_ms, first_period, subscriber_id, channel)"
        " VALUES (1, 'electronic', 1, '2026-10', 1, 'telegram')"
    ))  # fmt: skip
    await bank.bills(1)
    assert await bank.look(Kind.BILL) == 1
    assert await bank.rows() == ["2:1 2026-10 planned"]


@pytest.mark.parametrize("kind", [Kind.BILL, Kind.DUE, Kind.DEBT, Kind.PAYMENT])
async def test_whom_no_money_kind_finds(bank, kind):
    """Readers, closed accounts, who stopped us or switched it off; who has SMS only where none are sent."""
    for number in (2, 3, 4, 5, 6):
        await bank.household(number)
    await role(bank, 2, "reader")
    await bank.do(lambda s: s.tx.run("UPDATE account_card SET status = 'closed' WHERE account_id = 3"))
    await bank.do(lambda s: s.tx.run("UPDATE address SET muted = 1 WHERE subscriber_id = 4"))
    await bank.do(lambda s: s.wishes.choose(5, kind, 1, wanted=False))
    await bank.do(
        lambda s: s.tx.run("UPDATE address SET address = 'tel:+79160000006' WHERE subscriber_id = 6")
    )
    every = range(1, 7)
    await bank.bills(*every)
    await bank.balances(*every, overdue=50000, due_on="2026-11-07")
    await bank.payments(*((one, "2026-11-05", 5000) for one in every))
    assert await bank.look(kind, at(5, 12), sms=False) == 1
    assert (await bank.rows())[0].startswith("1:1 ")


@pytest.mark.parametrize(
    ("balance", "found"),
    [
        ({}, 1),
        ({"due_on": "2026-11-16"}, 0),  # planned tomorrow
        ({"due_on": "2026-11-14"}, 1),  # a balance that came late
        ({"due_on": "2026-11-12"}, 0),
        ({"due_on": None}, 0),
        ({"debt": 999}, 0),
        ({"debt": 0, "advance": 5000}, 0),
        ({"advance": 231090}, 0),
        ({"overdue": 231090}, 0),  # all of it is overdue: another kind
        ({"overdue": 131090}, 1),
    ],
)
async def test_what_is_to_be_paid_soon(bank, balance, found):
    await bank.balances(1, **balance)
    assert await bank.look(Kind.DUE, at(12, 0, 1)) == found


async def test_due_once_however_often_balances_come_and_not_after_a_payment(bank):
    await bank.household(2)
    await bank.balances(1, 2)
    await bank.paid_here(2, 231090)
    assert await bank.look(Kind.DUE, at(11, 12)) == 0
    assert await bank.look(Kind.DUE, at(12, 0, 1)) == 1
    assert await bank.reminders() == ["1:1 before 12 10:00"]
    await bank.balances(1, 2)
    assert await bank.look(Kind.DUE, at(12, 15)) == 0
    assert await bank.look(Kind.DUE, at(13, 0, 1)) == 0


async def test_organisations_pay_in_stages(bank):
    await bank.firm(3)
    stage = {"period": "2026-11", "stage": 1, "due_on": "2026-11-10", "amount": 3000000}
    await bank.load("dues", (3, stage))
    await bank.balances(3, due_on="2026-11-09")
    assert await bank.look(Kind.DUE, at(6, 0, 1)) == 0
    assert await bank.look(Kind.DUE, at(7, 0, 1)) == 1
    assert await bank.rows() == ["3:3 2026-11-10 planned"]


@pytest.mark.parametrize(
    ("balance", "found"),
    [
        ({"overdue": 125040}, 1),
        ({"overdue": 0}, 0),
        ({"overdue": 999}, 0),
        ({"overdue": 125040, "advance": 231090}, 0),
    ],
)
async def test_what_is_overdue(bank, balance, found):
    await bank.balances(1, **balance)
    assert await bank.look(Kind.DEBT) == found


async def test_overdue_with_the_first_import_then_monthly(bank):
    await bank.balances(1, overdue=125040)
    assert await bank.look(Kind.DEBT, at(20, 12)) == 1
    for day, month, found in ((21, 11, 0), (1, 12, 0), (17, 12, 0), (18, 12, 1), (31, 12, 0)):
        bank.now_ms = at(day, 12, month=month)
        await bank.balances(1, overdue=125040)
        assert await bank.look(Kind.DEBT) == found, (day, month)


async def test_overdue_but_paid_here_or_being_paid_or_of_an_organisation(bank):
    for number in (2, 3, 4):
        await bank.household(number)
    await bank.firm(5)
    await bank.balances(1, 2, 3, 4, 5, overdue=125040)
    await bank.paid_here(1, 125040)
    await bank.wishes(2, "pending")
    await bank.wishes(3, "held")
    await bank.wishes(4, "canceled")
    assert await bank.look(Kind.DEBT) == 1
    assert (await bank.rows())[0].startswith("4:4")
    await bank.balances(5, overdue=125040)
    assert await bank.look(Kind.DEBT, firms_debt=True) == 1


async def test_payments_are_news_of_their_day_and_once_more_when_another_comes(bank):
    bank.now_ms = at(5, 12)
    await bank.payments((1, "2026-11-04", 100), (1, "2026-11-05", 5000))
    assert await bank.look(Kind.PAYMENT) == 1
    assert await bank.rows() == ["1:1 2026-11-05.1 planned"]  # what was there before we began is no news
    known = ((1, "2026-11-04", 100), (1, "2026-11-05", 5000), (1, "2026-11-07", 7000))
    bank.now_ms = at(8, 12)
    await bank.payments(*known)
    assert await bank.look(Kind.PAYMENT) == 1
    await bank.payments(*known)
    assert await bank.look(Kind.PAYMENT, at(9, 12)) == 0
    await bank.payments(*known, (1, "2026-11-05", 300), (1, "2026-11-08", -700))
    assert await bank.look(Kind.PAYMENT) == 1
    assert [row.split()[1] for row in await bank.rows()] == ["2026-11-05.1", "2026-11-07.1", "2026-11-05.2"]


async def test_payments_that_are_ours_or_older_than_the_link_are_no_news(bank):
    bank.now_ms = at(5, 12)
    await bank.payments()
    await bank.look(Kind.PAYMENT)
    await bank.household(2)
    await bank.do(lambda s: s.tx.run("UPDATE link SET since_ms = :now WHERE subscriber_id = 2", now=at(8, 9)))
    await bank.paid_here(1, 5000)
    bank.now_ms = at(9, 12)
    await bank.payments((1, "2026-11-08", 5000, "x1"), (2, "2026-11-07", 700), (2, "2026-11-08", 800))
    assert await bank.look(Kind.PAYMENT) == 1
    assert await bank.rows() == ["2:2 2026-11-08.1 planned"]


async def test_the_hour_that_a_person_chose(bank):
    await bank.household(2)
    await bank.way(1, minute=9 * 60)
    await bank.way(2, minute=18 * 60)
    bank.now_ms = at(5, 12)
    await bank.bills(1, 2)
    await bank.look(Kind.BILL)
    assert await bank.reminders() == ["1:1 ready 06 09:00", "2:2 ready 05 18:00"]
