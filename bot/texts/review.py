"""All texts for an editor and a lawyer to read: both forms, ordinary and widest values, sizes, remarks.

for line in review(Catalogue.load(), bot.channels.segments.measure): print(line)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bot.texts.catalogue import LEVELS, RU, Catalogue, Voice, compile_all
from bot.texts.rules import Measure, problems
from bot.texts.samples import TODAY, Sample, ordinary, samples, widest

Head = Mapping[str, str]


def review(catalogue: Catalogue, measure: Measure, folder: Path = RU) -> Iterator[str]:
    """Print every text, then what breaks a rule. Lines without a line feed."""
    head = {name: entry.template or "" for name, entry in compile_all(folder / "review.ftl").items()}
    table = samples(folder)
    names = {level: name for name, level in LEVELS.items()}
    yield head["review-intro"]
    for key in catalogue:
        yield ""
        yield f"{key} [{head['review-' + names[catalogue.sensitivity(key)]]}]"
        yield from _form(catalogue.full, key, head, table, lambda text: _size_full(head, text))
        yield from _form(catalogue.short, key, head, table, lambda text: _size_short(head, text, measure))
    yield ""
    remarks = list(problems(catalogue, measure))
    yield head["review-remarks" if remarks else "review-no-remarks"]
    yield from remarks


def _form(
    voice: Voice, key: str, head: Head, table: Mapping[str, Sample], size: Callable[[str], str]
) -> Iterator[str]:
    entry = voice.entries.get(key)
    if entry is None:
        return
    title = head[f"review-{voice.form}"]
    usual = voice.text(key, ordinary(entry.needs, table), TODAY)
    if not usual:
        yield f"  {title}: {head['review-dropped']}"
        return
    yield f"  {title}, {size(usual)}"
    yield from (f"    {line}" for line in usual.splitlines())
    most = voice.text(key, widest(entry.needs, table), TODAY)
    if most != usual:
        yield f"  {head[f'review-{voice.form}-widest']}, {size(most)}"
        yield from (f"    {line}" for line in most.splitlines())


def _size_full(head: Head, text: str) -> str:
    return _fill(head["review-size-full"], len(text), text.count("\n") + 1)


def _size_short(head: Head, text: str, measure: Measure) -> str:
    size = measure(text)
    return _fill(head["review-size-short"], size.units, size.parts)


def _fill(template: str, *numbers: int) -> str:
    """Fill a heading: its values are named in the order of size, then lines or parts."""
    return template % numbers
