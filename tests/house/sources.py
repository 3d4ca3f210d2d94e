"""The Python files of the repository, parsed once, for the tests of the house rules."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("core", "bot", "storage", "charts", "payments", "billing", "scheduler", "sandbox")
ALL = (*PRODUCT, "bench", "tests")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root, its lines and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Name a place so that an editor can jump to it."""
        return f"{self.path}:{getattr(node, 'lineno', 0)}"

    def docstrings(self) -> set[int]:
        """Identities of the constants that are docstrings, of attributes too."""
        return {
            id(node.value)
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Expr) and _is_text(node.value)
        }

    def texts(self) -> Iterator[ast.Constant]:
        """Every string literal that is not a docstring."""
        skipped = self.docstrings()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                yield node


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@cache
def sources(*packages: str) -> tuple[Source, ...]:
    """Parse all files below the packages; those that do not exist have none."""
    paths = sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))
    return tuple(_source(path) for path in paths if "__pycache__" not in path.parts)


@cache
def _source(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path.relative_to(ROOT).as_posix(), text, ast.parse(text, path))


def dotted(node: ast.AST) -> str:
    """Spell ``a.b.c`` of an attribute chain; empty if it is something else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
