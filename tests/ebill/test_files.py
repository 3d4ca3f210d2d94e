"""Billing's own bills: only theirs to see, only plain PDF files, with names only where names may go."""

from __future__ import annotations

import os

import pytest

from bot.channels.documents import Document
from bot.config.checks.ebill import ebill
from bot.ebill.files import BilledFiles, with_billed
from core.people import Role
from core.privacy import Sensitivity
from storage.store import StoreFactory
from tests.config.good import config

OURS, PDF = Document("ours.pdf", b"%PDF-1.7 ours"), b"%PDF-1.4 billing"
NAME = "bill:1.2026-11"


class Ours:
    """What makes every other file."""

    async def make(self, name, address, level):
        return OURS


@pytest.fixture
async def files(billed, tmp_path):
    await billed.links(address="telegram:1")
    await billed.links(address="telegram:2", role=Role.READER)
    sessions = {"telegram:1": 1, "telegram:2": 2}

    def sign_in(store):
        for address, person in sessions.items():
            session = store.sessions.load(address)[0]
            session.subscriber_id = person
            store.sessions.save(session, 1)

    await billed.do(sign_in)
    return BilledFiles(tmp_path, Sensitivity.MONEY, 1000, billed.database, StoreFactory(), Ours())


async def test_a_file_of_billing_goes_before_ours(files):
    (files.folder / "1234567833-2026-11.pdf").write_bytes(PDF)
    made = await files.make(NAME, "telegram:1", Sensitivity.MONEY)
    assert made == Document("kvitanciya-7833-2026-11.pdf", PDF)
    assert await files.make("bill:1.2026-10", "telegram:1", Sensitivity.MONEY) == OURS
    assert await files.make("own-data", "telegram:1", Sensitivity.MONEY) == OURS


async def test_names_go_only_where_they_may(files, billed):
    (files.folder / "1234567833-2026-11.pdf").write_bytes(PDF)
    named = BilledFiles(files.folder, Sensitivity.PERSONAL, 1000, billed.database, StoreFactory(), Ours())
    assert await named.make(NAME, "telegram:1", Sensitivity.MONEY) == OURS
    assert (await named.make(NAME, "telegram:1", Sensitivity.PERSONAL)).content == PDF


@pytest.mark.parametrize("address", ["telegram:2", "telegram:9"])
async def test_who_may_not_see_sums_gets_nothing(files, address):
    (files.folder / "1234567833-2026-11.pdf").write_bytes(PDF)
    with pytest.raises(LookupError):
        await files.make(NAME, address, Sensitivity.MONEY)


async def test_what_is_no_plain_pdf_of_that_size_is_ours(files, tmp_path):
    path = files.folder / "1234567833-2026-11.pdf"
    for content in (b"", b"<html>", PDF + b"x" * 1000):
        path.write_bytes(content)
        assert await files.make(NAME, "telegram:1", Sensitivity.MONEY) == OURS
    path.unlink()
    secret = tmp_path / "secret"
    secret.write_bytes(PDF)
    path.symlink_to(secret)
    assert await files.make(NAME, "telegram:1", Sensitivity.MONEY) == OURS
    path.unlink()
    os.mkfifo(path)
    assert await files.make(NAME, "telegram:1", Sensitivity.MONEY) == OURS


@pytest.mark.parametrize("name", ["bill:1.../../secret", "bill:x.2026-11", "bill:1.2026-11/..", "bill:"])
async def test_strange_names_open_no_file(files, name):
    assert await files.make(name, "telegram:1", Sensitivity.MONEY) == OURS


def test_the_configuration_is_checked(tmp_path):
    assert not list(ebill(config()))
    given = config(ebill__folder=str(tmp_path / "nowhere"))
    assert any("is no directory" in problem.message for problem in ebill(given))
    shown = config(ebill__folder=str(tmp_path), ebill__names=False)
    assert not list(ebill(shown))
    ours = Ours()
    assert with_billed(config(), None, None, ours) is ours
    assert with_billed(shown, None, None, ours).lowest is Sensitivity.MONEY
