"""Charts in the real bot: whoever is killed, the person gets the picture, and it is painted once."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.values import Period
from tests.dialogs.billed import month
from tests.dialogs.supplier import fill
from tests.faults.world import World

PATIENCE_S = 60
LAST = Period(2026, 10)
pytestmark = [pytest.mark.fault, pytest.mark.timeout(300)]


class Direct:
    """What fills of other tests need of a transaction, over the file of a running bot."""

    def __init__(self, connection):
        self.connection = connection

    def run(self, sql, **params):
        return self.connection.execute(sql, params).rowcount

    def one(self, sql, **params):
        return self.connection.execute(sql, params).fetchone()


def written(world, *fills):
    with closing(sqlite3.connect(world.file, timeout=30)) as connection, connection:
        for one in fills:
            one(Direct(connection))


def bills(tx):
    for back in range(30):
        month(tx, 1, str(LAST.shift(-back)), (0, 90_000, 0, 0, 0, 0), (), 100_000 + back * 1_000)


def links(chat):
    def fill(tx):
        tx.run("INSERT INTO subscriber (id, created_ms) VALUES (1, 1)")
        who = {"a": f"telegram:{chat}"}
        tx.run("INSERT INTO address (address, subscriber_id, since_ms) VALUES (:a, 1, 1)", **who)
        tx.run(
            "INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms)"
            " VALUES (1, 1, 'owner', '+79161234567', :a, 1)",
            **who,
        )

    return fill


def painters(world):
    """The processes of the bot that paint."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = path.joinpath("stat").read_text("utf-8").rpartition(")")[2].split()[1]
            paints = b"charts.child" in path.joinpath("cmdline").read_bytes()
        except OSError:
            continue
        if paints and int(parent) == world.bot.pid:
            found.append(int(path.name))
    return found


def alive(pid):
    return Path(f"/proc/{pid}").exists()


def gone(pids):
    async def ended():
        return not any(map(alive, pids))

    return ended


class Chat:
    def __init__(self, world, number):
        self.world, self.id = world, number

    async def says(self, text):
        await self.world.post(f"/control/chats/{self.id}/send", text=text)

    async def facts(self, kind, **params):
        return [
            fact
            for fact in await self.world.facts(0)
            if fact["kind"] == kind and all(fact.get(name) == value for name, value in params.items())
        ]

    async def photos(self):
        sent = await self.facts("message.sent", chat_id=self.id)
        return [fact["message"] for fact in sent if "photo" in fact["message"]]

    async def files(self):
        return [fact["file"] for fact in await self.facts("file.stored")]

    async def until(self, ready):
        async with asyncio.timeout(PATIENCE_S):
            while not await ready():
                await asyncio.sleep(0.1)

    async def has_photos(self, count):
        async def enough():
            return len(await self.photos()) >= count

        await self.until(enough)

    async def settled(self):
        return not self.world.rows("SELECT id FROM outbox WHERE state NOT IN ('sent', 'failed')")

    async def painting(self, before):
        async def announced():
            return len(await self.facts("api.call", method="sendChatAction")) > before

        await self.until(announced)


async def test_a_picture_comes_whoever_is_killed_and_is_painted_once(tmp_path):
    async with World(tmp_path) as world:
        (person,) = (await world.post("/control/users", first_name="Anna", opened=True, count=1))["ids"]
        chat = Chat(world, person)
        await world.start_bot()
        written(world, fill, bills, links(person))

        await chat.says("/chart")
        await chat.has_photos(1)
        (first,) = await chat.files()
        picture = (tmp_path / "emulator" / "files" / first["file_path"]).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert "100\u00a0кВт·ч" in (await chat.photos())[0]["caption"]
        assert (first["width"], first["height"]) == (1280, 960)

        await chat.says("график")
        await chat.has_photos(2)
        assert len(await chat.files()) == 1

        workers = painters(world)
        for pid in workers:
            os.kill(pid, signal.SIGSTOP)
        actions = len(await chat.facts("api.call", method="sendChatAction"))
        await chat.says("график за 2 года")
        await chat.painting(actions)
        for pid in workers:
            os.kill(pid, signal.SIGKILL)
        await chat.has_photos(3)
        assert len(await chat.files()) == 2

        slow = {"kind": "slow", "method": "sendPhoto", "delay_s": 1, "times": 1}
        await world.post("/control/faults", target="telegram", **slow)
        actions = len(await chat.facts("api.call", method="sendChatAction"))
        await chat.says("график за все время")
        await chat.painting(actions)
        await asyncio.sleep(0.5)
        workers = painters(world)
        await world.kill_bot()
        await world.start_bot()
        await chat.has_photos(4)
        await chat.until(chat.settled)
        # One that was busy or only starting sees that its bot is dead when it next reads.
        await chat.until(gone(workers))

        files = len(await chat.files())
        await chat.says("график")
        await chat.has_photos(len(await chat.photos()) + 1)
        assert len(await chat.files()) == files  # its id outlived the bot

        written(world, lambda tx: month(tx, 1, str(LAST), (0, 90_000, 0, 0, 0, 0), (), 321_000))
        await chat.says("график")
        await chat.has_photos(len(await chat.photos()) + 1)
        assert len(await chat.files()) == files + 1
        assert "321\u00a0кВт·ч" in (await chat.photos())[-1]["caption"]
