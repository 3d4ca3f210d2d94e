"""The outgoing port: what a channel can do, what it is given to send, what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.dialogs.model import Menu
from core.privacy import Sensitivity

if TYPE_CHECKING:
    from core.charting.drawing import Drawing
    from core.records import Attempt, OutboxRow


class Markup(StrEnum):
    """How a channel writes emphasis, and so what has to be escaped."""

    PLAIN = "plain"
    HTML = "html"


class Form(StrEnum):
    """Which of the two catalogues speaks: rich channels read `full`, short ones `short`."""

    FULL = "full"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a channel declares of itself; `render` degrades a reply to it and says what it dropped.

    `characters` is the most in one message, in the channel's own units; `buttons` the most under one
    message (0: none, options become a numbered list or words); `button_title` their length;
    `button_data` the bytes a button can carry; `price` kopecks for one message or part; `allowed` the
    highest sensitivity that may leave on it, `asks` the highest that people may be asked to type.
    """

    name: str
    form: Form
    markup: Markup
    characters: int
    buttons: int
    button_title: int
    button_data: int
    edit: bool
    pictures: bool
    menu: bool
    contact: bool
    price: int
    allowed: Sensitivity
    asks: Sensitivity = Sensitivity.PERSONAL
    documents: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; `data` is what comes back when it is pressed, or it leads to `url`."""

    title: str
    data: str
    contact: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One message as the channel will send it. `rows` are rows of buttons under it.

    `drawing` is a chart with its words, painted when it is sent, `sorry` what is said where that fails.
    `menu` is the persistent keyboard to show (`menu_rows` its titles) or to take away.
    """

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()
    menu: Menu = Menu.KEEP
    menu_rows: tuple[tuple[str, ...], ...] = ()
    contact: str = ""
    picture: str = ""
    document: str = ""
    drawing: Drawing | None = None
    sorry: str = ""
    edit: bool = False
    protect: bool = False


class Sender(Protocol):
    """Carries out one claimed effect. Never raises for what the other side answers: that is an Attempt."""

    async def send(self, row: OutboxRow) -> Attempt: ...
