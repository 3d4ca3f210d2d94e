"""``[linking]``: how a person proves the right to an account."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.config.section import Section, key


class Linking(Section, frozen=True):
    """How a person proves the right to an account."""

    accepted_months: Annotated[
        int,
        key(
            "Codes of how many last bills are taken; the same for all accounts, so that no answer tells.",
            ge=1,
            le=12,
        ),
    ] = 2
    account_digits: Annotated[
        tuple[int, ...],
        key(
            "Lengths that an account number may have; old numbers after a renumbering included.",
        ),
    ] = (10,)
    receipt_code_digits: Annotated[int, key("Length of the code printed on the bill.", ge=4, le=12)] = 6
    consent_version: Annotated[
        str,
        key(
            "Version of the consent text; a new version asks everybody again.",
        ),
    ] = "2026-11"
    phone_prefixes: Annotated[
        tuple[str, ...],
        key(
            "Beginnings of the phones that codes may be sent to, with +; other phones are refused.",
        ),
    ] = ("+79",)


class Policy(Section, frozen=True):
    """What may leave over a foreign messenger."""

    mode: Annotated[
        Literal["open", "strict"],
        key(
            "strict: no sums, names, phones in the messenger, for the organisations of 149-FZ art. 10 p. 8.",
        ),
    ] = "open"
