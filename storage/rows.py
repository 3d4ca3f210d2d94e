"""Rows of statements that cannot come back without one."""

from __future__ import annotations

from typing import Any


def sure(row: tuple[Any, ...] | None) -> tuple[Any, ...]:
    """The row of an aggregate or an insert. Raises LookupError: then the statement is not what it was."""
    if row is None:
        raise LookupError("a statement that always gives a row gave none")
    return row
