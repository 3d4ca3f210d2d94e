"""Sentences live in the catalogues: no Russian text literal in the code of the product."""

from __future__ import annotations

import re

from tests.house.sources import PRODUCT, sources

CYRILLIC = re.compile("[\u0400-\u04ff]")
# Each exception has its reason; a sentence that people read never is one.
ALLOWED = (
    "sandbox/demo",  # demo data are Russian names and streets
    "sandbox/settings.py",  # the name of the demo bot
    "bench/",  # what the measured bots are asked and answer
    "bot/texts/format.py",  # units beside numbers
    "bot/texts/patterns.py",  # what to recognise, not what to say
    "core/account_numbers.py",  # letters that look like digits
    "core/places.py",  # abbreviations to recognise in a postal address
    "billing/v1/values.py",  # letters that an account number may have
)


def test_no_russian_literals() -> None:
    found = [
        f"{source.at(text)} {text.value[:40]!r}"
        for source in sources(*PRODUCT)
        if not source.path.startswith(ALLOWED)
        for text in source.texts()
        if CYRILLIC.search(str(text.value))
    ]
    assert not found, "move these to bot/texts/ru or to sandbox/demo:\n" + "\n".join(found)
