"""What is said of a reading: the receipt, the doubt, the refusal; always the zones by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, opens
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.reading_known import instead_of, replaced, whose
from bot.dialogs.reading_price import roubles, unpriced
from bot.dialogs.serials import serial_tail
from core.meters import Source
from core.readings.reasons import Reason, Stance, stance
from core.values import Display, Displays, Energy, Masked, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from bot.dialogs.model import Phrase
    from core.meters import Meter
    from core.readings.given import Verdict
    from core.readings.heard import Written
    from core.readings.journal import Entry
    from core.usecases.readings import Noted

WORDS = {1: "one", 2: "two", 3: "three"}
"""Ends of the keys for one, two, three registers."""
MOST_LINES = 6
_SPARED = {
    "reading-note-previous-disputed": 1,
    "reading-note-below-calculated": 4,
    "reading-note-decimals-dropped": 6,
}
"""Notes that may go from a long receipt, the greater the sooner; the others stay."""
_COSTS = {
    ("reading-used", "cost"): "reading-used-cost",
    ("reading-used", "least"): "reading-used-least",
    ("reading-used-ratio", "cost"): "reading-used-ratio-cost",
    ("reading-used-ratio", "least"): "reading-used-ratio-least",
    ("reading-total", "cost"): "reading-total-cost",
    ("reading-total", "least"): "reading-total-least",
}
_SAID_ABOVE = frozenset({Reason.SAME_AGAIN, Reason.REPLACES})


def tail_of(meter: Meter) -> str:
    """The end of a serial number, with its sign: a bare one could pass for a phone."""
    return serial_tail(meter.serial)


def ref_of(noted: Noted) -> str:
    """What a button carries that opens the meter of a reading again."""
    return place_of(noted.card.account.id, noted.verdict.given.meter)


def place_of(account_id: int, meter: Meter) -> str:
    """A meter as buttons carry it, and as a message remembers what it is about."""
    return f"a{account_id}.m{meter.ref}"


def about(entry: str, label: str, target: int | str) -> Choice:
    """Make a button about one entry of the journal; it checks the state anew when it is pressed."""
    return Choice(entry, say(label), Press.ENTRY, str(target))


def displays(entry: Entry) -> tuple[Display, ...]:
    """What an entry of the journal shows."""
    return tuple(Display(units, entry.decimals) for units in entry.shown)


def total(verdict: Verdict) -> Energy:
    """Energy of all registers."""
    return Energy(sum(one.watt_hours for one in verdict.used))


def receipt(noted: Noted, missing: tuple[Meter, ...], today: date) -> Reply:
    """A reading that is written down: previous, new, energy, estimate, number, until when to correct it."""
    entry = noted.entry
    if entry is None:
        raise ValueError("no receipt for a reading that was not taken")
    choices = [
        about("reading-fix", "button-reading-fix", entry.id),
        about("reading-drop", "button-reading-drop", entry.id),
    ]
    if noted.verdict.closes_on and noted.verdict.closes_on < today:  # a late yes, an answer after an outage
        noted = replace(noted, verdict=replace(noted.verdict, closes_on=None))
        choices = []  # another number would count for the next month, and this one changes no more
    if missing:
        target = f"a{noted.card.account.id}" if len(missing) > 1 else _of(noted, missing[0])
        choices.insert(0, opens("readings", "button-send-more", target))
    return Reply(
        tuple(_receipt(noted, entry, missing)), choices=(*choices, MENU), lasting=True, about=ref_of(noted)
    )


def _of(noted: Noted, meter: Meter) -> str:
    return f"a{noted.card.account.id}.m{meter.ref}"


def _receipt(noted: Noted, entry: Entry, missing: tuple[Meter, ...]) -> Iterator[Phrase]:
    """At most so many lines as one looks at: what matters least goes first where there are more."""
    lines = list(_lines(noted, entry, missing))
    while len(lines) > MOST_LINES:
        rank, at = max((rank, at) for at, (rank, _) in enumerate(lines))
        if not rank:
            break
        lines.pop(at)
    phrases = [phrase for _, phrase in lines]
    return iter(phrases if len(phrases) <= MOST_LINES else _joined(phrases))


def _joined(phrases: list[Phrase]) -> list[Phrase]:
    """The line about replaced numbers within the one with the number of the receipt."""
    keys = [phrase.key for phrase in phrases]
    was = next((phrase for phrase in phrases if phrase.key.startswith("reading-replaced-zones")), None)
    if was is None or "reading-number" not in keys:
        return phrases
    number = phrases[keys.index("reading-number")]
    values = number.values
    joined = say(
        "reading-number-instead",
        receipt=values["receipt"],
        until=values["until"],
        shown=was.values["shown"],
    )
    return [joined if phrase is number else phrase for phrase in phrases if phrase is not was]


def _lines(noted: Noted, entry: Entry, missing: tuple[Meter, ...]) -> Iterator[tuple[int, Phrase]]:
    """What there is to say and how soon it may go; 0: it stays."""
    verdict = noted.verdict
    yield 0, _head(noted, entry)
    if len(noted.meters) > 1 and not _zoned(verdict):
        yield 0, say("reading-meter", tail=tail_of(verdict.given.meter))
    yield from ((3, say("reading-taken-on", day=day)) for day in [noted.taken_on] if day)
    yield from ((0, phrase) for phrase in _used(noted))
    if verdict.previous is not None and verdict.previous.source is not Source.SUBSCRIBER:
        yield from ((2, phrase) for phrase in whose(verdict.given.meter, verdict.previous))
    yield from ((5, phrase) for phrase in unpriced(noted))
    if noted.again:
        yield 0, say("reading-same")
    else:
        yield from ((0, phrase) for phrase in replaced(verdict))
    yield from ((_SPARED.get(phrase.key, 0), phrase) for phrase in notes(verdict))
    if verdict.closes_on and not noted.again:
        yield 0, say("reading-number", receipt=entry.receipt, until=verdict.closes_on)
    else:
        yield 0, say("reading-number-only", receipt=entry.receipt)
    if len(missing) == 1:
        yield 2, say("reading-missing-one", tail=tail_of(missing[0]))
    elif missing:
        yield 2, say("reading-missing", count=len(missing))


def _head(noted: Noted, entry: Entry) -> Phrase:
    """The first line stands alone: in SMS it is the whole receipt."""
    shown = noted.verdict.given.shown
    first = "" if noted.verdict.used else "-first"
    key = f"reading-saved-{WORDS[len(shown)]}{first}"
    values: dict[str, Value] = {
        "account": Masked(noted.card.account.number),
        "period": entry.period,
        "receipt": entry.receipt,
    }
    if noted.verdict.used:
        values["energy"] = total(noted.verdict)
    if len(shown) == 1:
        was = None if noted.again else instead_of(noted.verdict)
        more: dict[str, Value] = {"was": was} if was else {}
        return say(f"{key}-instead" if was else key, display=shown[0], **values, **more)
    if len(noted.meters) > 1:
        key, values = f"{key}-at", values | {"tail": tail_of(noted.verdict.given.meter)}
    return say(key, **dict(zip(("t1", "t2", "t3"), shown, strict=False)), **values)


def _used(noted: Noted) -> Iterator[Phrase]:
    verdict = noted.verdict
    if not verdict.used or verdict.previous is None:
        yield from (_zone_first(noted, at) for at in _zoned(verdict))
        yield _unused(verdict)
        return
    energy, cost = total(verdict), roubles(noted)
    if _zoned(verdict):
        yield from (_zone(noted, at) for at in _zoned(verdict))
        yield _summed("reading-total", cost, energy=energy)
        return
    was, ratio = verdict.previous.shown[0], verdict.given.meter.ratio
    if not energy.watt_hours:
        yield say("reading-used-nothing")
    elif ratio > 1:
        yield _summed("reading-used-ratio", cost, was=was, ratio=ratio, energy=energy)
    else:
        yield _summed("reading-used", cost, was=was, energy=energy)


def _summed(key: str, cost: dict[str, int], **values: Value) -> Phrase:
    """A line of energy, with the roubles that can be told."""
    for kind, whole in cost.items():
        return say(_COSTS[key, kind], **values, roubles=whole)
    return say(key, **values)


def _unused(verdict: Verdict) -> Phrase:
    """Why there is no energy: nothing to compare with, or a value below the previous one."""
    if verdict.previous is None:
        return say("reading-first")
    if _zoned(verdict):
        return say("reading-used-less-zones")
    return say("reading-used-less", was=verdict.previous.shown[0])


def _zoned(verdict: Verdict) -> range:
    shown = verdict.given.shown
    return range(len(shown)) if len(shown) > 1 else range(0)


def _zone(noted: Noted, at: int) -> Phrase:
    verdict = noted.verdict
    was = verdict.previous.shown[at] if verdict.previous else Display(0)
    zone = verdict.given.meter.zones[at]
    return say(
        f"reading-zone-{zone}",
        register=f"T{at + 1}",
        was=was,
        display=verdict.given.shown[at],
        energy=verdict.used[at],
    )


def _zone_first(noted: Noted, at: int) -> Phrase:
    verdict = noted.verdict
    zone = verdict.given.meter.zones[at]
    return say(f"reading-zone-first-{zone}", register=f"T{at + 1}", display=verdict.given.shown[at])


def notes(verdict: Verdict) -> Iterator[Phrase]:
    """A word about what was done to a reading."""
    for reason in verdict.reasons:
        if stance(reason) is Stance.NOTED and reason not in _SAID_ABOVE:
            if reason is Reason.NEXT_PERIOD and verdict.period:
                yield say("reading-note-next-period", period=verdict.period)
            elif reason is not Reason.NEXT_PERIOD:
                yield say(f"reading-note-{reason}")


def shown_of(entry: Entry) -> Displays:
    """The displays of an entry in a row, T1 first."""
    return Displays(displays(entry))


def written_shown(readings: Sequence[Written]) -> str:
    """Numbers of a message as they were typed."""
    return " / ".join(
        f"{number.whole},{number.fraction}" if number.fraction else number.whole
        for one in readings
        for number in one.numbers
    )
