"""Nobody can find out whether an account exists: not by words, statements or the work of an answer."""

from __future__ import annotations

import hashlib
import hmac

import pytest

import core.secrets
from core.limits import Limits, Scope
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import make_test_desk

REAL, NOBODYS, WITHOUT_CODES = "1234567833", "9999999999", "1234567882"


async def answer(database, can, address, number, code, monkeypatch, desk=None):
    """Words, path, statements and digests of the answer to a number and a code."""
    chat = Conversation(database, can, address, desk)
    await chat.says("подключить")
    await chat.presses("yes")
    await chat.says(number)
    chat.beside = None  # what is counted below is one turn, not the same by SMS too
    digests = []
    monkeypatch.setattr(core.secrets.hmac, "digest", lambda *a: digests.append(1) or DIGEST(*a))
    text = await chat.says(code)
    monkeypatch.undo()
    return text, chat.path, tuple(chat.statements), len(digests)


DIGEST = hmac.digest


@pytest.fixture
async def three_kinds(supplied):
    """A locked account, one that billing has no codes for, and one that nobody has."""

    def work(tx):
        tx.run("INSERT INTO account (id, number) VALUES (9, :number)", number=WITHOUT_CODES)
        tx.run("INSERT INTO account_alias (number, account_id) VALUES (:number, 9)", number=WITHOUT_CODES)

    await supplied.write(Unit(work))
    return supplied


async def test_no_account_wrong_code_and_locked_account_answer_alike(three_kinds, chat, monkeypatch):
    can = chat.can
    wrong = await answer(three_kinds, can, "telegram:11", REAL, "000000", monkeypatch)
    nobody = await answer(three_kinds, can, "telegram:12", NOBODYS, "482133", monkeypatch)
    no_codes = await answer(three_kinds, can, "telegram:13", WITHOUT_CODES, "482133", monkeypatch)
    now_ms = int(chat.now.timestamp() * 1000)

    def lock(tx):
        for _ in range(12):
            TxStore(tx).attempts.bump([(Scope.FAILED_ACCOUNT, REAL)], now_ms)

    await three_kinds.write(Unit(lock))
    locked = await answer(three_kinds, can, "telegram:14", REAL, "482133", monkeypatch)
    assert wrong == nobody == no_codes == locked
    assert wrong[0].startswith("Номер счёта и код не подошли друг к другу.")
    # Two accepted months, two sources of codes, two numbers: a digest each. Purpose keys are made once.
    assert wrong[3] == 2 * 2 * 2


async def test_the_right_pair_is_told_apart(three_kinds, chat, monkeypatch):
    """The test above would see a difference."""
    right = await answer(three_kinds, chat.can, "telegram:11", REAL, "482133", monkeypatch)
    wrong = await answer(three_kinds, chat.can, "telegram:12", REAL, "000000", monkeypatch)
    assert right[0] != wrong[0]
    assert right[2] != wrong[2]


async def test_own_limit_is_told_and_looks_at_nothing(chat, monkeypatch):
    seen = set()
    for number in (REAL, NOBODYS):
        other = Conversation(chat.database, chat.can, f"telegram:{number}")
        await other.says("подключить")
        await other.presses("yes")
        await other.says(number)
        await other.says("000000")
        await other.says("000001")
        text = await other.says("482133")
        seen.add((text, tuple(other.statements)))
    assert len(seen) == 1
    assert "эту не проверяли" in seen.pop()[0]


async def test_limits_grow_to_the_cap_of_a_day_and_end(chat):
    await chat.says("подключить")
    await chat.presses("yes")
    await chat.says(REAL)
    for number in range(10):
        chat.later(hours=1, seconds=1)
        await chat.says("отмена")
        await chat.says("подключить")
        await chat.says(REAL)
        assert "не подошли" in await chat.says(f"{number:06d}")
    chat.later(hours=2)
    await chat.says("подключить")
    await chat.says(REAL)
    assert "эту не проверяли" in await chat.says("482133")
    chat.later(hours=24)
    await chat.says("подключить")
    await chat.says(REAL)
    assert "Шаг 3" in await chat.says("482133")


async def test_a_locked_account_goes_on_for_those_who_have_it(home):
    def lock(tx):
        for _ in range(50):
            TxStore(tx).attempts.bump([(Scope.FAILED_ACCOUNT, REAL)], int(home.now.timestamp() * 1000))

    await home.database.write(Unit(lock))
    assert "2 310,90" in await home.says("баланс")


async def test_codes_are_held_by_the_limits_of_a_phone(chat):
    desk = make_test_desk(Limits(phone_hour=2, resend_waits=(0,)))
    other = Conversation(chat.database, chat.can, "telegram:5", desk)
    await other.proves("1234567833")
    await other.presses("send")
    await other.presses("resend")
    assert "через 1 час" in await other.presses("resend")
    assert len(other.codes) == 2
    again = Conversation(chat.database, chat.can, "telegram:6", desk).later(minutes=59)
    await again.proves("1234567833")
    assert "отправить нельзя" in await again.presses("send")


async def test_five_wrong_codes_void_it(chat):
    desk = make_test_desk(Limits(failure_waits=(0,)))
    other = Conversation(chat.database, chat.can, "telegram:5", desk)
    await other.proves("1234567833")
    await other.presses("send")
    await other.effect_ends("ok")
    good = other.code()
    for step in range(1, 6):
        text = await other.says(f"{(int(good) + step) % 10**6:06d}")
    assert "попытки кончились" in text
    assert "больше не действует" in await other.says(good)


async def test_no_code_and_no_receipt_code_is_stored_anywhere(home):
    """Neither in the clear nor as a plain hash: only digests under our key."""
    codes = {home.code(), "482133"}
    hashes = {hashlib.sha256(code.encode()).hexdigest() for code in codes}

    def dump(tx):
        tables = (
            "inbox",
            "outbox",
            "session",
            "verification",
            "receipt_code",
            "audit_event",
            "link",
            "tally",
        )
        return " ".join(str(row) for table in tables for row in tx.all(f"SELECT * FROM {table}"))

    stored = await home.database.read(dump)
    assert not [secret for secret in codes | hashes if secret in stored]
