"""`consents`: the proof as an auditor gets it, from a database without a running bot."""

from __future__ import annotations

import json

import pytest

from bot.commands.consents import described, export_consents, genuine, show_consents
from bot.commands.database import NotReady
from core.consents import ConsentRow, ConsentText, Given, Proof, Terms
from core.linking import NewLink
from core.records import RawEvent
from storage.database import Unit
from storage.store import TxStore
from tests.config.good import config
from tests.dialogs.supplier import fill


@pytest.fixture
async def configured(sqlite_template, tmp_path, background):
    """A supplied database with one consent in force and one withdrawn, and its configuration."""
    import shutil

    from storage.database import connect

    path = tmp_path / "proof.db"
    shutil.copyfile(sqlite_template, path)
    database = connect(f"sqlite:///{path}", background=background)
    await database.open()

    def work(tx):
        fill(tx)
        store = TxStore(tx)
        for chat in (1, 2):
            address = f"telegram:{chat}"
            event = store.inbox.store(RawEvent("telegram:99", str(500 + chat), address, b"{}", 1))
            person = store.subscribers.create(address, 1)
            store.links.add(NewLink(person, chat, address, ""), 1)
            proof = Proof(address, event, "yes", ConsentText("Согласны?\nВерсия 1."))
            store.consents.keep(Given(person, "linking", Terms("1"), 1_700_000_000_000, proof))
        store.consents.revoke(2, "linking", 1_700_000_060_000)

    await database.write(Unit(work))
    await database.close()
    return config(database__url=f"sqlite:///{path}")


async def test_of_an_account(configured, capsys):
    assert await show_consents(configured, "1234567833") == 0
    out = capsys.readouterr().out
    assert "linking, version 1, by consent" in out
    assert "given    2023-11-14 22:13:20+00:00 from telegram:1" in out
    assert "telegram:99/501" in out
    assert "answered 'yes'" in out
    assert ", match" in out
    assert "    | Согласны?" in out
    assert "telegram:2" not in out


async def test_withdrawn(configured, capsys):
    await show_consents(configured, "1234567841")
    assert "revoked  2023-11-14 22:14:20+00:00" in capsys.readouterr().out


async def test_no_such_account(configured):
    with pytest.raises(NotReady, match="no account has the number 5"):
        await show_consents(configured, "5")


async def test_export(configured, tmp_path):
    out = tmp_path / "consents.jsonl"
    assert await export_consents(configured, out) == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["address"] for row in rows] == ["telegram:1", "telegram:2"]
    assert all(row["words_match"] and row["words"] for row in rows)
    assert out.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob("*.half")) == []


async def test_words_that_were_tampered_with_are_found(configured, capsys, background):
    from storage.database import connect

    database = connect(configured.database.url, background=background)
    await database.open()
    await database.write(Unit(lambda tx: tx.run("UPDATE consent_text SET words = 'Согласны на всё?'")))
    await database.close()
    assert await show_consents(configured, "1234567833") == 1
    assert "DO NOT MATCH" in capsys.readouterr().out


def test_a_consent_from_before_the_archive_is_told_to_be_one():
    old = ConsentRow(1, 1, "linking", "1", "consent", "telegram:1", 5, "", "", 1, 0, "", None)
    assert genuine(old)
    assert "before the archive" in "\n".join(described(old))
