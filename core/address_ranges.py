"""Which houses somebody means: «ул. Ленина, 1-15 нечет, 22; с. Примерное», against addresses of billing.

Billing writes an address as one line («г. Примерск, ул. Ленина, д. 12, кв. 5»). Its parts are taken for names
of places and for a house by their shape; words such as «ул.» and «г.» say nothing and are left out, so that
«Ленина», «ул Ленина» and «улица Ленина» are one street.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_KINDS = re.compile(
    r"^(?:г|гор|город|с|село|п|пос|поселок|пгт|рп|д|дер|деревня|х|хутор|ст|станица|мкр|микрорайон|кв-л|квартал"
    r"|ул|улица|пр|пр-т|пр-кт|просп|проспект|пер|переулок|пл|площадь|б-р|бул|бульвар|ш|шоссе|наб|набережная"
    r"|пр-д|проезд|туп|тупик|тер|снт|днт|днп|сдт|гск|обл|область|р-н|район)\b\.?\s+"
)
_KINDS_AFTER = re.compile(
    r"\s+(?:ул|улица|пр|пр-т|пр-кт|проспект|пер|переулок|пл|площадь|б-р|бульвар|шоссе|наб|набережная"
    r"|проезд|область|обл|район|р-н)\.?$"
)
_BUILDING = r"(?:к|корп|корпус|стр|строение|лит|литер|литера)"
# «5», «5а», «5 а», «5-а», «5/2», «5к2», «д. 5 корп. 2»; what follows a dash must not be an ordinal: «5-я».
_HOUSE = re.compile(
    r"^(?:д|дом|уч|участок|зд|стр|влд|владение)?\b\.?\s*№?\s*(\d{1,4})(?:([а-я])|[\s-]\s*([абвгджзилмнп]))?"
    rf"(?:\s*(?:/|{_BUILDING}\b\.?|к)\s*(\d+\w?|[а-я]))?$"
)
_PART = re.compile(rf"^{_BUILDING}(?:\b\.?\s*|(?=\d))(\d+\w?|[а-я])$")
_SPAN = re.compile(
    r"^(?:дома?|д|уч|участки|с)?\b\.?\s*(\d{1,4})\s*(?:[-–—]|по)\s*(\d{1,4})\s*(?:(неч\w*|ч[её]т\w*)\.?(?:\s+сторона)?)?$"
)
_SIDE = re.compile(r"^(?:дома\s+)?(неч[её]т|ч[её]т)\w*\.?(?:\s+(?:дома|сторона))?$")
# Houses and streets that nobody divided by commas: «ул. Мира д. 5 кв. 1», «г. Примерск ул. Мира».
_JOINT = re.compile(
    r"\s+(?=(?:ул|улица|пр-кт|проспект|пер|переулок|б-р|бульвар|шоссе|наб|пл)\b\.?\s+[а-я\d]"
    r"|(?:д|дома?|кв|оф|пом)\b\.?\s*№?\s*\d)"
)
_LAST = re.compile(r"^((?:ул|улица|пр|пр-кт|проспект|пер|переулок|б-р|ш|наб|пл)\b\.?\s+[^\d,]+?)\s+(\d.*)$")
_NO_HOUSE = re.compile(r"\d+\w?\s*[-–—]\s*(?:\d|$)")
# «ул.Мира» is «ул. Мира».
_CLOSE = re.compile(r"(?<=[^\W\d_])\.(?=\w)")
_FLAT = re.compile(r"(?:кв|оф|пом|комн|ком|подъезд)\b")
_MARKS = {ord(mark): " " for mark in '«»"()'}
MOST = 100
"""Ranges of one list at most."""
LONGEST = 20_000
"""Characters of one list at most."""


class RangeError(ValueError):
    """A list of addresses that cannot be read; the message says which part."""


@dataclass(frozen=True, slots=True)
class Houses:
    """Houses from `first` to `last`; `odd` None: both sides.

    `letter`, `building`: only this very one (5а; 5 корп. 2), "" any.
    """

    first: int
    last: int
    odd: bool | None = None
    letter: str = ""
    building: str = ""

    def holds(self, place: Place) -> bool:
        """Whether a house is one of them."""
        side = self.odd is None or place.house % 2 == int(self.odd)
        exact = self.letter in {"", place.letter} and self.building in {"", place.building}
        return self.first <= place.house <= self.last and side and exact


@dataclass(frozen=True, slots=True)
class Place:
    """What an address of billing says: names of places, and the house where it names one."""

    names: frozenset[str]
    house: int = 0
    letter: str = ""
    building: str = ""


@dataclass(frozen=True, slots=True)
class AddressRange:
    """A place with all of `names`, and there the `houses`; without any all of them."""

    names: frozenset[str]
    houses: tuple[Houses, ...] = ()

    def holds(self, place: Place) -> bool:
        """Whether an address is in it."""
        if not self.names <= place.names:
            return False
        return not self.houses or any(one.holds(place) for one in self.houses)


def place_at(address: str) -> Place:
    """Read an address of billing; what has no shape of a house is a name, a flat is neither."""
    names: set[str] = set()
    house = Place(frozenset())
    for part in _parts(address):
        found = None if house.house else _house(part)
        building = _PART.match(part)
        if found is not None:
            house = found
        elif building is not None:
            house = replace(house, building=house.building or building[1])
        elif not _FLAT.match(part):
            names.add(_name(part))
    return replace(house, names=frozenset(names - {""}))


def ranges_of(text: str) -> tuple[AddressRange, ...]:
    """Read a list: places divided by semicolons, the parts of one by commas. Raises RangeError."""
    if len(text) > LONGEST:
        raise RangeError(f"the list has {len(text)} characters, {LONGEST} fit: divide it")
    found = tuple(_range(part) for part in text.split(";") if part.strip())
    if not found or len(found) > MOST:
        raise RangeError(
            f"name 1 to {MOST} places divided by semicolons: «ул. Ленина, 1-15 нечет; с. Примерное»"
        )
    return found


def within(ranges: tuple[AddressRange, ...], address: str) -> bool:
    """Whether an address of billing is in one of the ranges; most are elsewhere, and are not taken apart."""
    plain = _plain(address)
    likely = [one for one in ranges if all(name in plain for name in one.names)]
    if not likely:
        return False
    place = place_at(address)
    return any(one.holds(place) for one in likely)


def _range(text: str) -> AddressRange:
    names: set[str] = set()
    houses: list[Houses] = []
    for part in _parts(text):
        span, side, building = _SPAN.match(part), _SIDE.match(part), _PART.match(part)
        if span is not None:
            houses.append(_span(span, part))
        elif side is not None:
            houses.append(Houses(1, 9999, odd=side[1].startswith("неч")))
        elif building is not None and houses:
            houses[-1] = replace(houses[-1], building=building[1])
        elif (one := _house(part)) is not None:
            houses.append(Houses(one.house, one.house, letter=one.letter, building=one.building))
        elif _NO_HOUSE.match(part):
            raise RangeError(f"{part!r} is no house and no span of houses: «5», «5а», «1-15 нечет»")
        else:
            names.add(_name(part))
    if not names - {""}:
        raise RangeError(f"{text.strip()!r} names no street and no settlement")
    return AddressRange(frozenset(names - {""}), tuple(houses))


def _house(part: str) -> Place | None:
    """The house that a part of an address is, without names; «5-12» is house and flat."""
    found = _HOUSE.match(part)
    if found is None:
        flat = _SPAN.match(part)
        return None if flat is None else Place(frozenset(), int(flat[1]))
    return Place(frozenset(), int(found[1]), found[2] or found[3] or "", found[4] or "")


def _span(found: re.Match[str], part: str) -> Houses:
    first, last, side = int(found[1]), int(found[2]), found[3]
    if last < first:
        raise RangeError(f"{part!r}: the first house is above the last")
    return Houses(first, last, None if not side else side.startswith("неч"))


def _plain(text: str) -> str:
    plain = text.lower().replace("ё", "е").translate(_MARKS)
    # First of all: what looks for the ends of blanks would go through many of them again and again.
    return _CLOSE.sub(". ", " ".join(plain.split()))


def _parts(text: str) -> list[str]:
    parts = [part.strip() for part in _JOINT.sub(",", _plain(text)).split(",") if part.strip()]
    return [one for part in parts for one in _divided(part)]


def _divided(part: str) -> tuple[str, ...]:
    """«ул. Мира 5» as the street and its house; a name that ends in a number, otherwise, stays whole."""
    found = _LAST.match(part)
    if found is None or not (_HOUSE.match(found[2]) or _SPAN.match(found[2])):
        return (part,)
    return found[1], found[2]


def _name(part: str) -> str:
    return _KINDS_AFTER.sub("", _KINDS.sub("", part)).strip(" .")
