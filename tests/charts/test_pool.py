"""The pool over processes that do not paint, and answer well or otherwise: what it promises whoever asks."""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import signal
from dataclasses import replace

import pytest

from charts.pool import longer
from charts.wire import encode
from core.charting.ports import NoPicture
from tests.charts.cases import year
from tests.charts.pools import is_there, odd_pool, until

DRAWING = year()


def other(number):
    return replace(DRAWING, subtitle=f"другой {number}")


async def test_twenty_who_ask_for_the_same_share_one_render(tmp_path):
    async with odd_pool(tmp_path / "log", "slow") as (pool, seen):
        pictures = await asyncio.gather(*(pool.image(year()) for _ in range(20)))
        assert len(set(pictures)) == 1
        assert seen("drawing") == 1


async def test_a_picture_is_kept_until_its_room_is_needed(tmp_path):
    async with odd_pool(tmp_path / "log", "well", cache_bytes=80) as (pool, seen):
        first = await pool.image(DRAWING)
        assert await pool.image(DRAWING) is first
        assert seen("drawing") == 1
        for number in range(3):
            await pool.image(other(number))
        await pool.image(DRAWING)
        assert seen("drawing") == 5


@pytest.mark.parametrize("fault", ["exit", "hang", "garbage", "long", "fails"])
async def test_a_picture_is_tried_once_more(tmp_path, caplog, fault):
    with caplog.at_level(logging.DEBUG):
        modes = f"{fault},well"
        async with odd_pool(tmp_path / "log", modes, hang_s=0.2) as (pool, seen):
            if fault == "fails":
                with pytest.raises(NoPicture):
                    await pool.image(DRAWING)
                assert seen("start") == 1
            else:
                assert (await pool.image(DRAWING)).startswith(b"\x89PNG")
                assert seen("start") == 2
            assert seen("drawing") == 2
    assert caplog.records
    assert not any(word in caplog.text for word in (DRAWING.title, "новые цены", "Расход"))


@pytest.mark.parametrize("fault", ["exit", "hang", "garbage"])
async def test_two_lost_processes_are_enough(tmp_path, fault):
    async with odd_pool(tmp_path / "log", f"{fault},{fault},well", hang_s=0.2) as (pool, seen):
        with pytest.raises(NoPicture):
            await pool.image(DRAWING)
        assert seen("drawing") == 2
        assert await pool.image(DRAWING)


async def test_more_than_may_wait_are_refused_at_once(tmp_path):
    async with odd_pool(tmp_path / "log", "slow", waiting=2) as (pool, _):
        asked = asyncio.gather(*(pool.image(other(number)) for number in range(2)))
        await asyncio.sleep(0)
        with pytest.raises(NoPicture):
            await pool.image(DRAWING)
        assert len(await asked) == 2
        assert await pool.image(DRAWING)


async def test_patience_ends_and_nothing_is_painted_for_nobody(tmp_path):
    async with odd_pool(tmp_path / "log", "slow", patience_s=0.1) as (pool, seen):
        await until(lambda: pool.workers)
        found = await asyncio.gather(
            *(pool.image(other(number)) for number in range(3)), return_exceptions=True
        )
        assert all(isinstance(one, NoPicture) for one in found)
        await asyncio.sleep(0.3)
        assert seen("drawing") == 1


async def test_a_process_that_ends_while_idle_is_replaced(tmp_path):
    async with odd_pool(tmp_path / "log", "well") as (pool, _):
        await pool.image(DRAWING)
        (pid,) = pool.workers
        os.kill(pid, signal.SIGKILL)
        await until(lambda: pool.workers and pid not in pool.workers)
        assert await pool.image(other(1))


async def test_one_that_cannot_start_is_not_started_without_pause(tmp_path):
    async with odd_pool(tmp_path / "log", "deaf", patience_s=0.6) as (pool, seen):
        with pytest.raises(NoPicture):
            await pool.image(DRAWING)
        assert seen("start") <= 3
        await until(lambda: seen("start") >= 2)
    pauses = list(itertools.accumulate(range(9), lambda pause, _: longer(pause), initial=0.0))
    assert pauses == [0.0, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]


async def test_a_slow_answer_is_waited_for_and_what_was_begun_meanwhile_is_ended(tmp_path):
    async with odd_pool(tmp_path / "log", "slow", hang_s=0.5) as (pool, seen):
        await until(lambda: pool.workers)
        before = pool.workers
        assert await pool.image(DRAWING)
        assert pool.workers == before
        assert seen("drawing") == 1
        assert await pool.image(other(1))


async def test_closing_ends_all_and_answers_all(tmp_path):
    async with odd_pool(tmp_path / "log", "hang", workers=2, hang_s=9.0) as (pool, seen):
        asked = asyncio.gather(*(pool.image(other(number)) for number in range(3)), return_exceptions=True)
        await until(lambda: seen("drawing") == 2)
        pids = pool.workers
        assert len(pids) == 2
        await pool.close()
        assert all(isinstance(one, NoPicture) for one in await asked)
        assert not any(map(is_there, pids))
        with pytest.raises(NoPicture):
            await pool.image(DRAWING)


async def test_processes_wait_for_the_start_of_the_bot_or_for_a_picture(tmp_path):
    async with odd_pool(tmp_path / "log", "well", settle_s=60) as (pool, seen):
        await asyncio.sleep(0.1)
        assert seen("start") == 0
        assert await pool.image(DRAWING)


def test_the_key_tells_pictures_apart(tmp_path):
    assert encode(DRAWING) == encode(year())
    assert encode(DRAWING) != encode(other(1))
