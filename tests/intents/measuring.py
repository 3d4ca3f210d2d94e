"""Precision and recall of free questions over a list of phrases."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.texts.lexicon import Lexicon

HERE = Path(__file__).parent
HELD_BACK, FRESH, DEVELOPMENT = (HERE / f"{name}.txt" for name in ("held_back", "fresh", "development"))
NONE = "none"


@dataclass
class Phrase:
    text: str
    right: tuple[str, ...]

    @property
    def talk(self):
        return self.right == (NONE,)


def phrases(path):
    found, right = [], ()
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            right = tuple(line.strip("[]").split())
        elif line.strip() and not line.startswith("#"):
            found.append(Phrase(line, right))
    return found


@dataclass
class Score:
    """One intent, or all: phrases, opened rightly, asked with the right choice, opened wrongly."""

    asked_for: int = 0
    right: int = 0
    offered: int = 0
    wrong: int = 0
    missed: list = field(default_factory=list)

    @property
    def precision(self):
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self):
        return self.right / self.asked_for if self.asked_for else 1.0


@dataclass
class Report:
    all: Score
    intents: dict
    talk: int
    talk_opened: int
    talk_asked: int
    failures: list


def as_the_bot(lexicon=None):
    """Understand as an idle bot does: emergency, keyword, question."""
    words = lexicon or Lexicon.load()

    def ask(text):
        if words.emergency(text):
            return ("emergency",)
        entry = words.entry(text)
        return (entry,) if entry else words.question(text)

    return ask


def report(ask, listed):
    """`ask(text)` gives the entries: one opens, several ask, none is not understood."""
    total, by, failures, outcome = Score(), {}, [], Counter()
    for phrase in listed:
        got = ask(phrase.text)
        if phrase.talk:
            outcome["talk"] += 1
            outcome["opened" if len(got) == 1 else "asked" if got else "silent"] += 1
            if len(got) == 1:
                total.wrong += 1
                by.setdefault(got[0], Score()).wrong += 1
            if got:
                failures.append((phrase, got))
            continue
        own = by.setdefault(phrase.right[0], Score())
        total.asked_for += 1
        own.asked_for += 1
        if len(got) == 1 and got[0] in phrase.right:
            total.right += 1
            own.right += 1
            continue
        failures.append((phrase, got))
        if len(got) > 1 and set(got) & set(phrase.right):
            total.offered += 1
            own.offered += 1
        elif len(got) == 1:
            total.wrong += 1
            by.setdefault(got[0], Score()).wrong += 1
    return Report(total, by, outcome["talk"], outcome["opened"], outcome["asked"], failures)


def table(found):
    heads = f"{'phrases':>8}{'right':>7}{'asked':>7}{'wrong':>7}{'precision':>11}{'recall':>8}"
    lines = [f"{'intent':<14}{heads}"]
    for name, s in [*sorted(found.intents.items()), ("all", found.all)]:
        lines.append(
            f"{name:<14}{s.asked_for:>8}{s.right:>7}{s.offered:>7}{s.wrong:>7}{s.precision:>11.3f}{s.recall:>8.3f}"
        )
    lines.append(f"unrelated talk: {found.talk}, opened {found.talk_opened}, asked {found.talk_asked}")
    return "\n".join(lines)
