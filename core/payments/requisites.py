"""The recipient of the payment QR, and the checks that its bank would make.

Key digits of accounts: rule No. 515 of the Bank of Russia of 08.09.1997; sizes: docs/bill.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Charset(StrEnum):
    """In which bytes the QR is written."""

    UTF_8 = "utf-8"
    CP1251 = "windows-1251"


@dataclass(frozen=True, slots=True)
class Requisites:
    """The recipient, as on its own papers. A bank may have no `corr_account`, a sole trader has no `kpp`."""

    name: str
    account: str
    bank: str
    bic: str
    corr_account: str = ""
    inn: str = ""
    kpp: str = ""
    charset: Charset = Charset.UTF_8


LONGEST_BLOCK = 300
"""Bytes of the required fields with their names and separators, in the chosen charset."""
_NAME, _BANK = 160, 45
_BIC = re.compile(r"0\d{8}", re.ASCII)
_ACCOUNT = re.compile(r"\d{20}", re.ASCII)
_INN = re.compile(r"\d{10}|\d{12}", re.ASCII)
_KPP = re.compile(r"\d{4}[\dA-Z]{2}\d{3}", re.ASCII)
_WEIGHTS = (7, 1, 3)
_INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def problems(given: Requisites) -> Iterator[tuple[str, str]]:
    """Yield (field of `Requisites`, what is wrong in one line) for everything a bank would refuse."""
    yield from _texts(given)
    bic = bool(_BIC.fullmatch(given.bic))
    if not bic:
        yield "bic", 'is no BIC: nine digits that begin with 0, for example "044525225"'
    yield from _account(given.account, given.bic if bic else "", direct=not given.corr_account)
    if given.corr_account:
        yield from _corr_account(given.corr_account, given.bic if bic else "")
    if not _INN.fullmatch(given.inn) or not inn_fits(given.inn):
        yield "inn", "is no INN: ten or twelve digits of which the last prove the others; look for a slip"
    if given.kpp and not _KPP.fullmatch(given.kpp):
        yield "kpp", "is no KPP: nine signs, for example 290101001; empty for a sole trader"
    if len(given.inn) == 10 and not given.kpp:
        yield "kpp", "is empty: an organisation has one"


def _texts(given: Requisites) -> Iterator[tuple[str, str]]:
    for field, text, most in (("name", given.name, _NAME), ("bank", given.bank, _BANK)):
        if not text.strip():
            yield field, "is empty"
        elif len(text) > most:
            yield field, f"has {len(text)} signs; the QR takes {most}: abbreviate it"
        elif lost := lost_in(text, given.charset):
            yield field, f"has {lost!r}, which {given.charset} cannot write"
    size = len(block(given).encode(given.charset, "replace"))
    if size > LONGEST_BLOCK:
        yield "name", f"makes the required fields {size} bytes long; {LONGEST_BLOCK} are taken: abbreviate it"


def _account(number: str, bic: str, *, direct: bool) -> Iterator[tuple[str, str]]:
    if not _ACCOUNT.fullmatch(number):
        yield "account", f"has {len(number)} signs; an account has 20 digits"
    elif bic and not account_fits(number, _office(bic) if direct else bic[-3:]):
        yield "account", f"does not fit the BIC {bic}: its key digit is wrong; look for a slip in both"


def _corr_account(number: str, bic: str) -> Iterator[tuple[str, str]]:
    if not _ACCOUNT.fullmatch(number):
        yield "corr_account", f"has {len(number)} signs; an account has 20 digits"
    elif bic and not account_fits(number, _office(bic)):
        yield "corr_account", f"does not fit the BIC {bic}: its key digit is wrong; look for a slip in both"


def _office(bic: str) -> str:
    """What stands for the bank where the account is held by an office of the Bank of Russia itself."""
    return f"0{bic[4:6]}"


def account_fits(account: str, bank: str) -> bool:
    """Whether the key digit of a 20-digit account fits the three digits that stand for its bank."""
    digits = map(int, bank + account)
    return sum(digit * _WEIGHTS[at % 3] % 10 for at, digit in enumerate(digits)) % 10 == 0


def inn_fits(inn: str) -> bool:
    """Whether the last digits of an INN of 10 or 12 digits are those that the others give."""
    digits = list(map(int, inn))
    checked = (9,) if len(digits) == 10 else (10, 11)
    return all(_inn_key(digits[:at]) == digits[at] for at in checked)


def _inn_key(digits: list[int]) -> int:
    weights = _INN_WEIGHTS[-len(digits) :]
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11 % 10


def block(given: Requisites) -> str:
    """The required fields in the order of the standard, each before its separator."""
    fields = (
        ("Name", given.name),
        ("PersonalAcc", given.account),
        ("BankName", given.bank),
        ("BIC", given.bic),
        ("CorrespAcc", given.corr_account or "0"),
    )
    return "|".join(f"{key}={plain(text)}" for key, text in fields)


def plain(text: str) -> str:
    """A value as it may stand in a QR: one line, and no separator in it (the standard has no escape)."""
    return " ".join(text.replace("|", "/").split())


def lost_in(text: str, charset: Charset) -> str:
    """The first sign of a text that the charset cannot write; "" where it writes all."""
    try:
        text.encode(charset)
    except UnicodeEncodeError as error:
        return text[error.start]
    return ""
