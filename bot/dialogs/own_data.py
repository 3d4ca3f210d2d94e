"""«Мои данные»: a copy of what we hold about a person, and its deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done, opens, step
from bot.dialogs.flow import Chosen, Dialog, Done, Go, Step
from bot.dialogs.model import Menu, Reply, say
from bot.dialogs.settings import kept
from core.kept import after_erasure
from core.values import Wait

if TYPE_CHECKING:
    from bot.dialogs.flow import Answer, Move, Turn

FILE = "own-data"
"""The document, by meaning: made when it is sent, stored nowhere."""
_FILE = opens("data-file", "button-data-file")
_CONSENTS = opens("consents", "button-consents")
_ERASE = opens("erase", "button-erase")


def my_data(turn: Turn, _target: str) -> Move:
    """What we hold, in short, and what can be done about it."""
    known = "my-data" if turn.session.subscriber_id else "my-data-guest"
    choices = (_FILE, _CONSENTS, _ERASE, MENU) if turn.session.subscriber_id else (_FILE, _ERASE, MENU)
    return done(say(known), choices=choices)


def data_file(turn: Turn, _target: str) -> Move:
    """Send the copy, once a day."""
    wait = turn.desk.ask_export(turn.store, turn.session, turn.event_id, turn.now_ms)
    if wait:
        return done(say("data-file-wait", wait=Wait(wait)), choices=(MENU,))
    return Done((Reply((say("data-file"),), document=FILE, lasting=True),))


def erase(_turn: Turn, _target: str) -> Move:
    """Ask twice before everything is deleted."""
    return Go("explain", dialog="erase")


def _ask_explain(_turn: Turn) -> Reply:
    return Reply(
        (say("erase-explain"),),
        choices=(step("on", "button-erase-on"), step("no", "button-erase-no")),
    )


def _take_explain(_turn: Turn, answer: Answer) -> Move:
    return Go("confirm") if answer == Chosen("on") else _kept_all()


def _ask_confirm(_turn: Turn) -> Reply:
    return Reply(
        (say("erase-confirm"),),
        choices=(step("erase", "button-erase-yes"), step("no", "button-erase-no")),
    )


def _take_confirm(turn: Turn, answer: Answer) -> Move:
    if answer != Chosen("erase"):
        return _kept_all()
    turn.desk.ask_erasure(turn.store, turn.session, turn.event_id, turn.now_ms)
    stays = kept(turn, after_erasure(turn.desk.law.keep_days))
    return Done((Reply((say("erase-done"), *stays), menu=Menu.NONE, lasting=True),))


def _kept_all() -> Move:
    return done(say("erase-kept"), choices=(MENU,))


ERASE_DIALOG = Dialog(
    name="erase",
    version=1,
    steps={"explain": Step(_ask_explain, _take_explain), "confirm": Step(_ask_confirm, _take_confirm)},
)
