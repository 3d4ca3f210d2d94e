"""The parts put together: asking the shop who we are switches payments off and on, and nothing else."""

from __future__ import annotations

import pytest

from bot.assembly import Texts
from bot.payments.parts import PaymentParts
from bot.payments.shop import shop_of
from core.clock import SystemClock
from core.secrets import Keyring
from storage.store import TxStore
from tests.config.good import config

KEYS = Keyring.single("0123456789abcdef0123456789abcdef")


@pytest.fixture
def engine():
    return "sqlite"


def parts(database, till, **changes):
    given = {
        "payments__yookassa__shop_id": till.id,
        "payments__yookassa__secret_key": f"test_{till.id}",
        "payments__yookassa__api_url": f"{till.emulator.url}/v3",
        "payments__environment": "test",
        "payments__return_url": "https://example.ru",
    }
    made = config(**{**given, **changes})
    return PaymentParts(made, Texts.of(made, SystemClock()), KEYS, database, TxStore, take=None)


async def test_the_shop_knows_us(database, till):
    made = parts(database, till)
    assert await made._known(made.line)
    assert made.terms.ready()
    assert {route.path for route in made.routes()} == {"/payments/yookassa"}
    made.close()


async def test_a_wrong_key_is_said_and_only_payments_are_off(database, till, capfd):
    made = parts(database, till, payments__yookassa__secret_key="test_wrong")
    assert not await made._known(made.line)
    assert not made.terms.ready()
    assert next(iter(made.samples())).value == 0
    assert not await made._known(made.line)  # asked again, and not told again
    sql = "SELECT kind, detail FROM audit_event"
    told = [tuple(row) for row in await database.read(lambda tx: tx.all(sql))]
    assert told == [("payments-off", "the shop does not know us: check payments.yookassa")]
    assert "payments-off" in "".join(capfd.readouterr())
    till.change(secret_key="test_wrong")
    assert await made._known(made.line)
    assert made.terms.ready()
    made.close()


async def test_a_shop_with_a_cash_register_needs_receipts(database, till):
    till.change(fiscal="yoo_receipt")
    made = parts(database, till)
    assert not await made._known(made.line)
    assert not made.terms.ready()
    made.close()


async def test_a_shop_that_does_not_answer_is_no_reason_to_stop(database, till):
    till.fault("500", method="me")
    made = parts(database, till)
    assert not await made._known(made.line)
    assert made.terms.ready()
    made.close()


def test_without_a_shop_there_are_no_parts(database):
    made = config()
    bare = PaymentParts(made, Texts.of(made, SystemClock()), KEYS, database, TxStore, take=None)
    assert (shop_of(made), bare.senders, bare.routes(), bare.terms.ready(), list(bare.samples())) == (
        None, {}, [], False, [],
    )  # fmt: skip
