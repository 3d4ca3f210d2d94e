"""Tasks have one owner; moments are aware; nobody sleeps in a thread of the loop."""

from __future__ import annotations

import ast

from tests.house.sources import PRODUCT, dotted, sources

OWNER = "core/background.py"
TASKS = ("create_task", "ensure_future")


def test_tasks_are_started_by_their_owner_only() -> None:
    found = [
        source.at(node)
        for source in sources(*PRODUCT)
        if source.path != OWNER
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] in TASKS
    ]
    assert not found, "use core.background.Background.spawn:\n" + "\n".join(found)


def test_no_naive_moments() -> None:
    """Ruff's DTZ rules look at literal calls; these are the ways around them."""
    naive = {"datetime.utcnow", "datetime.utcfromtimestamp", "datetime.combine", "datetime.strptime"}
    found = [
        f"{source.at(node)} {dotted(node.func)}"
        for source in sources(*PRODUCT)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and dotted(node.func).removeprefix("datetime.") in naive
        if not any(keyword.arg == "tzinfo" for keyword in node.keywords)
    ]
    assert not found, "give the moment a time zone:\n" + "\n".join(found)


def test_no_pyplot() -> None:
    found = [
        source.at(node)
        for source in sources(*PRODUCT)
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.ImportFrom) and "pyplot" in f"{node.module} {[a.name for a in node.names]}")
        or (isinstance(node, ast.Import) and any("pyplot" in a.name for a in node.names))
    ]
    assert not found, "use matplotlib.figure.Figure:\n" + "\n".join(found)
