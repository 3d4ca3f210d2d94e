"""«Квитанция без бумаги»: an owner switches an account to electronic bills, and back to paper at any time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU, done, opens, step
from bot.dialogs.consent import VERSION, ask, changed, keep, version_of
from bot.dialogs.ebill_news import of_switch
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Step
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Reply, say
from bot.dialogs.people_common import meant, pick, tell
from core.consents import EBILL
from core.ebill.model import Way
from core.usecases.ebill import Wish, first_month, last_one, others, switch
from core.values import Masked, Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Choice
    from core.ebill.model import Change, Standing
    from core.linking import Link
    from core.people import Person

_PAPER = "paper-bill"
_ELECTRONIC = "ebill"


def ebill(turn: Turn, target: str) -> Move:
    """Say how the bill comes, and begin the way to an electronic one."""
    return _opened(turn, target, _ELECTRONIC, _towards_electronic)


def paper_bill(turn: Turn, target: str) -> Move:
    """Ask whether the bill is to be printed again."""
    return _opened(turn, target, _PAPER, _towards_paper)


def instead_of_paper(turn: Turn, opened: Opened) -> tuple[Choice, ...]:
    """The button for an owner whose bill comes on paper."""
    account = opened.card.account
    standing = None if account.closed else turn.store.ebills.of(account.id)
    wanted = opened.card.role.manages and not account.closed and not (standing and standing.electronic)
    return (opens(_ELECTRONIC, "button-ebill", str(account.id)),) if wanted else ()


def _opened(
    turn: Turn, target: str, entry: str, towards: Callable[[Turn, Link, Person, Standing | None], Move]
) -> Move:
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    link = meant(turn, mine, "" if turn.typed else target.removeprefix("a").partition(".")[0])
    if link is None:
        return Go("pick" if entry == _ELECTRONIC else "pick-paper", dialog="ebill")
    me = turn.store.people.mine(turn.session.subscriber_id, link.account.id)
    return towards(turn, link, me, turn.store.ebills.of(link.account.id)) if me else for_guest(turn)


def _towards_electronic(turn: Turn, link: Link, me: Person, standing: Standing | None) -> Move:
    account = Masked(link.account.number)
    if standing is not None and standing.electronic:
        back = (opens(_PAPER, "button-paper-bill", str(link.account.id)),) if me.role.manages else ()
        mine = standing.subscriber_id == turn.session.subscriber_id
        key = "ebill-here" if mine else "ebill-other"
        return done(say(key, account=account, period=standing.first), choices=(*back, MENU))
    if not me.role.manages:
        return done(say("ebill-owner-only", account=account), choices=(CONTACTS, MENU))
    if link.account.closed:
        return done(say("ebill-closed", account=account), choices=(CONTACTS, MENU))
    return Go("about", dialog="ebill", data=_data(turn, link))


def _towards_paper(turn: Turn, link: Link, me: Person, standing: Standing | None) -> Move:
    account = Masked(link.account.number)
    if standing is None or not standing.electronic:
        more = (opens(_ELECTRONIC, "button-ebill", str(link.account.id)),) if me.role.manages else ()
        return done(say("ebill-paper-already", account=account), choices=(*more, MENU))
    if not me.role.manages:
        return done(say("ebill-owner-only", account=account), choices=(CONTACTS, MENU))
    return Go("back", dialog="ebill", data=_data(turn, link))


def _data(turn: Turn, link: Link) -> dict[str, str | int]:
    first = first_month(turn.store, link.account.id, turn.desk.today(turn.now))
    return {
        "account": link.account.id,
        "number": link.account.number[-4:],
        "first": str(first),
        VERSION: version_of(turn, EBILL),
    }


def _named(turn: Turn, key: str) -> Reply:
    """A question about the account and the first month."""
    data = turn.session.data
    words = say(key, account=Masked(str(data["number"])), period=Period.parse(str(data["first"])))
    yes, no = _ANSWERS[key]
    return Reply((words,), choices=(step("yes", yes), step("no", no)))


_ANSWERS = {
    "ebill-about": ("button-ebill-on", "button-ebill-keep"),
    "ebill-confirm": ("button-ebill-yes", "button-ebill-keep"),
    "ebill-back": ("button-paper-yes", "button-paper-no"),
}


def _kept(_turn: Turn) -> Done:
    return done(say("ebill-kept"), choices=(MENU,))


def _take_about(turn: Turn, answer: Answer) -> Move:
    return Go("consent", first=(say("ebill-second"),)) if answer == Chosen("yes") else _kept(turn)


def _take_consent(turn: Turn, answer: Answer) -> Move:
    """The consent is kept with the second answer: until then nothing has changed."""
    return Go("confirm") if answer == Chosen("yes") else _kept(turn)


def _take_confirm(turn: Turn, answer: Answer) -> Move:
    if answer != Chosen("yes"):
        return _kept(turn)
    if changed(turn, EBILL):
        turn.session.data[VERSION] = version_of(turn, EBILL)
        return Go("consent")
    change = switch(turn.store, _wish(turn, version_of(turn, EBILL)), Way.ELECTRONIC)
    if change is None:
        return done(say("ebill-not-now"), choices=(CONTACTS, MENU))
    keep(turn, EBILL)
    return _done(turn, change, "ebill-done", opens(_PAPER, "button-paper-bill", str(change.account_id)))


def _take_back(turn: Turn, answer: Answer) -> Move:
    if answer != Chosen("yes"):
        return done(say("ebill-stays"), choices=(MENU,))
    change = switch(turn.store, _wish(turn), Way.PAPER)
    if change is None:
        return done(say("ebill-not-now"), choices=(CONTACTS, MENU))
    if last_one(turn.store, turn.session):
        turn.desk.revoke_consent(turn.store, turn.session, EBILL, turn.now_ms)
    return _done(turn, change, "ebill-paper-done", opens(_ELECTRONIC, "button-ebill", str(change.account_id)))


def _wish(turn: Turn, version: str = "") -> Wish:
    account_id, day = int(turn.session.data["account"]), turn.desk.today(turn.now)
    return Wish(turn.session, account_id, turn.event_id, day, turn.now_ms, version)


def _done(turn: Turn, change: Change, key: str, undo: Choice) -> Done:
    """The receipt, and a word to the other people of the account."""
    account = Masked(str(turn.session.data["number"]))
    told = others(turn.store, change.account_id, change.subscriber_id)
    quiet_until = turn.desk.rules.calendars.quiet_until
    for one in tell(told, of_switch(change, account)):
        who = turn.store.sessions.load(one.address)[0].subscriber_id
        quiet_ms = quiet_until(turn.store, who, change.account_id, turn.now_ms)
        turn.effects.append(replace(one, not_before_ms=quiet_ms))
    receipt = say(key, account=account, period=change.first)
    return Done((Reply((receipt,), choices=(undo, MENU), lasting=True),))


EBILL_DIALOG = Dialog(
    name="ebill",
    version=1,
    steps={
        "pick": pick(_ELECTRONIC, "ebill-which"),
        "pick-paper": pick(_PAPER, "ebill-which"),
        "about": Step(lambda turn: _named(turn, "ebill-about"), _take_about),
        "consent": Step(lambda turn: ask(turn, EBILL), _take_consent),
        "confirm": Step(lambda turn: _named(turn, "ebill-confirm"), _take_confirm),
        "back": Step(lambda turn: _named(turn, "ebill-back"), _take_back),
    },
)
