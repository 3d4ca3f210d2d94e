"""Somebody takes an invitation: consent, a phone of their own, its code.

The invitation stands for the second fact and for nothing else. Until the code is right nothing is said about
the account (docs/adr/0033).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.account import card_of
from bot.dialogs.common import MENU, done, step
from bot.dialogs.consent import VERSION, ask, settled, told, version_of
from bot.dialogs.flow import Again, Chosen, Dialog, Done, Go, Shared, Start, Step, Typed
from bot.dialogs.link_done import finish
from bot.dialogs.link_phone import ask_for_code
from bot.dialogs.link_reverse import REVERSE
from bot.dialogs.model import Choice, Phrase, Press, Reply, say
from bot.dialogs.sms_states import UNDELIVERED, await_delivery, code_lost, paused
from bot.dialogs.suspended import suspended_screen
from core.codes import parse_code
from core.consents import LINKING
from core.linking import CodeRequest
from core.people import Invitation, Why
from core.phones import looks_like_phone
from core.usecases.people_invitations import NotValid, TriedTooOften, parse_invitation
from core.usecases.phone_codes import Expired, Paused, WrongCode
from core.usecases.phone_holds import SIM_REPLACED, hold_phone
from core.values import Phone, Wait

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn

_BACK = step("back", "button-back")


def invitation(turn: Turn, target: str) -> Move:
    """Take what a link carries or a person typed; ask for it where there is nothing yet."""
    if parse_invitation(target) is None:
        return Go("typed", dialog="invitation")
    turn.prefilled = [target]
    return Go("typed", dialog="invitation")


def _ask_typed(_turn: Turn) -> Reply:
    return Reply((say("invited-code-ask"),), choices=(MENU,))


def _typed_shape(_turn: Turn, text: str) -> str | None:
    found = parse_invitation(text)
    return f"{found[0]} {found[1]}" if found else None


def _take_typed(turn: Turn, answer: Answer) -> Move:
    if not isinstance(answer, Typed):
        return Start("menu")
    kind, _, typed = answer.value.partition(" ")
    found = turn.desk.open_invitation(turn.store, turn.session.address, kind, typed, turn.now_ms)
    if isinstance(found, TriedTooOften):
        return Again((say("link-too-often", wait=Wait(found.wait)),))
    if isinstance(found, NotValid):
        next_try = (say("link-next-try", wait=Wait(found.wait)),) if found.wait else ()
        return Again((say("invited-not-valid"), *next_try))
    return _found(turn, found)


def _found(turn: Turn, found: Invitation) -> Move:
    """Nothing new for who has it already, nothing at all for who is suspended, else consent and phone."""
    if any(link.account.id == found.account_id for link in turn.desk.list_accounts(turn.store, turn.session)):
        return Done((Reply((say("invited-already"),)), *card_of(turn, found.account_id)))
    barred = [
        link
        for link in turn.desk.list_suspended(turn.store, turn.session)
        if link.account_id == found.account_id and link.why is Why.DISPUTED
    ]
    if barred:
        return suspended_screen(barred)
    data: dict[str, str | int] = {
        "invitation": found.id,
        "account": found.account_id,
        "number": found.number,
        VERSION: version_of(turn, LINKING),
    }
    first = (say("invited", role=str(found.role)),)
    if turn.desk.give_consent.needed(turn.store, turn.session):
        return Go("consent", first=first, data=data)
    return Go("phone", first=(*first, *told(turn, LINKING)), data=data)


def _ask_consent(turn: Turn) -> Reply:
    return ask(turn, LINKING)


def _take_consent(turn: Turn, answer: Answer) -> Move:
    declined = done(say("invited-declined"), choices=(MENU,))
    return settled(turn, answer, declined, lambda receipt: Go("phone", first=(receipt,)))


def _ask_phone(_turn: Turn) -> Reply:
    contact = Choice("contact", say("button-contact"), Press.CONTACT)
    return Reply((say("invited-phone"),), choices=(contact, _BACK))


def _phone_shape(_turn: Turn, text: str) -> str | None:
    return text.strip() if looks_like_phone(text) else None


def _take_phone(turn: Turn, answer: Answer) -> Move:
    match answer:
        case Chosen():
            return Start("menu")
        case Shared(_, own=False):
            return Again((say("link-contact-not-own"),))
        case Shared(text) | Typed(text):
            phone = turn.desk.choose_phone.read(text)
            return _send(turn, phone) if phone else Again((say("link-phone-wrong"),))


def _send(turn: Turn, phone: str, verification: int = 0) -> Move:
    session, data = turn.session, turn.session.data
    request = CodeRequest(
        session.address,
        session.subscriber_id,
        int(data["account"]),
        str(data["number"]),
        phone,
        int(data["invitation"]),
    )
    return ask_for_code(turn, request, verification)


def _ask_reverse(turn: Turn) -> Reply:
    """Show the code to be sent from the phone, as linking does; nobody needs a bill here."""
    values = REVERSE.ask(turn).phrases[0].values
    choices = (step("resend", "button-new-code"), _BACK)
    return Reply((Phrase("invited-reverse", values), say("never-ask")), choices=choices)


def _ask_code(turn: Turn) -> Reply:
    life = Wait(turn.desk.send_code.limits.code_life)
    phone = Phone(str(turn.session.data["phone"]))
    return Reply(
        (say("invited-code", phone=phone, life=life), say("never-ask")),
        choices=(step("resend", "button-resend"), _BACK),
    )


def _digits(turn: Turn) -> int:
    return turn.desk.confirm_code.limits.code_digits


def _code_shape(turn: Turn, text: str) -> str | None:
    return parse_code(text, _digits(turn))


def _take_code(turn: Turn, answer: Answer) -> Move:
    data = turn.session.data
    match answer:
        case Typed(code) if len(code) != _digits(turn):
            return Again((say("link-code-length", digits=_digits(turn), typed=len(code)),))
        case Typed(code):
            return _confirm(turn, code)
        case Chosen("resend"):
            return _send(turn, str(data["phone"]), int(data["verification"]))
        case _:
            return Go("phone")


def _confirm(turn: Turn, code: str) -> Move:
    verification = int(turn.session.data["verification"])
    outcome = turn.desk.confirm_code(turn.store, turn.session.address, verification, code, turn.now_ms)
    match outcome:
        case WrongCode(left=0):
            return Again((say("link-code-void"),))
        case WrongCode(left, wait):
            next_try = (say("link-next-try", wait=Wait(wait)),) if wait else ()
            return Again((say("link-code-wrong", left=left), *next_try))
        case Paused():
            return Again((paused(outcome),))
        case Expired():
            return Again((say("link-code-expired"),))
        case _:
            return finish(turn, outcome)


def _code_result(turn: Turn, result: str, reason: str) -> Move | None:
    data = turn.session.data
    if result == "ok":
        turn.desk.send_code.left(turn.store, int(data["verification"]), int(data["counter"]), turn.now_ms)
        await_delivery(turn)
        return None
    if reason == SIM_REPLACED and result != UNDELIVERED:
        hold_phone(turn.store, turn.session.address, str(data["phone"]), turn.now_ms)
    return Go("phone", first=(code_lost(result, reason),))


INVITED_DIALOG = Dialog(
    name="invitation",
    version=1,
    steps={
        "typed": Step(
            _ask_typed,
            _take_typed,
            shape=_typed_shape,
            hint=lambda _: (say("invited-code-hint"),),
            secret=True,
        ),
        "consent": Step(_ask_consent, _take_consent),
        "phone": Step(
            _ask_phone,
            _take_phone,
            shape=_phone_shape,
            hint=lambda _: (say("link-phone-wrong"),),
            contact=True,
        ),
        "reverse": Step(_ask_reverse, REVERSE.take, hint=REVERSE.hint),
        "code": Step(
            _ask_code,
            _take_code,
            shape=_code_shape,
            result=_code_result,
            hint=lambda turn: (say("link-code-hint", digits=_digits(turn)),),
            secret=True,
        ),
    },
)
