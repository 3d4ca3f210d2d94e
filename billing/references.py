"""What rows may refer to: accounts and meters of this import, or of the database if it has no such file."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping

from core.exchange import ImportSink, MeterShape, Value

# Rows of other files refer to rows of these.
DEFINES = frozenset({"accounts", "meters", "groups", "tariffs"})
_MASK = (1 << 64) - 1


def hash_of(text: str) -> int:
    """64 bits, never 0; different in every process, so nobody can prepare two numbers that collide."""
    return hash(text) & _MASK or 1


class CompactMap:
    """Text → 1…255 in nine bytes a slot: a million accounts take 19 MiB, a dict 150.

    Open addressing over 64-bit hashes; the text itself is not kept, so it can only answer, not list.
    """

    def __init__(self, slots: int = 1 << 10) -> None:
        self._hashes = array("Q", bytes(8 * slots))
        self._values = bytearray(slots)
        self._last = slots - 1
        self._used = 0

    def put(self, text: str, value: int) -> None:
        """Set the value of a text; the first one stays."""
        self.set(hash_of(text), value)

    def get(self, text: str) -> int:
        """The value, 0 for a text that was never put."""
        return self.of(hash_of(text))

    def of(self, digest: int) -> int:
        """The value of a text known by its hash only."""
        place = digest & self._last
        while found := self._hashes[place]:
            if found == digest:
                return self._values[place]
            place = (place + 1) & self._last
        return 0

    def set(self, digest: int, value: int) -> None:
        """Set the value of a hash; the first one stays."""
        place = digest & self._last
        while found := self._hashes[place]:
            if found == digest:
                return
            place = (place + 1) & self._last
        self._hashes[place], self._values[place] = digest, value
        self._used += 1
        if 3 * self._used > 2 * self._last:
            self._grow()

    def _grow(self) -> None:
        larger = CompactMap(2 * len(self._hashes))
        for digest, value in zip(self._hashes, self._values, strict=True):
            if digest:
                larger.set(digest, value)
        self._hashes, self._values, self._last = larger._hashes, larger._values, larger._last


def pack(shape: MeterShape) -> int:
    """A shape in one byte: 4 bits of digits, 2 of decimals, 2 of zones."""
    return shape.digits << 4 | shape.decimals << 2 | shape.zones


SHAPES: Mapping[int, MeterShape] = {
    pack(shape): shape
    for shape in (
        MeterShape(digits, decimals, zones)
        for digits in range(1, 10)
        for decimals in range(4)
        for zones in range(1, 4)
    )
}


class References:
    """Answers for rows; asks the sink a chunk at a time about what no file of this import defines."""

    def __init__(self, sink: ImportSink) -> None:
        self._sink = sink
        self._accounts: CompactMap | None = None
        self._meters: CompactMap | None = None
        self._stored_accounts: Collection[str] = frozenset()
        self._stored_meters: Mapping[tuple[str, str], MeterShape] = {}
        # Histories hold many rows of one meter in a row.
        self._last_account = ""
        self._last_meter: tuple[str, str, MeterShape | None] = ("", "", None)
        self.groups: set[str] | None = None
        self.tariffs: set[str] | None = None

    def expect(self, dataset: str) -> None:
        """From now on this import, not the database, says which `dataset` rows exist."""
        self._last_account, self._last_meter = "", ("", "", None)
        if dataset == "accounts":
            self._accounts = CompactMap()
        elif dataset == "meters":
            self._meters = CompactMap()
        elif dataset == "groups":
            self.groups = set()
        elif dataset == "tariffs":
            self.tariffs = set()

    def learn(self, dataset: str, values: tuple[Value, ...]) -> None:
        """Remember an accepted row of accounts, meters, groups or tariffs."""
        if dataset == "accounts" and self._accounts is not None:
            self._accounts.put(str(values[0]), 1)
        elif dataset == "meters" and self._meters is not None:
            zones, digits, decimals = (int(values[at] or 0) for at in (3, 5, 6))
            self._meters.put(f"{values[0]};{values[1]}", pack(MeterShape(digits, decimals, zones)))
        elif dataset == "groups" and self.groups is not None:
            self.groups.add(str(values[0]))
        elif dataset == "tariffs" and self.tariffs is not None:
            self.tariffs.add(str(values[0]))

    async def prepare(self, accounts: Iterable[str], meters: Iterable[tuple[str, str]]) -> None:
        """Ask the sink about the rows of the next chunk, as far as no file defines them."""
        if self._accounts is None and (numbers := sorted(set(accounts))):
            self._stored_accounts = await self._sink.known_accounts(numbers)
        if self._meters is None and (pairs := sorted(set(meters))):
            self._stored_meters = await self._sink.known_meters(pairs)

    def has_account(self, number: str) -> bool:
        """Whether the account exists, in this import or, without accounts.csv, in the database."""
        if self._accounts is None:
            return number in self._stored_accounts
        if number == self._last_account:
            return True
        known = self._accounts.get(number) > 0
        self._last_account = number if known else ""
        return known

    def has_account_hash(self, digest: int) -> bool:
        """Whether accounts.csv of this import holds a number with this hash."""
        return self._accounts is not None and self._accounts.of(digest) > 0

    def shape(self, number: str, serial: str) -> MeterShape | None:
        """Shape of the meter, None if it does not exist."""
        if self._meters is None:
            return self._stored_meters.get((number, serial))
        last_number, last_serial, shape = self._last_meter
        if serial != last_serial or number != last_number:
            shape = SHAPES.get(self._meters.get(f"{number};{serial}"))
            self._last_meter = (number, serial, shape)
        return shape
