"""People whose messages are heard, messages with what they mean, and how a meaning is written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from core.readings.heard import Heard, Label, Unsure
from core.readings.whom import Known

HERE = Path(__file__).parent
ACCOUNT, SECOND = "1234567833", "2234567811"
KNOWN = {
    "one": Known((ACCOUNT,), (("12345678", 1),)),
    "two": Known((ACCOUNT,), (("23456789", 2),)),
    "three": Known((ACCOUNT,), (("34567890", 3),)),
    "many": Known((ACCOUNT, SECOND), (("12345678", 1), ("87654321", 1))),
    "mixed": Known((ACCOUNT,), (("12345678", 1), ("23456789", 2))),
    "nobody": Known(),
    "twelve": Known(account_lengths=frozenset({12})),
    "nine": Known(account_lengths=frozenset({9})),
    "six": Known(("102055",), (("12345678", 1),), frozenset({6})),
    "six-two": Known(("102055",), (("12345678", 2),), frozenset({6})),
    "five": Known(("23521",), (("12345678", 1),), frozenset({5})),
    "magadan": Known(("0010334090",), (("2009", 1),)),
}


@dataclass(frozen=True)
class Case:
    """A message, who sent it, and what it means."""

    person: str
    text: str
    right: str

    @property
    def known(self):
        return KNOWN[self.person]


def cases(name):
    """Read `message => meaning`, in one line or several; `[person]` says whose the next ones are."""
    found, person, lines = [], "one", []
    for line in (HERE / f"{name}.txt").read_text("utf-8").split("\n"):
        if not lines and (not line.strip() or line.startswith("# ")):
            continue
        if not lines and line.startswith("[") and line.endswith("]"):
            person = line.strip("[]")
            continue
        text, arrow, right = line.rpartition(" => ")
        lines.append(text if arrow else line)
        if arrow:
            found.append(Case(person, "\n".join(lines), right.strip()))
            lines = []
    return found


def spelled(message):
    """What was heard, as the lists write it; a question with its options, a refusal with its reason."""
    if isinstance(message, Heard):
        return " | ".join(_written(one) for one in message.readings)
    if isinstance(message, Unsure):
        return f"? {message.reason}: " + " / ".join(spelled(option) for option in message.options)
    return f"- {message.reason} {message.detail}".strip()


def _written(written):
    names = [f"@{written.account}"] * bool(written.account) + [f"#{written.serial}"] * bool(written.serial)
    numbers = [
        (f"{n.label}:" if n.label is not Label.NONE else "")
        + n.whole
        + ("." + n.fraction if n.fraction else "")
        for n in written.numbers
    ]
    return " ".join([*names, *numbers])


def same(message, right):
    """Whether the message was heard as written down; `?` and `-` alone are any question, any refusal."""
    said = spelled(message)
    plain = right.replace(",", ".")
    if right in {"?", "-"}:
        return said.startswith(right)
    return said == plain or (right[0] in "?-" and said.startswith(plain))


def alike(message, right):
    """The same without regard to leading zeros and to the order of zones: what a clerk would note down."""
    return same(message, right) or _noted(spelled(message)) == _noted(right.replace(",", "."))


def _noted(meaning):
    if meaning[0] in "?-":
        return meaning
    meters = [
        [re.sub(r"^([a-z0-9]+:)?0+(?=[0-9])", r"\1", word) for word in m.split()]
        for m in meaning.split(" | ")
    ]
    return [sorted(words) if any(":" in word for word in words) else words for words in meters]
