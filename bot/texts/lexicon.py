"""Which words mean what: entries, options of an open question, yes and no, emergencies.

Order of looking: the words as they are, look-alike letters folded in words of mixed alphabets, the other
keyboard layout (exact hits only), one slip in a word of five letters or more (never for what binds an
account or stops messages).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.texts.catalogue import RU, compile_all
from bot.texts.emergency import Emergency
from bot.texts.intents import Intents
from bot.texts.normal import key, normal, other_layout
from bot.texts.patterns import TextError
from bot.texts.sums import asked_sum
from core.spelling import one_slip

ANSWERS = ("yes", "no")
"""Words that answer a question and open nothing."""

_SHORT = 3  # digits that may choose an option, or call for help
FORGIVING = 5
"""Letters from which one slip is forgiven."""

PAY = "pay"
"""The entry that takes a sum."""

EXACT = frozenset(
    {"link", "unlink", "stop", "resume", "start", "begin", "withdraw", "erase", "sms-allow", "sms-forbid"}
    | {"invite", "remove-person", "not-me", "code", PAY}
)
"""Entries that are never guessed from a slip."""

WORDY = frozenset({"label"})
"""Entries that take words, not only numbers, behind their name."""

LEADING = frozenset({"stop"})
"""Entries that a word of four letters asks for, whatever words follow it: «стоп спам»."""

ALONE = frozenset({"start", "thanks"})
"""Entries whose words are only courtesy beside a number."""

LABEL = 3
"""Letters of the beginning of a label that name it."""

_LEAD = 4
_DIGIT = re.compile(r"\d")
_KEYED = re.compile(r"(0\d|\S*[^\s\d]) +[*#]?(\d[\d ]{3,22})")
_ARGUMENTS = re.compile(r"/?([^\W\d_]+(?: [^\W\d_]+)*)[ :=#*-]*(\d[\d */#;:=.,-]*)")


class Lexicon:
    """The editable word lists of `ru/lexicon.ftl`, and the questions of `ru/intents.ftl`."""

    def __init__(self, lists: Mapping[str, str], intents: Intents | None = None) -> None:
        self._intents = intents
        lists = dict(lists)
        things = lists.pop("emergency-things").split()
        self._emergency = Emergency(lists.pop("emergency").splitlines(), things)
        self._answers = {name: _keys(lists.pop(name)) for name in ANSWERS}
        self._entries: dict[str, str] = {}
        for entry, line in lists.items():
            for word in _keys(line):
                if self._entries.setdefault(word, entry) != entry:
                    raise TextError(f"lexicon.ftl: {word!r} stands under {self._entries[word]} and {entry}")

        self._longest = max(map(len, self._entries)) + 1

    @classmethod
    def load(cls, folder: Path = RU) -> Lexicon:
        """Read both files; TextError when one cannot be read or a word stands under two entries."""
        lists = {name: entry.template or "" for name, entry in compile_all(folder / "lexicon.ftl").items()}
        return cls(lists, Intents.load(folder))

    def entry(self, text: str) -> str | None:
        """Name the entry that the text asks for, with or without arguments; None for free text."""
        known = self.keyword(text)
        if known is None:
            command = self.command(text)
            known = command[0] if command else None
        return known

    def keyword(self, text: str) -> str | None:
        """Name the entry whose words the text is; None when it says more, or something else."""
        return self._entries.get(text) or (None if self._bare(text) else self._exact(text))

    def command(self, text: str) -> tuple[str, str] | None:
        """Split `баланс 1234567833` into the entry and its arguments; None when it is no such thing."""
        if self._bare(text):
            return None
        found = _ARGUMENTS.fullmatch(normal(text))
        entry = self._exact(found[1]) if found else None
        if entry in ALONE:
            return None
        if found and entry:
            return entry, found[2].strip()
        return self._sum(text) or self._keyed(text) or self._wordy(text)

    def _sum(self, text: str) -> tuple[str, str] | None:
        """Split `оплата 1500р`: a sum with its roubles, behind the only entry that takes one."""
        found = asked_sum(normal(text)) if _DIGIT.search(text) else None
        return (PAY, found[1]) if found and self._exact(found[0]) == PAY else None

    def _keyed(self, text: str) -> tuple[str, str] | None:
        """Split `01 7833` and `,fkfyc 7833`: a number for a word, and a word whose keys give signs."""
        found = _KEYED.fullmatch(text.strip())
        if found is None:
            return None
        entry = self._entries.get(found[1] if found[1].isdecimal() else key(other_layout(found[1])))
        return (entry, found[2].strip()) if entry and entry not in EXACT | ALONE else None

    def _bare(self, text: str) -> bool:
        """Tell whether the text is a number and no entry: most messages are readings."""
        return len(text) > _SHORT and text.isascii() and text.isdecimal() and text not in self._entries

    def _wordy(self, text: str) -> tuple[str, str] | None:
        """Split `назвать 7833 Дача`: an entry that takes words, and the words as they were typed."""
        said = key(text)
        if said in self._entries:
            return None
        first, _, more = said.partition(" ")
        if more and len(first) <= _LEAD and self._entries.get(first) in LEADING and not _DIGIT.search(more):
            return self._entries[first], ""
        for most in (2, 1):
            parts = text.split(maxsplit=most)
            entry = self._entries.get(key(" ".join(parts[:most]))) if len(parts) > most else None
            # The serial of a meter behind an account number may hold letters.
            if entry in WORDY or (entry == "link" and parts[most][:1].isdecimal()):
                return entry, parts[most]
        return None

    def emergency(self, text: str) -> bool:
        """Tell whether the text speaks of danger or an outage; an entry («контакты, аварии») does not."""
        if self._bare(text):
            return False
        return text not in self._entries and key(text) not in self._entries and self._emergency(text)

    def question(self, text: str) -> tuple[str, ...]:
        """Name the entry that a free text asks for; several when it must be asked which; () for talk."""
        return self._intents(text) if self._intents is not None else ()

    def option(self, text: str, labels: Sequence[str]) -> int | None:
        """Index of the label chosen by its words, its number from 1, or a yes or no; None when it is none.

        An empty label is one that is not offered; numbers count it all the same.
        """
        said = key(text)
        if not said:
            return None
        if said.isdecimal() and not said.startswith("0") and len(said) < 3:
            number = int(said)
            return number - 1 if number <= len(labels) and labels[number - 1] else None
        keys = [key(label) for label in labels]
        hits = (_only(way(said, keys)) for way in (self._equal, self._answer, self._begins))
        index = next((index for index in hits if index is not None), None)
        return _only(self._same_entry(text, keys)) if index is None else index

    def answer(self, text: str) -> str | None:
        """Read a yes or a no."""
        said = key(text)
        return next((name for name, known in self._answers.items() if said in known), None)

    def _exact(self, text: str) -> str | None:
        said = key(text)
        entry = self._entries.get(said) or self._entries.get(key(other_layout(text)))
        return entry or self._forgiven(said)

    def _forgiven(self, said: str) -> str | None:
        if not (FORGIVING <= len(said) <= self._longest and said.isalpha()):
            return None
        near = {
            entry
            for word, entry in self._entries.items()
            if len(word) >= FORGIVING and entry not in EXACT and one_slip(said, word)
        }
        return near.pop() if len(near) == 1 else None

    def _equal(self, said: str, keys: Sequence[str]) -> list[int]:
        return [index for index, label in enumerate(keys) if label == said]

    def _answer(self, said: str, keys: Sequence[str]) -> list[int]:
        meant = self.answer(said)
        if meant is None:
            return []
        known = self._answers[meant]
        return [i for i, label in enumerate(keys) if label in known or label.partition(" ")[0] in known]

    def _begins(self, said: str, keys: Sequence[str]) -> list[int]:
        if len(said) < LABEL:
            return []
        return [index for index, label in enumerate(keys) if label.startswith(f"{said} ")]

    def _same_entry(self, text: str, keys: Sequence[str]) -> list[int]:
        meant = self._exact(text)
        return [i for i, label in enumerate(keys) if meant and self._entries.get(label) == meant]


def _keys(line: str) -> frozenset[str]:
    return frozenset(key(word) for word in line.replace("\n", " ").split(",") if word.strip())


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None
