"""Where and when somebody wants to be told: channel, hour, quiet hours, days before the end of the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import BACK, MENU, step
from bot.dialogs.flow import Again, Chosen, Dialog, Go, Start, Step, Typed
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Reply, say
from core.notifications.model import USUAL, Way
from core.notifications.times import minute_of, span_of
from core.phones import phone_of

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Choice, Phrase

_DAYS = (1, 2, 4, 5)
_USUAL = step("usual", "button-notify-usual")
_CHANGES = ("hour", "quiet", "days", "place")


def notify_way(turn: Turn, _target: str) -> Move:
    """Show where and when, and ask what to change."""
    if not turn.desk.list_accounts(turn.store, turn.session):
        return for_guest(turn)
    return Go("what", dialog="notify-way")


def _way(turn: Turn) -> Way:
    return turn.store.wishes.way(turn.session.subscriber_id)


def _keep(turn: Turn, way: Way) -> Move:
    turn.store.wishes.go(turn.session.subscriber_id, way, turn.now_ms)
    return Go("what", first=(say("notify-kept"),))


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _ask_what(turn: Turn) -> Reply:
    way = _way(turn)
    choices = tuple(step(name, f"button-notify-{name}") for name in _CHANGES)
    return Reply(tuple(_lines(way)), choices=(*choices, MENU), edit=True)


def _lines(way: Way) -> list[Phrase]:
    place = say("notify-place-last") if not way.address else _place(way.address)
    hour = say("notify-hour-usual") if way.minute == USUAL else say("notify-hour", time=_clock(way.minute))
    return [place, hour, _quiet(way), _days(way)]


def _place(address: str) -> Phrase:
    phone = phone_of(address)
    return say("notify-place-phone", digits=phone[-4:]) if phone else say("notify-place-chat")


def _quiet(way: Way) -> Phrase:
    if way.quiet_from == USUAL:
        return say("notify-quiet-usual")
    if way.quiet_from == way.quiet_to:
        return say("notify-quiet-none")
    return say("notify-quiet", begins=_clock(way.quiet_from), ends=_clock(way.quiet_to))


def _days(way: Way) -> Phrase:
    return say("notify-days-usual") if way.days_before == USUAL else say("notify-days", count=way.days_before)


def _take_what(_turn: Turn, answer: Answer) -> Move:
    known = isinstance(answer, Chosen) and answer.option in _CHANGES
    return Go(answer.option) if known and isinstance(answer, Chosen) else Start("notices")


def _ask_hour(_turn: Turn) -> Reply:
    return Reply((say("notify-ask-hour"),), choices=(_USUAL, BACK))


def _hour_shape(_turn: Turn, text: str) -> str | None:
    minute = minute_of(text)
    return None if minute is None else str(minute)


def _take_hour(turn: Turn, answer: Answer) -> Move:
    way = _way(turn)
    match answer:
        case Typed(text):
            quiet = turn.desk.rules.quiet.of(way)
            if quiet.holds(int(text)):
                hours = {"begins": _clock(quiet.since), "ends": _clock(quiet.until)}
                return Again((say("notify-hour-quiet", time=_clock(int(text)), **hours),))
            return _keep(turn, replace(way, minute=int(text)))
        case Chosen("usual"):
            return _keep(turn, replace(way, minute=USUAL))
        case _:
            return Go("what")


def _ask_quiet(_turn: Turn) -> Reply:
    none = step("none", "button-notify-quiet-none")
    return Reply((say("notify-ask-quiet"),), choices=(none, _USUAL, BACK))


def _span_shape(_turn: Turn, text: str) -> str | None:
    span = span_of(text)
    return None if span is None else f"{span[0]} {span[1]}"


def _take_quiet(turn: Turn, answer: Answer) -> Move:
    match answer:
        case Typed(text):
            since, until = map(int, text.split())
            return _hush(turn, since, until)
        case Chosen("none"):
            return _hush(turn, 0, 0)
        case Chosen("usual"):
            return _hush(turn, USUAL, USUAL)
        case _:
            return Go("what")


def _hush(turn: Turn, since: int, until: int) -> Move:
    """An hour that has become quiet is the supplier's again."""
    way = replace(_way(turn), quiet_from=since, quiet_to=until)
    if way.minute != USUAL and turn.desk.rules.quiet.of(way).holds(way.minute):
        way = replace(way, minute=USUAL)
    return _keep(turn, way)


def _ask_days(_turn: Turn) -> Reply:
    days = tuple(
        replace(step(f"d{count}", "button-notify-day"), label=say("button-notify-day", count=count))
        for count in _DAYS
    )
    return Reply((say("notify-ask-days"),), choices=(*days, _USUAL, BACK))


def _take_days(turn: Turn, answer: Answer) -> Move:
    if answer == Chosen("usual"):
        return _keep(turn, replace(_way(turn), days_before=USUAL))
    for count in _DAYS:
        if answer == Chosen(f"d{count}"):
            return _keep(turn, replace(_way(turn), days_before=count))
    return Go("what")


def _places(turn: Turn) -> tuple[str, ...]:
    """Where this person is known, in one order: options name a place by where it stands in it."""
    return turn.store.subscribers.addresses(turn.session.subscriber_id)[:6]


def _ask_place(turn: Turn) -> Reply:
    choices: list[Choice] = [step("last", "button-notify-last")]
    for number, address in enumerate(_places(turn)):
        phone = phone_of(address)
        label = say("button-notify-phone", digits=phone[-4:]) if phone else say("button-notify-chat")
        choices.append(replace(step(f"p{number}", "button-notify-chat"), label=label))
    return Reply((say("notify-ask-place"),), choices=(*choices, BACK))


def _take_place(turn: Turn, answer: Answer) -> Move:
    if answer == Chosen("last"):
        return _keep(turn, replace(_way(turn), address=""))
    places = {f"p{number}": address for number, address in enumerate(_places(turn))}
    if isinstance(answer, Chosen) and answer.option in places:
        return _keep(turn, replace(_way(turn), address=places[answer.option]))
    return Go("what")


NOTIFY_WAY_DIALOG = Dialog(
    name="notify-way",
    version=1,
    steps={
        "what": Step(_ask_what, _take_what, passing=True),
        "hour": Step(_ask_hour, _take_hour, shape=_hour_shape),
        "quiet": Step(_ask_quiet, _take_quiet, shape=_span_shape),
        "days": Step(_ask_days, _take_days),
        "place": Step(_ask_place, _take_place),
    },
)
