"""The private page as HTML: no script, nothing from elsewhere, nothing private in its title or address."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.private_view import Field

if TYPE_CHECKING:
    from bot.channels.private_view import View
    from core.values import Value

Say = Callable[[str, Mapping[str, "Value"]], str]
"""The words of a key of the full form."""

_SUM = re.compile(r"-?\d[\d \u00a0]*,\d\d \w{3}\.")
_CSS = Path(__file__).with_name("private_page.css").read_text("utf-8").replace("\n", "")
_STYLE = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()

_PHONE = re.compile(r"(?:\+7|8) [(\d][\d() -]*(?:\*{3})?[\d -]*\d")
_SHORT_TITLE, _LONG_TITLE = 16, 60
"""Characters of a heading that ends at a full stop, and of one that is a whole line."""

TITLES: Mapping[str, str] = {
    "page-gone": "page-gone-title",
    "page-taken": "page-taken-title",
    "page-closed": "page-closed-title",
    "page-busy": "page-busy-title",
    "page-away": "page-away-title",
    "pay-page-gone": "page-gone-title",
    "pay-page-unsure": "pay-page-unsure-title",
    "pay-page-paid": "pay-page-paid-title",
    "pay-page-many": "pay-page-many-title",
    "pay-page-ask": "pay-page-ask-title",
}
"""The heading of each page that only tells something."""

HEADERS: Mapping[str, str] = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_STYLE}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive, nosnippet",
}
"""On every answer, whatever it says."""


class PageWriter:
    """Writes the pages; `say` gives their sentences, so that none is here."""

    def __init__(self, say: Say, name: str = "page-title") -> None:
        """`name`: the key of what the browser's tab is called."""
        self._say, self._name = say, name

    def landing(self, until: str) -> bytes:
        """Before the link is spent: says nothing of what is behind it."""
        words = _paragraphs(self._say("page-landing", {"time": until}))
        button = _form(_button(self._say("page-show", {}), main=True))
        return self._page(self._say("page-title", {}), words + button, _soft(self._say("never-ask", {})))

    def shown(self, view: View, until: str, wrong: str = "", typed: str = "") -> bytes:
        """What the chat could not carry; `wrong` says why the answer `typed` was not taken."""
        title, lines = self._headed(view.lines)
        body = "".join(map(_line, lines)) + self._question(view, wrong, typed)
        body += "".join(_link(url, label) for url, label in view.links)
        if view.file:
            body += _form(_button(self._say("page-file", {}), name="do", value="file", main=True))
        close = _form(_button(self._say("page-close", {}), name="do", value="close"))
        notes = [self._say("page-until", {"time": until})]
        if view.in_chat:
            labels = ", ".join(f"«{label}»" for label in view.in_chat)
            notes.append(self._say("page-buttons", {"labels": labels}))
        return self._page(title, body, close + "".join(map(_soft, notes)))

    def _headed(self, lines: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """The heading and the lines below it: the first line, or its first few words."""
        first, rest = (lines[0], lines[1:]) if lines else ("", ())
        step, dot, more = first.partition(". ")
        if dot and len(step) <= _SHORT_TITLE and not _SUM.search(step):
            return step, (more, *rest)
        if first and len(first) <= _LONG_TITLE and not _SUM.search(first):
            return first, rest
        return self._say("page-title", {}), lines

    def notice(self, key: str, *more: str) -> bytes:
        """A page of words only: the title of `key` over `key` and other keys."""
        body = "".join(_paragraphs(self._say(each, {})) for each in (key, *more))
        return self._page(self._say(TITLES[key], {}), body)

    def offer(self, key: str, button: str) -> bytes:
        """A page of words with one button, which posts to its own address."""
        body = _paragraphs(self._say(key, {})) + _form(_button(self._say(button, {}), main=True))
        return self._page(self._say(TITLES[key], {}), body)

    def _question(self, view: View, wrong: str, typed: str) -> str:
        asked = f'<p class="wrong" id="wrong" role="alert">{_marked(wrong)}</p>' if wrong else ""
        if view.field is not Field.NONE:
            asked += self._field(view.field, typed, described=bool(wrong))
        options = "".join(
            _button(label, name="choice", value=id_, main=not index and view.field is Field.NONE)
            for index, (id_, label) in enumerate(view.options)
        )
        return asked + (_form(options) if options else "")

    def _field(self, field: Field, typed: str, *, described: bool) -> str:
        phone = field is Field.PHONE
        label = self._say("page-phone" if phone else "page-answer", {})
        kind = 'type="tel" inputmode="tel" autocomplete="tel"' if phone else 'type="text" autocomplete="off"'
        hint = ' aria-describedby="wrong" aria-invalid="true" autofocus' if described else ""
        again = f' value="{html.escape(typed)}"' if typed else ""
        entry = f'<input id="text" name="text" {kind} maxlength="100" required{again}{hint}>'
        send = _button(self._say("page-send", {}), main=True)
        return _form(f'<label for="text">{html.escape(label)}</label>{entry}{send}')

    def _page(self, title: str, body: str, footer: str = "") -> bytes:
        name = html.escape(self._say(self._name, {}))
        supplier = html.escape(self._say("page-supplier", {}))
        foot = f"<footer>{footer}</footer>" if footer else ""
        return (
            '<!doctype html>\n<html lang="ru"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="robots" content="noindex, nofollow, noarchive, nosnippet">'
            '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
            f"<title>{name}</title><style>{_CSS}</style></head><body><main>"
            f'<p class="from">{supplier}</p><div class="card"><h1>{_marked(title)}</h1>{body}</div>{foot}'
            "</main></body></html>\n"
        ).encode()


def _marked(text: str) -> str:
    """Escaped; a sum stands out, and neither a sum nor a phone is torn by the end of a line."""
    text = _SUM.sub(lambda found: f"<strong>{found[0]}</strong>", html.escape(text))
    return _PHONE.sub(lambda found: f'<span class="whole">{found[0]}</span>', text)


def _line(text: str) -> str:
    return f"<p>{_marked(text)}</p>"


def _paragraphs(text: str) -> str:
    return "".join(map(_line, filter(None, text.splitlines())))


def _soft(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def _form(inside: str) -> str:
    """Sent to the address of the page itself: no address is written anywhere."""
    return f'<form method="post" accept-charset="utf-8">{inside}</form>'


def _link(url: str, label: str) -> str:
    """A way out that looks like a button; the page is not told to where it leads."""
    return f'<a class="main" href="{html.escape(url)}" rel="noopener noreferrer">{html.escape(label)}</a>'


def _button(label: str, *, name: str = "", value: str = "", main: bool = False) -> str:
    look = ' class="main"' if main else ""
    says = f' name="{name}" value="{html.escape(value)}"' if name else ""
    return f'<button type="submit"{says}{look}>{html.escape(label)}</button>'
