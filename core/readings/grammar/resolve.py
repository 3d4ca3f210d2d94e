"""The numbers of one meter: which gaps join digits, which value each zone has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.readings.grammar.items import Item, Sort
from core.readings.heard import Label, Number
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.readings.grammar.groups import Group
    from core.readings.grammar.names import Names

MOST_OPTIONS = 4
_MOST_WAYS = 64
_MOST_VALUES = 9
"""Values beyond which nothing is put together any more: three zones of three parts each."""
_MOST_NUMBERS = 3
_LONGEST = 9
_THOUSANDS = 3
_OTHER_ZONE = {
    Label.DAY: Label.NIGHT,
    Label.NIGHT: Label.DAY,
    Label.T1: Label.T2,
    Label.T2: Label.T1,
    Label.PEAK: Label.NIGHT,
}

Numbers = tuple[Number, ...]
Resolved = tuple[Reason | None, tuple[Numbers, ...]]
"""Why it is asked about (None: it is certain) and what it may mean; nothing where it makes no sense."""


def resolve(group: Group, names: Names) -> Resolved:
    """Every meaning the numbers of a group may have."""
    zones = names.zones_of(group.serial)
    ways = _ways(group.items)
    if len(ways) == 1:
        return labelled(ways[0], zones)
    fitting = [way for way in ways if _fits(way, zones)]
    if len(fitting) == 1 and fitting[0] is ways[0]:
        if _count(ways[0]) != 2:
            return labelled(ways[0], zones)
        fitting += [way for way in ways if _count(way) == 1]
    fitting.sort(key=_likelier)
    meant = [numbers for way in fitting[:MOST_OPTIONS] for numbers in labelled(way, zones)[1]]
    return (Reason.GAP, tuple(_apart(meant))) if meant else (Reason.TOO_MANY, ())


def shown(numbers: Numbers) -> Numbers:
    """What is sent: all but the total register."""
    return tuple(number for number in numbers if number.label is not Label.T0)


def total(numbers: Numbers) -> str:
    """The total register among the numbers, "" where there is none."""
    return next((number.whole for number in numbers if number.label is Label.T0), "")


def _apart(rows: Iterable[Numbers]) -> list[Numbers]:
    """Meanings that differ; where the total register stood makes none («0 Т0 0»)."""
    return list({(shown(row), total(row)): row for row in rows}.values())


def _count(way: Sequence[Item]) -> int:
    return [item.sort for item in way].count(Sort.VALUE)


def _likelier(way: Sequence[Item]) -> tuple[int, bool]:
    """Fewer and longer numbers first."""
    return _count(way), not any(item.joined for item in way)


def _fits(way: Sequence[Item], zones: frozenset[int]) -> bool:
    """Whether so many numbers can be a reading: one for each zone that is named, or for each of the meter."""
    labels = len(way) - _count(way)
    return _count(way) == labels if labels else _count(way) in zones


def _ways(items: Sequence[Item]) -> list[list[Item]]:
    """All ways to join what stands apart only by a blank («15 420») or a mark («15,420»); as typed first."""
    if not any(item.gap or item.grouped for item in items):
        return [list(items)]
    rows: list[list[Item]] = [[]]
    for item in items if _count(items) <= _MOST_VALUES else ():
        grown = [[*row, item] for row in rows]
        if item.grouped:
            whole = item._replace(text=item.text + item.fraction, fraction="", grouped=False, joined=True)
            grown += [[*row, whole] for row in rows]
        grown += [[*row[:-1], _join(row[-1], item)] for row in rows if row and _joins(row[-1], item)]
        rows = grown[:_MOST_WAYS]
    return rows if rows != [[]] else [list(items)]


def _joins(before: Item, item: Item) -> bool:
    return (
        item.gap
        and len(item.text) == _THOUSANDS
        and not before.fraction
        and (before.joined or len(before.text) <= _THOUSANDS)
        and len(before.text) + len(item.text) <= _LONGEST
    )


def _join(before: Item, item: Item) -> Item:
    return before._replace(text=before.text + item.text, fraction=item.fraction, grouped=False, joined=True)


def labelled(way: Sequence[Item], zones: frozenset[int]) -> Resolved:
    """The numbers of one way with their zones, put before or behind them."""
    count = _count(way)
    if count == len(way):
        return (Reason.TOO_MANY, ()) if count > max(zones) else (None, (_before(way),))
    if way[0].sort is Sort.LABEL:
        rows = [_before(way)]
    elif way[-1].sort is Sort.LABEL:
        rows = [_behind(way)]
    else:
        rows = [_before(way), _behind(way)]
    rows = _apart(_completed(row, zones) for row in rows)
    if any(_twice(row) for row in rows):
        return Reason.ZONE_TWICE, ()
    if len(rows[0]) > _MOST_NUMBERS + 1:
        return Reason.TOO_MANY, ()
    return (Reason.TWO_MEANINGS if len(rows) > 1 else None), tuple(rows)


def _before(way: Sequence[Item]) -> Numbers:
    """Each number takes the oldest zone named before it and not yet taken."""
    waiting: list[Label] = []
    numbers: list[Number] = []
    for item in way:
        if item.sort is Sort.LABEL:
            waiting.append(item.label)
        else:
            numbers.append(Number(item.text, item.fraction, waiting.pop(0) if waiting else Label.NONE))
    if waiting and way[-1].sort is Sort.VALUE:  # «день ночь 15420»: nobody knows of which
        return tuple(replace(number, label=Label.NONE) for number in numbers)
    return tuple(numbers)


def _behind(way: Sequence[Item]) -> Numbers:
    """Each zone names the number before it; behind all numbers, zones name them in order."""
    numbers: list[Number] = []
    even = _count(way) * 2 == len(way)
    for item in way:
        if item.sort is Sort.VALUE:
            numbers.append(Number(item.text, item.fraction))
            continue
        free = [place for place, number in enumerate(numbers) if not number.label]
        if free:
            place = free[0 if even else -1]
            numbers[place] = replace(numbers[place], label=item.label)
    return tuple(numbers)


def _completed(numbers: Numbers, zones: frozenset[int]) -> Numbers:
    """Of two zones one is named: the other number is of the other one."""
    sent = shown(numbers)
    named = [number.label for number in sent if number.label]
    if len(sent) != 2 or len(named) != 1 or 2 not in zones or named[0] not in _OTHER_ZONE:
        return numbers
    other = _OTHER_ZONE[named[0]]
    return tuple(replace(number, label=number.label or other) for number in numbers)


def _twice(numbers: Numbers) -> bool:
    labels = [number.label for number in numbers if number.label]
    return len(labels) != len(set(labels))
