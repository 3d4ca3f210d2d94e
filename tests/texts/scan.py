"""What the code says: every `say(...)` and `Phrase(...)` with its keys and the names of its values."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAYING = {"say", "Phrase"}


@dataclass(frozen=True)
class Said:
    """One call. `given` is None when the values are not written out (`**values`, a variable)."""

    place: str
    keys: tuple[str, ...]
    given: frozenset[str] | None


def sources() -> Iterator[Path]:
    """All modules of the bot."""
    return (path for path in sorted((ROOT / "bot").rglob("*.py")) if "/texts/" not in path.as_posix())


def said() -> list[Said]:
    """All calls with keys that can be read from the source."""
    return [
        found
        for path in sources()
        for found in in_source(path.read_text("utf-8"), str(path.relative_to(ROOT)))
    ]


def in_source(source: str, name: str) -> Iterator[Said]:
    """Calls in one module."""
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in SAYING
            and node.args
        ):
            keys = tuple(constants(node.args[0]))
            if keys:
                yield Said(f"{name}:{node.lineno}", keys, given(node))


def constants(node: ast.expr) -> Iterator[str]:
    """Keys that an expression may be: a constant, or either side of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def given(call: ast.Call) -> frozenset[str] | None:
    """Names of the values of a call."""
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    if len(call.args) > 1:
        values = call.args[1]
        if not isinstance(values, ast.Dict):
            return None
        return frozenset(k.value for k in values.keys if isinstance(k, ast.Constant))
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg not in {None, "key"})


def labels(maker: str) -> set[tuple[str, str]]:
    """Ids and label keys of the choices that the code makes by `maker(id, key)`."""
    found: set[tuple[str, str]] = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == maker:
                written = [arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant)]
                found |= {(written[0], written[1])} if len(written) == 2 else set()
    return found


def used(key: str) -> bool:
    """Whether the code mentions the key: whole, or by the fixed beginning of an f-string (`card-…`)."""
    whole, begun = mentioned()
    return key in whole or key.startswith(tuple(begun))


@cache
def mentioned() -> tuple[set[str], set[str]]:
    """Every string constant in the code, and the fixed beginnings of its f-strings."""
    whole: set[str] = set()
    begun: set[str] = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                begun.add(node.values[0].value)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
    return whole, {start for start in begun if start.endswith("-") and len(start) > 3}
