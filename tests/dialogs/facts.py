"""What the tests of second facts add to the small supplier: meters, office codes, a renumbered account."""

from __future__ import annotations

from dataclasses import replace

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from core.linking import receipt_digest
from core.second_facts import Fact
from core.usecases.office_codes import IssueOfficeCode
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import CODE, KEYS, MONTHS, RULES, make_test_desk, put

FLAT, NO_PHONE, FIRM, CLOSED, NOBODYS = "1234567833", "1234567841", "1234567858", "1234567866", "9999999999"
RENUMBERED, OLD = "1234567890", "0710001006"
SERIAL, LAST, BEFORE = "\u0410\u0411-0012345", 70_000, 50_000
METER = {"model": "CE", "zones": 1, "digits": 5, "decimals": 0, "ratio": 1, "automatic": 0}
NEUTRAL = (FLAT, NOBODYS, CLOSED, FIRM, OLD, RENUMBERED)


def more(tx):
    """Two meters, one taken away; an account whose number has changed and whose old bill is at hand."""
    put(tx, "dataset_generation", dataset="meters", period="", generation=1)
    for serial, removed in ((SERIAL, None), ("555000111", "2026-03-01")):
        row = {"account_id": 1, "generation": 1, "serial": serial, "removed_on": removed}
        put(tx, "meter", **row, **METER)
    put(tx, "account", id=6, number=OLD)
    for number in (OLD, RENUMBERED):
        put(tx, "account_alias", number=number, account_id=6)
    card = {"kind": "person", "holder": "X", "address": "Y", "phone": "+79000000006", "status": "active"}
    put(tx, "account_card", account_id=6, generation=1, number=RENUMBERED, old_account=OLD, **card)
    for month, number in zip(MONTHS, (OLD, RENUMBERED), strict=True):
        digest = receipt_digest(KEYS, number, month, CODE)
        row = {"account_id": 6, "generation": 1, "digest": digest, "key_id": KEYS.current}
        put(tx, "receipt_code", period=month, **row)


async def with_facts(database):
    await database.write(Unit(more))
    return database


def talk_with(database, *, address="telegram:1", form="full", limits=None, **rules):
    """A conversation with a desk of its own rules."""
    given = {"limits": limits} if limits else {}
    desk = make_test_desk(rules=replace(RULES, **rules), **given)
    return Conversation(database, SMS if form == "short" else TELEGRAM, address, desk)


def only(*facts):
    return {"second_facts": tuple(Fact(fact) for fact in facts)}


async def office_code(chat, number=FLAT, days=3):
    """What staff print for a person."""
    issue = IssueOfficeCode(KEYS, chat.desk.rules.office_digits, days)
    now_ms = int(chat.now.timestamp() * 1000)
    issued = await chat.database.write(Unit(lambda tx: issue(TxStore(tx), number, now_ms)))
    return issued.code


async def begins(chat, number=FLAT):
    """Consent if it is asked, and the number."""
    await chat.says("подключить")
    if "yes" in chat.offered:
        await chat.answers("yes")
    return await chat.says(number)


async def sets_phone(chat, account_id, phone):
    """What an import may bring between two messages."""
    await chat.database.write(
        Unit(
            lambda tx: tx.run(
                "UPDATE account_card SET phone = :phone WHERE account_id = :id", phone=phone, id=account_id
            )
        )
    )
