"""Data policy: how private a text may leave on which channel (152-ФЗ; 149-ФЗ ст. 10 ч. 8 and 41-ФЗ).

`open` is the default. `strict` is for organisations on the list of 41-ФЗ, which may not send personal or
payment data over foreign messengers: Telegram neither shows nor asks sums, names, phones, and what it may
not carry goes by a private page or by SMS. Names and postal addresses leave by no messenger in either mode.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dialogs.model import Press, Reply
from core.charting.chart import View
from core.phones import parse_phone
from core.privacy import Sensitivity, of_value

if TYPE_CHECKING:
    from bot.channels.base import Capabilities
    from bot.dialogs.model import Choice, Phrase
    from bot.texts.catalogue import Catalogue

CEILINGS: Mapping[str, Mapping[str, Sensitivity]] = {
    "open": {
        "telegram": Sensitivity.MONEY,
        "sms": Sensitivity.MONEY,
        "page": Sensitivity.PERSONAL,
    },
    "strict": {
        "telegram": Sensitivity.ACCOUNT,
        "sms": Sensitivity.MONEY,
        "page": Sensitivity.PERSONAL,
    },
}
"""The most private that a channel may show."""

ASKED: Mapping[str, Mapping[str, Sensitivity]] = {
    "open": dict.fromkeys(("telegram", "sms", "page"), Sensitivity.PERSONAL),
    "strict": {
        "telegram": Sensitivity.ACCOUNT,
        "sms": Sensitivity.PERSONAL,
        "page": Sensitivity.PERSONAL,
    },
}
"""The most private that people may be asked to type on a channel (docs/adr/0045)."""

SCHEMES: Mapping[str, str] = {"telegram": "telegram", "tel": "sms"}
"""Which channel an address belongs to."""

_RUSSIAN = ("73", "74", "78", "79")

INSTEAD, INSTEAD_PAGE, INSTEAD_SMS = "policy-instead", "policy-instead-page", "policy-instead-sms"
"""Keys of what is said in the place of what may not leave, by where it is."""
MORE_PAGE = "policy-more-page"
"""What is said where a text without its sum stands for one with it, and the sum is on the page."""
ASK, ASK_PAGE = "policy-ask", "policy-ask-page"
"""Keys of what is said in the place of a question that may not be asked here."""

PICTURES: Mapping[str, Sensitivity] = {}
"""How private a drawing is, by its name; one that is not listed may show sums."""


DOCUMENTS: Mapping[str, Sensitivity] = {
    "own-data": Sensitivity.MONEY,
    # Serial numbers and where meters stand, as their cards show them; no holder, no postal address, no sums.
    "sheet": Sensitivity.ACCOUNT,
    "sheet-csv": Sensitivity.ACCOUNT,
    "sheet-list": Sensitivity.ACCOUNT,
    # Sums; the holder and the place only where they may leave.
    "bill": Sensitivity.MONEY,
    "pay-code": Sensitivity.MONEY,
}
"""How private a file is at least, by its kind: names and phones in it are hidden where they may not leave."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a person finds what may not leave.

    On a page (`url` is a one-time link that lives `life` seconds), in an SMS, else by the supplier's phones.
    """

    url: str = ""
    life: int = 0
    sms: bool = False

    def key(self, *, asking: bool) -> str:
        """The text that says so; an SMS answers no question."""
        if asking:
            return ASK_PAGE if self.url else ASK
        return INSTEAD_PAGE if self.url else INSTEAD_SMS if self.sms else INSTEAD


PHONES = Elsewhere()


@dataclass(frozen=True, slots=True)
class Directed:
    """A reply on its way out, and where the rest of it is."""

    reply: Reply
    elsewhere: Elsewhere


def ceiling(mode: str, channel: str) -> Sensitivity:
    """Return the most private that may leave on the channel; an unknown channel carries public texts only.

    ValueError for an unknown mode: a mistyped configuration must not open anything.
    """
    return _known(mode, CEILINGS).get(channel, Sensitivity.PUBLIC)


def asked(mode: str, channel: str) -> Sensitivity:
    """Return the most private that may be asked for on the channel. ValueError for an unknown mode."""
    return _known(mode, ASKED).get(channel, Sensitivity.PUBLIC)


def within(can: Capabilities, mode: str) -> Capabilities:
    """What the policy leaves of a channel: a phone is shared by a button only where it may be asked for."""
    asks = asked(mode, can.name)
    contact = can.contact and asks >= Sensitivity.PERSONAL
    return replace(can, allowed=ceiling(mode, can.name), asks=asks, contact=contact)


def asked_at(mode: str, address: str) -> Sensitivity:
    """Return the most private that may be typed at an address."""
    return asked(mode, SCHEMES.get(address.partition(":")[0], ""))


def _known(mode: str, table: Mapping[str, Mapping[str, Sensitivity]]) -> Mapping[str, Sensitivity]:
    if mode not in table:
        raise ValueError(f"data policy is one of {', '.join(table)}, not {mode!r}")
    return table[mode]


def allowed(mode: str, channel: str, sensitivity: Sensitivity) -> bool:
    """Tell whether a text of this sensitivity may leave on the channel."""
    return sensitivity <= ceiling(mode, channel)


def judged(phrase: Phrase, catalogue: Catalogue, form: str) -> Sensitivity:
    """How private a phrase is: what its text says of itself, or the most private value that it shows.

    TextError for an unknown key.
    """
    level = catalogue.sensitivity(phrase.key)
    if phrase.values:
        entry = catalogue.voice(form).entries.get(phrase.key)
        for name in entry.needs if entry is not None else phrase.values:
            value = phrase.values.get(name)
            if value is not None:
                level = max(level, of_value(name, value))
    return level


def withheld(reply: Reply, can: Capabilities, catalogue: Catalogue) -> Sensitivity:
    """The most private that a reply would have to leave out on this channel; PUBLIC when it is whole.

    A question that may not be asked here counts by what it asks for.
    """
    most = reply.asked if reply.asked > can.asks else Sensitivity.PUBLIC
    form = can.form.value
    for phrase in (*reply.phrases, *(choice.label for choice in reply.choices)):
        level = judged(phrase, catalogue, form)
        if level > can.allowed:
            most = max(most, level)
    for level in (
        picture_level(reply),
        chart_level(reply),
        document_level(reply.document) if can.documents else most,
    ):
        if level > can.allowed:
            most = max(most, level)
    return most


def picture_level(reply: Reply) -> Sensitivity:
    """How private the reply's picture is."""
    return PICTURES.get(reply.picture, Sensitivity.MONEY) if reply.picture else Sensitivity.PUBLIC


