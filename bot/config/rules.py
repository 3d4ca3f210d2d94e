"""Sections that say how the supplier works: who it is, linking, limits, sending, import, retention."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import field

from bot.config.section import Section, key


class Security(Section, frozen=True):
    """The key under which codes and phones are hashed."""

    secret_key: Annotated[
        str,
        key(
            "At least 32 bytes that nobody else knows; `openssl rand -hex 32` makes one.",
            example="paste the output of: openssl rand -hex 32",
            secret=True,
        ),
    ] = ""
    key_id: Annotated[str, key("Name of that key, stored beside each hash; a new key needs a new name.")] = (
        "k1"
    )
    previous_keys: Annotated[
        dict[str, str],
        key(
            "Earlier keys by their names, so that what they hashed still counts.",
            example={"k0": "the earlier key"},
            secret=True,
        ),
    ] = field(default_factory=dict)


class Office(Section, frozen=True):
    """One office that people may visit."""

    address: Annotated[str, key("Street and house.", example="Lenina 1, Primersk")] = ""
    hours: Annotated[str, key("Opening hours as people should read them.", example="8:00-17:00")] = ""
    phone: Annotated[str, key("Phone of the office.", example="+7 800 555-00-00")] = ""


class Supplier(Section, frozen=True):
    """Who speaks: what the texts say about the supplier. Write it in the language of the subscribers."""

    name: Annotated[str, key("Name as people know it.", example="Primer Energosbyt")] = ""
    legal_name: Annotated[
        str, key("Name of the receiver of payments; empty: the name.", example="AO Primer")
    ] = ""
    phones: Annotated[
        tuple[str, ...],
        key(
            "Phones of the call centre, as they should be read.",
            example=["8 800 555-00-00"],
        ),
    ] = ()
    call_centre_hours: Annotated[str, key("When the call centre answers.", example="8:00-20:00")] = ""
    time_zone: Annotated[str, key("Time zone of all dates and windows, by its tz database name.")] = (
        "Europe/Moscow"
    )
    site: Annotated[str, key("Site of the supplier.", example="https://energosbyt.example.ru")] = ""
    privacy_url: Annotated[
        str,
        key(
            "Page with the policy on personal data that the consent refers to.",
            example="https://energosbyt.example.ru/pd",
        ),
    ] = ""
    dispatcher_phone: Annotated[
        str,
        key(
            "Phone of the network company's dispatcher for accidents, where the account group names none.",
            example="+7 800 220-02-20",
        ),
    ] = ""
    offices: Annotated[
        tuple[Office, ...],
        key(
            "Offices for those who have no bill at hand.",
            example=[{"address": "Lenina 1, Primersk", "hours": "8:00-17:00", "phone": "+7 800 555-00-00"}],
        ),
    ] = ()


class Linking(Section, frozen=True):
    """How a person proves the right to an account."""

    second_factors: Annotated[
        tuple[Literal["receipt_code", "meter_and_payment", "office_code"], ...],
        key(
            "What is asked beside the account number, any of them.",
        ),
    ] = ("receipt_code",)
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
    ] = (10, 12)
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
            "Beginnings of the phones that codes may be sent to; other phones are refused.",
        ),
    ] = ("79",)
    secret_question_minutes: Annotated[
        int, key("How long a question about a code stays open.", ge=1, le=60)
    ] = 10
    question_minutes: Annotated[int, key("How long any other question stays open.", ge=1, le=1440)] = 60


class Limits(Section, frozen=True):
    """Limits on guessing and on paid SMS. They lock new linking only, never the people already linked."""

    code_digits: Annotated[int, key("Length of a one-time code.", ge=6, le=8)] = 6
    code_minutes: Annotated[int, key("How long a one-time code lives.", ge=1, le=10)] = 5
    code_attempts: Annotated[int, key("Wrong tries after which a one-time code is void.", ge=1, le=10)] = 5
    resend_seconds: Annotated[
        tuple[int, ...],
        key(
            "Waits before the second, third ... code; the last one repeats.",
        ),
    ] = (60, 120, 300, 900)
    failure_wait_seconds: Annotated[
        tuple[int, ...],
        key(
            "Waits after the second, third ... wrong pair of account and code; the last one repeats.",
        ),
    ] = (30, 60, 300, 900, 3600)
    failures_per_account_day: Annotated[int, key("Wrong proofs a day for one account.", ge=1, le=100)] = 10
    failures_per_address_day: Annotated[
        int, key("Wrong proofs a day from one chat or phone.", ge=1, le=100)
    ] = 10
    failures_per_phone_day: Annotated[int, key("Wrong one-time codes a day for one phone.", ge=1, le=100)] = (
        10
    )
    codes_per_phone_hour: Annotated[int, key("One-time codes an hour to one phone.", ge=1, le=100)] = 3
    codes_per_phone_day: Annotated[int, key("One-time codes a day to one phone.", ge=1, le=100)] = 5
    codes_per_address_day: Annotated[int, key("One-time codes a day asked from one chat.", ge=1, le=100)] = 10
    codes_per_account_day: Annotated[int, key("One-time codes a day for one account.", ge=1, le=100)] = 10
    codes_per_prefix_day: Annotated[
        int,
        key(
            "One-time codes a day to phones that differ in the last four digits only.",
            ge=1,
            le=100_000,
        ),
    ] = 50
    codes_per_hour: Annotated[int, key("One-time codes an hour in all.", ge=1, le=1_000_000)] = 1_000
    codes_per_day: Annotated[int, key("One-time codes a day in all.", ge=1, le=10_000_000)] = 10_000
    sms_kopecks_per_day: Annotated[
        int,
        key(
            "What SMS may cost in a day, kopecks; no more codes are sent after that.",
            ge=0,
            le=100_000_000,
        ),
    ] = 3_000_000
    breaker_window: Annotated[
        int, key("Over how many last codes the share of confirmed ones is watched.", ge=10, le=10_000)
    ] = 50
    breaker_percent: Annotated[
        int,
        key(
            "Share of confirmed codes below which sending stops and staff are told.",
            ge=0,
            le=100,
        ),
    ] = 30


class Policy(Section, frozen=True):
    """What may leave over a foreign messenger."""

    mode: Annotated[
        Literal["open", "strict"],
        key(
            "strict: no sums, names, phones in the messenger, for the organisations of 149-FZ art. 10 p. 8.",
        ),
    ] = "open"


class Sending(Section, frozen=True):
    """Pace and age of what we send."""

    bulk_per_second: Annotated[int, key("Messages a second that nobody asked for, in all.", ge=1, le=30)] = 25
    chat_interval_ms: Annotated[
        int, key("Least time between two messages to one chat, milliseconds.", ge=0, le=60_000)
    ] = 1_000
    chat_burst: Annotated[int, key("Messages to one chat that may go without that pause.", ge=1, le=20)] = 3
    connections: Annotated[int, key("Requests to Telegram at once.", ge=1, le=100)] = 20
    unsent_per_address: Annotated[
        int, key("Over so many unsent replies only the newest of each kind is kept.", ge=1, le=1_000)
    ] = 20
    merge_seconds: Annotated[int, key("Identical answers within this time are sent once.", ge=0, le=600)] = 60
    quote_after_minutes: Annotated[
        int, key("Older questions are quoted in their answer.", ge=1, le=1_440)
    ] = 15
    ask_again_after_minutes: Annotated[
        int, key("Older requests about money and linking are asked again.", ge=1, le=1_440)
    ] = 30


class Import(Section, frozen=True):
    """Taking data from billing."""

    max_rejected_percent: Annotated[
        int, key("Over this share of bad rows nothing is switched.", ge=0, le=100)
    ] = 5
    max_missing_percent: Annotated[
        int,
        key(
            "Over this share of accounts gone since the last import nothing is switched.",
            ge=0,
            le=100,
        ),
    ] = 20
    chunk_rows: Annotated[int, key("Rows written at once, between turns.", ge=1, le=10_000)] = 500
    max_field_chars: Annotated[int, key("Longest value of one field.", ge=10, le=100_000)] = 2_000


class Retention(Section, frozen=True):
    """How long things are kept, days."""

    inbox_days: Annotated[int, key("What arrived: identities, without bodies.", ge=14, le=3_650)] = 14
    outbox_days: Annotated[int, key("What was sent, without the text.", ge=1, le=3_650)] = 90
    session_days: Annotated[int, key("Conversations nobody came back to.", ge=1, le=3_650)] = 30
    dead_letter_days: Annotated[int, key("Events that could not be handled.", ge=1, le=3_650)] = 90
    audit_days: Annotated[int, key("Who linked, unlinked, consented and withdrew.", ge=30, le=36_500)] = 1_095
