"""An import sink in memory, with the promises of the database: staged rows are invisible until switched."""

from __future__ import annotations

from core.exchange import DATASETS, ImportBusy, ImportState, ImportTicket, MeterShape, Part


class MemorySink:
    """Keeps what is visible in `visible[dataset, period]` and a log of the calls that write."""

    def __init__(self):
        self.visible = {}
        self.sha256 = {}
        self.staged = {}
        self.calls = []
        self.files = ()
        self.open = None
        self.runs = 0
        self.fail_at = ""

    def rows(self, dataset):
        return [row for (name, _), rows in sorted(self.visible.items()) if name == dataset for row in rows]

    async def state(self):
        parts = tuple(Part(name, period, len(rows)) for (name, period), rows in self.visible.items())
        return ImportState(dict(self.sha256), parts)

    async def known_accounts(self, numbers):
        return {row[0] for row in self.rows("accounts")} & set(numbers)

    async def known_meters(self, meters):
        stored = {row[:2]: MeterShape(row[5], row[6], row[3]) for row in self.rows("meters")}
        return {pair: stored[pair] for pair in meters if pair in stored}

    async def begin(self, files):
        if self.open:
            raise ImportBusy
        self.runs += 1
        self.calls.append("begin")
        self.files, self.staged = tuple(files), {}
        self.open = ImportTicket(self.runs, self.runs)
        return self.open

    async def put(self, ticket, dataset, rows):
        assert ticket == self.open
        assert 0 < len(rows) <= 500
        self.calls.append("put")
        self._maybe_fail("put")
        declared = DATASETS[dataset]
        at = declared.period_at()
        for row in rows:
            check_row(declared, row)
            self.staged.setdefault((dataset, "" if at is None else row[at]), []).append(row)

    async def switch(self, ticket, parts):
        assert ticket == self.open
        self._maybe_fail("switch")
        self.calls.append("switch")
        counted = {(part.dataset, part.period): part.rows for part in parts}
        assert {key: rows for key, rows in counted.items() if rows} == {
            key: len(rows) for key, rows in self.staged.items()
        }
        for key in counted:
            self.visible[key] = self.staged.get(key, [])
        self.sha256.update({file.dataset: file.sha256 for file in self.files})
        self.open = None

    async def abort(self, ticket, reason):
        assert ticket == self.open
        self.calls.append(f"abort {reason}")
        self.open, self.staged = None, {}

    def _maybe_fail(self, call):
        if self.fail_at == call:
            raise OSError("disk full")


def check_row(dataset, row):
    """Every column has the type the dataset declares; key columns are never empty."""
    assert type(row) is tuple
    assert len(row) == len(dataset.columns)
    for name, value in zip(dataset.columns, row, strict=True):
        wanted = int if name in dataset.integers else str
        assert value is None or type(value) is wanted, (dataset.name, name, value)
        assert value is not None or name not in dataset.key, (dataset.name, name)
