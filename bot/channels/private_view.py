"""What a private page shows of a reply: its words, its open question, and where the other buttons are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.channels.policy import judged
from bot.dialogs.model import Press
from core.privacy import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dialogs.model import Phrase, Reply
    from bot.texts.catalogue import Catalogue

IN_CHAT = frozenset({"back"})
"""Options that only move the conversation: they stay in the chat."""


class Field(StrEnum):
    """What is to be typed on the page, if anything."""

    NONE = ""
    PHONE = "phone"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class View:
    """A reply on the page. `options` answer its question (id, label), `in_chat` are labels of the rest.

    `links` lead elsewhere (address, label). `file`: a file goes with it, made when it is asked for.
    """

    lines: tuple[str, ...]
    options: tuple[tuple[str, str], ...] = ()
    field: Field = Field.NONE
    in_chat: tuple[str, ...] = ()
    file: bool = False
    links: tuple[tuple[str, str], ...] = ()


def view_of(
    reply: Reply,
    catalogue: Catalogue,
    allowed: Sensitivity,
    say: Callable[[Phrase], str],
    in_chat: Sensitivity = Sensitivity.PERSONAL,
) -> View:
    """Lay a reply out. `say` gives the words of a phrase in the full form.

    `in_chat` is what the chat may carry: buttons that it was not given are not told of as being there.
    """
    told = [phrase for phrase in reply.phrases if judged(phrase, catalogue, "full") <= allowed]
    here = [replace(phrase, key=catalogue.on_page(phrase.key)) for phrase in told]
    lines = [line for phrase in here for line in say(phrase).splitlines() if line]
    steps = [c for c in reply.choices if c.press is Press.STEP and c.id not in IN_CHAT]
    links = tuple((c.target, say(c.label)) for c in reply.choices if c.press is Press.LINK)
    others = [c for c in reply.choices if c not in steps and c.press not in {Press.CONTACT, Press.LINK}]
    return View(
        tuple(lines),
        tuple((c.id, say(c.label)) for c in steps) if reply.prompt else (),
        field_of(reply),
        tuple(say(c.label) for c in others if judged(c.label, catalogue, "full") <= in_chat),
        bool(reply.document),
        links,
    )


def field_of(reply: Reply) -> Field:
    """What the reply asks to have typed."""
    if not reply.prompt:
        return Field.NONE
    if any(choice.press is Press.CONTACT for choice in reply.choices):
        return Field.PHONE
    return Field.TEXT if reply.asks else Field.NONE
