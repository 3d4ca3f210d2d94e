"""How long payments stay, and what stays of them when their person asks to be forgotten."""

from __future__ import annotations

import pytest

from core.own_data import DataRequest, RequestKind
from storage.data_requests import DataRequestsGateway
from storage.database import Unit
from storage.erasure import Erasure
from storage.own_data import gather
from storage.purge import Purge
from tests.dialogs.supplier import filled
from tests.payments.money import DAY, ME, MINUTE, NOW, PHONE, Till, canceled, facts


@pytest.fixture
async def till(database):
    await filled(database)
    return Till(database)


async def column(till, sql):
    return [row[0] for row in await till.database.read(lambda tx: tx.all(sql))]


async def test_money_stays_and_who_paid_it_goes(till):
    paid = await till.link(email="me@example.ru")
    await till.settle(facts(paid, title="Bank card *4444"))
    living = await till.link(5000, at=NOW + MINUTE)
    theirs = await till.link(person=2, address=PHONE)
    request = DataRequest(RequestKind.ERASURE, 1, ME, 1, NOW + DAY, (ME,))

    def ask(tx):
        tx.run("INSERT INTO address (address, subscriber_id, since_ms) VALUES (:address, 1, 1)", address=ME)
        DataRequestsGateway(tx).open(request)

    await till.database.write(Unit(ask))
    await Erasure(till.database, lambda address: f"erased:{address[-1]}")(NOW + DAY)
    sql = "SELECT address, subscriber_id, email, title, url, body FROM payment_intent WHERE id <> {0}"
    rows = await till.database.read(lambda tx: tx.all(sql.format(theirs.id)))
    assert rows == [("erased:1", 0, "", "", "", "")] * 2
    assert (await till.get(theirs)).wish.address == PHONE
    assert len(await till.ledger()) == 1
    late = await till.settle(facts(living))
    assert (late.news, len(await till.ledger())) == (None, 2)


async def test_a_copy_holds_what_was_begun_and_paid(till):
    await till.settle(facts(await till.link()))

    def link(tx):
        tx.run("INSERT INTO subscriber (id, created_ms) VALUES (1, 1)")
        tx.run("INSERT INTO address (address, subscriber_id, since_ms) VALUES (:address, 1, 1)", address=ME)
        columns = "subscriber_id, account_id, phone, address, since_ms"
        tx.run(f"INSERT INTO link ({columns}) VALUES (1, 1, '', :address, 1)", address=ME)

    await till.database.write(Unit(link))
    copy = await till.database.read(lambda tx: gather(tx, ME))
    assert [row["amount"] for row in copy["payment_intent"]] == [231090]
    assert [(row["amount"], row["account"]) for row in copy["payment_ledger"]] == [(231090, "1234567833")]


async def test_what_billing_does_not_know_of_is_never_too_old(till):
    first = await till.link()
    await till.settle(facts(first))
    await till.settle(canceled(await till.link(at=NOW + MINUTE)))
    await till.settle(facts(None, kopecks=5, name="pay-strange"))
    purge, later = Purge(till.database), NOW + 4000 * DAY
    assert await purge("payments", later, later) == 1  # what came to nothing
    sql = "UPDATE payment_ledger SET due = 0, acknowledged_ms = 1"
    await till.database.write(Unit(lambda tx: tx.run(sql)))
    assert await purge("payments", NOW, later) == 0
    assert await purge("payments", later, later) == 2
    assert await column(till, "SELECT external_id FROM payment_held") == ["pay-strange"]
    assert await till.get(first) is None
