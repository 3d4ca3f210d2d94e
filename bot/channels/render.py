"""From a neutral reply to the messages of one channel: a pure function.

What a channel cannot carry is degraded and named in `dropped` (for the log; never a value): buttons become
numbered words in the same message, a picture stays away (its words are in the text), a menu needs a
message without buttons. What the data policy keeps back (by the text's own word or by a value in it) is
replaced by the text's `.instead`, or once by a sentence that says where it is to be had.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.channels.base import Button, Capabilities, Form, Markup, Part
from bot.channels.charted import drawing_of
from bot.channels.layout import MENU, rows_of, title_of
from bot.channels.policy import (
    MORE_PAGE,
    PHONES,
    Elsewhere,
    carried,
    chart_level,
    document_allowed,
    document_kind,
    judged,
    picture_level,
)
from bot.channels.segments import measure, utf16
from bot.channels.split import split
from bot.channels.tokens import encode
from bot.dialogs.model import Choice, Menu, Phrase, Press, Reply
from core.privacy import Sensitivity
from core.values import Wait

if TYPE_CHECKING:
    from bot.texts.catalogue import Catalogue
    from core.charting.drawing import Drawing
    from core.values import Value

MENU_READY = Phrase("menu-ready")
"""What is said with a persistent keyboard that cannot hang on the reply itself."""

OPEN_PAGE = Phrase("button-private-page")
"""The label of the button that leads to the private page."""

NO_PICTURE = Phrase("chart-no-picture")
"""What is said with the words of a chart that could not be painted."""

_TORN = re.compile(r"(?<=\d) (?=\d{3}\b(?!-| \d{3}-)|\w{3}[.·])")
"""A space that would let a line end inside a number or before its unit; on a screen it does not."""

MOST_PARTS = 2
"""Parts of one SMS that is no receipt."""

CAPTION = 1024
"""UTF-16 units under a picture (Telegram; the other channels with pictures allow more)."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The messages of a reply in order, and what stayed away, by name: `picture:<name>`, `choice:<id>`."""

    parts: tuple[Part, ...]
    dropped: tuple[str, ...] = ()


def render(
    reply: Reply,
    can: Capabilities,
    catalogue: Catalogue,
    supplier: Mapping[str, Value],
    today: date,
    elsewhere: Elsewhere = PHONES,
) -> Rendered:
    """Render a reply for a channel that can `can`.

    `supplier` are values that any text may use (name, phones, hours); a phrase's own win. `today` decides
    whether dates show their year, `elsewhere` is where the rest is when something may not leave. TextError
    for an unknown key or a missing value.
    """
    return _Rendering(reply, can, catalogue, supplier, today, elsewhere).run()


def numbered(reply: Reply, rendered: Rendered) -> bool:
    """Whether options of the reply stand in it with their numbers, on a channel without buttons."""
    return not {f"choice:{choice.id}" for choice in reply.choices} <= set(rendered.dropped)


