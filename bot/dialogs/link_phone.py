"""The second half of linking: the phone, the code by SMS, and the link itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.common import BACK, CONTACTS, MENU, linked, step
from bot.dialogs.flow import Again, Chosen, Go, Shared, Step, Typed
from bot.dialogs.link_done import finish, phone_changed
from bot.dialogs.link_facts import NO_BILL, aside, to_fact
from bot.dialogs.link_pending import is_code
from bot.dialogs.link_reverse import REVERSE
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.small_talk import CODE
from bot.dialogs.sms_states import UNDELIVERED, await_delivery, code_lost, paused
from core.codes import parse_code
from core.linking import CodeRequest
from core.phones import address_of, looks_like_phone, phone_of
from core.records import Effect
from core.usecases.phone_codes import Barred, Held, Linked, Overtaken, Paused, PhoneChanged, WrongCode
from core.usecases.phone_holds import SIM_REPLACED, hold_phone
from core.values import Phone, Wait

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase
    from core.usecases.phone_codes import Sending

CODE_EFFECT = "code"
"""Kind of the effect that derives a one-time code and sends it."""

_TO_CODE = step("to-code", "button-to-code")
_NOT_MINE = step("not-mine", "button-not-mine")


class CodePayload(msgspec.Struct, frozen=True):
    """What the executor of a code needs: the code follows from these, `number` is shown masked."""

    verification: int
    counter: int
    key_id: str
    number: str


def _record(turn: Turn) -> str:
    return str(turn.session.data.get("record", ""))


def _ask_phone(turn: Turn) -> Reply:
    """Billing's phone, or any own one where billing knows none; a code on its way is not forgotten."""
    record, sent = _record(turn), "verification" in turn.session.data
    contact = Choice("contact", say("button-contact"), Press.CONTACT)
    if sent:
        choices = (_TO_CODE, _NOT_MINE if record else contact, NO_BILL, BACK)
        phrase = say("linkingfacts-code-sent", phone=Phone(str(turn.session.data["phone"])))
        return Reply((phrase,), choices=choices)
    if not record:
        return Reply((say(_phone_key(turn, "any")),), choices=(contact, NO_BILL, BACK))
    send = step("send", "button-send-reverse" if turn.desk.rules.reverse else "button-send-code")
    phrase = say(_phone_key(turn, "record"), phone=Phone(record))
    return Reply((phrase,), choices=(send, _NOT_MINE, NO_BILL, BACK))


def _phone_key(turn: Turn, kind: str) -> str:
    if turn.desk.rules.reverse:
        return f"linkingfacts-phone-{kind}"
    return "link-phone-record" if kind == "record" else "link-phone"


def _phone_shape(_turn: Turn, text: str) -> str | None:
    return text.strip() if looks_like_phone(text) else None


def _take_phone(turn: Turn, answer: Answer) -> Move:
    data, record = turn.session.data, _record(turn)
    match answer:
        case Chosen("not-mine"):
            return Go("not-mine")
        case Chosen("to-code") if "verification" in data:
            return Go(_waiting(turn))
        case Chosen("send") | Typed() | Shared() if _renewed(turn) != record:
            return phone_changed(turn)
        case Chosen("send") if record:
            return _send(turn, record)
        case Chosen():
            return aside(answer, "phone") or to_fact(turn)
        case Typed() | Shared():
            return _own_phone(turn, record, answer)


def _own_phone(turn: Turn, record: str, answer: Typed | Shared) -> Move:
    """A phone that was typed or shared: where billing knows one, only that one will do."""
    own = isinstance(answer, Typed) or answer.own
    phone = turn.desk.choose_phone.read(answer.value if isinstance(answer, Typed) else answer.phone)
    if record and not (own and phone == record):
        return Again((say("link-phone-only-record", phone=Phone(record)),))
    if not own:
        return Again((say("link-contact-not-own"),))
    return _send(turn, phone) if phone else Again((say("link-phone-wrong"),))


def _renewed(turn: Turn) -> str:
    """Billing's phone of this moment: an import may have brought another since it was shown."""
    return turn.desk.choose_phone.on_record(turn.store, int(turn.session.data["account"]))


def _phone_hint(turn: Turn) -> tuple[Phrase, ...]:
    record = _record(turn)
    return (say("link-phone-only-record", phone=Phone(record)) if record else say("link-phone-wrong"),)


def _ask_not_mine(_turn: Turn) -> Reply:
    return Reply((say("link-not-mine"),), choices=(BACK, NO_BILL, MENU, CONTACTS))


def _take_not_mine(_turn: Turn, answer: Answer) -> Move:
    return aside(answer, "not-mine") or Go("phone")


