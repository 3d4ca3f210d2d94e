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
    second_facts: Annotated[
        tuple[Literal["receipt_code", "meter_and_payment", "office_code"], ...],
        key(
            "What proves an account beside its number, in the order of offering; at least one.",
        ),
    ] = ("receipt_code", "meter_and_payment", "office_code")
    meter_needs_phone: Annotated[
        bool,
        key(
            "meter_and_payment proves only an account whose phone billing knows: neighbours see serials.",
        ),
    ] = True
    file_links: Annotated[
        bool,
        key(
            "The second QR of a bill sent as a file links the account, as on paper; the code still goes to"
            " the phone that billing knows, and nowhere where it knows none.",
        ),
    ] = True
    last_payments: Annotated[
        int,
        key(
            "How many newest payments count as the last one for meter_and_payment; 2: the one before too.",
            ge=1,
            le=8,
        ),
    ] = 2
    office_code_digits: Annotated[
        int, key("Length of a code that `office-code ACCOUNT` gives to staff.", ge=8, le=12)
    ] = 8
    office_code_days: Annotated[int, key("How long a code of the office is good.", ge=1, le=30)] = 3
    confirmation: Annotated[
        Literal["sms", "reverse"],
        key(
            "sms: we send a code to the phone; reverse: the person texts a code from it to reverse_phone.",
        ),
    ] = "sms"
    reverse_phone: Annotated[
        str,
        key(
            "Our number that takes SMS, for confirmation = reverse; people read it as it is written here.",
            example="+7 900 000-00-00",
        ),
    ] = ""
    resume_minutes: Annotated[
        int,
        key(
            "How long somebody who left linking may go on where they stopped; 0: never.",
            ge=0,
            le=1440,
        ),
    ] = 60
    closed_accounts: Annotated[
        Literal["refuse", "allow"],
        key(
            "Whether a closed account may be linked; either way people are told only after their proof.",
        ),
    ] = "refuse"
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
    page_minutes: Annotated[
        int, key("How long a private page lives, minutes, counted from its link.", ge=1, le=60)
    ] = 15
    sms_per_hour: Annotated[
        int,
        key(
            "Answers an hour to one phone by SMS, where the chat may not carry them and there is no page.",
            ge=0,
            le=60,
        ),
    ] = 6
