"""Reverse confirmation: the chat shows a code, the person texts it from the phone, the chat is told.

The SMS comes to the conversation of its phone (`tel:+7…`). A turn writes only its own session, so the chat
that waits is told by an event of its own: the entry `phone-heard`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.common import BACK, MENU, done, step
from bot.dialogs.flow import Chosen, Done, Go, Step
from bot.dialogs.link_done import finish
from bot.dialogs.link_facts import NO_BILL, aside
from bot.dialogs.model import Reply, say
from bot.dialogs.sms_states import paused
from bot.dialogs.stage import close
from core.codes import parse_code
from core.phones import phone_of
from core.records import RawEvent
from core.usecases.phone_codes import Expired, Linked
from core.usecases.reverse import Heard, TooSoon
from core.values import Phone, Wait

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase
    from core.linking import Verification

SOURCE = "entry"
"""Source of events by which one conversation tells another; read by `bot.handlers.entries`."""
HEARD = "phone-heard"
_RUN = re.compile(r"[0-9]+")
_LONGEST = 60
"""Characters in which a code is looked for: people write words around it."""


def _ask(turn: Turn) -> Reply:
    data, desk = turn.session.data, turn.desk
    code = desk.send_code.code(int(data["verification"]), int(data["counter"]), str(data["key"]))
    phrase = say(
        "linkingfacts-reverse",
        code=code,
        phone=Phone(str(data["phone"])),
        reverse_phone=desk.rules.reverse_phone,
        life=Wait(desk.send_code.limits.code_life),
    )
    return Reply((phrase, say("never-ask")), choices=(step("resend", "button-new-code"), NO_BILL, BACK))


def _take(turn: Turn, answer: Answer) -> Move:
    if answer == Chosen("resend"):
        turn.session.data.pop("verification", None)
        return Go("phone", first=(say("linkingfacts-reverse-new"),))
    return aside(answer, "reverse") or Go("phone")


def hear(turn: Turn, text: str, *, answers: bool) -> Move | None:
    """Take a text from a phone that may be a code some chat waits for; None for everything else.

    `answers`: a question is open in this conversation too; then only the very code is taken.
    """
    phone = phone_of(turn.session.address)
    if not phone or not turn.desk.rules.reverse:
        return None
    digits = turn.desk.confirm_code.limits.code_digits
    bare = parse_code(text, digits)
    found = [run for run in _RUN.findall(text[:_LONGEST]) if len(run) == digits]
    code = bare or (found[0] if len(found) == 1 else "")
    if len(code) != digits:
        return None
    guess = bare is not None and (not answers or turn.session.step == "reverse")
    heard = turn.desk.hear_phone(turn.store, phone, code, turn.now_ms, guess=guess)
    if heard is None:
        return None
    if isinstance(heard, TooSoon):
        return done(paused(heard))
    if isinstance(heard, Heard):
        return _told(turn, heard.verification)
    for request in heard.void:
        _tell(turn, request)
    return done(say("linkingfacts-misheard"))


def _told(turn: Turn, request: Verification) -> Move:
    if request.request.address == turn.session.address:
        return phone_heard(turn, str(request.id))
    _tell(turn, request)
    return done(say("linkingfacts-heard"))


def _tell(turn: Turn, request: Verification) -> None:
    """Store an event for the chat that waits, in this very transaction."""
    body = msgspec.json.encode({"entry": HEARD, "target": str(request.id)})
    source_id = f"{HEARD}:{request.id}.{request.counter}"
    turn.store.inbox.store(RawEvent(SOURCE, source_id, request.request.address, body, turn.now_ms))


def phone_heard(turn: Turn, target: str) -> Move:
    """The phone has sent its code, or has no tries left: link, or say what to do."""
    session = turn.session
    if not turn.desk.rules.reverse or not target.isdecimal() or len(target) > 18:
        return Done(())
    waits = session.step == "reverse" and session.data.get("verification") == int(target)
    outcome = turn.desk.confirm_code.heard(turn.store, session.address, int(target), turn.now_ms)
    if isinstance(outcome, Expired):
        return Go("phone", first=(say("linkingfacts-reverse-void"),)) if waits else Done(())
    if not waits and not isinstance(outcome, Linked):
        return done(say("link-code-expired"), choices=(MENU,))
    move = finish(turn, outcome)
    if waits and isinstance(move, Done):
        close(turn)  # the question that waited for this is answered: nothing is put again
    return move


def _hint(turn: Turn) -> tuple[Phrase, ...]:
    return (say("linkingfacts-reverse-hint", reverse_phone=turn.desk.rules.reverse_phone),)


REVERSE = Step(_ask, _take, hint=_hint)
