"""Linking an account, from the door to its number: consent, what was left unfinished, the number.

Then `link_facts` asks for the second fact, `link_phone` for the phone and its code: see docs/linking.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs import consent
from bot.dialogs.common import BACK, MENU, step
from bot.dialogs.flow import Again, Chosen, Dialog, Go, Start, Step, Typed
from bot.dialogs.link_facts import (
    FACT_STEPS,
    KEEP,
    NO_RECEIPT,
    STEPS,
    aside,
    no_bill_step,
    proven,
    read_fact,
    to_fact,
)
from bot.dialogs.link_memo import forget, left, remember
from bot.dialogs.link_phone import PHONE_STEPS
from bot.dialogs.model import Kind, Reply, say
from bot.dialogs.reading_beside import beside_link
from core.consents import LINKING
from core.sealing import sealed, unsealed
from core.second_facts import Fact, parse_line
from core.values import Masked

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase


def link(turn: Turn, target: str) -> Move:
    """Begin. `target` may bring the number and a second fact (a command with arguments), or name a fact."""
    if turn.event.kind is Kind.TEXT and (reading := beside_link(turn, turn.event.text)) is not None:
        return reading
    return linked_by(turn, target)


def linked_by(turn: Turn, target: str) -> Move:
    """Begin with what came along, whatever else the text of this turn is."""
    if turn.desk.give_consent.needed(turn.store, turn.session):
        forget(turn)
        return consent.to_ask(turn, "link", _kept(turn, target))
    before = left(turn)
    if target or before is None:
        return _to_account(turn, target, dialog="link", first=consent.told(turn, LINKING))
    if before.alive:
        proof = {"account": before.account_id, "office": before.office_code}
        return Go("resume", dialog="link", data={"number": before.number, **proof})
    forget(turn)
    return _to_account(turn, target, dialog="link", first=(say("linkingfacts-afresh"),))


def _kept(turn: Turn, target: str) -> dict[str, str | int]:
    """Keep what came along until the consent is given: the number, and the second fact under seal."""
    if target in STEPS.values():
        return {"fact": target}
    number, _, rest = (_account_shape(turn, target) or "").partition(" ")
    if not number:
        return {}
    fact = read_fact(turn, rest) if rest else None
    if not fact:
        return {"typed": number}
    keys = turn.desk.check_fact.keys
    return {"typed": number, "fact": _fact_of(turn, fact), "sealed": sealed(keys, turn.event_id, rest)}


def _came_along(turn: Turn) -> str:
    """Take what `_kept` kept, as it was typed."""
    number = str(turn.session.data.pop("typed", ""))
    rest = unsealed(turn.desk.check_fact.keys, str(turn.session.data.pop("sealed", "")))
    return f"{number} {rest}" if rest else number


def _to_account(turn: Turn, typed: str, dialog: str = "", first: tuple[Phrase, ...] = ()) -> Go:
    if typed in STEPS.values():
        return Go("account", first=first, dialog=dialog, data={"fact": typed})
    if typed:
        turn.prefilled.insert(0, typed)
    return Go("account", first=first, dialog=dialog)


def _ask_consent(turn: Turn) -> Reply:
    return consent.ask(turn, LINKING)


def _take_consent(turn: Turn, answer: Answer) -> Move:
    def go_on(receipt: Phrase) -> Move:
        return _to_account(turn, _came_along(turn), first=(receipt,))

    return consent.settled(turn, answer, consent.declined(), go_on)


def _ask_resume(turn: Turn) -> Reply:
    data = turn.session.data
    key = "linkingfacts-resume-phone" if data["account"] else "linkingfacts-resume-fact"
    choices = (step("go-on", "button-go-on"), step("afresh", "button-afresh"), MENU)
    return Reply((say(key, account=Masked(str(data["number"]))),), choices=choices)


def _take_resume(turn: Turn, answer: Answer) -> Move:
    data = turn.session.data
    account_id, office = int(data.pop("account", 0)), int(data.pop("office", 0))
    if answer != Chosen("go-on"):
        forget(turn)
        data.clear()
        return Go("account")
    if not account_id:
        return to_fact(turn)
    return proven(turn, turn.desk.check_fact.again(turn.store, account_id, office))


def _ask_account(turn: Turn) -> Reply:
    kind, lengths = _lengths(turn)
    known = str(turn.session.data.get("number", ""))
    phrases = [say(f"link-account-{kind}", **lengths)]
    if known:
        phrases.append(say("linkingfacts-number-known", account=Masked(known)))
    return Reply(tuple(phrases), choices=(*((KEEP,) if known else ()), NO_RECEIPT, BACK))


def _lengths(turn: Turn) -> tuple[str, dict[str, int]]:
    """How long a number is: one length, one of two, or from the shortest to the longest."""
    lengths = sorted(set(turn.desk.rules.account_lengths))
    if len(lengths) == 1:
        return "one", {"digits": lengths[0]}
    return "two" if len(lengths) == 2 else "between", {"digits": lengths[0], "most": lengths[-1]}


def _account_shape(turn: Turn, text: str) -> str | None:
    """The number, and after a space the second fact as it was typed."""
    rules = turn.desk.rules
    digits = {Fact.RECEIPT: rules.receipt_digits, Fact.OFFICE: rules.office_digits}
    codes = tuple(digits[fact] for fact in rules.second_facts if fact in digits)
    return parse_line(text, rules.account_lengths, codes)


def _take_account(turn: Turn, answer: Answer) -> Move:
    data = turn.session.data
    if isinstance(answer, Typed):
        return _typed(turn, *answer.value.split(" ", 1))
    if answer == Chosen("keep") and "number" in data:
        return to_fact(turn)
    return aside(answer, "account") or Start("menu")


def _typed(turn: Turn, number: str, rest: str = "") -> Move:
    data = turn.session.data
    if len(number) not in turn.desk.rules.account_lengths:
        kind, lengths = _lengths(turn)
        return Again((say(f"link-account-length-{kind}", typed=len(number), **lengths),))
    if data.get("number") != number:
        for name in ("account", "current", "record", "office", "phone", "verification"):
            data.pop(name, None)
        data["number"] = number
        remember(turn, number)
    fact = read_fact(turn, rest) if rest else None
    if fact:
        turn.prefilled.insert(0, rest)
        data["fact"] = _fact_of(turn, fact)
    return to_fact(turn)


def _fact_of(turn: Turn, value: str) -> str:
    """The step that takes the value; "" where only its length is wrong."""
    rules = turn.desk.rules
    steps = {rules.receipt_digits: "receipt", rules.office_digits: "office"}
    return "meter" if " " in value else steps.get(len(value), "")


_ACCOUNT = Step(_ask_account, _take_account, shape=_account_shape, hint=lambda _: (say("link-account-hint"),))
LINK_DIALOG = Dialog(
    name="link",
    version=2,
    steps={
        "consent": Step(_ask_consent, _take_consent),
        "resume": Step(_ask_resume, _take_resume),
        "account": _ACCOUNT,
        **FACT_STEPS,
        "no-receipt": no_bill_step(_ACCOUNT),
        **PHONE_STEPS,
    },
)
