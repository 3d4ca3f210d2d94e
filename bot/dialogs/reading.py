"""Readings: whatever way a number comes (bare, behind a command, to a button), it goes the same steps.

means (which of several meanings) → account → meter → value → zone → written down → doubt. Steps are only
played where something is missing; a bare number of the only meter is written down at once.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Start, Step, Typed
from bot.dialogs.model import Kind, Reply, say
from bot.dialogs.reading_ask import (
    ask_account,
    ask_doubt,
    ask_means,
    ask_value,
    ask_zone,
    meter_kept,
)
from bot.dialogs.reading_edited import ask_edited, asks_edited, edited, take_edited
from bot.dialogs.reading_flow import begin, proceed
from bot.dialogs.reading_guest import from_guest
from bot.dialogs.reading_heard import Homes, homes_of, listen, numbers_of
from bot.dialogs.reading_pick import OTHERS, ask_meter, others
from bot.dialogs.reading_refused import SEND, unheard
from bot.dialogs.reading_work import DIALOG, Work, packed_options, unpacked_options, unpacked_partial
from core.readings.heard import Heard, Unheard, Unsure
from core.readings.reasons import Reason
from core.usecases.notices import REMIND

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from core.readings.heard import Message, Written

_PLACE = re.compile(r"a(\d{1,18})(?:\.m([0-9a-f]{8}))?")
_QUIET = frozenset({Reason.NO_NUMBER, Reason.UNKNOWN_WORDS, Reason.SOMETHING_ELSE})
"""Messages of these kinds may be anything: at an idle moment they are left to others first."""
_DOUBTED = _QUIET - {Reason.NO_NUMBER}
ANSWERED_MS = 3 * 24 * 3_600_000
"""For so long a bare number is taken for the answer to a reminder: from the usual one to the window's end."""


def readings(turn: Turn, target: str) -> Move:
    """Take what is behind the command, or ask for it; a button names the account and perhaps the meter."""
    place = _PLACE.fullmatch(target)
    if target and not place:
        text = turn.event.text if turn.event.kind is Kind.TEXT else target
        return heard(turn, text) or _begin(turn)
    return _begin(turn, int(place[1]), place[2] or "") if place else _begin(turn)


def _begin(turn: Turn, account: int = 0, ref: str = "") -> Move:
    """Nothing was said yet but that there is something to say."""
    homes = homes_of(turn)
    if isinstance(homes, Done):
        return from_guest(turn, "", homes) or homes
    return begin(turn, homes, Work.begun(turn, (), account, ref))


def idle(turn: Turn, text: str) -> Move | None:
    """A message at an idle moment; None where it is no reading, or may be a question first."""
    return heard(turn, text, idly=True) if numbers_of(text) else None


def doubtful(turn: Turn) -> Reply | None:
    """What to say of a number among words that nobody understood; None for other talk."""
    text = turn.event.text
    homes = homes_of(turn) if numbers_of(text) and turn.session.subscriber_id else None
    if homes is None or isinstance(homes, Done):
        return None
    message = listen(turn, text, homes)
    if not isinstance(message, Unheard) or message.reason not in _DOUBTED:
        return None
    return Reply((say(f"reading-no-{message.reason}"),), choices=(SEND, MENU))


def corrected(turn: Turn, text: str, step: Step | None) -> Move | None:
    """What an edit of a message with a reading means; None for any other edit, and within other questions."""
    if step is not None and not step.passing and not asks_edited(turn):
        return None
    homes = homes_of(turn) if turn.session.subscriber_id else None
    if homes is None or isinstance(homes, Done):
        return None
    return edited(turn, homes, listen(turn, text, homes))


def heard(turn: Turn, text: str, *, idly: bool = False) -> Move | None:
    """What a text brings; None where nothing was heard and it may mean something else."""
    homes = homes_of(turn)
    if isinstance(homes, Done):
        return from_guest(turn, text, homes, idly=idly)
    message = listen(turn, text, homes)
    if turn.event.edited and (move := edited(turn, homes, message)) is not None:
        return move  # a command that was edited
    if isinstance(message, Unheard):
        return None if idly and message.reason in _QUIET else unheard(message, homes)
    return _go_on(turn, homes, message, _reminded(turn, homes))


def _go_on(turn: Turn, homes: Homes, message: Heard | Unsure, kept: Work) -> Move:
    """Place what was heard; of the meter that is asked about, unless it names another."""
    readings = message.readings if isinstance(message, Heard) else ()
    elsewhere = len(readings) > 1 or any(one.account or one.serial for one in readings)
    place = Work() if elsewhere else (_replied(turn) or kept)
    work = Work.begun(turn, readings, place.account, place.ref, taken_on=message.taken_on)
    if isinstance(message, Heard):
        return proceed(turn, homes, work)
    data = {**work.data(), "options": packed_options(message.options), "why": str(message.reason)}
    return Go("means", dialog=DIALOG, data=data)


