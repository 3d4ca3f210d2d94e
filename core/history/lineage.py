"""Which meter took the place of which: the history of a replaced one goes on in the new one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.meters import Meter

NEAR_DAYS = 31
"""A meter is put in within so many days of the other's removal, or it is another place."""


def lineages(meters: Sequence[Meter]) -> tuple[tuple[Meter, ...], ...]:
    """The meters of an account as chains, each from the newest to the one it began with, in their order.

    Who follows is told by the days and, where they are not enough, by the place. A meter whose successor is
    not sure has a chain of its own.
    """
    claims: defaultdict[str, list[Meter]] = defaultdict(list)
    for gone in [meter for meter in meters if meter.removed_on is not None]:
        successor = _sure([meter for meter in meters if _follows(gone, meter)], gone.place)
        if successor is not None:
            claims[successor.serial].append(gone)
    places = {meter.serial: meter.place for meter in meters}
    sure = {serial: _sure(found, places[serial]) for serial, found in claims.items()}
    before = {serial: meter for serial, meter in sure.items() if meter is not None}
    followed = {meter.serial for meter in before.values()}
    return tuple(_chain(meter, before) for meter in meters if meter.serial not in followed)


def _sure(found: Sequence[Meter], place: str) -> Meter | None:
    """The only one of the place, or the only one at all."""
    here = [meter for meter in found if meter.place == place] or found
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
