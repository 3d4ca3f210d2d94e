"""Consents by purpose: asking, telling where nobody is asked, showing them, taking one back.

The words of every version are texts of the catalogue, `consent-text-<purpose>-<version>`, and never change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, LINK, MENU, done, opens, step
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Start, Step
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Reply, say
from core.clock import from_ms
from core.consents import EBILL, LINKING, PURPOSES, SMS_NOTICES, Basis
from core.records import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Choice, Phrase
    from core.consents import Terms

_CONSENTS = opens("consents", "button-consents")
_AGREE = opens("agree", "button-agree-new")
SMS_ALLOW = opens("sms-allow", "button-sms-allow")
_SMS_FORBID = opens("sms-forbid", "button-sms-forbid")
_WITHDRAW = opens("withdraw", "button-withdraw")
VERSION = "terms"
"""Where a session keeps the version that is being asked about."""


def question(purpose: str, terms: Terms, url: str) -> tuple[Phrase, ...]:
    """The words that a person agrees to or is told; these and no others are archived."""
    asks = terms.basis is Basis.CONSENT
    name = f"{purpose}-{terms.version}"
    words = (say(f"consent-text-{name}") if asks else say(f"contract-text-{name}"),)
    return (*words, say("consent-policy", url=url)) if url else words


def version_of(turn: Turn, purpose: str) -> str:
    """The version in force."""
    return turn.desk.law.terms[purpose].version


def ask(turn: Turn, purpose: str) -> Reply:
    """Ask for a consent."""
    words = question(purpose, turn.desk.law.terms[purpose], turn.desk.supplier.privacy_url)
    return Reply(words, choices=(step("yes", "button-agree"), step("no", "button-decline")))


def changed(turn: Turn, purpose: str) -> bool:
    """Whether the answer is about words that were replaced since they were shown."""
    return turn.session.data.get(VERSION, version_of(turn, purpose)) != version_of(turn, purpose)


def told(turn: Turn, purpose: str) -> tuple[Phrase, ...]:
    """Where the contract is the basis: what a person is told once, instead of being asked.

    What they said meanwhile is no part of the proof: it may be a code.
    """
    if not turn.desk.give_consent.untold(turn.store, turn.session, purpose):
        return ()
    turn.desk.give_consent(turn.store, turn.session, turn.event_id, turn.now_ms, purpose=purpose)
    return question(purpose, turn.desk.law.terms[purpose], turn.desk.supplier.privacy_url)


def keep(turn: Turn, purpose: str) -> None:
    """Keep that the person agreed, with what they pressed or wrote."""
    said = turn.event.choice or turn.event.text
    turn.desk.give_consent(turn.store, turn.session, turn.event_id, turn.now_ms, purpose=purpose, said=said)


def to_ask(turn: Turn, dialog: str, data: Mapping[str, str | int], first: tuple[Phrase, ...] = ()) -> Go:
    """Go to the step `consent` of a dialog of linking, with what it is to remember."""
    return Go("consent", first=first, dialog=dialog, data={**data, VERSION: version_of(turn, LINKING)})


def settled(turn: Turn, answer: Answer, declined: Move, go_on: Callable[[Phrase], Move]) -> Move:
    """Take the answer: `declined`, asked again in new words, or kept, and `go_on` gets the receipt."""
    if answer != Chosen("yes"):
        return declined
    if changed(turn, LINKING):
        return to_ask(turn, "", {})
    keep(turn, LINKING)
    return go_on(say("link-consent-recorded", version=version_of(turn, LINKING)))


def declined() -> Move:
    """Nothing is linked without the consent; the rest goes on."""
    return done(say("link-consent-declined"), choices=(LINK, CONTACTS, MENU))


def reminder(turn: Turn) -> tuple[tuple[Phrase, ...], tuple[Choice, ...]]:
    """A line and a button when the text of a consent is newer than the one in force; nothing is blocked."""
    return ((say("consent-outdated"),), (_AGREE,)) if _outdated(turn) else ((), ())


def _outdated(turn: Turn) -> str:
    """The first purpose whose new text was not answered yet; "" for none."""
    refused = turn.session.memo.get("declined", "")
    for purpose in PURPOSES:
        asked = f"{purpose} {version_of(turn, purpose)}"
        if asked != refused and turn.desk.give_consent.outdated(turn.store, turn.session, purpose):
            return purpose
    return ""


def consents(turn: Turn, _target: str) -> Move:
    """Show what was agreed to, purpose by purpose."""
    if not turn.session.subscriber_id:
        return for_guest()
    shown = (purpose for purpose in PURPOSES if purpose != EBILL or _given(turn, purpose))
    phrases, choices = [_state(turn, purpose) for purpose in shown], [MENU]
    if turn.desk.law.terms[SMS_NOTICES].basis is Basis.CONSENT:
        given = turn.store.consents.current(turn.session.subscriber_id, SMS_NOTICES)
        choices.insert(0, _SMS_FORBID if given else SMS_ALLOW)
    more, button = reminder(turn)
    return Done((Reply((*phrases, *more), choices=(*button, *choices[:-1], _WITHDRAW, MENU)),))


def _given(turn: Turn, purpose: str) -> bool:
    """Whether it was ever asked for: what nobody asked for is not worth a line."""
    return turn.store.consents.current(turn.session.subscriber_id, purpose) is not None


def _state(turn: Turn, purpose: str) -> Phrase:
    if turn.desk.law.terms[purpose].basis is Basis.CONTRACT:
        return say(f"consents-{purpose}-contract")
    given = turn.store.consents.current(turn.session.subscriber_id, purpose)
    if given is None or given.basis != Basis.CONSENT:
        return say(f"consents-{purpose}-none")
    day = turn.desk.today(from_ms(given.given_ms))
    return say(f"consents-{purpose}-given", day=day, version=given.version)


def agree(turn: Turn, _target: str) -> Move:
    """Ask about the text that is new to this person."""
    purpose = _outdated(turn)
    return _to_ask(turn, purpose) if purpose else consents(turn, "")


def sms_allow(turn: Turn, _target: str) -> Move:
    """Ask whether we may send SMS of our own accord (126-ФЗ)."""
    if not turn.session.subscriber_id:
        return for_guest()
    if not turn.desk.give_consent.needed(turn.store, turn.session, SMS_NOTICES):
        return consents(turn, "")
    return _to_ask(turn, SMS_NOTICES)


def sms_forbid(turn: Turn, _target: str) -> Move:
    """Take the consent to SMS back at once; everything else goes on."""
    if not turn.session.subscriber_id:
        return for_guest()
    turn.desk.revoke_consent(turn.store, turn.session, SMS_NOTICES, turn.now_ms)
    return Done((Reply((say("sms-forbidden"),), choices=(_CONSENTS, MENU), lasting=True),))


def _to_ask(turn: Turn, purpose: str) -> Go:
    return Go("ask", dialog="consent", data={"purpose": purpose, VERSION: version_of(turn, purpose)})


def unheard(turn: Turn) -> bool:
    """Whether we may not begin at this phone of somebody known for want of a consent to SMS."""
    who = turn.session.subscriber_id
    return who > 0 and not turn.desk.may_start(turn.store, Session(turn.session.address, who))


def about_sms(turn: Turn) -> tuple[Phrase, ...]:
    """What a person who linked an account is told of SMS that we begin: the contract, or how to allow them.

    Nobody is asked a second time who said no to these words.
    """
    if notice := told(turn, SMS_NOTICES):
        return notice
    refused = turn.session.memo.get("declined") == f"{SMS_NOTICES} {version_of(turn, SMS_NOTICES)}"
    if refused or turn.session.muted or not unheard(turn):
        return ()
    return (say("sms-offered"),)


def _ask(turn: Turn) -> Reply:
    return ask(turn, str(turn.session.data["purpose"]))


def _take(turn: Turn, answer: Answer) -> Move:
    purpose = str(turn.session.data["purpose"])
    if changed(turn, purpose):
        return Start("sms-allow" if purpose == SMS_NOTICES else "agree")
    if answer != Chosen("yes"):
        turn.session.memo["declined"] = f"{purpose} {version_of(turn, purpose)}"
        return done(say(f"consent-declined-{purpose}"), choices=(_CONSENTS, MENU))
    keep(turn, purpose)
    receipt = Reply((say("consent-done", version=version_of(turn, purpose)),), choices=(_CONSENTS, MENU))
    return Done((replace(receipt, lasting=True),))


CONSENT_DIALOG = Dialog(name="consent", version=1, steps={"ask": Step(_ask, _take)})
