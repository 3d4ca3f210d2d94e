"""A limit holds when many turns try at once: on PostgreSQL in lanes and replicas, on SQLite in batches."""

from __future__ import annotations

import asyncio

import pytest

from core.limits import Limits, Scope
from core.linking import CodeRequest, NewLink
from core.people import MOST_OPEN, Role
from core.records import Session
from core.usecases.people_invitations import Invite, Offer
from core.usecases.phone_codes import Held, SendCode
from core.usecases.receipts import CheckFact, Claim
from storage.attempts import AttemptsGateway
from storage.database import Unit, connect
from storage.store import TxStore
from tests.dialogs.supplier import CODE, KEYS, fill
from tests.security.conftest import NOW_MS
from tests.security.test_receipt_codes import MONTHS

MANY = 60
NO_WAITS = Limits(failure_waits=(0,), resend_waits=(0,))
RECORD = "+79161234567"


@pytest.fixture
async def replicas(database_url, engine, background):
    """Two processes on one PostgreSQL, several lanes each; one process on SQLite."""
    count, options = (2, {"lanes": 4, "readers": 1}) if engine == "postgres" else (1, {})
    databases = [connect(database_url, background=background, **options) for _ in range(count)]
    for database in databases:
        await database.open()
    await databases[0].write(Unit(fill))
    yield databases
    for database in databases:
        await database.close()


async def at_once(replicas, work):
    """`work(store, number)` for many numbers, each a turn of its own chat, all at once."""

    def unit(number):
        return Unit(lambda tx: work(TxStore(tx), number), key=f"telegram:{number}")

    writes = (replicas[n % len(replicas)].write(unit(n)) for n in range(MANY))
    return await asyncio.gather(*writes)


def request(number, phone, account=1):
    return CodeRequest(f"telegram:{number}", number + 1, account, "1234567833", phone)


async def sent(replicas, limits, phone_of):
    send = SendCode(KEYS, limits)
    answers = await at_once(replicas, lambda store, n: send(store, request(n, phone_of(n)), NOW_MS))
    return sum(not isinstance(answer, Held) for answer in answers)


def someone(number):
    return f"+7916555{number:04d}"


@pytest.mark.parametrize(
    ("most", "limits", "phone_of"),
    [
        (2, Limits(phone_hour=2, resend_waits=(0,)), lambda _: RECORD),
        (5, Limits(account_hour=5), someone),
        (7, Limits(account_hour=99, account_day=99, prefix_hour=7), someone),
        (9, Limits(account_hour=99, account_day=99, prefix_hour=99, all_hour=9), someone),
        (4, Limits(account_hour=99, account_day=99, prefix_hour=99, part_price=600, money_day=2999), someone),
    ],
    ids=["phone", "account", "prefix", "all", "money"],
)
async def test_as_many_codes_as_the_limit_allows_and_not_one_more(replicas, most, limits, phone_of):
    assert await sent(replicas, limits, phone_of) == most


async def guesses(replicas):
    """Verdicts in the order of the turns: one wrong answer is left, half of the chats know the code."""
    check, order = CheckFact(KEYS, NO_WAITS), []
    account = [(Scope.FAILED_ACCOUNT, "1234567833")]
    for _ in range(9):
        await replicas[0].write(Unit(lambda tx: AttemptsGateway(tx).bump(account, NOW_MS)))

    def guess(store, number):
        claim = Claim(f"telegram:{number}", "1234567833", "000000" if number % 2 else CODE)
        order.append(type(check(store, claim, MONTHS, NOW_MS)).__name__)

    await at_once(replicas, guess)
    return order


async def test_no_guess_is_looked_at_after_the_last_that_an_account_allows(replicas):
    order = await guesses(replicas)
    assert len(order) == MANY
    assert "Proven" not in order[order.index("Mismatch") :]


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
async def test_counting_without_holding_would_let_more_through(replicas, monkeypatch):
    """The race is real: this is what the test above would miss if it never happened."""
    counts = AttemptsGateway.counts

    def loose(self, keys, now_ms, *, hold=True):
        return counts(self, keys, now_ms, hold=False)

    monkeypatch.setattr(AttemptsGateway, "counts", loose)
    assert await sent(replicas, Limits(phone_hour=2, resend_waits=(0,)), lambda _: RECORD) > 2


async def test_as_many_invitations_as_may_be_open_and_not_one_more(replicas):
    def owner(tx):
        store = TxStore(tx)
        person = store.subscribers.create("telegram:1", NOW_MS)
        store.links.add(NewLink(person, 1, "telegram:1", RECORD), NOW_MS)
        return person

    session = Session("telegram:1", subscriber_id=await replicas[0].write(Unit(owner)))
    invite = Invite(KEYS)
    made = await at_once(replicas, lambda store, n: invite(store, session, 1, Role.READER, 1_000 + n, NOW_MS))
    assert sum(isinstance(offer, Offer) for offer in made) == MOST_OPEN
