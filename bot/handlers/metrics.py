"""Figures for Prometheus, in its text format (version 0.0.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Sample:
    """One figure. `name` has the letters a-z, 0-9 and _; labels come in the order given."""

    name: str
    value: int | float
    kind: Literal["counter", "gauge"] = "gauge"
    help: str = ""
    labels: tuple[tuple[str, str], ...] = ()


def counted(
    name: str,
    counts: Mapping[str, int],
    label: str,
    help: str = "",  # noqa: A002 - the word of the format
) -> Iterable[Sample]:
    """Make samples of a table of counters: one per key, told apart by `label`."""
    return [Sample(name, n, "counter", help, ((label, key),)) for key, n in sorted(counts.items())]


def exposition(samples: Iterable[Sample]) -> str:
    """Write samples down; those of one name together, under one heading."""
    groups: dict[str, list[Sample]] = {}
    for sample in samples:
        groups.setdefault(sample.name, []).append(sample)
    return "".join(line for group in groups.values() for line in _group(group))


def _group(samples: list[Sample]) -> Iterable[str]:
    first = samples[0]
    if first.help:
        yield f"# HELP {first.name} {_escape(first.help)}\n"
    yield f"# TYPE {first.name} {first.kind}\n"
    for sample in samples:
        labels = ",".join(f'{name}="{_escape(value, quotes=True)}"' for name, value in sample.labels)
        yield f"{sample.name}{{{labels}}} {sample.value}\n" if labels else f"{sample.name} {sample.value}\n"


def _escape(text: str, *, quotes: bool = False) -> str:
    text = text.replace("\\", r"\\").replace("\n", r"\n")
    return text.replace('"', r"\"") if quotes else text
