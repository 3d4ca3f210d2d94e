"""The house rules of texts, checked at the widest values: length, words, characters, privacy.

Budgets: a short text is one SMS (70 characters), help two (134); a full one 350 characters and 6 lines;
a button 20 characters. The words nobody says are in `ru/rules.ftl`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.texts.catalogue import RU, Catalogue, Voice, compile_all
from bot.texts.samples import TODAY, Sample, samples, widest
from core.privacy import of_value

FULL_CHARACTERS, FULL_LINES = 350, 6
SHORT_UNITS, SHORT_PARTS = 70, 1
HELP_UNITS, HELP_PARTS = 134, 2
BUTTON = 20

LABEL = re.compile(r"button-.*|menu-(balance|accounts|readings|pay|more)")
"""Keys of buttons and of titles of the persistent keyboard."""

HELP = "help"
"""Keys of texts that may take two parts begin like this."""

RECORDED = "✅ "
"""The only emoji: before a recorded reading or a received payment."""

_SHORT = re.compile(r"[А-Яа-яЁё\n -~]*")
_EMOJI = re.compile("[\u2190-\u2bff\u2600-\u27bf\U0001f000-\U0001faff\ufe0f]")
_INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\t]")


class Measured(Protocol):
    """The size of a text in SMS (`bot.channels.segments.Size`)."""

    @property
    def units(self) -> int: ...
    @property
    def parts(self) -> int: ...


Measure = Callable[[str], Measured]


@dataclass(frozen=True, slots=True)
class Words:
    """What no text says."""

    patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def load(cls, folder: Path = RU) -> Words:
        """Read `rules.ftl`."""
        lists = {name: entry.template or "" for name, entry in compile_all(folder / "rules.ftl").items()}
        any_case = [re.compile(line, re.IGNORECASE) for line in lists["forbidden"].splitlines()]
        exactly = [re.compile(line) for line in lists["forbidden-exactly"].splitlines()]
        return cls((*any_case, *exactly))

    def found(self, text: str) -> Iterator[str]:
        """Name the forbidden words in a text."""
        return (hit[0] for pattern in self.patterns for hit in pattern.finditer(text))


def problems(catalogue: Catalogue, measure: Measure) -> Iterator[str]:
    """Name everything in the catalogue that breaks a rule, one line each, with the key."""
    yield from _unpaired(catalogue)
    words, table = Words.load(), samples()
    for key in catalogue:
        yield from (f"{key}: {remark}" for remark in _full(catalogue.full, key, words, table))
        if key in catalogue.short.entries:
            yield from (
                f"{key} (short): {remark}" for remark in _short(catalogue.short, key, words, table, measure)
            )
            yield from (f"{key}: {remark}" for remark in _privacy(catalogue, key, table))


def _unpaired(catalogue: Catalogue) -> Iterator[str]:
    full, short = catalogue.full.entries.keys(), catalogue.short.entries.keys()
    for key in sorted(full - short):
        yield f'{key}: no short form (an empty one is written {{""}})'
    for key in sorted(short - full):
        yield f"{key}: no full form"


def _full(voice: Voice, key: str, words: Words, table: Mapping[str, Sample]) -> Iterator[str]:
    text = voice.text(key, widest(voice.entries[key].needs, table), TODAY)
    if not text:
        yield "the full form is empty"
    if len(text) > FULL_CHARACTERS:
        yield f"{len(text)} characters, at most {FULL_CHARACTERS}"
    if text.count("\n") >= FULL_LINES:
        yield f"{text.count(chr(10)) + 1} lines, at most {FULL_LINES}"
    label = LABEL.fullmatch(key) is not None
    if label:
        yield from _button(voice, key, table)
    if _EMOJI.search(text.removeprefix("" if label else RECORDED)):
        yield f"an emoji other than {RECORDED}at the beginning"
    yield from _anywhere(text, words)


def _button(voice: Voice, key: str, table: Mapping[str, Sample]) -> Iterator[str]:
    """Check the words of a button; a person's own name for an account is theirs and cut where it must be."""
    own = {"label": Sample("", "")}
    title = voice.text(key, widest(voice.entries[key].needs, {**table, **own}), TODAY)
    if len(title) > BUTTON:
        yield f"a button of {len(title)} characters, at most {BUTTON}"


def _short(
    voice: Voice, key: str, words: Words, table: Mapping[str, Sample], measure: Measure
) -> Iterator[str]:
    text = voice.text(key, widest(voice.entries[key].needs, table), TODAY)
    size = measure(text)
    units, parts = (HELP_UNITS, HELP_PARTS) if key.startswith(HELP) else (SHORT_UNITS, SHORT_PARTS)
    if size.units > units or size.parts > parts:
        yield f"{size.units} characters in {size.parts} parts, at most {units} in {parts}: {text}"
    foreign = set(_SHORT.sub("", text))
    if foreign:
        yield f"characters that SMS does not take: {' '.join(sorted(foreign))}"
    yield from _anywhere(text, words)


def _anywhere(text: str, words: Words) -> Iterator[str]:
    if "!" in text:
        yield "an exclamation mark"
    if _INVISIBLE.search(text):
        yield "an invisible or no-break character"
    if "  " in text or text != text.strip() or " \n" in text:
        yield "stray spaces"
    yield from (f"we do not say {word!r}" for word in words.found(text))


def _privacy(catalogue: Catalogue, key: str, table: Mapping[str, Sample]) -> Iterator[str]:
    needs = catalogue.full.entries[key].needs | catalogue.short.entries[key].needs
    for name in sorted(needs):
        level = max(of_value(name, value) for value in (table[name].ordinary, table[name].widest))
        if level > catalogue.sensitivity(key):
            yield f"shows ${name}: write .sensitivity = {level.name.lower()} below it"
