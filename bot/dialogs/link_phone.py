"""The second half of linking: the phone, the code by SMS, and the link itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.account import card_of
from bot.dialogs.codec import encode_reply
from bot.dialogs.common import BACK, CONTACTS, MENU, step
from bot.dialogs.flow import Again, Chosen, Done, Go, Shared, Step, Typed
from bot.dialogs.model import Choice, Menu, Press, Reply, say
from core.codes import parse_code
from core.linking import CodeRequest
from core.phones import address_of, looks_like_phone
from core.records import Effect, Priority
from core.usecases.phone_codes import Expired, Held, Linked, Paused, WrongCode
from core.values import Masked, Phone, Wait

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase
    from core.usecases.phone_codes import Sending

CODE_EFFECT = "code"
"""Kind of the effect that derives a one-time code and sends it."""


class CodePayload(msgspec.Struct, frozen=True):
    """What the executor of a code needs: the code follows from these, `number` is shown masked."""

    verification: int
    counter: int
    key_id: str
    number: str


def _record(turn: Turn) -> str:
    return str(turn.session.data.get("record", ""))


def _ask_phone(turn: Turn) -> Reply:
    record = _record(turn)
    if record:
        choices = (step("send", "button-send-code"), step("not-mine", "button-not-mine"), BACK)
        return Reply((say("link-phone-record", phone=Phone(record)),), choices=choices)
    contact = Choice("contact", say("button-contact"), Press.CONTACT)
    return Reply((say("link-phone"),), choices=(contact, BACK))


def _phone_shape(_turn: Turn, text: str) -> str | None:
    return text.strip() if looks_like_phone(text) else None


def _take_phone(turn: Turn, answer: Answer) -> Move:
    record = _record(turn)
    match answer:
        case Chosen("send") if record:
            return _send(turn, record)
        case Chosen("not-mine"):
            return Go("not-mine")
        case Chosen():
            return Go("account")
        case _ if record:
            return Again((say("link-phone-only-record", phone=Phone(record)),))
        case Shared(_, own=False):
            return Again((say("link-contact-not-own"),))
        case Shared(text) | Typed(text):
            phone = turn.desk.choose_phone.read(text)
            return _send(turn, phone) if phone else Again((say("link-phone-wrong"),))


def _phone_hint(turn: Turn) -> tuple[Phrase, ...]:
    record = _record(turn)
    return (say("link-phone-only-record", phone=Phone(record)) if record else say("link-phone-wrong"),)


def _ask_not_mine(_turn: Turn) -> Reply:
    return Reply((say("link-not-mine"),), choices=(BACK, MENU, CONTACTS))


def _take_not_mine(_turn: Turn, _answer: Answer) -> Move:
    return Go("phone")


def _send(turn: Turn, phone: str, verification: int = 0) -> Move:
    session = turn.session
    request = CodeRequest(
        session.address,
        session.subscriber_id,
        int(session.data["account"]),
        str(session.data["number"]),
        phone,
    )
    sending = turn.desk.send_code(turn.store, request, turn.now_ms, verification)
    if isinstance(sending, Held):
        return Again((say("link-code-held", wait=Wait(sending.wait)),))
    turn.effects.append(_code_effect(session.address, request, sending))
    data: dict[str, str | int] = {
        "phone": phone,
        "verification": sending.verification_id,
        "counter": sending.counter,
    }
    first = (say("link-code-again"),) if verification else ()
    return Go("code", first=first, data=data)


def _code_effect(address: str, request: CodeRequest, sending: Sending) -> Effect:
    payload = CodePayload(sending.verification_id, sending.counter, sending.key_id, request.number)
    return Effect(
        kind=CODE_EFFECT,
        address=address_of(request.phone),
        payload=msgspec.json.encode(payload).decode(),
        deadline_ms=sending.until_ms,
        notify=address,
        awaited=True,
    )


def _ask_code(turn: Turn) -> Reply:
    phone = Phone(str(turn.session.data["phone"]))
    life = Wait(turn.desk.send_code.limits.code_life)
    return Reply(
        (say("link-code", phone=phone, life=life), say("never-ask")),
        choices=(step("resend", "button-resend"), BACK),
    )


def _code_shape(turn: Turn, text: str) -> str | None:
    return parse_code(text, _digits(turn))


def _digits(turn: Turn) -> int:
    return turn.desk.confirm_code.limits.code_digits


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
        case Linked():
            return _linked(turn, outcome)
        case WrongCode(left=0):
            return Again((say("link-code-void"),))
        case WrongCode(left, wait):
            next_try = (say("link-next-try", wait=Wait(wait)),) if wait else ()
            return Again((say("link-code-wrong", left=left), *next_try))
        case Paused(wait):
            return Again((say("link-too-often", wait=Wait(wait)),))
        case Expired():
            return Again((say("link-code-expired"),))


def _linked(turn: Turn, outcome: Linked) -> Done:
    account = Masked(outcome.request.number)
    for neighbour in outcome.neighbours:
        news = Reply((say("link-announce", account=account),), choices=(CONTACTS,), lasting=True)
        turn.effects.append(
            Effect("message", neighbour.address, encode_reply(news), Priority.NOTICE, topic="link-announce")
        )
    receipt = Reply((say("link-done", account=account),), menu=Menu.MAIN, lasting=True)
    return Done((receipt, *card_of(turn, outcome.request.account_id)))


def _code_result(turn: Turn, result: str, _reason: str) -> Move | None:
    data = turn.session.data
    if result == "ok":
        turn.desk.send_code.left(turn.store, int(data["verification"]), int(data["counter"]), turn.now_ms)
        return None
    return Go("phone", first=(say("link-code-not-sent"),))


def _code_hint(turn: Turn) -> tuple[Phrase, ...]:
    return (say("link-code-hint", digits=_digits(turn)),)


PHONE = Step(_ask_phone, _take_phone, shape=_phone_shape, hint=_phone_hint, contact=True)
NOT_MINE = Step(_ask_not_mine, _take_not_mine)
CODE = Step(_ask_code, _take_code, shape=_code_shape, result=_code_result, hint=_code_hint, secret=True)
