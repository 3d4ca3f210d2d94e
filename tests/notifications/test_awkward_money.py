"""What is told of money where data are awkward: sums met exactly, credits, corrections, old imports."""

from __future__ import annotations

import pytest

from bot.channels.telegram_capabilities import TELEGRAM
from core.notifications.kinds import Kind
from tests.notifications.money import MONEY
from tests.notifications.planned import at

MORNING = at(12, 11)
LEAST = MONEY.least


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.mark.parametrize("engine", ["sqlite", "postgres"], indirect=True)
@pytest.mark.parametrize(
    ("kind", "balance", "paid", "found"),
    [
        (Kind.DUE, {"debt": LEAST}, 0, 1),
        (Kind.DUE, {"debt": LEAST - 1}, 0, 0),
        (Kind.DUE, {"debt": 5000 + LEAST}, 5000, 1),
        (Kind.DUE, {"debt": 4999 + LEAST}, 5000, 0),
        (Kind.DUE, {"debt": 5000, "advance": 5000 - LEAST}, 0, 1),
        (Kind.DUE, {"debt": -5000}, 0, 0),
        (Kind.DEBT, {"debt": LEAST, "overdue": LEAST}, 0, 1),
        (Kind.DEBT, {"debt": LEAST - 1, "overdue": LEAST - 1}, 0, 0),
        (Kind.DEBT, {"debt": 9000, "overdue": 5000 + LEAST}, 5000, 1),
        (Kind.DEBT, {"debt": 9000, "overdue": 4999 + LEAST}, 5000, 0),
        (Kind.DEBT, {"debt": 9000, "overdue": 5000, "advance": 9001 - LEAST}, 0, 0),
    ],
)
async def test_the_least_sum_to_the_kopeck_and_what_is_told_is_what_was_found(
    bank, kind, balance, paid, found
):
    """Statement and speaker judge alike: what one finds the other says."""
    await bank.balances(1, **balance)
    if paid:
        await bank.paid_here(1, paid)
    assert await bank.look(kind, MORNING) == found
    assert len(await bank.tell(MORNING)) == found


async def test_a_reader_of_two_accounts_sees_the_sums_of_their_own(bank):
    """Two people on one account, one of them on two: no sums where they only send readings."""
    await bank.account(2)
    await bank.person(2, 1, role="reader")
    await bank.do(lambda s: s.tx.run(
        "INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms)"
        " VALUES (2, 2, 'payer', '', 'telegram:2', 1)"
    ))  # fmt: skip
    await bank.balances(1, 2)
    await bank.look(Kind.DUE, MORNING)
    told = {address: bank.text(reply, TELEGRAM) for address, reply in await bank.tell(MORNING)}
    assert {where: text.splitlines()[0][-6:] for where, text in told.items()} == {
        "telegram:1": "*0001.", "telegram:2": "*0002."
    }  # fmt: skip


async def test_who_became_a_reader_meanwhile_hears_of_no_money(bank):
    await bank.balances(1)
    await bank.look(Kind.DUE, at(12, 9, 30))
    await bank.do(lambda s: s.tx.run("UPDATE link SET role = 'reader'"))
    assert await bank.tell(MORNING) == []
    assert await bank.rows() == ["1:1 2026-11-15 dropped role"]


async def test_the_same_file_again_and_an_older_one_tell_nothing_twice(bank):
    paid = ((1, "2026-11-05", 5000), (1, "2026-11-06", 100))
    await bank.payments()
    await bank.look(Kind.PAYMENT)
    for kind, load in (
        (Kind.BILL, lambda: bank.bills(1)),
        (Kind.DEBT, lambda: bank.balances(1, overdue=125040)),
        (Kind.PAYMENT, lambda: bank.payments(*paid)),
    ):
        await load()
        first = await bank.look(kind, at(7, 12))
        await load()
        assert (first > 0, await bank.look(kind, at(7, 13))) == (True, 0), kind
    await bank.payments(paid[0])  # of yesterday evening
    await bank.look(Kind.PAYMENT, at(7, 14))
    await bank.payments(*paid)
    assert await bank.look(Kind.PAYMENT, at(7, 15)) == 0


async def test_a_correction_below_nothing_is_a_bill_as_any_other(bank):
    await bank.bills(1, charged=-50000)
    await bank.balances(1, debt=0, advance=50000)
    await bank.look(Kind.BILL)
    ((_, reply),) = await bank.tell()
    assert "К оплате ничего нет. Переплата: 500,00 руб." in bank.text(reply, TELEGRAM)
    assert "pay" not in [choice.id for choice in reply.choices]


async def test_a_payment_that_is_on_its_way_holds_back_what_asks_for_money(bank):
    """Not what tells of it: the payment of another day is news."""
    await bank.balances(1, overdue=125040)
    await bank.payments((1, "2026-11-12", 5000))
    for kind in (Kind.DUE, Kind.DEBT, Kind.PAYMENT):
        await bank.look(kind, at(12, 10, 30))
    bank.now_ms = MORNING
    await bank.wishes(1, "pending")
    ((_, reply),) = await bank.tell(MORNING)
    assert "Учтена оплата" in bank.text(reply, TELEGRAM)
    assert sorted(row.split(maxsplit=2)[2] for row in await bank.rows()) == [
        "planned", "planned", "queued"
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [Kind.BILL, Kind.DUE, Kind.DEBT, Kind.PAYMENT])
async def test_of_an_account_that_was_closed_meanwhile_nothing_is_told(bank, kind):
    """Whether or not its links were suspended yet, which the next look at people does."""
    await bank.bills(1)
    await bank.balances(1, overdue=125040)
    await bank.payments((1, "2026-11-12", 5000))
    assert await bank.look(kind, at(12, 9, 30)) == 1
    await bank.do(lambda s: s.tx.run("UPDATE account_card SET status = 'closed'"))
    assert await bank.tell(MORNING) == []
    assert [row.split()[-1] for row in await bank.rows()] == ["closed"]


async def test_of_many_payments_of_a_day_the_newest_are_named(bank):
    """The day is told once more for one that came later: that one has to be seen."""
    bank.now_ms = at(11, 12)
    paid = [(1, "2026-11-11", kopecks) for kopecks in (10000, 20000, 30000, 40000)]
    await bank.payments(*paid[:3])
    await bank.look(Kind.PAYMENT)
    assert len(await bank.tell()) == 1
    await bank.payments(*paid)
    await bank.look(Kind.PAYMENT, MORNING)
    *_, (_, reply) = await bank.tell(MORNING)
    assert bank.text(reply, TELEGRAM).splitlines()[1:] == [
        "11 ноября: 200,00 руб., Банк",
        "11 ноября: 300,00 руб., Банк",
        "11 ноября: 400,00 руб., Банк",
        "И ещё платежей: 1.",
    ]
