"""Which meter took whose place."""

from __future__ import annotations

import pytest

from core.history.lineage import lineages
from tests.core.history.builders import meter

OLD = meter("1", removed="2026-05-20", place="щит")
NEW = meter("2", installed="2026-05-20", place="щит")
NEXT = meter("2", installed="2026-05-20", removed="2026-09-01", place="щит")
LAST = meter("3", installed="2026-09-03", place="щит")
BATH = meter("4", installed="2026-05-20", place="баня")
STOOD = meter("5", installed="2019-01-01", place="щит")

CASES = {
    "one": ([NEW], ["2"]),
    "none": ([], []),
    "replaced": ([NEW, OLD], ["2<1"]),
    "replaced twice": ([LAST, NEXT, OLD], ["3<2<1"]),
    "the place tells": ([BATH, NEW, OLD], ["4", "2<1"]),
    "another place, the only one": ([BATH, OLD], ["4<1"]),
    "two of them, nobody knows": (
        [NEW, meter("6", installed="2026-05-21", place="щит"), OLD], ["2", "6", "1"]
    ),
    "one was there before": ([STOOD, OLD], ["5", "1"]),
    "long after": ([LAST, OLD], ["3", "1"]),
    "two gone, one came to the place of one": ([NEW, meter("0", removed="2026-05-20"), OLD], ["2<1", "0"]),
    "two gone, one came": ([NEW, OLD, meter("0", removed="2026-05-20", place="щит")], ["2", "1", "0"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_lineages(case):
    meters, expected = CASES[case]
    assert ["<".join(one.serial for one in chain) for chain in lineages(meters)] == expected
