"""Whom a broadcast is meant for: places, tariffs, windows, holders, debts less what was paid here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.accounts import Holder
from core.address_ranges import ranges_of
from core.broadcasts.model import Audience, Candidate, meant
from core.people import Role

FLAT = "г. Примерск, ул. Ленина, д. 12, кв. 5"
ONE = Candidate(1, 1, Role.OWNER, Holder.PERSON, FLAT, "t1", "", 231_090, 125_040, closed=False)


@pytest.mark.parametrize(
    ("audience", "there"),
    [
        ({}, True), ({"places": "ул. Ленина, 10-20 чет"}, True), ({"places": "ул. Мира"}, False),
        ({"tariffs": ("t1", "t2")}, True), ({"tariffs": ("t2",)}, False), ({"windows": ("15-25",)}, True),
        ({"windows": ("23-25",)}, False), ({"holders": "person"}, True), ({"holders": "organisation"}, False),
        ({"debt_from": 231_090}, True), ({"debt_from": 231_091}, False), ({"overdue_from": 125_041}, False),
    ],
)  # fmt: skip
def test_one_is_meant_or_not(audience, there):
    given = Audience(**audience)
    ranges = ranges_of(given.places) if given.places else ()
    assert meant(given, ranges, ONE, "15-25") is there


def test_who_may_not_see_sums_is_no_debtor_and_a_closed_account_is_nobody():
    assert not meant(Audience(debt_from=1), (), replace(ONE, role=Role.READER), "15-25")
    assert meant(Audience(), (), replace(ONE, role=Role.READER), "15-25")
    assert not meant(Audience(), (), replace(ONE, closed=True), "15-25")


async def test_billing_says_who_owes_and_what_was_paid_here_is_no_debt(hall):
    await hall.people(1)
    (before,) = await hall.do(lambda s: s.broadcasts.candidates(0, 9))
    assert before.debt > 0
    assert before.address
    sql = """INSERT INTO payment_ledger (provider, kind, external_id, account_id, amount, at_ms, booked_ms)
        VALUES ('yookassa', 'payment', 'x', 1, :sum, 1, 1)"""
    await hall.do(lambda s: s.tx.run(sql, sum=before.debt))
    (after,) = await hall.do(lambda s: s.broadcasts.candidates(0, 9))
    assert (after.debt, after.overdue) == (0, before.overdue - before.debt)
    made = await hall.ready(debt_from=1)
    assert await hall.recipients(made) == []
