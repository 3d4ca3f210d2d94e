"""Whether the receipt and the payment order of a shop can be right (see payments.checks)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from core.dated import valid_on
from payments.settings import Receipts, Utilities

_NEW_VAT = date(2026, 1, 1)
_OLD_CODES, _NEW_CODES = frozenset({4, 6}), frozenset({11, 12})
_MODES = (
    "full_prepayment",
    "partial_prepayment",
    "advance",
    "full_payment",
    "partial_payment",
    "credit",
    "credit_payment",
)
_WORD = re.compile(r"[a-z_]{3,40}")
_PLACES = re.compile(r"\{[^}]*\}")
_KBK, _OKTMO = re.compile(r"\d{20}|0", re.ASCII), re.compile(r"\d{8}|\d{11}|0", re.ASCII)
Problems = Iterator[tuple[str, str]]


def receipt_problems(receipts: Receipts, today: date) -> Problems:
    """Receipts for which no payment could be made, or with a rate that the law has ended (fault 25)."""
    if not 0 < len(receipts.item) <= 128:
        yield "receipts.item", "has to have 1 to 128 signs"
    if valid_on(receipts.rules, today) is None:
        yield "receipts.rules", f"have none for {today}: without one no payment can be made"
    for rule in receipts.rules:
        if not 1 <= rule.vat_code <= 12:
            yield "receipts.rules", f"have a vat_code {rule.vat_code}: 1 to 12"
        if not 0 <= rule.tax_system <= 6:
            yield "receipts.rules", f"have a tax_system {rule.tax_system}: 1 to 6, or 0 for none"
        if rule.mode not in _MODES:
            yield "receipts.rules", f"have a mode {rule.mode!r}: {', '.join(_MODES)}"
        if not _WORD.fullmatch(rule.subject) or not _WORD.fullmatch(rule.measure):
            yield "receipts.rules", f"have {rule.subject!r} and {rule.measure!r}: words like service, another"
    changes = (today, _NEW_VAT, *(rule.valid_from for rule in receipts.rules))
    for day in sorted({max(day, today) for day in changes}):
        yield from _rate(receipts, day)


def _rate(receipts: Receipts, day: date) -> Problems:
    """The law's rates of the day: 20 % ended with 2025."""
    rule = valid_on(receipts.rules, day)
    if rule is not None and rule.vat_code in (_OLD_CODES if day >= _NEW_VAT else _NEW_CODES):
        told = "20 % (4, 6) until 2025-12-31, 22 % (11, 12) after"
        yield "receipts.rules", f"have vat_code {rule.vat_code} on {day}: {told}"


def utility_problems(utilities: Utilities) -> Problems:
    """A payment order that YooKassa would refuse."""
    payee = utilities.payee
    for name, digits in (("inn", 10), ("kpp", 9), ("bic", 9), ("account", 20), ("corr_account", 20)):
        if not re.fullmatch(rf"[0-9]{{{digits}}}", getattr(payee, name)):
            yield f"utilities.{name}", f"has to have {digits} digits: YooKassa takes no other"
    if not payee.name or not 0 < len(payee.bank) <= 45:
        yield "utilities.name", "and the bank's (1 to 45 signs) are obligatory"
    unknown = set(_PLACES.findall(utilities.purpose)) - {"{account}", "{period}"}
    if not utilities.purpose or unknown:
        yield "utilities.purpose", "is a text in which only {account} and {period} are filled in"
    if utilities.kbk and not _KBK.fullmatch(utilities.kbk):
        yield "utilities.kbk", "has 20 digits, or is 0 or empty"
    if utilities.oktmo and not _OKTMO.fullmatch(utilities.oktmo):
        yield "utilities.oktmo", "has 8 or 11 digits, or is 0 or empty"
