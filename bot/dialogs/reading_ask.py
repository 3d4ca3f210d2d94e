"""The questions of the dialogue: which meaning, account, meter, what value, which zone is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.account import named
from bot.dialogs.codec import decode_reply
from bot.dialogs.common import MENU, step
from bot.dialogs.flow import Done
from bot.dialogs.mine import open_account
from bot.dialogs.model import Choice, Reply, say
from bot.dialogs.reading_flow import still_asked
from bot.dialogs.reading_heard import Home, homes_of
from bot.dialogs.reading_known import known, prompted
from bot.dialogs.reading_place import manual_of
from bot.dialogs.reading_told import place_of, tail_of
from bot.dialogs.reading_work import Work, displayed, unpacked_options, unpacked_partial, written_out
from core.readings.reasons import Reason
from core.usecases.reading_standing import Standing
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dialogs.flow import Turn
    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard
    from core.meters import Meter
    from core.readings.heard import Written
    from core.readings.window import Placed


def ask_means(turn: Turn) -> Reply:
    """Which of several meanings: numbers on buttons, no guess among them."""
    options = unpacked_options(turn)
    gap = turn.session.data.get("why") == Reason.GAP
    if len(options) == 1:
        shown = written_out(options[0][0].numbers)
        choices = (step("0", "button-reading-yes"), step("no", "button-reading-again"))
        many = len(options[0][0].numbers) > 1
        key = ("reading-gap-many" if many else "reading-gap-one") if gap else "reading-meaning-one"
        asked = say(key, shown=shown)
        if turn.session.data.get("why") == Reason.TOO_LONG:
            digits, values = int(turn.session.data.get("digits", 5)), displayed(options[0][0].numbers)
            asked = say("reading-red-digit", digits=digits, shown=values)
        return Reply((asked,), choices=(*choices, MENU))
    means = tuple(Choice(str(at), _label(at, option)) for at, option in enumerate(options))
    rows = tuple(say("reading-meaning", number=at, shown=_said(one)) for at, one in enumerate(options, 1))
    head = say("reading-gap") if gap else say("reading-two-meanings")
    return Reply((head, *rows), choices=(*means, MENU))


def _label(at: int, option: tuple[Written, ...]) -> Phrase:
    shown = _said(option)
    return (
        say("button-reading-means", shown=shown)
        if len(shown) <= 20
        else say("button-reading-option", number=at + 1)
    )


def _said(option: tuple[Written, ...]) -> str:
    return "; ".join(written_out(one.numbers) for one in option)


def ask_account(turn: Turn) -> Reply:
    """Which account the reading is of."""
    homes = homes_of(turn)
    if isinstance(homes, Done):
        return homes.replies[0]
    links = turn.desk.list_accounts(turn.store, turn.session)
    readable = {home.account.id for home in homes.all if manual_of(home.meters) and not home.account.closed}
    shown = [link for link in links if link.account.id in readable] or list(links)
    choices = tuple(Choice(f"a{link.account.id}", named("account", link).label) for link in shown)
    return Reply((say("reading-which-account"),), choices=(*choices, MENU), edit=True)


def home_kept(turn: Turn) -> tuple[Home, Work] | Done:
    """The account and what is to be done, as the session holds them; the right is checked anew."""
    homes, work = homes_of(turn), Work.kept(turn)
    if isinstance(homes, Done):
        return homes
    home = homes.home(work.account)
    return (home or homes.all[0], work)


def meter_kept(turn: Turn) -> tuple[Home, Meter, Work] | Done:
    """The meter in hand."""
    kept = home_kept(turn)
    if isinstance(kept, Done):
        return kept
    home, work = kept
    found = [meter for meter in home.meters if meter.ref == work.ref] or list(home.meters)
    return (home, found[0], work) if found else Done((Reply((say("reading-no-refused"),), choices=(MENU,)),))


def ask_value(turn: Turn) -> Reply:
    """What stands on the display now; what stood there, and until when it is taken."""
    kept = meter_kept(turn)
    if isinstance(kept, Done):
        return kept.replies[0]
    home, meter, _work = kept
    account, about = Masked(home.account.number), place_of(home.account.id, meter)
    card = _card(turn, home)
    before = tuple(prompted(meter, _standing(turn, card, meter)))
    if turn.session.data.get("why"):
        return Reply(before or (say("reading-ask-again"),), choices=(MENU,), about=about)
    many = len(meter.zones) > 1
    head = say("reading-ask-zones" if many else "reading-ask", account=account, tail=tail_of(meter))
    phrases = (head, *before, *_example(meter), *_until(turn, card))
    return Reply(phrases, choices=(MENU,), about=about)


def _card(turn: Turn, home: Home) -> AccountCard | None:
    opened = open_account(turn, f"a{home.account.id}", sums=False)
    return None if isinstance(opened, Done) else opened.card


def _standing(turn: Turn, card: AccountCard | None, meter: Meter) -> Standing:
    if card is None:
        return Standing()
    take = turn.desk.reads(card)
    return take.standing(turn.store, card, meter, take.day(turn.sent_at))


def _until(turn: Turn, card: AccountCard | None) -> Iterator[Phrase]:
    """How long readings are taken yet, or from when."""
    if card is not None:
        take = turn.desk.reads(card)
        yield window_phrase(take.placed(card, take.day(turn.sent_at)))


def window_phrase(placed: Placed) -> Phrase:
    """The window in words: its last day and the days left, or when it opens."""
    if not placed.inside:
        values = {"opens": placed.opens_on, "until": placed.closes_on}
        return say("reading-window-opens", period=placed.period, **values)
    if not placed.days_left:
        return say("reading-window-today", period=placed.period)
    return say("reading-window", period=placed.period, until=placed.closes_on, days=placed.days_left)


def _example(meter: Meter) -> Iterator[Phrase]:
    yield {
        1: say("reading-ask-example"),
        2: say("reading-ask-two-example"),
        3: say("reading-ask-three-example"),
    }[len(meter.zones)]


def ask_zone(turn: Turn) -> Reply:
    """Ask for the registers that are missing, and only for them."""
    kept = meter_kept(turn)
    if isinstance(kept, Done):
        return kept.replies[0]
    home, meter, _work = kept
    partial = unpacked_partial(turn, meter)
    at = partial.missing[0] if partial.missing else 0
    last = _standing(turn, _card(turn, home), meter).previous
    several = len(manual_of(home.meters)) > 1
    phrases = [say("reading-meter", tail=tail_of(meter))] if several else []
    told = [(n, one) for n, one in enumerate(partial.shown) if one is not None]
    phrases += [
        say(f"reading-zone-has-{meter.zones[n]}", register=f"T{n + 1}", display=one) for n, one in told
    ]
    phrases.append(say(f"reading-zone-missing-{meter.zones[at]}", register=f"T{at + 1}"))
    if last is not None and at < len(last.shown):
        phrases.append(known(meter, replace(last, shown=(last.shown[at],))))
    return Reply(tuple(phrases), choices=(MENU,), about=place_of(home.account.id, meter))


def ask_doubt(turn: Turn) -> Reply:
    """The question about a doubtful reading, as it was put."""
    asked = still_asked(turn)
    return decode_reply(asked[0]) if asked else Reply((say("reading-ask-again"),), choices=(MENU,))
