"""The colours a picture may have: every ink in steps from the paper to the full ink, and what mixing gives.

A picture is an array of palette indexes. Edges and letters need colours between two inks: each ink has STEPS
of them on paper, other pairs get the nearest one there is. So a mixture is a look-up, not a calculation.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from charts.palette import INKS, PAPER

Indexes = npt.NDArray[np.uint8]
"""Rows of pixels, each an index into the palette; or steps of covering, 0 to STEPS."""

STEPS = 12
_NAMES = (PAPER, *(name for name in INKS if name != PAPER))


def full(ink: str) -> int:
    """The index of an ink at its full strength. Raises ValueError for an ink the palette has not."""
    return _NAMES.index(ink) * STEPS


@cache
def colours() -> npt.NDArray[np.int32]:
    """Red, green, blue of every index: the paper, then STEPS of each ink, the last of them the ink itself."""
    paper = np.array(INKS[PAPER])
    shares = np.arange(1, STEPS + 1)[:, None] / STEPS
    ramps = [paper + shares * (np.array(INKS[name]) - paper) for name in _NAMES[1:]]
    found: npt.NDArray[np.int32] = np.rint(np.vstack([paper[None, :], *ramps])).astype(np.int32)
    return found


@cache
def table() -> bytes:
    """The palette as PNG wants it: three bytes for each index."""
    return colours().astype(np.uint8).tobytes()


def nearest(wanted: npt.NDArray[np.int32]) -> Indexes:
    """The indexes nearest to colours (n x 3), by the sum of squared differences."""
    known = colours()
    # |a - b|² without |a|², which is the same for all candidates.
    far = (known**2).sum(axis=1)[None, :] - 2 * (wanted @ known.T)
    found: Indexes = far.argmin(axis=1).astype(np.uint8)
    return found


@cache
def mixed(ink: str) -> Indexes:
    """What lies where an ink covers a colour by 0 to STEPS: flat, `step * len(colours()) + index below`."""
    below, above = colours(), np.array(INKS[ink])
    shares = np.arange(STEPS + 1)[:, None, None] / STEPS
    return nearest(np.rint(below + shares * (above - below)).astype(np.int32).reshape(-1, 3))


def steps_of(coverage: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint16]:
    """Coverage of 0 to 255 as offsets into `mixed`: steps times the number of colours."""
    steps = (coverage.astype(np.uint32) * STEPS + 127) // 255
    return (steps * len(colours())).astype(np.uint16)
