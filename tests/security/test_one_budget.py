"""An account has one budget of wrong answers and of codes, however many numbers it had."""

from __future__ import annotations

import itertools

import pytest

from core.limits import Limits, Scope
from core.linking import CodeRequest, accepted_months
from core.usecases.phone_codes import ConfirmCode, Held, SendCode, Sending
from core.usecases.receipts import CheckFact, Claim, Mismatch, Proven
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.facts import NOBODYS, OLD, RENUMBERED, with_facts
from tests.dialogs.supplier import CODE, KEYS, fill
from tests.security.conftest import NOON, NOW_MS

MONTHS = accepted_months(NOON.date(), 2)
NO_WAITS = Limits(failure_waits=(0,), resend_waits=(0,))
PHONE = "+79000000006"
chats = itertools.count(1)


@pytest.fixture
async def facts(database):
    await database.write(Unit(fill))
    return await with_facts(database)


async def does(database, work):
    return await database.write(Unit(lambda tx: work(TxStore(tx))))


async def tries(database, number, code="000000"):
    """A chat of its own each time, so that only the account counts."""
    claim = Claim(f"telegram:{next(chats)}", number, code)
    check = CheckFact(KEYS, NO_WAITS)
    return await does(database, lambda store: check(store, claim, MONTHS, NOW_MS))


@pytest.mark.parametrize(("guessed", "then"), [(OLD, RENUMBERED), (RENUMBERED, OLD)])
async def test_guesses_under_one_number_lock_the_other(facts, guessed, then):
    for _ in range(9):
        assert isinstance(await tries(facts, guessed), Mismatch)
    assert isinstance(await tries(facts, then, CODE), Proven)
    assert isinstance(await tries(facts, then), Mismatch)
    for number in (OLD, RENUMBERED):
        assert isinstance(await tries(facts, number, CODE), Mismatch), number


async def test_all_its_numbers_make_one_count(facts):
    await tries(facts, OLD)
    await tries(facts, RENUMBERED)
    await tries(facts, NOBODYS)
    counted = await does(
        facts,
        lambda store: store.tx.all(
            "SELECT subject, times FROM tally WHERE scope = :scope ORDER BY subject",
            scope=str(Scope.FAILED_ACCOUNT),
        ),
    )
    assert counted == [(OLD, 2), (NOBODYS, 1)]


async def test_a_number_of_two_accounts_is_counted_as_it_was_typed(facts):
    """It was given anew: it proves nothing, and says nothing of either."""

    def given_anew(store):
        store.tx.run("INSERT INTO account (id, number) VALUES (7, '0500000001')")
        store.tx.run("INSERT INTO account (id, number) VALUES (8, '0500000002')")
        store.tx.run("INSERT INTO account_alias (number, account_id) VALUES ('0500000001', 8)")
        return store.facts.lasting_number("0500000001"), store.facts.lasting_number("0500000002")

    assert await does(facts, given_anew) == ("0500000001", "0500000002")


async def test_codes_asked_under_both_numbers_are_counted_together(facts):
    send = SendCode(KEYS, NO_WAITS)
    outcomes = []
    for index in range(NO_WAITS.account_hour + 1):
        number = (OLD, RENUMBERED)[index % 2]
        request = CodeRequest(f"telegram:{next(chats)}", 0, 6, number, f"+7900{index}000006")
        outcomes.append(await does(facts, lambda store, request=request: send(store, request, NOW_MS)))
    assert [type(outcome) for outcome in outcomes] == [Sending] * NO_WAITS.account_hour + [Held]


async def test_wrong_one_time_codes_go_into_the_same_count(facts):
    request = CodeRequest("telegram:1", 0, 6, RENUMBERED, PHONE)
    sending = await does(facts, lambda store: SendCode(KEYS, NO_WAITS)(store, request, NOW_MS))
    confirm = ConfirmCode(KEYS, NO_WAITS)
    await does(facts, lambda store: confirm(store, "telegram:1", sending.verification_id, "x", NOW_MS))
    key = (Scope.FAILED_ACCOUNT, OLD)
    assert (await does(facts, lambda store: store.attempts.counts([key], NOW_MS)))[key].day == 1
