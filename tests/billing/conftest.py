"""A directory of exchange files and an import into memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from billing.pipeline import ImportOptions, run_import
from billing.v1.tables import TABLES
from tests.billing.memory_sink import MemorySink


def seal(account, period, code):
    """Stands for the HMAC: not the code, but tells two codes apart."""
    return f"sealed:{account}:{period}:{code[::-1]}", "k1"


@dataclass
class Exchange:
    """Writes files from rows of dicts, imports them."""

    directory: Path
    sink: MemorySink = field(default_factory=MemorySink)

    def write(self, dataset, *rows, encoding="utf-8", end="\n", columns=None, separator=";"):
        names = columns or TABLES[dataset].names
        lines = [separator.join(names)]
        lines += [separator.join(str(row.get(name, "")) for name in names) for row in rows]
        self.raw(dataset, (end.join(lines) + end).encode(encoding))

    def raw(self, dataset, content):
        self.directory.joinpath(f"{dataset}.csv").write_bytes(content)

    def remove(self, dataset):
        self.directory.joinpath(f"{dataset}.csv").unlink()

    async def load(self, progress=None, **options):
        return await run_import(self.directory, self.sink, seal, ImportOptions(**options), progress)

    def add_basics(self):
        """One account with a one-zone meter that shows one decimal, and one with two zones."""
        self.write(
            "accounts",
            {"account": "2900000001", "kind": "person", "holder": "Пробный И. О."},
            {"account": "2900000002", "kind": "organisation", "holder": "ООО Ромашка"},
        )
        self.write(
            "meters",
            {"account": "2900000001", "serial": "A1", "zones": 1, "digits": 5, "decimals": 1},
            {"account": "2900000002", "serial": "B2", "zones": 2, "digits": 6},
        )


@pytest.fixture
def exchange(tmp_path):
    return Exchange(tmp_path)
