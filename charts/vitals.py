"""Whether a process that does not answer hangs, or only waits for its turn on a busy machine."""

from __future__ import annotations

import os
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def processor_s(pid: int) -> float:
    """Seconds of the processor a process has used; 0 where the system does not say."""
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def is_starved(pid: int, before_s: float, fair_s: float) -> bool:
    """Whether it wants to run and has got less than `fair_s` since it had used `before_s`."""
    fields = _fields(pid)
    return bool(fields) and fields[0] == "R" and processor_s(pid) - before_s < fair_s


def _fields(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return []
