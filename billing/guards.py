"""Signs that a file is not what it should be: a person decides then, with --force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from billing.check import Findings
from billing.rejects import Refusal
from billing.report import Problem
from core.exchange import DATASETS, ImportState

# Open dues come and go by themselves: most are paid within a day or two. Answers are only those of a day.
# A list of planned work is short.
_MAY_SHRINK = frozenset({"dues", "reading_results", "payment_results", "outages"})


def too_many_rejected(
    found: Mapping[str, Findings], most_percent: int, files: Mapping[str, str]
) -> Iterator[Problem]:
    """Files (by dataset) with more than `most_percent` per cent of their rows rejected."""
    for dataset, findings in found.items():
        rejected, total = findings.rejected, findings.rows + findings.rejected
        if rejected * 100 > total * most_percent:
            detail = (
                f"{rejected} of {total} rows rejected, more than {most_percent} %: nothing was imported; "
                "correct the file, or import it as it is with --force"
            )
            yield Problem(Refusal.TOO_MANY_REJECTED, files[dataset], detail)


def shrunk(found: Mapping[str, Findings], state: ImportState, files: Mapping[str, str]) -> Iterator[Problem]:
    """Snapshots, or months of a history, that would fall below half of what is visible now."""
    now = {(part.dataset, part.period): part.rows for part in state.parts}
    for dataset, findings in found.items():
        if dataset in _MAY_SHRINK:
            continue
        snapshot = DATASETS[dataset].kind == "snapshot"
        sizes = {"": findings.rows} if snapshot else findings.periods
        for period, rows in sorted(sizes.items()):
            before = now.get((dataset, period), 0)
            if 2 * rows < before:
                month = f" for {period}" if period else ""
                detail = (
                    f"holds {rows} rows{month}, {before} are there now: nothing was imported; "
                    "if the file is complete, import it with --force"
                )
                yield Problem(Refusal.SHRUNK, files[dataset], detail)