def _waiting(turn: Turn) -> str:
    return "reverse" if turn.desk.rules.reverse else "code"


def _send(turn: Turn, phone: str, verification: int = 0) -> Move:
    session = turn.session
    account_id, number = int(session.data["account"]), str(session.data["current"])
    request = CodeRequest(session.address, session.subscriber_id, account_id, number, phone)
    return ask_for_code(turn, request, verification)


def ask_for_code(turn: Turn, request: CodeRequest, verification: int) -> Move:
    """Have a code sent, the first or one more, and wait for it at the dialog's step `code` or `reverse`."""
    session = turn.session
    sending = turn.desk.send_code(turn.store, request, turn.now_ms, verification)
    if isinstance(sending, Held):
        key = "smsstates-code-held" if sending.replaced else "link-code-held"
        return Again((say(key, wait=Wait(sending.wait)),))
    data: dict[str, str | int] = {
        "phone": request.phone,
        "verification": sending.verification_id,
        "counter": sending.counter,
        "key": sending.key_id,
    }
    if turn.desk.rules.reverse:
        turn.desk.send_code.left(turn.store, sending.verification_id, sending.counter, turn.now_ms)
        return Go("reverse", data=data)
    turn.effects.append(code_effect(session.address, request, sending))
    first = (say("link-code-again"),) if verification else ()
    # To the phone that texts, the code is the question: a second SMS would only cost money.
    return Go("code", first=first, data=data, asked=phone_of(session.address) == request.phone)


def code_effect(address: str, request: CodeRequest, sending: Sending) -> Effect:
    """The effect that sends the code; the conversation at `address` waits for its end."""
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
        choices=(step("resend", "button-resend"), NO_BILL, BACK),
    )


def _code_shape(turn: Turn, text: str) -> str | None:
    typed = parse_code(text, _digits(turn))
    return typed if typed is None or CODE in turn.path or _meant_as_code(turn, typed) else None


def _meant_as_code(turn: Turn, typed: str) -> bool:
    """Whether a bare number answers the question about the code; where readings are texted only the code."""
    if not phone_of(turn.session.address) or not linked(turn):
        return True
    return is_code(turn, turn.session.data, typed)


def _digits(turn: Turn) -> int:
    return turn.desk.confirm_code.limits.code_digits


def _take_code(turn: Turn, answer: Answer) -> Move:
    data = turn.session.data
    match answer:
        case Typed(code) if len(code) != _digits(turn):
            return Again((say("link-code-length", digits=_digits(turn), typed=len(code)),))
        case Typed(code):
            return _confirm(turn, code)
        case Chosen("resend") if _renewed(turn) not in {"", data["phone"]}:
            return phone_changed(turn)
        case Chosen("resend"):
            return _send(turn, str(data["phone"]), int(data["verification"]))
        case _:
            return aside(answer, "code") or Go("phone")


def _confirm(turn: Turn, code: str) -> Move:
    verification = int(turn.session.data["verification"])
    outcome = turn.desk.confirm_code(turn.store, turn.session.address, verification, code, turn.now_ms)
    if isinstance(outcome, Linked | Barred | PhoneChanged | Overtaken):
        return finish(turn, outcome)
    match outcome:
        case WrongCode(left=0):
            return Again((say("link-code-void"),))
        case WrongCode(left, wait):
            next_try = (say("link-next-try", wait=Wait(wait)),) if wait else ()
            return Again((say("link-code-wrong", left=left), *next_try))
        case Paused():
            return Again((paused(outcome),))
        case _:
            return Again((say("link-code-expired"),))


def _code_result(turn: Turn, result: str, reason: str) -> Move | None:
    data = turn.session.data
    if result == "ok":
        turn.desk.send_code.left(turn.store, int(data["verification"]), int(data["counter"]), turn.now_ms)
        await_delivery(turn)
        return None
    data.pop("verification")
    if reason == SIM_REPLACED and result != UNDELIVERED:
        hold_phone(turn.store, turn.session.address, str(data["phone"]), turn.now_ms)
    return Go("phone", first=(code_lost(result, reason),))


def _code_hint(turn: Turn) -> tuple[Phrase, ...]:
    return (say("link-code-hint", digits=_digits(turn)),)


PHONE_STEPS = {
    "phone": Step(_ask_phone, _take_phone, shape=_phone_shape, hint=_phone_hint, contact=True),
    "not-mine": Step(_ask_not_mine, _take_not_mine),
    "code": Step(
        _ask_code,
        _take_code,
        shape=_code_shape,
        result=_code_result,
        hint=_code_hint,
        secret=True,
        reads=True,
    ),
    "reverse": REVERSE,
}
