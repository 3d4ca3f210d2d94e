"""Sentences live in the catalogues: no Russian text literal in the code of the product."""

from __future__ import annotations

import re

from tests.house.sources import PRODUCT, sources

CYRILLIC = re.compile("[\u0400-\u04ff]")
# Each exception has its reason; a sentence that people read never is one.
ALLOWED = (
    "sandbox/",  # the people, the streets and the page of the sandbox are Russian
    "bot/texts/",  # beside the catalogues: units, words to recognise, rules for the catalogues
    "core/account_numbers.py",  # letters that look like digits
    "core/second_facts.py",  # the same, in the serial of a meter
    "core/holders.py",  # letters that look alike, in the name of a holder
    "core/spelling.py",  # the same, in any word
    "core/readings/grammar/normal.py",  # the same, in a number
    "core/address_ranges.py",  # the same, and sides of a street
    "core/notifications/times.py",  # words around an hour, as people type it
    "core/notifications/amounts.py",  # letters of a unit, as people type it
    "core/places.py",  # abbreviations to recognise in a postal address
    "bot/dialogs/pay_sums.py",  # the letter that words for roubles begin with
    "core/payments/qr_",  # months and the word for an account, as bills print them
    "payments/yookassa_register.py",  # columns and totals of a file, as YooKassa names them
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
    assert not found, "move these to bot/texts/ru:\n" + "\n".join(found)
