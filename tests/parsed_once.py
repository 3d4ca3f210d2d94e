"""Reading our texts takes half a second, and hundreds of tests start a bot of their own: it is done once."""

from __future__ import annotations

import functools

from fluent.syntax import FluentParser

_parse = FluentParser.parse


@functools.lru_cache(maxsize=256)
def _parsed(text):
    return _parse(FluentParser(), text)


def install():
    """From now on every text is parsed once. No tree is changed by who gets it."""
    FluentParser.parse = lambda self, text: _parsed(text)
