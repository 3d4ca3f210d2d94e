"""Lists: filters, the newest first, a cursor that names where the next part begins."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from sandbox.jsontext import Json
from sandbox.yookassa.amounts import ms_of
from sandbox.yookassa.errors import invalid

MOST, DEFAULT = 100, 10
YEARS_MS = 3 * 366 * 86_400_000
_SIGNS: dict[str, Callable[[int, int], bool]] = {
    "gte": operator.ge,
    "gt": operator.gt,
    "lte": operator.le,
    "lt": operator.lt,
}


class Listed(Protocol):
    """What can be listed."""

    n: int
    id: str
    shop: str
    created_ms: int


T = TypeVar("T", bound=Listed)
Text = Callable[[T], str]
Time = Callable[[T], int]


def page_of(
    found: Iterable[T], query: Mapping[str, str], now_ms: int, texts: Mapping[str, Text[T]],
    times: Mapping[str, Time[T]],
) -> tuple[list[T], str]:  # fmt: skip
    """Those that pass the filters, at most `limit`; the cursor of the next part, "" for none.

    `texts` and `times` say by which names can be filtered. Raises Refusal 400 for others.
    """
    keeps = _filters(query, texts, times)
    kept = [one for one in found if now_ms - one.created_ms < YEARS_MS and all(keep(one) for keep in keeps)]
    kept.sort(key=lambda one: (one.created_ms, one.n), reverse=True)
    start = _start(kept, query.get("cursor", ""))
    limit = _limit(query.get("limit", str(DEFAULT)))
    rest = kept[start + limit :]
    return kept[start : start + limit], rest[0].id if rest else ""


def told(page: tuple[list[T], str], wire: Callable[[T], Json]) -> Json:
    """The list object."""
    items, cursor = page
    answer: Json = {"type": "list", "items": [wire(one) for one in items]}
    return answer | {"next_cursor": cursor} if cursor else answer


def _filters(
    query: Mapping[str, str], texts: Mapping[str, Text[T]], times: Mapping[str, Time[T]]
) -> list[Callable[[T], bool]]:
    keeps: list[Callable[[T], bool]] = []
    for name, value in query.items():
        field, _, sign = name.partition(".")
        if name in {"limit", "cursor"}:
            continue
        if field in times and sign in _SIGNS:
            keeps.append(_by_time(times[field], _SIGNS[sign], ms_of(value, name)))
        elif name in texts:
            keeps.append(_by_text(texts[name], value))
        else:
            raise invalid(name, f"there is no filter {name}")
    return keeps


def _by_time(get: Time[T], sign: Callable[[int, int], bool], ms: int) -> Callable[[T], bool]:
    return lambda one: get(one) > 0 and sign(get(one), ms)


def _by_text(get: Text[T], value: str) -> Callable[[T], bool]:
    return lambda one: get(one) == value


def _start(kept: list[T], cursor: str) -> int:
    if not cursor:
        return 0
    for at, one in enumerate(kept):
        if one.id == cursor:
            return at
    raise invalid("cursor", "the cursor belongs to no list with these filters")


def _limit(value: str) -> int:
    if not (value.isdigit() and value.isascii() and 1 <= int(value) <= MOST):
        raise invalid("limit", f"limit is 1 to {MOST}")
    return int(value)
