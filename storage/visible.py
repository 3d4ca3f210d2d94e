"""How statements find the rows in force: every dataset is visible by its generation."""

from __future__ import annotations


def snapshot(dataset: str) -> str:
    """The generation of a dataset that is replaced as a whole."""
    return f"(SELECT generation FROM dataset_generation WHERE dataset = '{dataset}' AND period = '')"


def months(dataset: str, table: str, alias: str) -> str:
    """A table of months joined to its visible generations; to stand after FROM."""
    return (
        f"{table} AS {alias} JOIN dataset_generation AS visible_{alias}"
        f" ON visible_{alias}.dataset = '{dataset}' AND visible_{alias}.period = {alias}.period"
        f" AND visible_{alias}.generation = {alias}.generation"
    )
