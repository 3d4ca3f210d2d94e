"""What is linked, agreed and switched on; STOP, pauses and their ends; taking the consent back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.dialogs.codec import encode_reply
from bot.dialogs.common import CONTACTS, LINK, MENU, done, opens, place_key, step
from bot.dialogs.consent import SMS_ALLOW, reminder, unheard
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Start, Step
from bot.dialogs.guests import for_guest
from bot.dialogs.link_pending import asked_before
from bot.dialogs.menu import start
from bot.dialogs.model import Kind, Reply, say
from bot.dialogs.suspended import suspended_names
from core.clock import from_ms, to_ms
from core.consents import LINKING, Basis
from core.kept import after_withdrawal
from core.records import Effect, Priority
from core.usecases.notices import pause_end
from core.values import Masked, Phone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import tzinfo

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase
    from core.kept import Stays
    from core.linking import Link

_MOST_SHOWN = 3
_MOST_LOOKED = 20
_PEOPLE = opens("people", "button-people")
_LABEL = opens("label", "button-label")
_UNLINK = opens("unlink", "button-unlink")
_STOP = opens("stop", "button-stop")
_RESUME = opens("resume", "button-resume")
_WEEK = opens("pause-week", "button-pause-week")
_MONTH = opens("pause-month", "button-pause-month")
_LEAVE = opens("leave", "button-leave")
_WITHDRAW = opens("withdraw", "button-withdraw")
_ERASE = opens("erase", "button-erase")
_MY_DATA = opens("my-data", "button-my-data")
_MANAGE = opens("manage", "button-manage")
_NOTICES = opens("notices", "button-notices")
_PAUSE = opens("pause", "button-which-pause")
_KINDS = opens("notify-kinds", "button-notify-kinds")
_WAY = opens("notify-way", "button-notify-way")


def settings(turn: Turn, _target: str) -> Move:
    """Show what is linked, agreed and switched on; what can be changed is one level below.

    Three buttons at most: a consent to be answered takes the place of one's own data, where it is, too.
    """
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    phrases = [_line(link) for link in mine[:_MOST_SHOWN]]
    if len(mine) > _MOST_SHOWN:
        phrases.append(say("settings-more", count=len(mine) - _MOST_SHOWN))
    phrases += suspended_names(turn)
    more, asked = reminder(turn)
    phrases += [*_consent(turn), *more, _notices(turn), _bills(turn, mine)]
    choices = (*(asked or (_MY_DATA,)), _MANAGE, _NOTICES, MENU)
    return Done((Reply(tuple(phrases), choices=choices, edit=True),))


def manage(turn: Turn, _target: str) -> Move:
    """What can be done with what is linked: who else is, its name, its end."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    phrases = (say("settings-manage"), *suspended_names(turn))
    return Done((Reply(phrases, choices=(_PEOPLE, _LABEL, _UNLINK, MENU), edit=True),))


