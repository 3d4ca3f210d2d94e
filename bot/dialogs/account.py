"""The account card, the list of accounts, and leaving one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import LINK, MENU, done, opens, place_key, step
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Start, Step
from bot.dialogs.guests import for_guest
from bot.dialogs.mine import of, open_account
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.stages import by_stages
from core.accounts import Holder, Standing, is_stale, stages, standing
from core.values import Masked, Money, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.accounts import AccountCard, Balance
    from core.linking import Link

ON_CARD = ("card-paid-here", "card-returned-here")
LINES = 6
"""Lines of a card: a screen of a phone (voice)."""
NEAR_DAYS = 3
"""So many days before the window opens a card already offers to send a reading."""
MOST_LISTED = 20
"""Accounts offered at once; a chat is no place to scroll through more."""


def balance(turn: Turn, target: str) -> Move:
    """Show the current account, or the one that `target` names (`a5`)."""
    if not turn.session.subscriber_id:
        return for_guest(turn)
    named = target[1:] if target.startswith("a") else ""
    return Done(card_of(turn, int(named) if named.isdecimal() and len(named) <= 18 else 0))


def account(turn: Turn, target: str) -> Move:
    """Show the account whose id is `target`, and stay with it."""
    if not target.isdecimal() or len(target) > 18:
        return accounts(turn, "")
    replies = card_of(turn, int(target), edit=True)
    return Done(replies)


def card_of(turn: Turn, account_id: int = 0, *, edit: bool = False) -> tuple[Reply, ...]:
    """The card as a reply, or what to do where there is nothing to show."""
    opened = open_account(turn, f"a{account_id}" if account_id else "", sums=False, dues=True)
    if isinstance(opened, Done):
        return opened.replies
    return (Reply(tuple(_phrases(turn, opened.card)), choices=tuple(_choices(turn, opened)), edit=edit),)


def _choices(turn: Turn, opened: Opened) -> Iterator[Choice]:
    """What is asked next, at most three: why, what paying later costs, other accounts or months."""
    card = opened.card
    if window_near(turn, card):
        yield of("readings", "button-send-reading", opened)
    if card.role.sees_money:
        yield from _about_sums(turn, opened)
    else:
        yield of("meters", "button-meters", opened)
    if card.charge or card.readable:
        yield of("chart", "button-chart", opened)
    if card.linked > 1:
        yield opens("accounts", "button-other-account")
    yield MENU


def window_near(turn: Turn, card: AccountCard) -> bool:
    """Whether readings of the account are taken now or in a few days, and people read its meters."""
    if not card.readable or card.account.closed:
        return False
    take = turn.desk.reads(card)
    return take.placed(card, take.day(turn.now)).days_until <= NEAR_DAYS


def _about_sums(turn: Turn, opened: Opened) -> Iterator[Choice]:
    card = opened.card
    owed = card.balance is not None and card.balance.debt.kopecks > card.balance.advance.kopecks
    if owed and turn.desk.pay.ready():
        yield of("pay", "button-pay", opened)
    if card.charge:
        yield of("why", "button-why", opened)
    late = card.balance is not None and card.balance.overdue.kopecks > 0
    if late and turn.desk.screens.penalty.told(card.account.kind):
        yield of("penalty", "button-penalty", opened)
    # Beside it, not in its place: where the policy takes that button away, all cards have the same ones.
    if card.charge or card.payment:
        yield of("charges", "button-charges", opened)


def _phrases(turn: Turn, card: AccountCard) -> list[Phrase]:
    """At most `LINES` lines: what is to be paid and how old that is stay, the rest as there is room."""
    today, balance = turn.desk.today(turn.now), card.balance
    name = place_key(card.account, card.label)
    values: dict[str, Value] = {"account": Masked(card.account.number), "label": card.label}
    closed = [say("card-closed")] if card.account.closed else []
    if not card.role.sees_money:
        return [say(f"card-head-{name}", **values), *closed, say("reader-no-sums")]
    if balance is None:
        return [say(f"card-head-{name}", **values), *closed, say("card-unknown", account=values["account"])]
    values["as_of"] = balance.as_of
    head = [say(f"card-head-dated-{name}", **values), *closed]
    parts = stages(card.dues, today) if card.account.kind is Holder.ORGANISATION else ()
    first = [*head, *(by_stages(turn, card, parts) or _to_pay(balance, values, standing(balance, today)))]
    first += paid_here(card)
    tail = _how_old(turn, balance)
    rest = [*first, *_more(balance), *_last(card)]
    return [*rest[: LINES - len(tail)], *tail]


def _to_pay(balance: Balance, values: Mapping[str, Value], stands: Standing) -> Iterator[Phrase]:
    """What is to be paid, and what of it is late; each key is whole in the short form."""
    sums: dict[str, Value] = {
        **values,
        "debt": balance.debt,
        "overdue": balance.overdue,
        "advance": balance.advance,
    }
    if balance.overdue_since:
        sums["since"] = balance.overdue_since
    if balance.due_on:
        sums["due_on"] = balance.due_on
    elif stands is Standing.DUE_AND_OVERDUE:
        stands = Standing.DUE_UNDATED
    since = "-since" if balance.overdue_since else ""
    yield say(f"card-{stands}{since if stands is Standing.OVERDUE else ''}", **sums)
    if stands is not Standing.OVERDUE and balance.overdue.kopecks > 0:
        yield say(f"card-part-overdue{since}", **sums)


def paid_here(card: AccountCard, keys: tuple[str, str] = ON_CARD) -> list[Phrase]:
    """What billing does not know of yet: of the sums of a card, of the list of payments."""
    paid = card.paid_here.kopecks
    if not paid:
        return []
    return [say(keys[paid < 0], paid=Money(abs(paid)))]


def _more(balance: Balance) -> Iterator[Phrase]:
    if balance.debt.kopecks > 0 and balance.advance.kopecks > 0:
        yield say("card-and-advance", advance=balance.advance)
    if balance.penalty.kopecks > 0:
        yield say("card-penalty", penalty=balance.penalty)


def _how_old(turn: Turn, balance: Balance) -> list[Phrase]:
    if is_stale(balance, turn.desk.today(turn.now), turn.desk.rules.stale_after_days):
        return [say("card-stale")]
    return [say("card-payments-until", day=balance.payments_until)] if balance.payments_until else []


def _last(card: AccountCard) -> Iterator[Phrase]:
    charge, payment = card.charge, card.payment
    if charge and payment:
        yield say(
            "card-last-both",
            period=charge.period,
            charged=charge.charged,
            day=payment.paid_on,
            paid=payment.amount,
        )
    elif charge:
        yield say("card-last-charge", period=charge.period, charged=charge.charged)
    elif payment:
        yield say("card-last-payment", day=payment.paid_on, paid=payment.amount)


def accounts(turn: Turn, _target: str) -> Move:
    """List the accounts; with one there is nothing to choose."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    if len(mine) == 1:
        return Done(card_of(turn, mine[0].account.id))
    return Go("pick", dialog="accounts")


