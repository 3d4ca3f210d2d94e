"""Processes that read strangers' files, print or paint start without the bot's secrets."""

from __future__ import annotations

import contextlib
import sys

import pytest

import bot.bills.process
import bot.sheets.process
from bot.bills.process import BillProcess
from bot.sheets.process import SheetProcess
from charts.worker import Worker, WorkerLost
from tests.payments.papers import paper

NOTES_ITS_ENVIRONMENT = "import os, sys; open(sys.argv[1], 'w').write(' '.join(os.environ))"


async def reads_sheets(command, monkeypatch):
    monkeypatch.setattr(bot.sheets.process, "_COMMAND", command)
    await SheetProcess().read(b"")


async def prints_bills(command, monkeypatch):
    monkeypatch.setattr(bot.bills.process, "_COMMAND", command)
    with contextlib.suppress(ValueError):
        await BillProcess().print(paper())


async def paints(command, _monkeypatch):
    with contextlib.suppress(WorkerLost):
        await Worker.start(command)


@pytest.mark.parametrize("works", [reads_sheets, prints_bills, paints])
async def test_a_process_that_works_for_the_bot_is_told_no_secret(works, monkeypatch, tmp_path):
    monkeypatch.setenv("ABONENT__TELEGRAM__TOKEN", "1:secret")
    noted = tmp_path / "names"
    await works((sys.executable, "-c", NOTES_ITS_ENVIRONMENT, str(noted)), monkeypatch)
    names = noted.read_text().split()
    assert "PATH" in names
    assert not [name for name in names if name.startswith("ABONENT")]