def chart_level(reply: Reply) -> Sensitivity:
    """How private the reply's chart is: energy as the card of a meter, money as any sum."""
    if reply.chart is None:
        return Sensitivity.PUBLIC
    return Sensitivity.MONEY if reply.chart.view is View.MONEY else Sensitivity.ACCOUNT


def document_allowed(name: str, can: Capabilities) -> bool:
    """Tell whether a channel can carry this file, and may."""
    return can.documents and document_level(name) <= can.allowed


def document_level(name: str) -> Sensitivity:
    """How private a file is at least; one that is not listed is taken for the most private."""
    return DOCUMENTS.get(document_kind(name), Sensitivity.PERSONAL) if name else Sensitivity.PUBLIC


def document_kind(name: str) -> str:
    """What kind of file a name means: `sheet` of `sheet:5`, which says of what it is made."""
    return name.partition(":")[0]


def needs_page(level: Sensitivity) -> bool:
    """Whether what was left out has to be shown elsewhere; a person knows their own words."""
    return level > Sensitivity.OWN


def carried(choice: Choice, can: Capabilities) -> str:
    """The object that a button may carry: a phone that somebody typed with a command is not repeated."""
    private = choice.press is Press.ENTRY and parse_phone(choice.target, _RUSSIAN) is not None
    return "" if private and can.allowed < Sensitivity.PHONE else choice.target
