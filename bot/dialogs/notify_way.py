"""Where and when somebody wants to be told: channel, hour, quiet hours, days before the end of the window."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import BACK, MENU, step
from bot.dialogs.flow import Again, Chosen, Dialog, Go, Start, Step, Typed
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Reply, say
from core.notifications.model import USUAL, Way
from core.notifications.times import DAY, days_of, minute_of, span_of
from core.phones import phone_of
from core.records import Session

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Choice, Phrase
    from core.notifications.calendar import Times
    from core.notifications.groups import Calendar
    from core.notifications.quiet import Quiet

_DAYS = (1, 2, 3, 4, 5)
_USUAL = step("usual", "button-notify-usual")
_CHANGES = ("place", "hour", "quiet", "days")
"""As the lines stand that tell of them: by SMS these carry the numbers."""


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
    lines = _lines(turn, way, _calendar(turn).times)
    return Reply((*lines, *_differ(turn, way)), choices=(*choices, MENU), edit=True)


def _calendar(turn: Turn) -> Calendar:
    """What holds for this person where they chose nothing."""
    return turn.desk.rules.calendars.of_person(turn.store, turn.session.subscriber_id)


def _differ(turn: Turn, way: Way) -> tuple[Phrase, ...]:
    """Whether accounts of theirs are told at other hours than those that are shown."""
    calendars = turn.desk.rules.calendars
    chosen = USUAL not in (way.minute, way.quiet_from, way.days_before)
    if chosen or not calendars.own:
        return ()
    groups = turn.store.people.groups(turn.session.subscriber_id).values()
    return (say("notify-differ"),) if len({calendars.of(group).times for group in groups}) > 1 else ()


def _lines(turn: Turn, way: Way, usual: Times) -> list[Phrase]:
    place = say("notify-place-last") if not way.address else _place(turn, way.address)
    hour = _hour(way, usual) if way.minute == USUAL else say("notify-hour", time=_clock(way.minute))
    days = usual.days_before if way.days_before == USUAL else way.days_before
    return [place, hour, _quiet(way, usual.quiet), say("notify-days", count=days)]


def _hour(way: Way, usual: Times) -> Phrase:
    """From when to when the group is told; after quiet hours of one's own that reach over it."""
    quiet = usual.quiet.of(way)
    if quiet.holds(usual.first):
        return say("notify-hour", time=_clock(quiet.until % DAY))
    if not usual.spread:
        return say("notify-hour-usual-at", time=_clock(usual.first))
    ends = min(usual.first + usual.spread, usual.end)
    return say("notify-hour-usual", begins=_clock(usual.first), ends=_clock(ends))


def _place(turn: Turn, address: str) -> Phrase:
    phone = phone_of(address)
    if not phone:
        return say("notify-place-chat")
    return say("notify-place-phone" if _heard(turn, address) else "notify-place-unheard", digits=phone[-4:])


def _heard(turn: Turn, address: str) -> bool:
    """Whether we may begin at this address: SMS want a consent of their own."""
    return turn.desk.may_start(turn.store, Session(address, turn.session.subscriber_id))


def _quiet(way: Way, usual: Quiet) -> Phrase:
    quiet = usual.of(way)
    if quiet.since == quiet.until:
        return say("notify-quiet-none")
    key = "notify-quiet-usual" if way.quiet_from == USUAL else "notify-quiet"
    return say(key, begins=_clock(quiet.since), ends=_clock(quiet.until))


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
            quiet = _calendar(turn).times.quiet.of(way)
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
            if since == until:  # rather never than always, and that is STOP
                return Again((say("notify-quiet-whole"),))
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
    if way.minute != USUAL and _calendar(turn).times.quiet.of(way).holds(way.minute):
        way = replace(way, minute=USUAL)
    return _keep(turn, way)


def _ask_days(turn: Turn) -> Reply:
    """By SMS a number is the option at that place: each stands at its own; what is usual says so."""
    usual = _calendar(turn).times.days_before
    days = [_day(count, usual=count == usual) for count in _DAYS]
    return Reply((say("notify-ask-days"),), choices=(*days, *(() if usual in _DAYS else (_USUAL,)), BACK))


def _day(count: int, *, usual: bool) -> Choice:
    label = say("button-notify-day-usual" if usual else "button-notify-day", count=count)
    return replace(step(f"d{count}", label.key), label=label)


def _day_shape(_turn: Turn, text: str) -> str | None:
    days = days_of(text)
    return str(days) if days in _DAYS else None


def _take_days(turn: Turn, answer: Answer) -> Move:
    match answer:
        case Typed(text):
            return _keep(turn, replace(_way(turn), days_before=_days(turn, int(text))))
        case Chosen("usual"):
            return _keep(turn, replace(_way(turn), days_before=USUAL))
        case Chosen(option) if option[1:].isdecimal():
            return _keep(turn, replace(_way(turn), days_before=_days(turn, int(option[1:]))))
        case _:
            return Go("what")


def _days(turn: Turn, count: int) -> int:
    return USUAL if count == _calendar(turn).times.days_before else count


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
        "days": Step(_ask_days, _take_days, shape=_day_shape),
        "place": Step(_ask_place, _take_place),
    },
)
