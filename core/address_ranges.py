"""Which houses somebody means: «ул. Ленина, 1-15 нечет, 22; с. Примерное», against addresses of billing.

Billing writes an address as one line («г. Примерск, ул. Ленина, д. 12, кв. 5»). Its parts are taken for names
of places and for a house by their shape; words such as «ул.» and «г.» say nothing and are left out, so that
«Ленина», «ул Ленина» and «улица Ленина» are one street.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_KINDS = re.compile(
    r"^(?:г|гор|город|с|село|п|пос|поселок|пгт|рп|д|дер|деревня|х|хутор|ст|станица|мкр|микрорайон|кв-л|квартал"
    r"|ул|улица|пр|пр-т|пр-кт|просп|проспект|пер|переулок|пл|площадь|б-р|бул|бульвар|ш|шоссе|наб|набережная"
    r"|пр-д|проезд|туп|тупик|тер|снт|днт|днп|сдт|гск|обл|область|р-н|район)\b\.?\s+"
)
_KINDS_AFTER = re.compile(
    r"\s+(?:ул|улица|пр|пр-т|пр-кт|проспект|пер|переулок|пл|площадь|б-р|бульвар|шоссе|наб|набережная"
    r"|проезд|область|обл|район|р-н)\.?$"
)
_HOUSE = re.compile(
    r"^(?:д|дом|уч|участок|зд|стр|влд|владение)?\b\.?\s*№?\s*(\d{1,4})([а-я]?)(?:\s*[/к]\s*\d+\w?)?$"
)
_SPAN = re.compile(
    r"^(?:дома?|д|уч|участки)?\b\.?\s*(\d{1,4})\s*[-–—]\s*(\d{1,4})\s*(неч[её]т\w*|ч[её]т\w*)?$"
)
_FLAT = re.compile(r"(?:кв|оф|пом|комн|ком|подъезд)\b")
MOST = 100
"""Ranges of one list at most."""


class RangeError(ValueError):
    """A list of addresses that cannot be read; the message says which part."""


@dataclass(frozen=True, slots=True)
class Houses:
    """Houses from `first` to `last`; `odd` None: both sides. `letter`: only this very one (5а), "" any."""

    first: int
    last: int
    odd: bool | None = None
    letter: str = ""

    def holds(self, number: int, letter: str) -> bool:
        """Whether a house is one of them."""
        side = self.odd is None or number % 2 == int(self.odd)
        return self.first <= number <= self.last and side and (not self.letter or self.letter == letter)


@dataclass(frozen=True, slots=True)
class Place:
    """What an address of billing says: names of places, and the house where it names one."""

    names: frozenset[str]
    house: int = 0
    letter: str = ""


@dataclass(frozen=True, slots=True)
class AddressRange:
    """A place with all of `names`, and there the `houses`; without any all of them."""

    names: frozenset[str]
    houses: tuple[Houses, ...] = ()

    def holds(self, place: Place) -> bool:
        """Whether an address is in it."""
        if not self.names <= place.names:
            return False
        return not self.houses or any(one.holds(place.house, place.letter) for one in self.houses)


def place_at(address: str) -> Place:
    """Read an address of billing; what has no shape of a house is a name, a flat is neither."""
    names, house, letter = set(), 0, ""
    for part in _parts(address):
        found = _HOUSE.match(part)
        if found is not None and not house:
            house, letter = int(found[1]), found[2]
        elif not _FLAT.match(part):
            names.add(_name(part))
    return Place(frozenset(names - {""}), house, letter)


def ranges_of(text: str) -> tuple[AddressRange, ...]:
    """Read a list: places divided by semicolons, the parts of one by commas. Raises RangeError."""
    found = tuple(_range(part) for part in text.split(";") if part.strip())
    if not found or len(found) > MOST:
        raise RangeError(
            f"name 1 to {MOST} places divided by semicolons: «ул. Ленина, 1-15 нечет; с. Примерное»"
        )
    return found


def within(ranges: tuple[AddressRange, ...], address: str) -> bool:
    """Whether an address of billing is in one of the ranges."""
    place = place_at(address)
    return any(one.holds(place) for one in ranges)


def _range(text: str) -> AddressRange:
    names: set[str] = set()
    houses: list[Houses] = []
    for part in _parts(text):
        span, one = _SPAN.match(part), _HOUSE.match(part)
        if span is not None:
            houses.append(_span(span, part))
        elif one is not None:
            houses.append(Houses(int(one[1]), int(one[1]), letter=one[2]))
        else:
            names.add(_name(part))
    if not names - {""}:
        raise RangeError(f"{text.strip()!r} names no street and no settlement")
    return AddressRange(frozenset(names - {""}), tuple(houses))


def _span(found: re.Match[str], part: str) -> Houses:
    first, last, side = int(found[1]), int(found[2]), found[3]
    if last < first:
        raise RangeError(f"{part!r}: the first house is above the last")
    return Houses(first, last, None if not side else side.startswith("неч"))


def _parts(text: str) -> list[str]:
    plain = text.lower().replace("ё", "е").replace("«", "").replace("»", "").replace('"', "")
    return [" ".join(part.split()) for part in plain.split(",") if part.strip()]


def _name(part: str) -> str:
    return _KINDS_AFTER.sub("", _KINDS.sub("", part)).strip(" .")