def _ask_pick(turn: Turn) -> Reply:
    mine = turn.desk.list_accounts(turn.store, turn.session)
    choices = tuple(named("account", link) for link in mine[:MOST_LISTED])
    more = (say("accounts-more", count=len(mine) - MOST_LISTED),) if len(mine) > MOST_LISTED else ()
    return Reply((say("accounts-choose"), *more), choices=(*choices, LINK, MENU), edit=True)


def named(entry: str, link: Link) -> Choice:
    """Make a button that opens `entry` for this account."""
    key = f"button-account-{place_key(link.account, link.label)}"
    label = say(key, account=Masked(link.account.number), label=link.label)
    return Choice(entry, label, Press.ENTRY, str(link.account.id))


def _take_pick(_turn: Turn, _answer: Answer) -> Move:
    return Start("menu")


def unlink(turn: Turn, target: str) -> Move:
    """Ask before an account is left; which one, where it is not clear."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    chosen = [link for link in mine if str(link.account.id) == target] or (mine if len(mine) == 1 else ())
    if not chosen:
        return Go("pick", dialog="unlink")
    return _to_confirm(chosen[0], dialog="unlink")


def _to_confirm(link: Link, dialog: str = "") -> Go:
    number = link.account.number
    return Go("confirm", dialog=dialog, data={"account": link.account.id, "number": number[-4:]})


def _ask_which(turn: Turn) -> Reply:
    mine = turn.desk.list_accounts(turn.store, turn.session)
    choices = tuple(named("unlink", link) for link in mine[:MOST_LISTED])
    return Reply((say("unlink-which"),), choices=(*choices, MENU))


def _ask_confirm(turn: Turn) -> Reply:
    account = Masked(str(turn.session.data["number"]))
    return Reply(
        (say("unlink-confirm", account=account),),
        choices=(step("yes", "button-unlink-yes"), step("no", "button-unlink-no")),
    )


def _take_confirm(turn: Turn, answer: Answer) -> Move:
    data = turn.session.data
    if answer != Chosen("yes"):
        return done(say("unlink-kept"), choices=(MENU,))
    account = Masked(str(data["number"]))
    if not turn.desk.unlink(turn.store, turn.session, int(data["account"]), turn.now_ms):
        return done(say("account-not-linked"), choices=(MENU,))
    receipt = Reply((say("unlink-done", account=account),), choices=(LINK, MENU), lasting=True)
    return Done((receipt,))


ACCOUNTS_DIALOG = Dialog(
    name="accounts", version=1, steps={"pick": Step(_ask_pick, _take_pick, passing=True)}
)
UNLINK_DIALOG = Dialog(
    name="unlink",
    version=1,
    steps={"pick": Step(_ask_which, _take_pick), "confirm": Step(_ask_confirm, _take_confirm)},
)
