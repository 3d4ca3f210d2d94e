"""Which meter took the place of which: the history of a replaced one goes on in the new one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from core.meters import Meter

NEAR_DAYS = 31
"""A meter is put in within so many days of the other's removal, or it is another place."""


def lineages(meters: Sequence[Meter]) -> tuple[tuple[Meter, ...], ...]:
    """The meters of an account as chains, each from the newest to the one it began with, in their order.

    Who follows is told by the days and, where they are not enough, by the place. A meter whose successor is
    not sure has a chain of its own.
    """
    before: dict[str, Meter] = {}
    for gone in sorted(meters, key=lambda meter: (meter.removed_on or date.max, meter.serial)):
        successor = _successor(gone, meters, before)
        if successor is not None:
            before[successor.serial] = gone
    followed = {meter.serial for meter in before.values()}
    return tuple(_chain(meter, before) for meter in meters if meter.serial not in followed)


def _successor(gone: Meter, meters: Sequence[Meter], taken: Collection[str]) -> Meter | None:
    near = [meter for meter in meters if _follows(gone, meter) and meter.serial not in taken]
    here = [meter for meter in near if meter.place == gone.place] or near
    return here[0] if len(here) == 1 else None


def _follows(gone: Meter, meter: Meter) -> bool:
    if gone.removed_on is None or meter.installed_on is None or meter.serial == gone.serial:
        return False
    later = gone.installed_on is None or gone.installed_on < meter.installed_on
    return later and abs((meter.installed_on - gone.removed_on).days) <= NEAR_DAYS


def _chain(meter: Meter, before: dict[str, Meter]) -> tuple[Meter, ...]:
    chain = [meter]
    while (sooner := before.get(chain[-1].serial)) is not None:
        chain.append(sooner)
    return tuple(chain)
