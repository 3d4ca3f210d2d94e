"""The process that reads or writes one file: `python -m bot.sheets.child read|write`, on standard input.

A stranger's file may ask for any memory and any time: the limits are those of this process, and whatever goes
wrong ends it and nothing else.
"""

from __future__ import annotations

import os
import resource
import sys

import msgspec

from bot.sheets.wire import Read, Table
from core.readings.sheet import Trouble

MEMORY = 768 << 20
"""Bytes of address space: a sheet of a million cells takes a third of it."""
SECONDS = 10
NICE = 10


def main(job: str) -> int:
    """Carry out a job and print its outcome."""
    os.nice(NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    sys.stdout.buffer.write(_read(content) if job == "read" else _written(content))
    sys.stdout.buffer.flush()
    return 0


def _read(content: bytes) -> bytes:
    from bot.sheets.reading import read_file  # noqa: PLC0415 - each job loads what it needs

    try:
        found = read_file(content)
    except MemoryError:
        found = Read(trouble=Trouble.TOO_BIG)
    return msgspec.json.encode(found)


def _written(content: bytes) -> bytes:
    table = msgspec.json.decode(content, type=Table)
    if table.format == "csv":
        from bot.sheets.csv_writing import write_csv  # noqa: PLC0415

        return write_csv(table)
    from bot.sheets.xlsx_writing import write_xlsx  # noqa: PLC0415

    return write_xlsx(table)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
