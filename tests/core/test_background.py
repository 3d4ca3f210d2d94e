from __future__ import annotations

import asyncio
import gc

import pytest

from core.background import Background


@pytest.fixture
def crashes():
    return []


@pytest.fixture
def owner(crashes):
    return Background(on_crash=lambda name, error: crashes.append((name, error)))


async def forever():
    await asyncio.Event().wait()


async def test_result_and_name_of_a_task(owner):
    async def answer():
        return 42

    task = owner.spawn(answer(), name="answer")
    assert (len(owner), task.get_name()) == (1, "answer")
    assert await task == 42
    await asyncio.sleep(0)
    assert len(owner) == 0


async def test_a_crash_is_reported_with_its_name(owner, crashes):
    async def crash():
        raise ValueError("broken")

    owner.spawn(crash(), name="poller")
    await asyncio.sleep(0.01)
    ((name, error),) = crashes
    assert (name, str(error)) == ("poller", "broken")


async def test_a_crash_is_logged_by_default(caplog):
    async def crash():
        raise ValueError("broken")

    Background().spawn(crash(), name="poller")
    await asyncio.sleep(0.01)
    assert "poller crashed" in caplog.text
    assert "broken" in caplog.text


async def test_tasks_are_kept_alive(owner):
    """The loop itself holds tasks weakly."""
    done = []

    async def work():
        waiter = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_later(0.02, waiter.set_result, None)
        await waiter
        done.append(1)

    owner.spawn(work(), name="work")
    gc.collect()
    await asyncio.sleep(0.05)
    assert done == [1]


async def test_close_cancels_waits_and_refuses_new_tasks(owner, crashes):
    cleaned = []

    async def careful():
        try:
            await forever()
        finally:
            await asyncio.sleep(0.01)
            cleaned.append(1)

    task = owner.spawn(careful(), name="careful")
    await asyncio.sleep(0)
    await owner.close()
    assert (task.cancelled(), cleaned, crashes, len(owner)) == (True, [1], [], 0)
    with pytest.raises(RuntimeError, match="cannot start late"):
        owner.spawn(forever(), name="late")
    await owner.close()


async def test_a_task_that_does_not_end_is_reported(owner, crashes):
    release = asyncio.Event()

    async def stubborn():
        while not release.is_set():
            try:
                await release.wait()
            except asyncio.CancelledError:
                continue

    task = owner.spawn(stubborn(), name="stubborn")
    await asyncio.sleep(0)
    await owner.close(timeout=0.02)
    assert [(name, type(error)) for name, error in crashes] == [("stubborn", TimeoutError)]
    release.set()
    await task


async def test_close_from_a_task_of_its_own_does_not_cancel_that_task(owner):
    async def stop():
        await owner.close()
        return "closed"

    other = owner.spawn(forever(), name="other")
    assert await owner.spawn(stop(), name="stop") == "closed"
    assert other.cancelled()
