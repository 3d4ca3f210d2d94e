"""What a call costs: for tests that a message made to be slow is not slow."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def cpu_of(act: Callable[[], object]) -> float:
    """Seconds of the processor that this thread spent in `act`.

    Neither what other threads did meanwhile, nor a collection of the garbage of ten thousand earlier tests,
    which takes a quarter of a second when it falls due here.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        begun = time.thread_time()
        act()
        return time.thread_time() - begun
    finally:
        if was_on:
            gc.enable()
