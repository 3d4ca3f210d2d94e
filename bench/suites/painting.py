"""What pictures cost: against the plain way, against pictures that are kept; their memory and their bytes."""

from __future__ import annotations

import asyncio
import gc
import importlib
import time
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import islice

from bench.arena import Arena
from bench.drawings import drawings
from bench.figures import Figure, Result, by_rounds
from bench.lane import BenchError
from bench.process import resident_kib
from bench.suites.base import Suite
from charts import wire
from charts.figure import figure_of
from charts.layout import scene_of
from charts.painter import Painter
from charts.pool import ChartPool, PoolOptions
from charts.worker import Worker
from core.background import Background
from core.charting.drawing import Drawing

PLAIN, CACHED, MEMORY, BYTES = "chart_vs_plain", "chart_cached_vs_render", "chart_memory", "chart_bytes"
_OF_PLAIN, _OF_FAST, _OF_KEPT = 12, 60, 60
_WARM = 200


def plainly(drawing: Drawing) -> bytes:
    """The picture as matplotlib's documentation makes one: a new figure, all shapes, `savefig`."""
    sink = BytesIO()
    figure_of(scene_of(drawing)).savefig(sink, format="png")
    return sink.getvalue()


def _per_cpu(paint: Callable[[Drawing], bytes], wanted: Sequence[Drawing]) -> float:
    begun = time.process_time()
    for drawing in wanted:
        paint(drawing)
    return len(wanted) / (time.process_time() - begun)


def _take(source: Iterator[Drawing], count: int) -> list[Drawing]:
    return list(islice(source, count))


def _against_plain(arena: Arena) -> Result:
    """Pictures per CPU second, the same kinds in turn; the first round warms both up."""
    source, painter = drawings(), Painter()
    fast, plain = [], []
    for _ in range(arena.scale.rounds + 1):
        plain.append(_per_cpu(plainly, _take(source, _OF_PLAIN)))
        gc.collect()
        fast.append(_per_cpu(painter.png, _take(source, _OF_FAST)))
    figure = by_rounds(PLAIN, "charts/CPU s", fast[1:], plain[1:], 10, "higher")
    return Result(figure, f"{1000 / figure.value:.1f} ms CPU a picture, plainly {1000 / plain[-1]:.0f} ms")


async def _per_second(pool: ChartPool, wanted: Sequence[Drawing]) -> float:
    begun = time.perf_counter()
    for drawing in wanted:
        await pool.image(drawing)
    return len(wanted) / (time.perf_counter() - begun)


async def _against_kept(arena: Arena) -> Result:
    """Answers of the pool by the clock, one after the other: painted by its process, and kept."""
    background = Background()
    pool = ChartPool(background, PoolOptions(workers=1, hang_s=10, patience_s=60))
    pool.start()
    kept, painted = [], []
    source = drawings(2)
    try:
        for _ in range(arena.scale.rounds + 1):
            wanted = _take(source, _OF_KEPT)
            painted.append(await _per_second(pool, wanted))
            kept.append(await _per_second(pool, wanted))
    finally:
        await pool.close()
        await background.close()
    figure = by_rounds(CACHED, "answers/s", kept[1:], painted[1:], 50, "higher")
    return Result(figure, f"{1e6 / figure.value:.0f} us an answer")


async def _memory(arena: Arena) -> Result:
    """VmRSS of a process that paints, after the renders and before them."""
    source = drawings(3)
    worker = await Worker.start()
    try:
        found = []
        for count in (_WARM, arena.scale.renders):
            for drawing in _take(source, count):
                if not isinstance(await worker.paint(wire.encode(drawing), 30), bytes):
                    raise BenchError("a picture could not be painted")
            found.append(resident_kib(worker.pid) / 1024)
    finally:
        await worker.end()
    figure = by_rounds(MEMORY, "MiB", found[1:], found[:1], 1.05, "lower")
    return Result(figure, f"after {_WARM} and {arena.scale.renders} more")


def _bytes() -> Result:
    """The largest picture of the twelve that are approved by eye."""
    cases: dict[str, Callable[[], Drawing]] = importlib.import_module("tests.charts.cases").CASES
    painter = Painter()
    sizes = {name: len(painter.png(case())) for name, case in cases.items()}
    largest = max(sizes, key=sizes.__getitem__)
    figure = Figure(BYTES, sizes[largest], "bytes", None, None, 60_000, "lower")
    return Result(figure, f"{largest!r} of {len(sizes)} pictures")


async def measure(arena: Arena, wanted: Sequence[str]) -> list[Result]:
    """Each by itself; what paints in this process does so in a thread beside the stub."""
    results = []
    if PLAIN in wanted:
        results.append(await asyncio.to_thread(_against_plain, arena))
    if CACHED in wanted:
        results.append(await _against_kept(arena))
    if MEMORY in wanted:
        results.append(await _memory(arena))
    if BYTES in wanted:
        results.append(await asyncio.to_thread(_bytes))
    return results


SUITE = Suite((PLAIN, CACHED, MEMORY, BYTES), measure)
