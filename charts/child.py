"""A process that paints pictures: `python -m charts.child`, frames on its standard streams (charts.wire).

A process of its own, because a picture takes as long as a hundred turns, and because what kills or stops it
must not do so to the bot. It ends with the bot: its standard input closes then, and a picture that takes
longer than LONGEST_S of the processor ends it too.
"""

from __future__ import annotations

import gc
import logging
import resource
import sys
import warnings
from typing import BinaryIO

import msgspec

from charts import wire
from charts.painter import Painter
from core.charting.drawing import Arrangement, Bar, Drawing, Look, Series

MEMORY = 2 << 30
"""Bytes of address space; a painter needs a quarter of it, mostly libraries."""
LONGEST_S = 30
_FIRST = Drawing(
    Arrangement.STACKED,
    title="0",
    subtitle="0",
    measure="0",
    unit=1,
    series=(Series("1", "first"), Series("2", "second"), Series("3", "third")),
    bars=tuple(Bar(str(at), "0", (at, at, at), (look,)) for at, look in enumerate(Look, 1)),
)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _be_silent() -> None:
    """What matplotlib warns of quotes what it draws; that is no matter of logs."""
    warnings.simplefilter("ignore")
    logging.disable()


def _allow_seconds() -> None:
    """Let the next picture take LONGEST_S of the processor, and no more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + LONGEST_S, hard))


def _read(source: BinaryIO) -> bytes | None:
    header = source.read(wire.HEADER)
    if len(header) < wire.HEADER:
        return None
    length = wire.length_of(header)
    body = source.read(length)
    return body if len(body) == length else None


def _painted(painter: Painter, body: bytes) -> bytes | wire.Failed:
    try:
        return painter.png(wire.decode(body))
    except Exception as error:  # noqa: BLE001 - whatever a drawing does to the painter, the next one may be well
        return wire.Failed(type(error).__name__)


def serve(source: BinaryIO, sink: BinaryIO) -> None:
    """Paint what comes until nothing comes any more."""
    painter = Painter()
    painter.png(_FIRST)
    # matplotlib leaves 200,000 objects; no collection need ever look at them again.
    gc.collect()
    gc.freeze()
    body: bytes = wire.READY
    while True:
        sink.write(wire.frame(body))
        sink.flush()
        asked = _read(source)
        if asked is None:
            return
        _allow_seconds()
        body = wire.answer(_painted(painter, asked))


def main() -> int:
    """Serve the bot over this process's standard streams."""
    _limit()
    _be_silent()
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except (BrokenPipeError, msgspec.MsgspecError, wire.WireError):
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
