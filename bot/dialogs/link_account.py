"""Linking an account: consent, number, code of the bill; then `link_phone` asks for the phone and its code.

Until the code of the bill is proven nothing about the account is said, and what is said when it is not
proven is the same for every reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.account import card_of
from bot.dialogs.common import BACK, CONTACTS, LINK, MENU, done, step
from bot.dialogs.flow import Again, Chosen, Dialog, Done, Go, Start, Step, Typed
from bot.dialogs.link_phone import CODE, NOT_MINE, PHONE
from bot.dialogs.model import Reply, say
from core.account_numbers import parse_number
from core.codes import parse_code
from core.usecases.receipts import Claim, Proven, TooOften
from core.values import Masked, Wait

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.model import Phrase

_NO_RECEIPT = step("no-receipt", "button-no-receipt")


def link(turn: Turn, target: str) -> Move:
    """Begin; `target` may bring the number and the code of the bill (a command with arguments)."""
    if turn.desk.give_consent.needed(turn.store, turn.session):
        return Go("consent", dialog="link", data=_kept(turn, target))
    return _to_account(turn, target, dialog="link")


def _kept(turn: Turn, target: str) -> dict[str, str | int]:
    """Keep the number until the consent is given; the code of the bill is stored nowhere."""
    rules = turn.desk.rules
    typed = parse_number(target, rules.account_lengths, rules.receipt_digits)
    return {"typed": typed.number} if typed else {}


def _to_account(turn: Turn, typed: str, dialog: str = "", first: tuple[Phrase, ...] = ()) -> Go:
    if typed:
        turn.prefilled.insert(0, typed)
    return Go("account", first=first, dialog=dialog)


def _ask_consent(turn: Turn) -> Reply:
    rules, supplier = turn.desk.rules, turn.desk.supplier
    phrases = [say("link-consent", version=rules.consent_version)]
    if supplier.privacy_url:
        phrases.append(say("link-consent-policy", url=supplier.privacy_url))
    return Reply(tuple(phrases), choices=(step("yes", "button-agree"), step("no", "button-decline")))


def _take_consent(turn: Turn, answer: Answer) -> Move:
    if answer != Chosen("yes"):
        return done(say("link-consent-declined"), choices=(LINK, CONTACTS, MENU))
    turn.desk.give_consent(turn.store, turn.session, turn.event_id, turn.now_ms)
    recorded = say("link-consent-recorded", version=turn.desk.rules.consent_version)
    return _to_account(turn, str(turn.session.data.pop("typed", "")), first=(recorded,))


def _ask_account(turn: Turn) -> Reply:
    kind, lengths = _lengths(turn)
    return Reply((say(f"link-account-{kind}", **lengths),), choices=(_NO_RECEIPT, BACK))


def _lengths(turn: Turn) -> tuple[str, dict[str, int]]:
    """How long a number is: one length, one of two, or from the shortest to the longest."""
    lengths = sorted(set(turn.desk.rules.account_lengths))
    if len(lengths) == 1:
        return "one", {"digits": lengths[0]}
    return "two" if len(lengths) == 2 else "between", {"digits": lengths[0], "most": lengths[-1]}


def _account_shape(turn: Turn, text: str) -> str | None:
    rules = turn.desk.rules
    typed = parse_number(text, rules.account_lengths, rules.receipt_digits)
    return str(typed) if typed else None


def _take_account(turn: Turn, answer: Answer) -> Move:
    if isinstance(answer, Typed):
        number, _, code = answer.value.partition(" ")
        if len(number) not in turn.desk.rules.account_lengths:
            kind, lengths = _lengths(turn)
            return Again((say(f"link-account-length-{kind}", typed=len(number), **lengths),))
        if code:
            turn.prefilled.insert(0, code)
        return Go("receipt", data={"number": number})
    return _aside(answer, "account") or Start("menu")


def _ask_receipt(turn: Turn) -> Reply:
    digits = turn.desk.rules.receipt_digits
    return Reply((say("link-receipt", digits=digits), _months(turn)), choices=(_NO_RECEIPT, BACK))


def _months(turn: Turn) -> Phrase:
    months = turn.desk.accepted_months(turn.now)
    newer, older = months[0], months[-1]
    if len(months) == 1:
        return say("link-receipt-month", month=newer)
    return say("link-receipt-two" if len(months) == 2 else "link-receipt-many", older=older, newer=newer)


def _receipt_shape(turn: Turn, text: str) -> str | None:
    return parse_code(text, turn.desk.rules.receipt_digits)


def _take_receipt(turn: Turn, answer: Answer) -> Move:
    if isinstance(answer, Typed):
        return _check(turn, answer.value)
    return _aside(answer, "receipt") or Go("account")


def _check(turn: Turn, code: str) -> Move:
    desk, number = turn.desk, str(turn.session.data["number"])
    if len(code) != desk.rules.receipt_digits:
        return Again((say("link-receipt-length", digits=desk.rules.receipt_digits, typed=len(code)),))
    claim = Claim(turn.session.address, number, code)
    verdict = desk.check_receipt(turn.store, claim, desk.accepted_months(turn.now), turn.now_ms)
    if isinstance(verdict, Proven):
        return _proven(turn, verdict.account_id, number)
    if isinstance(verdict, TooOften):
        return Again((say("link-too-often", wait=Wait(verdict.wait)),))
    next_try = (say("link-next-try", wait=Wait(verdict.wait)),) if verdict.wait else ()
    return Again((say("link-mismatch"), _months(turn), *next_try))


def _proven(turn: Turn, account_id: int, number: str) -> Move:
    already = {mine.account.id for mine in turn.desk.list_accounts(turn.store, turn.session)}
    if account_id in already:
        first = Reply((say("link-already", account=Masked(number)),))
        return Done((first, *card_of(turn, account_id)))
    on_record = turn.desk.choose_phone.on_record(turn.store, account_id)
    return Go("phone", data={"account": account_id, "record": on_record})


def _aside(answer: Answer, here: str) -> Move | None:
    """«No bill at hand», from any step of the bill; back goes where it was pressed."""
    return Go("no-receipt", data={"back": here}) if answer == Chosen("no-receipt") else None


def _ask_no_receipt(turn: Turn) -> Reply:
    return Reply((say("link-no-receipt"), *offices(turn)), choices=(BACK, MENU))


def offices(turn: Turn) -> tuple[Phrase, ...]:
    """Name the first offices, or the site where none is known."""
    supplier = turn.desk.supplier
    if supplier.offices:
        return tuple(say("office", office=office) for office in supplier.offices[:3])
    return (say("office-site", site=supplier.site),) if supplier.site else ()


def _take_no_receipt(turn: Turn, _answer: Answer) -> Move:
    return Go(str(turn.session.data.get("back", "account")))


def _hint(key: str) -> tuple[Phrase, ...]:
    return (say(key),)


LINK_DIALOG = Dialog(
    name="link",
    version=1,
    steps={
        "consent": Step(_ask_consent, _take_consent),
        "account": Step(
            _ask_account, _take_account, shape=_account_shape, hint=lambda _: _hint("link-account-hint")
        ),
        "receipt": Step(
            _ask_receipt,
            _take_receipt,
            shape=_receipt_shape,
            hint=lambda _: _hint("link-receipt-hint"),
            secret=True,
        ),
        "no-receipt": Step(_ask_no_receipt, _take_no_receipt),
        "phone": PHONE,
        "not-mine": NOT_MINE,
        "code": CODE,
    },
)
