"""`broadcast`: made, previewed, tried, started by its number, stopped; beside the running bot."""

from __future__ import annotations

import asyncio
import re
import shutil

import pytest

from bot.broadcasts.desk import BroadcastDesk, broadcast_handlers
from bot.commands.arguments import parser
from bot.commands.broadcast import broadcast
from bot.commands.database import sqlite_path
from bot.control.server import ControlServer
from bot.control.wire import socket_path
from storage.database import Unit, connect
from storage.store import StoreFactory
from tests.broadcasts.conftest import Hall
from tests.config.good import config
from tests.dialogs.supplier import fill


@pytest.fixture
async def staff(sqlite_template, tmp_path, background, capsys):
    """Runs the command against a bot that gathers and sends; two people are linked."""
    path = tmp_path / "abonent.db"
    shutil.copyfile(sqlite_template, path)
    given = config(database__url=f"sqlite:///{path}")
    database = connect(given.database.url, background=background)
    await database.open()
    await database.write(Unit(fill))
    hall = Hall(database)
    await hall.people(1, 2)
    desk = BroadcastDesk(database, StoreFactory(), lambda: hall.now_ms, 450)
    server = ControlServer(socket_path(sqlite_path(given)), broadcast_handlers(desk))
    await server.start()
    (tmp_path / "words.txt").write_text("Офис закрыт.\nПлатежи в чате.\n", "utf-8")

    async def run(*arguments):
        arguments = [str(tmp_path / one) if one.endswith((".txt", ".csv")) else one for one in arguments]
        over = asyncio.Event()

        async def command():
            code = await broadcast(given, parser().parse_args(["broadcast", *arguments]))
            over.set()
            return code

        async def bot():
            while not over.is_set():
                await hall.dispatch().run()
                await asyncio.sleep(0.01)

        code, _ = await asyncio.gather(command(), bot())
        said = capsys.readouterr()
        return code, said.out + said.err

    run.hall, run.folder = hall, tmp_path
    yield run
    await server.stop()
    await database.close()


async def made(staff, *more):
    code, said = await staff("new", "--words", "words.txt", "--by", "Petrova", *more)
    assert code == 0, said
    return said, re.search(r"number is (\d+)", said)[1]


async def test_from_the_preview_to_the_report(staff):
    said, number = await made(staff)
    assert "recipients: 2  messenger: 2  SMS: 0" in said
    assert "Офис закрыт." in said
    assert await staff("start", "1", "--confirm", "1") == (
        1, "error: type the number of `broadcast show` back: --confirm NUMBER\n"
    )  # fmt: skip
    assert (await staff("resume", "1"))[0] == 1
    assert await staff.hall.messages() == []
    assert await staff("start", "1", "--confirm", number) == (0, "broadcast 1: running\n")
    await staff.hall.dispatch().run()
    assert [keys for _, _, keys in await staff.hall.messages()] == [
        ["broadcast-words", "broadcast-words", "broadcast-end"]
    ] * 2
    for outbox_id, _, _ in await staff.hall.messages():
        await staff.hall.ends(outbox_id, "failed" if outbox_id % 2 else "sent", "blocked")
    await staff.hall.dispatch().run()
    _, said = await staff("show", "1")
    assert "failed: 1  sent: 1" in said
    assert "blocked: 1" in said
    assert "done" in (await staff("list"))[1]
    assert (await staff("report", "1", "--to", "report.csv"))[0] == 0
    lines = (staff.folder / "report.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("telegram:")


async def test_pause_resume_stop(staff):
    _, number = await made(staff)
    assert (await staff("pause", "1")) == (1, "error: it is ready, so it cannot be paused\n")
    staff.hall.now_ms += 12 * 3_600_000  # night: nothing is handed over
    assert (await staff("start", "1", "--confirm", number))[0] == 0
    assert (await staff("pause", "1"))[0] == 0
    assert (await staff("resume", "1"))[0] == 0
    assert (await staff("stop", "1"))[0] == 0
    assert (await staff("resume", "1")) == (1, "error: it is stopped, so it cannot be running\n")
    assert await staff.hall.messages() == []


async def test_to_oneself_first(staff):
    await made(staff)
    assert (await staff("test", "1", "--to", "+79161234567"))[0] == 0
    assert (await staff("test", "1", "--to", "8916"))[0] == 0  # a Telegram id
    assert (await staff("test", "1", "--to", "Petrova"))[0] == 1
    assert [at for _, at, _ in await staff.hall.messages()] == ["tel:+79161234567", "telegram:8916"]


async def test_the_cost_of_sms_is_told_before(staff):
    await staff.hall.people(1, prefix="tel:+791600000")
    said, _ = await made(staff)
    assert "SMS: 1, up to 4.50 rub" in said
    said, _ = await made(staff, "--channels", "messenger")
    assert "SMS: 0" in said


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--words", "nothing.txt"), "No such file"), (("--words", "empty.txt"), "holds no text"),
        (("--words", "long.txt"), "3500 fit"), (("--words", "sms.txt"), "670 fit"),
        (("--words", "bytes.txt"), "not UTF-8"), (("--words", "words.txt", "--places", "15-1"), "above"),
        (("--words", "words.txt", "--places", "5"), "no street"),
    ],
)  # fmt: skip
async def test_what_cannot_be_sent_is_refused_with_why(staff, arguments, why):
    (staff.folder / "empty.txt").write_text(" \n", "utf-8")
    (staff.folder / "long.txt").write_text("щ" * 3501, "utf-8")
    (staff.folder / "sms.txt").write_text("щ" * 671, "utf-8")
    (staff.folder / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    code, said = await staff("new", *arguments, "--by", "x")
    assert (code, why in said) == (1, True), said


@pytest.mark.parametrize("what", [("show",), ("start", "--confirm", "1"), ("test", "--to", "77")])
async def test_what_is_not_there(staff, what):
    code, said = await staff(what[0], "9", *what[1:])
    assert (code, said) == (1, "error: there is no such broadcast: see `broadcast list`\n")
