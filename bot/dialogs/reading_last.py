"""The last reading of a meter: its value, whose it is, and what became of it on its way to billing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Done
from bot.dialogs.meter_month import LOOKED, ours_line
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Reply, say
from bot.dialogs.reading_told import about, shown_of, tail_of
from core.meters import Source
from core.readings.journal import State
from core.readings.known import source_of
from core.usecases.meter_history import is_open
from core.values import Displays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard
    from core.meters import Meter, Taken
    from core.readings.journal import Entry

MOST = 2
"""Meters whose last readings one message tells; the others are on their cards."""
_CORRECTABLE = frozenset({State.ACCEPTED})


def last_reading(turn: Turn, target: str) -> Move:
    """The last reading of the meters in place, ours or billing's, whichever is newer."""
    opened = open_account(turn, target if target.startswith("a") else "", sums=False)
    if isinstance(opened, Done):
        return opened
    meters = [meter for meter in turn.store.meters.of(opened.card.account.id) if meter.removed_on is None]
    if not meters:
        return done(say("reading-no-no-meters", account=opened.account), choices=(MENU,))
    told = [_told(turn, opened, meter) for meter in meters[:MOST]]
    entry = told[0][1] if len(told) == 1 else None
    fix = (about("reading-fix", "button-reading-fix", entry.id),) if entry else ()
    more = (of("meters", "button-meters", opened),) if len(meters) > MOST else ()
    phrases = tuple(phrase for phrases, _ in told for phrase in phrases)
    return Done((Reply(phrases, choices=(*fix, *more, MENU)),))


def _told(turn: Turn, opened: Opened, meter: Meter) -> tuple[list[Phrase], Entry | None]:
    """The newest of both, and our entry where it can be corrected."""
    account_id, take = opened.card.account.id, turn.desk.reads(opened.card)
    sent = turn.store.journal.of_meter(account_id, meter.serial, LOOKED)
    known = turn.store.meters.history(account_id, meter, 1)
    mine = turn.session.subscriber_id
    # What was asked about and is not confirmed is no reading yet; that of another person is not shown at all.
    asked = next((one for one in sent if is_open(one, mine)), None)
    ours = next((one for one in sent if one.state is not State.DRAFT), None)
    waits = [ours_line(turn, opened.card, meter, asked)] if asked else []
    if ours is not None and (not known or take.sent_on(ours) >= known[0].on):
        fixed = ours if ours.state in _CORRECTABLE else None
        return [*_ours(turn, opened.card, meter, ours), *waits], asked or fixed
    return [*_known(meter, known[0] if known else None), *waits], asked


def _ours(turn: Turn, card: AccountCard, meter: Meter, entry: Entry) -> Iterator[Phrase]:
    day = turn.desk.reads(card).sent_on(entry)
    yield say("reading-last", tail=tail_of(meter), shown=shown_of(entry))
    mine = entry.subscriber_id == turn.session.subscriber_id
    yield say("reading-source-subscriber" if mine else "reading-source-other", day=day)
    if entry.state is State.REFUSED and entry.reason:
        yield say("reading-state-refused", reason=entry.reason[:100])
    elif entry.state is State.REFUSED:
        yield say("reading-state-refused-unsaid")
    else:
        state = State.EXPORTED if entry.state is State.UNKNOWN else entry.state
        yield say(f"reading-state-{state}")


def _known(meter: Meter, taken: Taken | None) -> Iterator[Phrase]:
    if taken is None:
        yield say("reading-last-none", tail=tail_of(meter))
        return
    yield say("reading-last", tail=tail_of(meter), shown=Displays(taken.shown))
    source = "sent" if taken.source is Source.SUBSCRIBER else source_of(meter, taken)
    yield say(f"reading-source-{source}", day=taken.on)
    if taken.state in {"refused", "disputed"} or source == "sent":
        yield say(f"reading-known-{taken.state}")
