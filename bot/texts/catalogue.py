"""The catalogue: every sentence of the product, by key, in a full and a short form.

    catalogue = Catalogue.load()
    catalogue.text("full", "balance-card", {"due": Money(231090)}, today)

The files are `ru/*.full.ftl` and `ru/*.short.ftl`; a key stands in both, an empty short text (`{""}`)
means that the line is dropped in the short form. `.sensitivity = account` below a text says how private
it is (`public` when nothing is said; read from the full form). `.instead = other-key` names a text that is
said with the same values, and loses nothing that matters, where this one may not leave; `.page = other-key`
one for the private page, where there are no buttons of a chat. `.spare = last` or `first`: may go where a
message in the short form has no room for all, those that are `first` before the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from bot.texts.chart_words import ChartWords
from bot.texts.format import Formatter
from bot.texts.patterns import SHOWN, Entry, Say, TextError, compile_entry, parse, runtime
from core.privacy import Sensitivity
from core.values import Value

RU = Path(__file__).parent / "ru"

LEVELS = {level.name.lower(): level for level in Sensitivity}
"""Words of `.sensitivity`."""
ATTRIBUTES = frozenset({"sensitivity", "instead", "page", "spare"})
SUPPLIED = frozenset({"supplier", "supplier_phone", "supplier_hours", "dispatcher_phone"})
"""Values of the supplier, given to every text by the channel."""


class Voice:
    """The catalogue in one form."""

    def __init__(self, form: str, folder: Path) -> None:
        self.form = form
        self._messages = parse(sorted(folder.glob(f"*.{form}.ftl")))
        if not self._messages:
            raise TextError(f"no texts: {folder}/*.{form}.ftl")
        self.entries: Mapping[str, Entry] = {k: compile_entry(m) for k, m in self._messages.items()}
        words = {key: entry.template or "" for key, entry in compile_all(folder / "format.ftl").items()}
        self.shown = Formatter(form, words).show
        self.fixed = {
            k: e.template % () for k, e in self.entries.items() if e.template is not None and not e.names
        }

    @cached_property
    def _runtime(self) -> Say:
        return runtime(self._messages)

    def text(self, key: str, values: Mapping[str, Value], today: date) -> str:
        """Say the text of `key`; `today` decides whether dates show their year.

        Raises TextError for an unknown key and for a missing or unwritable value; more values than
        needed are no fault (the short form often needs fewer).
        """
        fixed = self.fixed.get(key)
        if fixed is not None:
            return fixed
        entry = self.entries.get(key)
        if entry is None:
            raise TextError(f"no text {key!r} in the {self.form} form")
        try:
            if entry.template is None:
                return self._runtime(key, self._arguments(entry, values, today))
            show = self.shown
            return entry.template % tuple([show(values[name], today) for name in entry.names])
        except KeyError as missing:
            raise TextError(f"text {key!r} needs the value {missing}") from None
        except TypeError as unwritable:
            raise TextError(f"text {key!r}: {unwritable}") from None

    def _arguments(self, entry: Entry, values: Mapping[str, Value], today: date) -> dict[str, str | int]:
        given: dict[str, str | int] = {}
        for name in entry.needs:
            value = values[name]
            given[name + SHOWN] = self.shown(value, today)
            if name in entry.selects:
                given[name] = value if isinstance(value, int) else str(value)
        return given


class Catalogue:
    """Both forms, and what is known of a text beside its words."""

    def __init__(self, full: Voice, short: Voice) -> None:
        self.full = full
        self.short = short
        self._voices = {"full": full, "short": short}
        self._sensitivity = {key: _level(key, entry) for key, entry in full.entries.items()}
        self._instead = _named("instead", full, short)
        self._page = _named("page", full, short)
        self._spare = {
            key: ("last", "first").index(entry.attributes["spare"]) + 1
            for key, entry in full.entries.items()
            if "spare" in entry.attributes
        }

    @classmethod
    def load(cls, folder: Path = RU) -> Catalogue:
        """Read the files; TextError names the file, the line and what to do."""
        return cls(Voice("full", folder), Voice("short", folder))

    @cached_property
    def chart_words(self) -> ChartWords:
        """Words on pictures; read for the first one."""
        return ChartWords.load()

    def voice(self, form: str) -> Voice:
        """One form: `full` or `short`."""
        return self._voices[form]

    def text(self, form: str, key: str, values: Mapping[str, Value], today: date) -> str:
        """Say a text in a form; see `Voice.text`."""
        return self._voices[form].text(key, values, today)

    def sensitivity(self, key: str) -> Sensitivity:
        """How private a text says it is; its values may be more so (`core.privacy.of_value`)."""
        try:
            return self._sensitivity[key]
        except KeyError:
            raise TextError(f"no text {key!r} in the full form") from None

    def instead(self, key: str) -> str:
        """The text that may stand for this one where it may not leave; "" when nothing can."""
        return self._instead.get(key, "")

    def on_page(self, key: str) -> str:
        """The text that says this on a private page; the key itself where nothing else is needed."""
        return self._page.get(key, key)

    def spare(self, key: str) -> int:
        """How soon a text goes where a short message has no room: 2 before 1; 0 stays."""
        return self._spare.get(key, 0)

    def __contains__(self, key: str) -> bool:
        return key in self._sensitivity

    def __iter__(self) -> Iterator[str]:
        return iter(self._sensitivity)


def compile_all(path: Path) -> dict[str, Entry]:
    """Read one file of plain lists (`format.ftl`, `lexicon.ftl`)."""
    return {key: compile_entry(message) for key, message in parse([path]).items()}


def _level(key: str, entry: Entry) -> Sensitivity:
    unknown = entry.attributes.keys() - ATTRIBUTES
    word = entry.attributes.get("sensitivity", "public")
    if unknown or word not in LEVELS:
        raise TextError(f"{key}: .sensitivity is one of {', '.join(LEVELS)}; no other attribute is read")
    return LEVELS[word]


def _named(attribute: str, full: Voice, short: Voice) -> dict[str, str]:
    """The texts that stand for others by this attribute, each checked to be there and to need no more."""
    found = {k: e.attributes[attribute] for k, e in full.entries.items() if attribute in e.attributes}
    for key, other in found.items():
        for voice in (full, short):
            _check_other(f"{key}: .{attribute} = {other}", other, voice, full.entries[key].needs)
    return found


def _check_other(name: str, other: str, voice: Voice, given: frozenset[str]) -> None:
    if other not in voice.entries:
        raise TextError(f"{name}, which is no text of the {voice.form} form")
    missing = voice.entries[other].needs - given - SUPPLIED
    if missing:
        raise TextError(f"{name} needs {', '.join(sorted(missing))}, not given here")