def _replied(turn: Turn) -> Work | None:
    """The account and meter of our message that this one replies to; a statement only for a reply."""
    to = turn.event.replies_to
    return _work(turn.store.outbox.about(turn.session.address, to)) if to else None


def _reminded(turn: Turn, homes: Homes) -> Work:
    """The same of the reminder that stands last: who was asked for one reading answers without naming it."""
    if sum(len(home.meters) for home in homes.all) <= 1:
        return Work()
    since_ms = turn.now_ms - ANSWERED_MS
    return _work(turn.store.outbox.about_last(turn.session.address, REMIND, since_ms)) or Work()


def _work(about: str) -> Work | None:
    found = _PLACE.fullmatch(about)
    return Work(account=int(found[1]), ref=found[2] or "") if found else None


def _take_means(turn: Turn, answer: Answer) -> Move:
    if isinstance(answer, Typed):
        return _typed(turn, answer.value)
    homes, options = homes_of(turn), unpacked_options(turn)
    if isinstance(homes, Done):
        return homes
    at = int(answer.option) if isinstance(answer, Chosen) and answer.option.isdecimal() else len(options)
    if at >= len(options):
        return Start("readings")
    return proceed(turn, homes, replace(Work.kept(turn), todo=options[at]))


def _take_account(turn: Turn, answer: Answer) -> Move:
    """Also its number or its last four digits, as they stand in the question."""
    homes = homes_of(turn) if isinstance(answer, Typed) else None
    home = homes.named(answer.value) if isinstance(homes, Homes) and isinstance(answer, Typed) else None
    return _take_place(turn, Chosen(f"a{home.account.id}") if home else answer)


def _take_place(turn: Turn, answer: Answer) -> Move:
    """An account or a meter was chosen: `a5`, `a5.m1a2b3c4d`."""
    if isinstance(answer, Typed):
        return _typed(turn, answer.value)
    if answer == Chosen(OTHERS):
        return others(turn)
    homes = homes_of(turn)
    if isinstance(homes, Done):
        return homes
    place = _PLACE.fullmatch(answer.option) if isinstance(answer, Chosen) else None
    if place is None:
        return Start("readings")
    return proceed(turn, homes, replace(Work.kept(turn), account=int(place[1]), ref=place[2] or ""))


def _take_edited(turn: Turn, answer: Answer) -> Move:
    """A number in the place of yes or no is another reading: the edit is not written down."""
    return _typed(turn, answer.value) if isinstance(answer, Typed) else take_edited(turn, answer)


def _take_value(turn: Turn, answer: Answer) -> Move:
    return _typed(turn, answer.value) if isinstance(answer, Typed) else Start("readings")


def _typed(turn: Turn, text: str) -> Move:
    """Numbers typed where numbers are expected."""
    homes = homes_of(turn)
    if isinstance(homes, Done):
        return homes
    message = listen(turn, text, homes)
    if isinstance(message, Unheard):
        return unheard(message, homes, again=True)
    return _go_on(turn, homes, message, Work.kept(turn))


def _take_zone(turn: Turn, answer: Answer) -> Move:
    """The registers that were missing, or all of them anew."""
    homes = homes_of(turn)
    if isinstance(homes, Done):
        return homes
    if not isinstance(answer, Typed):
        return Start("readings")
    one = _single(listen(turn, answer.value, homes))
    kept = meter_kept(turn)
    if one is None or isinstance(kept, Done) or _elsewhere(turn, kept[2]):
        return _typed(turn, answer.value)
    return proceed(turn, homes, kept[2], (unpacked_partial(turn, kept[1]), one))


def _elsewhere(turn: Turn, work: Work) -> bool:
    """Whether it replies to a message about another meter than the one that is asked about."""
    replied = _replied(turn)
    return replied is not None and (replied.account, replied.ref) != (work.account, work.ref)


def _single(message: Message) -> Written | None:
    """Numbers of one meter that name no other."""
    if not isinstance(message, Heard) or len(message.readings) != 1:
        return None
    one = message.readings[0]
    return None if one.account or one.serial else one


def _shape(_turn: Turn, text: str) -> str | None:
    """Whatever has a digit is meant for an answer; the grammar says what is wrong with it."""
    return text if numbers_of(text) else None


READING_DIALOG = Dialog(
    name=DIALOG,
    version=1,
    steps={
        "means": Step(ask_means, _take_means, shape=_shape, passing=True, greedy=True),
        "account": Step(ask_account, _take_account, shape=_shape, passing=True, greedy=True),
        "meter": Step(ask_meter, _take_place, shape=_shape, passing=True, greedy=True),
        "value": Step(ask_value, _take_value, shape=_shape, passing=True, greedy=True),
        "zone": Step(ask_zone, _take_zone, shape=_shape, passing=True, greedy=True),
        "doubt": Step(ask_doubt, _take_value, shape=_shape, passing=True, greedy=True),
        "edited": Step(ask_edited, _take_edited, shape=_shape),
    },
)
