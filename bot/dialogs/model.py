"""What passes between a conversation and its channels.

An `Inbound` says what a person did, a `Reply` says what happened, by text keys and values. Neither
knows a channel: how a reply looks is decided by `bot.channels.render` from the channel's capabilities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.charting.chart import Chart
from core.files.model import Incoming
from core.privacy import Sensitivity
from core.values import Value


class Kind(StrEnum):
    """What a person did. `OTHER` is a sticker, a voice message, a location: seen, not understood."""

    TEXT = "text"
    CHOICE = "choice"
    CONTACT = "contact"
    PHOTO = "photo"
    DOCUMENT = "document"
    COMMAND = "command"
    SYSTEM = "system"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contact:
    """A shared phone book entry; `own` only when the channel vouches that it is the sender's."""

    phone: str
    own: bool


@dataclass(frozen=True, slots=True)
class Inbound:
    """One event from a person, or from the system about them.

    `sent_at` is the person's own time (aware UTC); None for a button press, which carries none.
    `choice` is the pressed option, `prompt` the prompt it belongs to (empty for an entry button, whose
    `choice` names a command and `text` its object); `carrier` is the channel's reference of the message the
    button hangs on, or of the person's own one; `replies_to` that of the message of ours it replies to.
    `page`: the answer was given on a private page, not in the conversation itself.
    `command` is a canonical entry name. For `SYSTEM`, `command` names what happened and `values` carries it.
    """

    address: str
    kind: Kind
    received_at: datetime
    sent_at: datetime | None = None
    text: str = ""
    command: str = ""
    choice: str = ""
    prompt: str = ""
    carrier: str = ""
    replies_to: str = ""
    contact: Contact | None = None
    file: Incoming | None = None
    edited: bool = False
    album: str = ""
    private: bool = True
    page: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text key with its values. Optional lines of a reply are further phrases."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


class Press(StrEnum):
    """What pressing a choice means."""

    STEP = "step"  # answers the prompt it hangs on; stale once the prompt is
    ENTRY = "entry"  # opens a dialog: `id` is the command, `target` its object; never expires
    CONTACT = "contact"  # shares the person's own phone where the channel can vouch for it
    LINK = "link"  # leads to the address in `target`; nothing comes back


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a reply, labelled by a text key; its order is part of the reply."""

    id: str
    label: Phrase
    press: Press = Press.STEP
    target: str = ""


class Menu(StrEnum):
    """The persistent keyboard at the bottom of a chat, where the channel has one."""

    KEEP = "keep"
    MAIN = "main"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person.

    `prompt` is the id of the open question it asks ("" when it asks none); `edit` wishes that it
    replaces the message of the pressed button, granted only while that is the last of the chat;
    `picture` names a drawing by meaning, `document` a file, made when it is sent; `chart` is drawn then, too,
    from its own numbers; `lasting` marks receipts, never edited; `asks` is how private the answer is that the
    person is to type, for a channel may be no place for it. `about` names the account and the meter
    (`a5.m1a2b3c4d`) that a number sent as a reply to this very message is of. `again` counts the last phrases
    that put an open question once more: where they would make a message too long it goes without them.
    """

    phrases: tuple[Phrase, ...]
    choices: tuple[Choice, ...] = ()
    menu: Menu = Menu.KEEP
    prompt: str = ""
    edit: bool = False
    picture: str = ""
    document: str = ""
    lasting: bool = False
    protect: bool = False
    asks: Sensitivity = Sensitivity.PUBLIC
    about: str = ""
    chart: Chart | None = None
    again: int = 0

    @property
    def asked(self) -> Sensitivity:
        """How private the answer is; a wish for the person's own phone is one for personal data."""
        if any(choice.press is Press.CONTACT for choice in self.choices):
            return Sensitivity.PERSONAL
        return self.asks


def say(key: str, **values: Value) -> Phrase:
    """A phrase, written shortly."""
    return Phrase(key, values)
