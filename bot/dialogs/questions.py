"""Free questions: asking which one is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, step
from bot.dialogs.flow import Chosen, Dialog, Go, Start, Step
from bot.dialogs.model import Reply, say

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn

MOST = 3
"""Questions between which one may choose."""
CHOICES = {
    "accounts": "button-which-accounts",
    "balance": "button-which-balance",
    "bill": "button-which-bill",
    "charges": "button-which-charges",
    "chart": "button-which-chart",
    "consents": "button-which-consents",
    "contacts": "button-which-contacts",
    "data-file": "button-which-data-file",
    "erase": "button-which-erase",
    "forecast": "button-which-forecast",
    "help": "button-which-help",
    "human": "button-which-human",
    "info": "button-which-info",
    "invite": "button-which-invite",
    "label": "button-which-label",
    "leave": "button-which-leave",
    "link": "button-which-link",
    "meters": "button-which-meters",
    "no-receipt": "button-which-no-receipt",
    "my-data": "button-which-my-data",
    "pay": "button-which-pay",
    "payments": "button-which-payments",
    "penalty": "button-which-penalty",
    "pause": "button-which-pause",
    "people": "button-which-people",
    "readings": "button-which-readings",
    "remove-person": "button-which-remove-person",
    "resume": "button-which-resume",
    "settings": "button-which-settings",
    "stop": "button-which-stop",
    "tariffs": "button-which-tariffs",
    "unlink": "button-which-unlink",
    "why": "button-which-why",
    "withdraw": "button-which-withdraw",
    "zones": "button-which-zones",
}
"""Entry → the words of its option."""


def which(_turn: Turn, target: str) -> Move:
    """Ask which of the entries in `target` (names, separated by spaces) is meant."""
    known = [name for name in target.split() if name in CHOICES][:MOST]
    return Go("choose", dialog="which", data={"entries": " ".join(known)}) if known else Start("menu")


def _ask(turn: Turn) -> Reply:
    names = str(turn.session.data["entries"]).split()
    return Reply((say("which-ask"),), choices=(*(step(name, CHOICES[name]) for name in names), MENU))


def _take(_turn: Turn, answer: Answer) -> Move:
    return Start(answer.option if isinstance(answer, Chosen) else "menu")


WHICH_DIALOG = Dialog(name="which", version=1, steps={"choose": Step(_ask, _take, passing=True)})
