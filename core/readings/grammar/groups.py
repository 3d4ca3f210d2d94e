"""Items put together by meter: whose account, which serial, which numbers and zones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.readings.grammar.items import Item, Sort
from core.readings.grammar.names import without_gap
from core.readings.heard import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.readings.grammar.names import Names

_PLAIN = frozenset({Sort.VALUE, Sort.LABEL})
_PLACES = (Label.T1, Label.T2, Label.T3)


@dataclass(slots=True)
class Group:
    """The values and zones of one meter, in the order of the message."""

    account: str = ""
    serial: str = ""
    index: str = ""
    closed: bool = False  # its name stood behind its values
    items: list[Item] = field(default_factory=list)

    @property
    def values(self) -> int:
        """How many values there are."""
        return sum(item.sort is Sort.VALUE for item in self.items)

    @property
    def labels(self) -> tuple[Label, ...]:
        """Its zones, in order."""
        return tuple(item.label for item in self.items if item.sort is Sort.LABEL)


def group(items: Sequence[Item], names: Names) -> list[Group]:
    """One group for each meter that the message speaks of."""
    if all(item.sort in _PLAIN for item in items):
        return [Group(items=list(items))]
    if items[0].sort is Sort.ACCOUNT and all(item.sort in _PLAIN for item in items[1:]):
        return [Group(items[0].text, items=[without_gap(items[1]), *items[2:]])]
    items = _lines(items, names)
    groups = [found for found in _split(items) if found.values]
    for found in groups:
        if found.index:
            found.serial = names.indexed(found.index)
    return _merged(groups, names)


def _lines(items: Sequence[Item], names: Names) -> list[Item]:
    """What «1)» and «2)» mean: meters for a person with several of one zone, otherwise zones."""
    if not any(item.sort is Sort.ITEM for item in items):
        return list(items)
    named = any(item.sort in {Sort.SERIAL, Sort.ACCOUNT, Sort.LABEL} for item in items)
    several = len(names.meters) > 1 and _are_meters(items, names)
    made: list[Item] = []
    for item in items:
        if item.sort is not Sort.ITEM:
            made.append(item)
        elif several and not named:
            made.append(item._replace(sort=Sort.INDEX))
        elif not named and 1 <= int(item.text) <= len(_PLACES):
            made.append(Item(Sort.LABEL, "", label=_PLACES[int(item.text) - 1]))
    return made


def _are_meters(items: Sequence[Item], names: Names) -> bool:
    """Whether the numbers of lines are those of meters: as many values each, or more lines than zones."""
    values: dict[int, int] = {}
    last = 0
    for item in items:
        last = int(item.text) if item.sort is Sort.ITEM else last
        values[last] = values.get(last, 0) + (item.sort is Sort.VALUE)
    lines = {line: count for line, count in values.items() if line}
    fits = all(
        line <= len(names.meters) and count == names.meters[line - 1][1] for line, count in lines.items()
    )
    return names.most == 1 or fits or len(lines) > names.most


def _split(items: Sequence[Item]) -> list[Group]:
    behind = {sort for sort in (Sort.ACCOUNT, Sort.SERIAL) if _stands_behind(items, sort)}
    accounts = [item.text for item in items if item.sort is Sort.ACCOUNT]
    groups = [Group(account=accounts[0] if len(accounts) == 1 else "")]
    for item in items:
        last = groups[-1]
        if item.sort is Sort.ACCOUNT and len(accounts) > 1:
            last = _named(groups, last, item, behind)
            last.account = item.text
        elif item.sort is Sort.SERIAL:
            last = _named(groups, last, item, behind)
            last.serial = item.text
        elif item.sort is Sort.INDEX and item.text != last.index:
            last = _next(groups, last) if last.items else last
            last.index = item.text
        elif item.sort is Sort.BREAK:
            if last.values:
                _next(groups, last)
        elif item.sort in _PLAIN:
            last = _next(groups, last) if last.closed else last
            last.items.append(item if last.items else without_gap(item))
    return groups


def _stands_behind(items: Sequence[Item], sort: Sort) -> bool:
    """Whether names of this sort follow their values."""
    row = [item.sort for item in items if item.sort is sort or item.sort is Sort.VALUE]
    return bool(row) and row[0] is Sort.VALUE and row[-1] is sort


def _named(groups: list[Group], last: Group, item: Item, behind: set[Sort]) -> Group:
    """The group that a name belongs to: the one before it, or a new one."""
    if item.sort in behind:
        found = last if last.values or len(groups) == 1 else groups[-2]
        found.closed = True
        return found
    if last.values or (item.sort is Sort.SERIAL and last.serial):
        return _next(groups, last)
    return last


def _next(groups: list[Group], last: Group) -> Group:
    groups.append(Group(account=last.account))
    return groups[-1]


def _merged(groups: list[Group], names: Names) -> list[Group]:
    """Lines that together are one reading of one meter («день 15420», «ночь 8077») become one group."""
    named = any(found.serial or found.index for found in groups[1:])
    labels = [label for found in groups for label in found.labels]
    values = sum(found.values for found in groups)
    several = len({found.account for found in groups}) > 1 or len(labels) != len(set(labels))
    if len(groups) < 2 or named or several or values > max(names.most, len(labels)):
        return groups
    items = [item for found in groups for item in found.items]
    return [Group(groups[0].account, groups[0].serial, groups[0].index, items=items)]
