"""From the groups of a message to what it means: readings, a question with options, or a reason."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from core.readings.grammar.groups import Group, group
from core.readings.grammar.items import Item, Sighting, Sort
from core.readings.grammar.resolve import MOST_OPTIONS, Numbers, labelled, resolve, shown, total
from core.readings.heard import Heard, Label, Message, Number, Unheard, Unsure, Written
from core.readings.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.readings.grammar.names import Names

_CERTAIN = 3
"""Digits of a number that is a reading among words that say nothing of it."""


def meaning(seen: Sighting, names: Names) -> Message:
    """What was seen, put together."""
    if seen.refused:
        return Unheard(seen.refused, seen.detail)
    items = seen.items
    if len(items) == 1 and not seen.strange and _is_reading(items[0], seen, names):
        return Heard((Written((Number(items[0].text, items[0].fraction),)),), tuple(seen.left))
    if seen.plain and not seen.strange and len(items) > 1 and (heard := _plain(seen, names)) is not None:
        return heard
    items = names.tell(items)
    values = [item for item in items if item.sort is Sort.VALUE]
    if not values:
        return _nothing(seen, items)
    if seen.strange:
        return Unheard(Reason.UNKNOWN_WORDS, seen.strange)
    if len(items) == 1 and not seen.keyword and _is_small(items[0], seen):
        return Unheard(Reason.SOMETHING_ELSE, items[0].text)
    certain = seen.keyword or len(items) > 1
    message = _grouped(_without_days(items, values), names, tuple(seen.left))
    doubted = not certain and (values[0].dated or seen.asks)
    return Unsure(Reason.TWO_MEANINGS, (message,)) if doubted and isinstance(message, Heard) else message


def _is_reading(item: Item, seen: Sighting, names: Names) -> bool:
    """Whether the only thing in a message is certainly a reading: by far the most frequent case."""
    if item.sort is not Sort.VALUE or item.grouped or not names.alone(item.text):
        return False
    return seen.keyword or not (item.dated or seen.asks or _is_small(item, seen))


def _is_small(item: Item, seen: Sighting) -> bool:
    """A bare 0 is the word for help; one or two digits among words are some number («у меня 2 счетчика»)."""
    return not item.fraction and (item.text == "0" or (seen.words and len(item.text) < _CERTAIN))


def _plain(seen: Sighting, names: Names) -> Heard | None:
    """One meter, plainly written; None for what takes a closer look."""
    found = names.plainly(seen.items)
    if found is None:
        return None
    account, items = found
    reason, options = labelled(items, names.zones)
    if reason is not None or len(options) != 1 or any(n.label is Label.T0 for n in options[0]):
        return None
    return Heard((Written(options[0], account),), tuple(seen.left))


def _nothing(seen: Sighting, items: Sequence[Item]) -> Unheard:
    """No value is left: every number was something else."""
    names = [item.text for item in items if item.text]
    detail = next(filter(None, (seen.other, *seen.left, *names)), "")
    return Unheard(Reason.SOMETHING_ELSE if detail else Reason.NO_NUMBER, detail)


def _without_days(items: list[Item], values: list[Item]) -> list[Item]:
    """«20.11» beside another value is a day, unless a zone is named before it."""
    if not any(item.dated for item in values) or all(item.dated for item in values):
        return items
    before = [None, *items[:-1]]
    return [
        item
        for item, previous in zip(items, before, strict=True)
        if not item.dated or (previous is not None and previous.sort is Sort.LABEL)
    ]


def _grouped(items: list[Item], names: Names, left: tuple[str, ...]) -> Message:
    groups = _unnamed_pair(group(items, names), names)
    resolved = [resolve(found, names) for found in groups]
    for reason, options in resolved:
        if not options:
            return Unheard(reason or Reason.TOO_MANY, _numbers(items))
    reasons = [reason for reason, _ in resolved if reason]
    products = itertools.islice(itertools.product(*(options for _, options in resolved)), MOST_OPTIONS)
    heard = [_heard(groups, row, left) for row in products]
    if not all(written.numbers for one in heard for written in one.readings):
        return Unheard(Reason.TOTAL_REGISTER, heard[0].left[-1] if heard[0].left else "")
    return Unsure(reasons[0], tuple(heard)) if reasons else _which_meter(heard[0], names)


def _numbers(items: Sequence[Item]) -> str:
    return " ".join(item.text for item in items if item.sort is Sort.VALUE)


def _heard(groups: Sequence[Group], row: Sequence[Numbers], left: tuple[str, ...]) -> Heard:
    """The readings, without total registers: they are never sent."""
    totals = tuple(number.whole for numbers in row for number in numbers if number.label is Label.T0)
    readings = tuple(
        Written(shown(numbers), found.account, found.serial, total(numbers))
        for found, numbers in zip(groups, row, strict=True)
    )
    return Heard(readings, (*left, *totals))


def _unnamed_pair(groups: list[Group], names: Names) -> list[Group]:
    """Two numbers of somebody with two meters of one zone: one for each."""
    one = groups[0]
    pair = len(groups) == 1 and one.values == len(one.items) == 2 and not one.serial
    if not pair or names.most > 1 or len(names.meters) != 2:
        return groups
    return [Group(one.account, items=[item._replace(gap=False)]) for item in one.items]


def _which_meter(heard: Heard, names: Names) -> Message:
    """Two readings without a name for two meters: told by their zones, or asked about."""
    unnamed = not any(written.serial for written in heard.readings)
    accounts = {written.account for written in heard.readings}
    if len(heard.readings) != 2 or len(names.meters) != 2 or not unnamed or len(accounts) > 1:
        return heard
    orders = [
        order
        for order in (names.meters, names.meters[::-1])
        if all(len(w.numbers) == zones for w, (_, zones) in zip(heard.readings, order, strict=True))
    ]
    options = tuple(replace(heard, readings=_of(heard.readings, order)) for order in orders)
    if not options:
        return heard
    return options[0] if len(options) == 1 else Unsure(Reason.TWO_MEANINGS, options)


def _of(readings: Sequence[Written], order: Sequence[tuple[str, int]]) -> tuple[Written, ...]:
    return tuple(replace(one, serial=serial) for one, (serial, _) in zip(readings, order, strict=True))