class _Rendering:
    """One call of `render`: collects what is dropped on the way."""

    __slots__ = (
        "can",
        "catalogue",
        "dropped",
        "elsewhere",
        "reply",
        "size",
        "supplier",
        "today",
        "voice",
    )

    def __init__(
        self,
        reply: Reply,
        can: Capabilities,
        catalogue: Catalogue,
        supplier: Mapping[str, Value],
        today: date,
        elsewhere: Elsewhere,
    ) -> None:
        self.reply, self.can, self.catalogue, self.elsewhere = reply, can, catalogue, elsewhere
        self.supplier, self.today = supplier, today
        self.voice = catalogue.voice(can.form)
        self.size = _sms_units if can.form is Form.SHORT else utf16
        self.dropped: list[str] = []

    def run(self) -> Rendered:
        self.without_document()
        self.without_question()
        lines = self.lines()
        labels = self.labels()
        if not self.can.buttons:
            parts = self.plain(lines, labels)
        elif any(choice.press is Press.CONTACT for choice, _ in labels):
            parts = self.keyboard(lines, labels)
        else:
            parts = self.buttons(lines, labels)
        if not parts:
            self.dropped.append("text")
        return Rendered(tuple(parts), tuple(self.dropped))

    def lines(self) -> list[str]:
        """The lines of the reply; in the short form those that can be spared cost no further part."""
        said = [(phrase.key, line) for phrase in self.permitted() if (line := self.say(phrase))]
        if self.can.form is Form.SHORT:
            needed = self.joined([line for key, line in said if not self.catalogue.spare(key)])
            while not self.fits(self.joined([line for _, line in said]), needed):
                rank, at = max((self.catalogue.spare(key), at) for at, (key, _) in enumerate(said))
                if not rank:
                    break
                self.dropped.append(f"spare:{said.pop(at)[0]}")
        return [line for _, line in said]

    def without_document(self) -> None:
        """A file that cannot or may not leave takes its words along: where it is to be had stands instead."""
        name = self.reply.document
        if name and not document_allowed(name, self.can):
            self.dropped.append(f"document:{name}")
            office = Phrase(f"document-{document_kind(name)}-instead")
            instead = self.instead() if self.elsewhere.url else office
            self.reply = replace(self.reply, document="", phrases=(instead,))

    def without_question(self) -> None:
        """A question that stands in an earlier SMS is not put again in a third part, nor behind a link."""
        reply, dropped = self.reply, tuple(self.dropped)
        if self.can.form is not Form.SHORT or not 0 < reply.again < len(reply.phrases):
            return
        long = measure(self.joined(self.lines())).parts > MOST_PARTS
        self.reply = replace(reply, phrases=reply.phrases[: -reply.again])
        bare = self.joined(self.lines())
        link = bool(bare) and bare.isascii()
        self.dropped[:] = (*dropped, "question") if long or link else dropped
        if link:
            self.reply = replace(self.reply, choices=())
        elif not long:
            self.reply = reply

    def say(self, phrase: Phrase) -> str:
        fixed = self.voice.fixed.get(phrase.key)
        if fixed is not None:
            return fixed
        values = {**self.supplier, **phrase.values} if phrase.values else self.supplier
        return self.voice.text(phrase.key, values, self.today)

    def permitted(self) -> list[Phrase]:
        """Return the phrases that may leave; one sentence stands where others were kept back."""
        phrases: list[Phrase] = []
        told = hushed = False
        for phrase in self.reply.phrases:
            stays = self.allowed(phrase)
            if stays is not None:
                phrases.append(stays)
                hushed = hushed or (stays is not phrase and self.level(phrase) is Sensitivity.MONEY)
            elif not told:
                phrases.append(self.instead())
                told = True
        if not told and self.asks_elsewhere:
            phrases.append(self.instead())
        elif hushed and not told and self.elsewhere.url:
            phrases.append(Phrase(MORE_PAGE, {"life": Wait(self.elsewhere.life)}))
        return phrases

    def level(self, phrase: Phrase) -> Sensitivity:
        return judged(phrase, self.catalogue, self.can.form)

    def allowed(self, phrase: Phrase) -> Phrase | None:
        """The phrase, or the text that stands for it here; None when it is kept back."""
        if self.level(phrase) <= self.can.allowed:
            return phrase
        self.dropped.append(f"policy:{phrase.key}")
        other = self.catalogue.instead(phrase.key)
        lesser = replace(phrase, key=other) if other else None
        if lesser is None or self.level(lesser) > self.can.allowed:
            return None
        return lesser

    @property
    def asks_elsewhere(self) -> bool:
        """Whether this is a question whose answer may not be typed here."""
        return self.reply.asked > self.can.asks

    def instead(self) -> Phrase:
        """Say where the rest is."""
        key = self.elsewhere.key(asking=self.asks_elsewhere)
        return Phrase(key, {"life": Wait(self.elsewhere.life)} if self.elsewhere.url else {})

    def labels(self) -> list[tuple[Choice, str]]:
        """Return the choices that can be offered, with their words."""
        offered: list[tuple[Choice, str]] = []
        for choice in self.reply.choices:
            label = self.allowed(choice.label)
            words = self.say(label) if label is not None else ""
            if not words or (choice.press is Press.CONTACT and not self.can.contact):
                self.dropped.append(f"choice:{choice.id}")
            else:
                offered.append((choice, words))
        return offered

    def buttons(self, lines: list[str], labels: list[tuple[Choice, str]]) -> list[Part]:
        """Buttons under the last message; a message has one keyboard, so a wished menu gets its own."""
        self.dropped.extend(f"choice:{choice.id}" for choice, _ in labels[self.can.buttons :])
        offered = labels[: self.can.buttons]
        rows = rows_of(button for choice, label in offered if (button := self.button(choice, label)))
        if self.elsewhere.url:
            rows = ((Button(self.say(OPEN_PAGE), "", url=self.elsewhere.url),), *rows)
        menu = self.reply.menu
        if menu is Menu.KEEP or not rows:
            return self.parts(lines, Part("", rows=rows, menu=menu, menu_rows=self.menu_rows(menu)))
        if menu is Menu.NONE:
            self.dropped.append("menu")
            return self.parts(lines, Part("", rows=rows))
        lead = Part(self.markup(self.say(MENU_READY)), menu=menu, menu_rows=self.menu_rows(menu))
        return [lead, *self.parts(lines, Part("", rows=rows), edit=False)]

    def keyboard(self, lines: list[str], labels: list[tuple[Choice, str]]) -> list[Part]:
        """A contact is shared from the bottom keyboard, where the other choices then are words to tap."""
        contact = next(label for choice, label in labels if choice.press is Press.CONTACT)
        others = [
            Button(title_of(label, self.can.button_title), "") for c, label in labels if label != contact
        ]
        titles = tuple(tuple(button.title for button in row) for row in rows_of(others))
        return self.parts(lines, Part("", contact=contact, menu_rows=titles), edit=False)

    def plain(self, lines: list[str], labels: list[tuple[Choice, str]]) -> list[Part]:
        """No buttons: the choices as numbered words, if the message costs no more for them."""
        if self.reply.menu is not Menu.KEEP:
            self.dropped.append("menu")
        number = {(c.id, c.target): index for index, c in enumerate(self.reply.choices, 1)}
        words = [
            self.say(Phrase("choice-numbered", {"number": number[choice.id, choice.target], "option": label}))
            for choice, label in labels
        ]
        short = self.can.form is Form.SHORT
        if short:  # a list that numbers its rows offers them already
            said = self.joined(lines)
            words = [] if self.named(said, labels) else [one for one in words if one not in said]
            while words and not self.room(lines, words) and self.everywhere(labels[-1], words[-1]):
                self.dropped.append(f"choice:{labels[-1][0].id}")
                labels, words = labels[:-1], words[:-1]
        if self.room(lines, words):
            lines = [*lines, ", ".join(words)] if short else [*lines, *words]
        else:
            self.dropped.extend(f"choice:{choice.id}" for choice, _ in labels)
        return self.parts(lines, Part(""))

    @staticmethod
    def everywhere(label: tuple[Choice, str], word: str) -> bool:
        """Whether an option is a word that works everywhere: it goes before all are left out."""
        return label[0].id in {"menu", "back"} and word.endswith(label[1])

    def named(self, said: str, labels: list[tuple[Choice, str]]) -> bool:
        """Whether the text of a question names the first word of every answer: «ДА или НЕТ»."""
        words = [label.split(",")[0] for choice, label in labels if choice.id != "menu"]
        return bool(self.reply.prompt and words) and set(words) <= set(re.findall(r"\w+", said))

    def room(self, lines: list[str], words: list[str]) -> bool:
        """Whether the message costs no more with the options."""
        within = [", ".join(words)] if self.can.form is Form.SHORT else words
        return bool(words and lines) and self.fits(self.joined([*lines, *within]), self.joined(lines))

    def fits(self, text: str, without: str) -> bool:
        if self.size(text) > self.can.characters:
            return False
        return self.can.form is not Form.SHORT or measure(text).parts == measure(without).parts

    def parts(self, lines: list[str], last: Part, *, edit: bool = True) -> list[Part]:
        """Cut the text into messages; the keyboard hangs under the last, the picture on the first."""
        text = self.joined(lines)
        picture = self.picture()
        texts = [text] if text else []
        drawing = self.drawing()
        captioned = picture or drawing or self.reply.document
        if len(text) * 2 > (CAPTION if captioned else self.can.characters):
            texts = list(split(text, self.can.characters, self.size, CAPTION if captioned else 0))
        edit = self.edit(possible=edit and len(texts) == 1 and last.menu is Menu.KEEP)
        end = len(texts) - 1
        return [
            Part(
                self.markup(text),
                rows=last.rows if index == end else (),
                menu=last.menu if index == end else Menu.KEEP,
                menu_rows=last.menu_rows if index == end else (),
                contact=last.contact if index == end else "",
                picture=picture if index == 0 else "",
                document=self.reply.document if index == 0 else "",
                drawing=drawing if index == 0 else None,
                sorry=self.markup(self.say(NO_PICTURE)) if drawing and index == 0 else "",
                edit=edit,
                protect=self.reply.protect,
            )
            for index, text in enumerate(texts)
        ]

    def button(self, choice: Choice, label: str) -> Button | None:
        title = title_of(label, self.can.button_title)
        if choice.press is Press.LINK:
            return Button(title, "", url=choice.target)
        try:
            return Button(title, encode(self.reply.prompt, self.carried(choice)))
        except ValueError:
            self.dropped.append(f"choice:{choice.id}")
            return None

    def carried(self, choice: Choice) -> Choice:
        target = carried(choice, self.can)
        return choice if target == choice.target else replace(choice, target=target)

    def picture(self) -> str:
        withheld = picture_level(self.reply) > self.can.allowed or any(
            name.startswith("policy:") for name in self.dropped
        )
        if self.reply.picture and (withheld or not self.can.pictures):
            self.dropped.append(f"picture:{self.reply.picture}")
            return ""
        return self.reply.picture

    def drawing(self) -> Drawing | None:
        """The chart with its words; the text says the same where it stays away."""
        chart = self.reply.chart
        if chart is None:
            return None
        if not self.can.pictures or chart_level(self.reply) > self.can.allowed:
            self.dropped.append(f"chart:{chart.view}")
            return None
        return drawing_of(chart, self.catalogue.chart_words)

    def edit(self, *, possible: bool) -> bool:
        if self.reply.edit and not (possible and self.can.edit and not self.reply.lasting):
            self.dropped.append("edit")
            return False
        return self.reply.edit

    def menu_rows(self, menu: Menu) -> tuple[tuple[str, ...], ...]:
        if menu is not Menu.MAIN:
            return ()
        return tuple(tuple(self.voice.text(key, {}, self.today) for key in row) for row in MENU)

    def joined(self, lines: list[str]) -> str:
        return (" " if self.can.form is Form.SHORT else "\n").join(lines)

    def markup(self, text: str) -> str:
        if self.can.markup is not Markup.HTML:
            return text
        return _TORN.sub("\u00a0", html.escape(text, quote=False))


def _sms_units(text: str) -> int:
    return measure(text).units
