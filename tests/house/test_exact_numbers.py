"""Money is whole kopecks, readings are whole units of the last digit: no float comes near them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.sources import Source, dotted, sources

EXACT = re.compile(
    r"kopeck|money|balance|debt|overdue|penalt|reading|tariff|charge|amount|kwh", re.IGNORECASE
)
# Modules of these packages that name such a value anywhere are watched as a whole.
WATCHED = ("core", "billing", "storage", "payments", "bot/dialogs", "bot/texts")


def speaks_of_exact_values(source: Source) -> bool:
    defined = (
        node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else ""
        for node in ast.walk(source.tree)
    )
    return any(EXACT.search(name) for name in defined)


def inexact(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and dotted(node.func) in {"float", "round", "math.floor", "math.ceil"}:
            yield f"{source.at(node)} {dotted(node.func)}()"
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
            if not (isinstance(node, ast.BinOp) and is_path(node)):
                yield f"{source.at(node)} / (use // or divmod)"
        elif isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield f"{source.at(node)} {node.value}"
        elif (
            isinstance(node, ast.AnnAssign | ast.arg)
            and EXACT.search(named(node))
            and is_float(node.annotation)
        ):
            yield f"{source.at(node)} {named(node)}: float"


def is_path(node: ast.BinOp) -> bool:
    return any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in ast.walk(node))


def named(node: ast.AnnAssign | ast.arg) -> str:
    return node.arg if isinstance(node, ast.arg) else dotted(node.target)


def is_float(annotation: ast.AST | None) -> bool:
    return annotation is not None and any(dotted(part) == "float" for part in ast.walk(annotation))


def test_no_float_near_money_and_readings() -> None:
    watched = [source for source in sources(*WATCHED) if speaks_of_exact_values(source)]
    found = [place for source in watched for place in inexact(source)]
    assert not found, "kopecks and units of the last digit are whole numbers:\n" + "\n".join(found)


def test_the_check_itself_bites() -> None:
    code = "def f(debt_kopecks: float): return float(debt_kopecks) / 100 + 0.5"
    assert len(list(inexact(Source("x.py", code, ast.parse(code))))) == 4
