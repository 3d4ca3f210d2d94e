"""The question about a doubtful reading: it is kept already, with the time of its message.

Its options are buttons of entries with the id of the reading, so that they work from yesterday's message too;
each checks anew what became of the reading. A new number is an answer as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.reading_known import replaces, stays, whose
from bot.dialogs.reading_meant import how
from bot.dialogs.reading_told import about, displays, notes, ref_of, tail_of, total
from core.readings.reasons import Reason, Stance, stance
from core.values import Displays, Energy, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.model import Phrase
    from core.readings.given import Verdict
    from core.readings.journal import Entry
    from core.usecases.readings import Noted

_YES = ("reading-yes", "button-reading-yes")
_AGAIN = ("reading-fix", "button-reading-again")
_WRONG = ("reading-wrong", "button-reading-wrong")
_METER = ("reading-new-meter", "button-reading-new-meter")
_OPTIONS: dict[Reason | None, tuple[tuple[str, str], ...]] = {
    None: (_YES, _AGAIN),
    Reason.LESS: (_AGAIN, _WRONG, _METER),
    Reason.ROLLOVER: (_YES, _AGAIN, _METER),
    Reason.TOO_LARGE: (_YES, _AGAIN, _METER),
    Reason.LAST_DIGIT: (("reading-yes", "button-reading-as-written"), _AGAIN),
    Reason.CONSUMPTION: (_AGAIN, ("reading-yes", "button-reading-display")),
    Reason.OTHER_METER: (("reading-yes", "button-reading-keep"), _AGAIN),
    Reason.SWAPPED: (("reading-yes", "button-reading-keep"), _AGAIN),
    Reason.SOMEBODY_ELSE: (
        ("reading-yes", "button-reading-instead"),
        ("reading-leave", "button-reading-leave"),
    ),
}
"""Reason → entries and their labels, in the order of offering."""


def question(noted: Noted) -> Reply:
    """Ask about a reading that waits for a word."""
    entry = noted.entry
    if entry is None:
        raise ValueError("nothing is kept to be asked about")
    reason = doubt_of(noted.verdict)
    choices = [about(one, label, entry.id) for one, label in _OPTIONS[reason]]
    choices = [*_suggested(noted.verdict, reason, entry), *choices]
    shown = whose(noted.verdict.given.meter, noted.verdict.previous) if _shows_previous(reason, noted) else ()
    dated = [say("reading-taken-on", day=noted.taken_on)] if noted.taken_on else []
    beside = (*dated, *shown, *replaces(noted.verdict, entry.period), *notes(noted.verdict))
    phrases = (*_doubt(noted, entry, reason), *beside)
    return Reply(phrases, choices=(*choices, MENU), about=ref_of(noted))


def _shows_previous(reason: Reason | None, noted: Noted) -> bool:
    """Whether the question says what stood there before: always of several zones."""
    zoned = len(noted.verdict.given.shown) > 1
    return zoned or reason in {Reason.LESS, Reason.ROLLOVER, Reason.TOO_LARGE, Reason.CONSUMPTION}


def _suggested(verdict: Verdict, reason: Reason | None, entry: Entry) -> Iterator[Choice]:
    """A button that takes what was probably meant."""
    said = how(verdict)
    if not said:
        return
    target = f"{entry.id}.{said}"
    match reason:
        case Reason.SWAPPED:
            yield about("reading-as", "button-reading-swap", target)
        case Reason.LAST_DIGIT if len(verdict.suggested) == 1:
            label = say("button-reading-suggested", display=verdict.suggested[0])
            yield Choice("reading-as", label, Press.ENTRY, target)
        case Reason.LAST_DIGIT:
            yield about("reading-as", "button-reading-without", target)
        case Reason.OTHER_METER if verdict.fits is not None:
            label = say("button-reading-to-other", tail=tail_of(verdict.fits))
            yield Choice("reading-as", label, Press.ENTRY, target)


def doubt_of(verdict: Verdict) -> Reason | None:
    """The worst doubt; None where there is none, and every reading is asked about."""
    return next((reason for reason in verdict.reasons if stance(reason) is Stance.DOUBTED), None)


def _doubt(noted: Noted, entry: Entry, reason: Reason | None) -> Sequence[Phrase]:
    verdict = noted.verdict
    values: dict[str, Value] = {"display": verdict.given.shown[0]}
    if len(verdict.given.shown) > 1 and reason is Reason.LAST_DIGIT and stays(verdict):
        left = Displays(verdict.suggested)
        return (
            say("reading-doubt-zones-extra-digit", shown=left, period=entry.period),
            say("reading-kept-zones"),
        )
    if len(verdict.given.shown) > 1:
        return (*_lines(verdict), _zoned(verdict, reason), say("reading-kept-zones"))
    return (_single(noted, entry, reason, values), say("reading-kept"))


def _single(noted: Noted, entry: Entry, reason: Reason | None, values: dict[str, Value]) -> Phrase:
    verdict, before = noted.verdict, noted.verdict.previous
    if before is not None:
        values["was"] = before.shown[0]
    match reason:
        case None:
            values["period"] = entry.period
            key = "reading-doubt-always" if verdict.used else "reading-doubt-always-first"
            if verdict.used:
                values["energy"] = total(verdict)
                values.pop("was", None)
            return say(key, **values)
        case Reason.LESS if before is not None:
            key = "reading-doubt-suspect" if verdict.suspect else "reading-doubt-less"
            return say(key, day=before.on, **values)
        case Reason.CONSUMPTION if before is not None:
            return say("reading-doubt-consumption", day=before.on, **values)
        case Reason.OTHER_METER if verdict.fits is not None:
            return say("reading-doubt-other-meter", display=values["display"], tail=tail_of(verdict.fits))
        case Reason.LAST_DIGIT if verdict.suggested and stays(verdict):
            left = verdict.suggested[0]
            return say(
                "reading-doubt-extra-digit", display=values["display"], suggested=left, period=entry.period
            )
        case Reason.LAST_DIGIT if verdict.suggested:
            return say("reading-doubt-last-digit", display=values["display"], suggested=verdict.suggested[0])
        case Reason.SOMEBODY_ELSE if verdict.earlier is not None:
            other = displays(verdict.earlier)[0]
            return say("reading-doubt-somebody-else", display=values["display"], other=other)
    return _amount(verdict, reason, values)


def _amount(verdict: Verdict, reason: Reason | None, values: dict[str, Value]) -> Phrase:
    """Doubts about how much it is."""
    if not verdict.used:
        return say("reading-doubt-too-large-first", display=values["display"])
    values["energy"] = total(verdict)
    usual = sum(one.watt_hours for one in verdict.usual) // 1000
    if reason is Reason.ROLLOVER:
        return say("reading-doubt-rollover", **values)
    if usual:
        return say("reading-doubt-too-large-usual", usual=usual, **values)
    return say("reading-doubt-too-large", **values)


def _lines(verdict: Verdict) -> Sequence[Phrase]:
    """Each register with its zone and what it showed before."""
    zones, shown = verdict.given.meter.zones, verdict.given.shown
    if verdict.previous is None:
        return [
            say(f"reading-zone-first-{zone}", register=f"T{at + 1}", display=shown[at])
            for at, zone in enumerate(zones)
        ]
    used = verdict.used or tuple(Energy(0) for _ in shown)
    if verdict.used:
        return [
            say(
                f"reading-zone-{zone}",
                register=f"T{at + 1}",
                was=verdict.previous.shown[at],
                display=shown[at],
                energy=used[at],
            )
            for at, zone in enumerate(zones)
        ]
    return [
        say(
            f"reading-zone-change-{zone}",
            register=f"T{at + 1}",
            was=verdict.previous.shown[at],
            display=shown[at],
        )
        for at, zone in enumerate(zones)
    ]


def _zoned(verdict: Verdict, reason: Reason | None) -> Phrase:
    """The doubt about a meter of several zones, behind the lines that show them."""
    shown = {f"t{number}": one for number, one in enumerate(verdict.given.shown, 1)}
    if reason is Reason.OTHER_METER and verdict.fits is not None:
        return say("reading-doubt-zones-other-meter", tail=tail_of(verdict.fits))
    key = f"reading-doubt-zones-{reason or 'always'}"
    return say(f"{key}{'-three' if len(shown) == 3 else ''}", **shown)
