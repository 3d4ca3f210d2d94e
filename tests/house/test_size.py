"""Files and functions stay small enough to be read at one go."""

from __future__ import annotations

import ast
import statistics

import pytest

from tests.house.sources import PRODUCT, Source, sources

Sizes = list[tuple[int, str]]


def file_sizes(*packages: str) -> Sizes:
    return [(len(s.text.splitlines()), s.path) for s in sources(*packages) if s.text.strip()]


def function_sizes(*packages: str) -> Sizes:
    return [size for source in sources(*packages) for size in functions(source)]


def functions(source: Source) -> Sizes:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    found = [node for node in ast.walk(source.tree) if isinstance(node, kinds)]
    return [((f.end_lineno or f.lineno) - f.lineno + 1, f"{source.at(f)} {f.name}") for f in found]


def check(sizes: Sizes, median: int, ninety: int, most: int) -> None:
    lengths = [length for length, _ in sizes]
    largest = "\n".join(f"{length:5} {name}" for length, name in sorted(sizes, reverse=True)[:25])
    p90 = statistics.quantiles(lengths, n=10, method="inclusive")[8]
    middle, longest = statistics.median(lengths), max(lengths)
    found = f"median {middle:g} (<= {median}), 90 % {p90:g} (<= {ninety}), most {longest}"
    assert middle <= median, f"{found}\n{largest}"
    assert p90 <= ninety, f"{found}\n{largest}"
    assert longest <= most, f"{found} (<= {most})\n{largest}"


def test_files_of_the_product() -> None:
    check(file_sizes(*PRODUCT), median=80, ninety=250, most=400)


def test_functions_of_the_product() -> None:
    check(function_sizes(*PRODUCT), median=8, ninety=25, most=60)


@pytest.mark.parametrize("package", ["tests", "bench"])
def test_files_and_functions_beside_the_product(package: str) -> None:
    """A measurement or a test may tell a longer story, within the same outer limits."""
    check(file_sizes(package), median=150, ninety=300, most=400)
    check(function_sizes(package), median=12, ninety=30, most=60)


def test_the_check_itself_bites() -> None:
    with pytest.raises(AssertionError, match="61 x"):
        check([(1, "a"), (1, "b"), (1, "c"), (61, "x")], median=8, ninety=60, most=60)
    with pytest.raises(AssertionError, match="median 9"):
        check([(9, "a"), (9, "b")], median=8, ninety=25, most=60)
