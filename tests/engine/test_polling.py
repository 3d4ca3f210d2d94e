"""What ticks: a duty that is an object with an awaitable call is carried out like any other."""

from __future__ import annotations

import asyncio

from scheduler.polling import Polling


class Duty:
    def __init__(self):
        self.done = asyncio.Event()

    async def __call__(self):
        self.done.set()


async def test_an_object_is_awaited():
    duty = Duty()
    polling = Polling(duty, 1)
    polling.start()
    try:
        await asyncio.wait_for(duty.done.wait(), 10)
    finally:
        polling.stop()


async def test_the_first_look_may_come_sooner_than_the_next_ones():
    duty = Duty()
    polling = Polling(duty, 3600, first=1)
    polling.start()
    try:
        await asyncio.wait_for(duty.done.wait(), 10)
    finally:
        polling.stop()
