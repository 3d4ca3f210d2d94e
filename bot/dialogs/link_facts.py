"""The second fact of linking: the code of the bill, the meter and the last payment, a code of the office.

Until it is proven nothing about the account is said, and what is said when it is not proven is the same for
every reason. «No bill at hand» leads from every step to the other facts and back to where it was pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.account import card_of
from bot.dialogs.common import BACK, CONTACTS, MENU, done, opens, step
from bot.dialogs.flow import Again, Chosen, Done, Go, Step, Typed
from bot.dialogs.link_done import too_old
from bot.dialogs.link_memo import forget, remember
from bot.dialogs.model import Reply, say
from core.codes import parse_code
from core.phones import phone_of
from core.privacy import Sensitivity
from core.second_facts import Fact, parse_amount, parse_pair, parse_serial
from core.usecases.receipts import Claim, Outdated, Proven, TooOften
from core.values import Masked, Wait

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Choice, Phrase

STEPS = {Fact.RECEIPT: "receipt", Fact.METER: "meter", Fact.OFFICE: "office"}
_FACTS = {name: fact for fact, name in STEPS.items()}
_LINES = 6
"""Lines of a message (voice)."""
KEEP = step("keep", "button-keep")
NO_RECEIPT = step("no-receipt", "button-no-receipt")
NO_BILL = step("no-receipt", "button-no-bill")
"""The same where «нет» answers another question."""


def wanted(turn: Turn) -> Fact:
    """The fact this person chose, or the first that is offered."""
    offered = turn.desk.rules.second_facts
    chosen = _FACTS.get(str(turn.session.data.get("fact", "")))
    return chosen if chosen in offered else offered[0]


def to_fact(turn: Turn, first: tuple[Phrase, ...] = ()) -> Go:
    """Ask for the second fact."""
    return Go(STEPS[wanted(turn)], first=first)


def read_fact(turn: Turn, text: str) -> str | None:
    """Any second fact in one message: the digits of a code, or `serial kopecks`; None for other text."""
    rules = turn.desk.rules
    code = parse_code(text, max(rules.receipt_digits, rules.office_digits))
    pair = parse_pair(text) if code is None and Fact.METER in rules.second_facts else None
    return f"{pair[0]} {pair[1]}" if pair else code


def _choices(turn: Turn, known: str = "") -> tuple[Choice, ...]:
    """«Forward» where the proof, or the answer called `known`, is there already."""
    keep = {"account", known} & turn.session.data.keys()
    return (*((KEEP,) if keep else ()), NO_RECEIPT, BACK)


def _ask_receipt(turn: Turn) -> Reply:
    digits = turn.desk.rules.receipt_digits
    phrases = (say("link-receipt", digits=digits), _months(turn), say("never-ask"))
    return Reply(phrases, choices=_choices(turn))


def _months(turn: Turn) -> Phrase:
    months = turn.desk.accepted_months(turn.now)
    newer, older = months[0], months[-1]
    if len(months) == 1:
        return say("link-receipt-month", month=newer)
    return say("link-receipt-two" if len(months) == 2 else "link-receipt-many", older=older, newer=newer)


def _ask_meter(turn: Turn) -> Reply:
    return Reply((say("linkingfacts-meter"), say("never-ask")), choices=_choices(turn, "serial"))


def _ask_payment(turn: Turn) -> Reply:
    phrases = (say("linkingfacts-payment"), say("never-ask"))
    return Reply(phrases, choices=_choices(turn), asks=Sensitivity.MONEY)


def _ask_office(turn: Turn) -> Reply:
    digits = turn.desk.rules.office_digits
    return Reply((say("linkingfacts-office", digits=digits), say("never-ask")), choices=_choices(turn))


def _meter_shape(_turn: Turn, text: str) -> str | None:
    pair = parse_pair(text)
    return f"{pair[0]} {pair[1]}" if pair else parse_serial(text)


def _payment_shape(_turn: Turn, text: str) -> str | None:
    kopecks = parse_amount(text)
    return None if kopecks is None else str(kopecks)


def _take(turn: Turn, answer: Answer, here: Fact) -> Move:
    if isinstance(answer, Typed):
        return _typed(turn, answer.value, here)
    return aside(answer, STEPS[here]) or (_kept(turn) if answer == Chosen("keep") else Go("account"))


def _typed(turn: Turn, value: str, here: Fact) -> Move:
    """Take the fact that the value is, whichever is open: people send what they have."""
    rules = turn.desk.rules
    serial, _, kopecks = value.partition(" ")
    if kopecks:
        return _check(turn, Fact.METER, serial, int(kopecks))
    if here is Fact.METER:
        return Go("payment", data={"serial": serial})
    digits = {Fact.RECEIPT: rules.receipt_digits, Fact.OFFICE: rules.office_digits}
    fact = next((f for f in (here, *rules.second_facts) if digits.get(f) == len(value)), None)
    if fact is None:
        key = "link-receipt-length" if here is Fact.RECEIPT else "linkingfacts-office-length"
        return Again((say(key, digits=digits[here], typed=len(value)),))
    return _check(turn, fact, value)


def _take_payment(turn: Turn, answer: Answer) -> Move:
    if isinstance(answer, Typed):
        return _check(turn, Fact.METER, str(turn.session.data.pop("serial", "")), int(answer.value))
    if answer == Chosen("keep"):
        return _kept(turn)
    return aside(answer, "payment") or Go("meter")


def _check(turn: Turn, fact: Fact, code: str, amount: int = 0) -> Move:
    desk, session = turn.desk, turn.session
    claim = Claim(session.address, str(session.data["number"]), code, fact, amount)
    verdict = desk.check_fact(turn.store, claim, desk.accepted_months(turn.now), turn.now_ms)
    if isinstance(verdict, Proven):
        return proven(turn, verdict)
    if isinstance(verdict, Outdated):
        return too_old(turn, verdict)
    if fact is Fact.METER:
        session.step = "meter"  # which of the two was wrong is not told: both are asked again
    if isinstance(verdict, TooOften):
        return Again((say("link-too-often", wait=Wait(verdict.wait)),))
    next_try = (say("link-next-try", wait=Wait(verdict.wait)),) if verdict.wait else ()
    return Again((*_mismatch(turn, fact), *next_try))


def _mismatch(turn: Turn, fact: Fact) -> tuple[Phrase, ...]:
    """One refusal for a fact, whatever the reason."""
    if fact is Fact.RECEIPT:
        return (say("link-mismatch"), _months(turn))
    return (say("linkingfacts-mismatch-meter" if fact is Fact.METER else "linkingfacts-mismatch-office"),)


def proven(turn: Turn, proof: Proven) -> Move:
    """The right is proven: what may be said of the account is said now, then the phone is asked."""
    typed = str(turn.session.data["number"])
    account = Masked(proof.number)
    mine = turn.desk.list_accounts(turn.store, turn.session)
    # Whoever was invited becomes an owner by proving it themselves: only owners have nothing to gain.
    if proof.account_id in {link.account.id for link in mine if link.role.manages}:
        forget(turn)
        first = Reply((say("link-already", account=account), *_renumbered(typed, account)))
        return Done((first, *card_of(turn, proof.account_id)))
    if proof.closed and not turn.desk.rules.closed_linkable:
        forget(turn)
        return done(say("linkingfacts-closed", account=account), choices=(CONTACTS, MENU))
    remember(turn, typed, proof.account_id, proof.office_code)
    turn.session.data.pop("verification", None)
    record, own = turn.desk.choose_phone.read(proof.phone) or "", phone_of(turn.session.address)
    if own and record in {"", own} and not turn.desk.rules.reverse:
        turn.prefilled = [own]  # the phone that texts is the one that the code goes to
    data: dict[str, str | int] = {
        "account": proof.account_id,
        "current": proof.number,
        "record": record,
        "office": proof.office_code,
    }
    return Go("phone", first=_renumbered(typed, account), data=data)


def _renumbered(typed: str, account: Masked) -> tuple[Phrase, ...]:
    return (say("linkingfacts-renumbered", account=account),) if account.number != typed else ()


def _kept(turn: Turn) -> Go:
    """Forward again to where the proof, or the serial, had led."""
    if "account" in turn.session.data:
        return Go("phone")
    return Go("payment") if "serial" in turn.session.data else Go("account")


def aside(answer: Answer, here: str) -> Move | None:
    """«No bill at hand», from any step; back goes where it was pressed."""
    if answer != Chosen("no-receipt"):
        return None
    return Go("no-receipt", data={"back": here})


def _ask_no_receipt(turn: Turn) -> Reply:
    if "account" in turn.session.data:
        return Reply((say("linkingfacts-no-bill-needed"), *offices(turn)), choices=(BACK, MENU, CONTACTS))
    others = tuple(step(STEPS[fact], f"button-fact-{STEPS[fact]}") for fact in _others(turn))
    return Reply(without_bill(turn), choices=(*others, BACK, MENU))


def _others(turn: Turn) -> list[Fact]:
    return [fact for fact in turn.desk.rules.second_facts if fact is not wanted(turn)]


def without_bill(turn: Turn, *, idle: bool = False) -> tuple[Phrase, ...]:
    """What proves an account without a bill, and where a bill is to be had."""
    facts = turn.desk.rules.second_facts
    ways = [STEPS[fact] for fact in (Fact.METER, Fact.OFFICE) if fact in facts]
    key = "linkingfacts-office-helps"
    if Fact.RECEIPT in facts:
        key = f"linkingfacts-no-bill-{'idle' if idle else '-'.join(ways)}" if ways else "link-no-receipt"
    lines = [say(f"linkingfacts-way-{way}") for way in ways]
    return (*lines, say(key), *offices(turn)[: _LINES - 2 - len(lines)])


def other_facts(turn: Turn) -> tuple[Choice, ...]:
    """Buttons that begin linking with a fact that needs no bill."""
    facts = [fact for fact in turn.desk.rules.second_facts if fact is not Fact.RECEIPT]
    return tuple(opens("link", f"button-fact-{STEPS[fact]}", STEPS[fact]) for fact in facts)


def offices(turn: Turn) -> tuple[Phrase, ...]:
    """Name the first offices, or the site where none is known."""
    supplier = turn.desk.supplier
    if supplier.offices:
        return tuple(say("office", office=office) for office in supplier.offices[:3])
    return (say("office-site", site=supplier.site),) if supplier.site else ()


def _take_no_receipt(turn: Turn, answer: Answer) -> Move:
    data = turn.session.data
    back = str(data.get("back", "account"))
    if isinstance(answer, Chosen) and answer.option in _FACTS:
        data["fact"] = answer.option
        return to_fact(turn) if "number" in data else Go(back)
    return Go(back)


def _hint(key: str) -> tuple[Phrase, ...]:
    return (say(key),)


FACT_STEPS = {
    "receipt": Step(
        _ask_receipt,
        lambda turn, answer: _take(turn, answer, Fact.RECEIPT),
        shape=read_fact,
        hint=lambda _: _hint("link-receipt-hint"),
        secret=True,
    ),
    "meter": Step(
        _ask_meter,
        lambda turn, answer: _take(turn, answer, Fact.METER),
        shape=_meter_shape,
        hint=lambda _: _hint("linkingfacts-meter-hint"),
        secret=True,
    ),
    "payment": Step(
        _ask_payment,
        _take_payment,
        shape=_payment_shape,
        hint=lambda _: _hint("linkingfacts-payment-hint"),
        secret=True,
    ),
    "office": Step(
        _ask_office,
        lambda turn, answer: _take(turn, answer, Fact.OFFICE),
        shape=read_fact,
        hint=lambda _: _hint("linkingfacts-office-hint"),
        secret=True,
    ),
}
_TYPED_BESIDE = FACT_STEPS.keys() - {"payment"}
"""Steps whose answer may come while the help is open; a sum is read only where it may be asked."""


def no_bill_step(account: Step) -> Step:
    """The help without a bill: who finds the bill after all, types what the question wanted.

    `account` is the step that asks for the number.
    """
    steps = {"account": account, **{name: FACT_STEPS[name] for name in _TYPED_BESIDE}}

    def pressed_at(turn: Turn) -> Step | None:
        return steps.get(str(turn.session.data.get("back", "account")))

    def shape(turn: Turn, text: str) -> str | None:
        asked = pressed_at(turn)
        return asked.shape(turn, text) if asked is not None and asked.shape is not None else None

    def take(turn: Turn, answer: Answer) -> Move:
        asked = pressed_at(turn)
        if asked is None or not isinstance(answer, Typed):
            return _take_no_receipt(turn, answer)
        turn.session.step = str(turn.session.data.get("back", "account"))
        return asked.take(turn, answer)

    return Step(_ask_no_receipt, take, shape=shape, secret=True)
