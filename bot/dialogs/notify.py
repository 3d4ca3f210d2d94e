"""What somebody wants to be told unasked: kinds in four groups, each switched by a press."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.dialogs.common import BACK, MENU, opens, step
from bot.dialogs.consent import unheard
from bot.dialogs.flow import Chosen, Dialog, Go, Start, Step
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Reply, say
from core.notifications.kinds import Kind
from core.phones import phone_of
from core.records import Session

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Choice, Phrase

_LIMIT = opens("notify-limit", "button-limit")
_EBILL = opens("ebill", "button-ebill")
_ROOM = 3
"""So many options leave room in one SMS for the whole of what stands before them."""
GROUPS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "readings": (Kind.READING, Kind.RESULT, Kind.VERIFICATION),
        "money": (Kind.BILL, Kind.DUE, Kind.DEBT, Kind.PAYMENT),
        "use": (Kind.FORECAST, Kind.TARIFF),
        "supply": (Kind.OUTAGE, Kind.NEWS),
    }
)


def notify_kinds(turn: Turn, _target: str) -> Move:
    """Ask which group of kinds."""
    if not turn.desk.list_accounts(turn.store, turn.session):
        return for_guest(turn)
    return Go("group", dialog="notify")


def _elsewhere(turn: Turn) -> bool:
    """Whether there is another place of theirs where we may begin."""
    who = turn.session.subscriber_id
    return any(turn.desk.may_start(turn.store, Session(one, who)) for one in turn.store.ebills.places(who))


def _ask_group(turn: Turn) -> Reply:
    """After STOP nothing comes, whatever is chosen, nor news of new chats: that is said first.

    Nor to a phone without its consent.
    """
    groups = tuple(step(name, f"button-notify-{name}") for name in GROUPS)
    phrases = (say("notify-groups"), say("notify-legal"))
    if turn.session.muted:
        phrases = (say("notify-stopped"), say("notify-groups"))
    elif unheard(turn) and not _elsewhere(turn):
        phrases = (say("sms-offered"), say("notify-groups-named"))
    more = () if phone_of(turn.session.address) else (_EBILL,)
    return Reply(phrases, choices=(*groups, *more, MENU), edit=True)


def _take_group(turn: Turn, answer: Answer) -> Move:
    if not isinstance(answer, Chosen) or answer.option not in GROUPS:
        return Start("notices")
    turn.session.data["group"] = answer.option
    return Go("kinds")


def _ask_kinds(turn: Turn) -> Reply:
    chosen = turn.store.wishes.choices(turn.session.subscriber_id)
    kinds = GROUPS[str(turn.session.data["group"])]
    lines = tuple(_line(kind, wanted=chosen[kind]) for kind in kinds)
    switches = tuple(_switch(kind, wanted=chosen[kind]) for kind in kinds)
    more = (_LIMIT,) if Kind.FORECAST in kinds else ()
    return Reply((_head(turn, len(kinds)), *lines), choices=(*switches, *more, BACK, MENU), edit=True)


def _head(turn: Turn, options: int) -> Phrase:
    """By SMS the options say all; before them stands what they do, or that one was just taken."""
    if turn.session.data.get("switched") != turn.event_id:
        return say("notify-change")
    return say("notify-switched" if options <= _ROOM else "notify-switched-many")


def _line(kind: Kind, *, wanted: bool) -> Phrase:
    return say(f"notify-{'on' if wanted else 'off'}-{kind}")


def _switch(kind: Kind, *, wanted: bool) -> Choice:
    return step(str(kind), f"button-notify-{'off' if wanted else 'on'}-{kind}")


def _take_kinds(turn: Turn, answer: Answer) -> Move:
    kinds = GROUPS[str(turn.session.data["group"])]
    if not isinstance(answer, Chosen) or answer.option not in kinds:
        return Go("group")
    kind, person = Kind(answer.option), turn.session.subscriber_id
    turn.store.wishes.choose(person, kind, turn.now_ms, wanted=not turn.store.wishes.choices(person)[kind])
    turn.session.data["switched"] = turn.event_id
    return Go("kinds")


NOTIFY_DIALOG = Dialog(
    name="notify",
    version=1,
    steps={
        "group": Step(_ask_group, _take_group, passing=True),
        "kinds": Step(_ask_kinds, _take_kinds, passing=True),
    },
)