def notices(turn: Turn, _target: str) -> Move:
    """Whether we begin conversations here, and how to change that."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    ways = (_KINDS, _WAY) if mine else (_STOP,)
    choices = (_RESUME,) if turn.session.muted else (SMS_ALLOW,) if unheard(turn) else (_PAUSE,)
    phrases = (_notices(turn), *((_bills(turn, mine),) if mine else ()))
    return Done((Reply(phrases, choices=(*choices, *ways, MENU), edit=True),))


def _bills(turn: Turn, mine: Sequence[Link]) -> Phrase:
    """Whether bills come electronically: of how many accounts."""
    standings = (turn.store.ebills.of(link.account.id) for link in mine[:_MOST_LOOKED])
    count = sum(one is not None and one.electronic for one in standings)
    return say("settings-ebill", count=count) if count else say("settings-paper")


def _line(link: Link) -> Phrase:
    return say(
        f"settings-account-{place_key(link.account, link.label)}",
        account=Masked(link.account.number),
        label=link.label,
        phone=Phone(link.phone),
    )


def _consent(turn: Turn) -> list[Phrase]:
    given = turn.store.consents.current(turn.session.subscriber_id, LINKING)
    if given is None or given.basis != Basis.CONSENT:
        return []
    day = turn.desk.today(from_ms(given.given_ms))
    return [say("settings-consent", version=given.version, day=day)]


def _notices(turn: Turn) -> Phrase:
    if not turn.session.muted:
        return say("settings-unheard") if unheard(turn) else say("settings-notices")
    until_ms = turn.store.subscribers.paused_until(turn.session.address)
    if not until_ms:
        return say("settings-muted")
    return say("settings-paused", day=from_ms(until_ms).astimezone(_zone(turn)).date())


def stop(turn: Turn, _target: str) -> Move:
    """End what we start, at once; offer a pause instead, and the ways out. Answers go on."""
    turn.desk.switch_notices(turn.store, turn.session, turn.now_ms, muted=True)
    choices = (_WEEK, _MONTH, _LEAVE, MENU) if turn.session.subscriber_id else (_RESUME, MENU)
    return Done((Reply((say("stop-done"),), choices=choices, lasting=True),))


def pause(_turn: Turn, _target: str) -> Move:
    """Ask for how long."""
    return done(say("pause-how-long"), choices=(_WEEK, _MONTH, _STOP, MENU))


def pause_week(turn: Turn, _target: str) -> Move:
    """Begin nothing for seven days."""
    return _pause(turn, 7)


def pause_month(turn: Turn, _target: str) -> Move:
    """Begin nothing for thirty days."""
    return _pause(turn, 30)


def _pause(turn: Turn, days: int) -> Move:
    zone = _zone(turn)
    end = pause_end(turn.now, days, zone)
    until_ms = to_ms(end)
    turn.desk.switch_notices(turn.store, turn.session, turn.now_ms, muted=True, until_ms=until_ms)
    day = end.astimezone(zone).date()
    return Done((Reply((say("pause-done", day=day),), choices=(_RESUME, MENU), lasting=True),))


def _zone(turn: Turn) -> tzinfo:
    """By whose clock days are told here: that of the group of the account that was linked first."""
    return turn.desk.rules.calendars.of_person(turn.store, turn.session.subscriber_id).zone


def pause_over(turn: Turn, _target: str) -> Move:
    """A pause ended by itself: say so, unless the person was quicker. Nobody can ask for this."""
    if turn.event.kind is not Kind.SYSTEM:
        return Start("menu")
    if turn.desk.switch_notices.end_pause(turn.store, turn.session, turn.now_ms):
        news = Reply((say("pause-over"),), choices=(_STOP, MENU), lasting=True)
        address, who = turn.session.address, turn.session.subscriber_id
        quiet_ms = turn.desk.rules.calendars.quiet_until(turn.store, who, 0, turn.now_ms)
        effect = Effect("message", address, encode_reply(news), Priority.NOTICE, topic="pause-over")
        turn.effects.append(replace(effect, not_before_ms=quiet_ms))
    return Done(())


def resume(turn: Turn, _target: str) -> Move:
    """Begin again what STOP or a pause ended; a phone may want a consent besides."""
    turn.desk.switch_notices(turn.store, turn.session, turn.now_ms, muted=False)
    if unheard(turn) and turn.desk.list_accounts(turn.store, turn.session):
        return Done((Reply((say("stop-resumed-unheard"),), lasting=True),))
    return Done((Reply((say("stop-resumed"),), choices=(MENU,), lasting=True),))


def begin(turn: Turn, _target: str) -> Move:
    """«СТАРТ»: the end of a STOP, and the consent that it left; the first screen where there was none."""
    if not turn.session.muted:
        return start(turn, "")
    resumed = resume(turn, "")
    return asked_before(turn) or resumed


def leave(_turn: Turn, _target: str) -> Move:
    """The ways out, from the smallest to the largest."""
    return done(say("leave-what"), choices=(_UNLINK, _WITHDRAW, _ERASE, MENU))


def withdraw(turn: Turn, _target: str) -> Move:
    """Ask before the consent is taken back."""
    if not turn.session.subscriber_id:
        return for_guest()
    return Go("confirm", dialog="withdraw")


def _ask_withdraw(_turn: Turn) -> Reply:
    return Reply(
        (say("withdraw-confirm"),),
        choices=(step("yes", "button-withdraw-yes"), step("no", "button-withdraw-no")),
    )


def _take_withdraw(turn: Turn, answer: Answer) -> Move:
    if answer != Chosen("yes"):
        return done(say("unlink-kept"), choices=(MENU,))
    turn.desk.withdraw_consent(turn.store, turn.session, turn.now_ms)
    stays = kept(turn, after_withdrawal(turn.desk.law.keep_days))
    receipt = Reply((say("withdraw-done"), *stays), choices=(_ERASE, LINK, CONTACTS, MENU), lasting=True)
    return Done((receipt,))


def kept(turn: Turn, stays: Iterable[Stays]) -> list[Phrase]:
    """Say what stays, why, and until when: as the register and the retention rules have it."""
    today = turn.desk.today(turn.now)
    return [
        say(f"kept-{what.group}", day=today + timedelta(days=what.days))
        if what.days
        else say(f"kept-{what.group}")
        for what in stays
    ]


WITHDRAW_DIALOG = Dialog(name="withdraw", version=1, steps={"confirm": Step(_ask_withdraw, _take_withdraw)})
