"""A person's own name for an account: asked, or given in one line («назвать 7833 Дача»)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, step
from bot.dialogs.flow import Again, Chosen, Dialog, Done, Go, Step, Typed
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Reply, say
from bot.dialogs.people_common import meant, pick
from core.labels import LONGEST, clean_label
from core.values import Masked

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn
    from core.linking import Link

_NONE = step("none", "button-label-none")
_KEEP = step("keep", "button-label-keep")


def label(turn: Turn, target: str) -> Move:
    """Ask for a name, or take it from the line: the end of a number goes first."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    which, name = _split(turn, target)
    link = meant(turn, mine, which)
    if link is None and which and turn.typed:
        link, name = meant(turn, mine, ""), target  # «назвать 24 линия»: the digits belong to the name
    if link is None:
        return Go("pick", dialog="label")
    turn.prefilled = [name] if name else []
    return Go("name", dialog="label", data=_about(link))


def _split(turn: Turn, target: str) -> tuple[str, str]:
    """The account and the name of a line."""
    if not turn.typed:
        return target, ""
    first, _, rest = target.strip().partition(" ")
    digits = first.strip("*№#:,")
    return (digits, rest.strip()) if digits.isdecimal() else ("", target.strip())


def _about(link: Link) -> dict[str, str | int]:
    return {"account": link.account.id, "number": link.account.number[-4:], "label": link.label}


def _ask_name(turn: Turn) -> Reply:
    data = turn.session.data
    account, current = Masked(str(data["number"])), str(data["label"])
    if current:
        return Reply(
            (say("label-ask-again", account=account, label=current, most=LONGEST),), choices=(_NONE, _KEEP)
        )
    return Reply((say("label-ask", account=account, most=LONGEST),), choices=(_KEEP,))


def _name_shape(_turn: Turn, text: str) -> str | None:
    return text


def _take_name(turn: Turn, answer: Answer) -> Move:
    match answer:
        case Chosen("none"):
            return _keep(turn, "")
        case Typed(text):
            name = clean_label(text)
            if len(name) > LONGEST:
                return Again((say("label-long", typed=len(name), most=LONGEST),))
            return _keep(turn, name) if name else Again((say("label-empty"),))
        case _:
            return Done((Reply((say("unlink-kept"),), choices=(MENU,)),))


def _keep(turn: Turn, name: str) -> Move:
    account = Masked(str(turn.session.data["number"]))
    if not turn.desk.name_account(turn.store, turn.session, int(turn.session.data["account"]), name):
        return for_guest(turn)
    receipt = (
        say("label-saved", account=account, label=name) if name else say("label-removed", account=account)
    )
    return Done((Reply((receipt,), choices=(MENU,), lasting=True),))


LABEL_DIALOG = Dialog(
    name="label",
    version=1,
    steps={"pick": pick("label", "label-which"), "name": Step(_ask_name, _take_name, shape=_name_shape)},
)
