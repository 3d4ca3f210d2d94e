"""What `broadcast` prints: the preview, the progress, the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.broadcasts.model import Audience, State
from core.clock import from_ms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from bot.broadcasts.desk import Seen

WAITS = {
    "quiet": "it waits for the end of the quiet hours",
    "stale": "it waits for newer data of billing: nobody is told of a debt on old ones",
}
REASONS = {
    "off": "switched news off",
    "unreachable": "said STOP or paused, blocked the bot, or take no SMS",
    "channel": "cannot be told by these channels",
    "hours": "chose quiet hours that leave nothing of the day",
    "not-meant": "not meant any more: paid, moved, unlinked",
    "stop": "said STOP, or blocked the bot, before it left",
    "blocked": "blocked the bot",
    "late": "could not be sent for a day",
    "unknown": "may have arrived before it was paused, or they were meant no more: not sent again",
}
_TITLE = 40


def preview(seen: Seen, zone: tzinfo, day_kopecks: int) -> Iterator[str]:
    """The lines of `broadcast new` and `broadcast show`; `day_kopecks`: what all SMS of a day may cost."""
    yield f"broadcast {seen.id}  {seen.state}  by {seen.made_by}  {when(seen.made_ms, zone)}"
    yield f"to: {'; '.join(_audience(seen.audience))}"
    legal = ", cannot be switched off (--legal)" if seen.legal else ""
    yield f"through: {_CHANNELS[seen.channels]}{legal}"
    if seen.channels != "sms":
        yield f"--- messenger ---\n{seen.words}"
    if seen.channels != "messenger":
        yield f"--- SMS, parts: {seen.sms_parts} ---\n{seen.words_short}"
    yield "---"
    yield from _figures(seen)
    if seen.kopecks > day_kopecks and not seen.ended_ms:
        yield f"that is more than SMS may cost in a day, {roubles(day_kopecks)} rub: the rest waits"
    yield from _next(seen)


def listed(seen: Seen, zone: tzinfo) -> str:
    """A line of `broadcast list`."""
    done = f"{seen.states.get('sent', 0)}/{_recipients(seen)}"
    first = next(iter(seen.words.splitlines()), "")[:_TITLE]
    return "  ".join((str(seen.id), seen.state, when(seen.made_ms, zone), done, first))


def when(at_ms: int, zone: tzinfo) -> str:
    """A moment by the supplier's clock."""
    return from_ms(at_ms).astimezone(zone).strftime("%Y-%m-%d %H:%M")


def roubles(kopecks: int) -> str:
    """Money as people write it."""
    return f"{kopecks // 100}.{kopecks % 100:02}"


_CHANNELS = {
    "all": "each person's own way, messenger or SMS",
    "messenger": "messengers only",
    "sms": "SMS only",
}


def _audience(given: Audience) -> Sequence[str]:
    found = [
        f"places {given.places}" if given.places else "",
        f"tariff {' or '.join(given.tariffs)}" if given.tariffs else "",
        f"window {' or '.join(given.windows)}" if given.windows else "",
        f"holder: {given.holders}" if given.holders else "",
        f"debt from {roubles(given.debt_from)} rub" if given.debt_from else "",
        f"overdue from {roubles(given.overdue_from)} rub" if given.overdue_from else "",
    ]
    return [one for one in found if one] or ["everybody who has linked an open account"]


def _recipients(seen: Seen) -> int:
    """Who was to get it when it was started, or gets it if it is."""
    return sum(seen.by_channel.values())


def _figures(seen: Seen) -> Iterator[str]:
    yield (
        f"recipients: {_recipients(seen)}  messenger: {seen.by_channel.get('messenger', 0)}"
        f"  SMS: {seen.by_channel.get('sms', 0)}, up to {roubles(seen.kopecks)} rub"
    )
    if seen.started_ms:
        yield "  ".join(f"{state}: {count}" for state, count in sorted(seen.states.items()))
    elif untold := seen.states.get("skipped"):
        yield f"meant as well, but not to be told: {untold}"
    for why, count in sorted(seen.reasons.items()):
        yield f"  {why}: {count}" + (f" ({REASONS[why]})" if why in REASONS else "")


def _next(seen: Seen) -> Iterator[str]:
    """What can be done now."""
    if seen.state == State.GATHERING:
        yield f"its recipients are being looked for (the bot has to run): broadcast show {seen.id}"
    elif seen.state == State.READY and not _recipients(seen):
        yield "nobody gets it: check whom it is for (houses stand after a comma), then make another"
    elif seen.state == State.READY:
        yield f"try it:   broadcast test {seen.id} --to telegram:+79XXXXXXXXX (your chat), +79XXXXXXXXX (SMS)"
        yield f"start it: broadcast start {seen.id} --confirm NUMBER, the number is {seen.number}"
    elif seen.state == State.RUNNING:
        yield WAITS.get(seen.waits, "") or f"hold it:  broadcast pause {seen.id}"
    elif seen.state == State.PAUSED:
        number = f" --confirm NUMBER, the number is {seen.number}" if seen.aged else ""
        yield f"go on:    broadcast resume {seen.id}{number}"
        yield f"or not:   broadcast stop {seen.id}, for ever"
    else:
        yield f"who got it: broadcast report {seen.id} --to FILE.csv"
