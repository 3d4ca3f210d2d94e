"""`export readings` in the sandbox: a batch begins in the time of the configured clock."""

from __future__ import annotations

import json
import shutil

from aiohttp import web

from bot.commands.exporting import export_readings
from storage.database import Unit, connect
from storage.store import TxStore
from tests.config.good import config
from tests.dialogs.supplier import fill
from tests.storage.test_journal import draft

ELEVEN_MS = 1_795_161_600_000
"""2026-11-20 08:00 UTC, while the machine may stand anywhere."""


async def answered(_request):
    return web.json_response({"now_ms": ELEVEN_MS})


async def clock_page():
    app = web.Application()
    app.router.add_get("/clock", answered)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/clock"


async def test_a_batch_begins_by_the_configured_clock(sqlite_template, tmp_path, background, capsys):
    path = tmp_path / "abonent.db"
    shutil.copyfile(sqlite_template, path)
    database = connect(f"sqlite:///{path}", background=background)
    await database.open()
    await database.write(Unit(fill))
    await database.write(Unit(lambda tx: TxStore(tx).journal.add(draft(1, 154200, 733, decimals=1))))
    await database.close()
    page, url = await clock_page()
    given = {"database__url": f"sqlite:///{path}", "telegram__api_base": "http://127.0.0.1:1"}
    sandbox = config(**given, clock__url=url)
    assert await export_readings(sandbox, tmp_path, None) == 0
    (said,) = tmp_path.glob("*.json")
    assert json.loads(said.read_text())["begun_at"].startswith("2026-11-20T08:00:0")
    await page.cleanup()
    assert await export_readings(sandbox, tmp_path, None) == 1
    assert "does not answer" in capsys.readouterr().err
