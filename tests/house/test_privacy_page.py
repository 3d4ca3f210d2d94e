"""docs/privacy.md lists every table as the register has it: the page is never behind the code."""

from __future__ import annotations

from core.data_register import REGISTER
from tests.house.sources import ROOT


def table_lines() -> list[str]:
    """The table of the page; paste these lines when the test says so."""
    lines = []
    for name, table in REGISTER.items():
        tells = sorted({what.value for what in table.classes().values()} - {"nothing"})
        cells = (f"`{name}`", ", ".join(tells) or "nothing", table.right.value, table.keep, table.fate.value)
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def test_the_page_for_the_lawyer_is_the_register() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text("utf-8").splitlines()
    there = [line for line in page if line.startswith("| `")]
    assert there == table_lines(), "docs/privacy.md should say:\n" + "\n".join(table_lines())
