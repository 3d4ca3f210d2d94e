"""Phones as SMSC reads them."""

from __future__ import annotations

import re


def clean_phone(text: str) -> str:
    """Digits of a phone that SMSC would take, "" for none: without + it mends 8… and a missing 7."""
    digits = re.sub(r"[ ()-]", "", text)
    exact = digits.startswith("+")
    digits = digits.removeprefix("+")
    if not (digits.isdigit() and digits.isascii()):
        return ""
    if not exact and len(digits) == 11 and digits[0] == "8":
        digits = f"7{digits[1:]}"
    if not exact and len(digits) == 10 and digits[0] == "9":
        digits = f"7{digits}"
    wanted = 11 if digits.startswith("7") else len(digits)
    return digits if 11 <= len(digits) <= 15 and len(digits) == wanted and digits[0] != "0" else ""
