"""The benchmark must fail on a bot that answers wrongly, however fast it is."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from bench import load
from bench.arena import QUICK, Arena, echo_people, until_listening
from bench.lane import BenchError
from bench.sampling import Window, interleave, sample

SCALE = dataclasses.replace(QUICK, in_flight=4, window=Window(0.05, 0.2))


async def start(arena, way):
    door = arena.door()
    program = str(Path(__file__).with_name("liar.py"))
    argv = [sys.executable, program, door.api, door.token, str(door.hook.port), way]
    process = arena.launch("liar", argv)
    await until_listening(process, door.hook.port)
    return arena.running("liar", process, door, "webhook", echo_people(10_000))


@pytest.mark.parametrize("way", ["right", "form", "multipart"])
async def test_right_answers_are_counted_whatever_their_encoding(way):
    async with Arena(SCALE) as arena:
        bot = await start(arena, way)
        samples = (await interleave([bot], SCALE.window, 1))["liar"]
    assert len(samples) == 1
    assert samples[0].answered > 5
    assert samples[0].cpu > 0
    assert len(samples[0].latencies) == samples[0].answered


async def test_an_open_loop_keeps_its_rate():
    async with Arena(SCALE) as arena:
        bot = await start(arena, "right")
        taken = await sample(bot, bot.open_load(80), Window(0.1, 1.0))
    assert 40 < taken.answered < 130


@pytest.mark.parametrize(
    ("way", "complaint"),
    [
        ("wrong_text", "expected №"),
        ("wrong_chat", "without a question"),
        ("twice", "without a question"),
        ("silent", "without an answer"),
        ("refuses", "answered 500"),
    ],
)
async def test_a_lie_fails_the_run(way, complaint, monkeypatch):
    monkeypatch.setattr(load, "DRAIN_S", 0.5)
    async with Arena(SCALE) as arena:
        bot = await start(arena, way)
        with pytest.raises(BenchError, match=complaint):
            await sample(bot, bot.load(), SCALE.window)


async def test_a_bot_that_dies_is_named_with_its_last_words():
    async with Arena(SCALE) as arena:
        process = arena.launch("dead", [sys.executable, "-c", "raise SystemExit('no token')"])
        with pytest.raises(BenchError, match="dead ended with status 1: no token"):
            await until_listening(process, arena.door().hook.port)
