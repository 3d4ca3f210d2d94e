"""``[sending]``, ``[import]``, ``[retention]``, ``[log]``: pace, data from billing, what is kept."""

from __future__ import annotations

from typing import Annotated, Literal

from bot.config.section import Section, key


class Sending(Section, frozen=True):
    """Pace of what we send."""

    bulk_per_second: Annotated[
        int, key("Messages a second that nobody asked for, of all replicas, in Telegram.", ge=1, le=30)
    ] = 25
    sms_per_second: Annotated[
        int,
        key(
            "The same by SMS, where they go in lists; 0: as fast as the provider takes them.", ge=0, le=1_000
        ),
    ] = 100
    chat_interval_ms: Annotated[
        int, key("Least time between two messages to one chat, milliseconds.", ge=0, le=60_000)
    ] = 1_000
    chat_burst: Annotated[int, key("Messages to one chat that may go without that pause.", ge=1, le=20)] = 3


class Import(Section, frozen=True):
    """Taking data from billing."""

    max_rejected_percent: Annotated[
        int, key("Over this share of bad rows of a file nothing is imported without --force.", ge=0, le=100)
    ] = 5
    folder: Annotated[
        str,
        key(
            "Folder that billing drops its files into; they are imported by themselves. Empty: none.",
            example="/srv/abonent/billing",
        ),
    ] = ""
    profile: Annotated[
        str,
        key(
            "Mapping profile for that folder; empty: the files are of the exchange format.",
            example="/etc/abonent/billing.toml",
        ),
    ] = ""
    quiet_seconds: Annotated[
        int, key("A set of files is complete when nothing changed for so long.", ge=1, le=86_400)
    ] = 60
    marker: Annotated[
        str,
        key(
            "Name of a file that billing writes last; with it a set is complete at once, without it never.",
            example="ready.txt",
        ),
    ] = ""
    poll_seconds: Annotated[int, key("How often the folder is looked at.", ge=1, le=3_600)] = 10
    keep_days: Annotated[
        int,
        key(
            "How long sets that were imported or refused stay in done/ and failed/; 0: for ever.",
            ge=0,
            le=3_650,
        ),
    ] = 90
    stale_hours: Annotated[
        int, key("Staff are told when there was no import for so long; 0: never.", ge=0, le=8_760)
    ] = 36


class Retention(Section, frozen=True):
    """How long things are kept, days."""

    inbox_days: Annotated[int, key("What arrived: identities, without bodies.", ge=14, le=3_650)] = 14
    outbox_days: Annotated[int, key("What was sent, without the text.", ge=1, le=3_650)] = 90
    session_days: Annotated[int, key("Conversations nobody came back to.", ge=1, le=3_650)] = 30
    dead_letter_days: Annotated[int, key("Events that could not be handled.", ge=1, le=3_650)] = 90
    audit_days: Annotated[int, key("Who linked, unlinked, consented and withdrew.", ge=30, le=36_500)] = 1_095
    consent_days: Annotated[
        int, key("Consents, from their withdrawal; those in force are kept.", ge=30, le=36_500)
    ] = 1_095
    link_days: Annotated[int, key("Links, from their end.", ge=1, le=3_650)] = 90
    address_days: Annotated[
        int, key("Chats and phones of people without a link who wrote no more.", ge=1, le=3_650)
    ] = 365
    request_days: Annotated[int, key("What people asked about their own data.", ge=30, le=36_500)] = 1_095
    reading_days: Annotated[
        int, key("Readings that people sent, and what became of them.", ge=365, le=36_500)
    ] = 1_095
    payment_days: Annotated[
        int, key("Payments made in the chat; the law of accounting asks for five years.", ge=1_827, le=36_500)
    ] = 1_827
    history_months: Annotated[
        int, key("Months of charges, payments and readings from billing.", ge=13, le=600)
    ] = 60


class Log(Section, frozen=True):
    """What is written to standard error. Accounts, phones, codes and secrets are always masked."""

    level: Annotated[
        Literal["debug", "info", "warning", "error"], key("The least important line to write.")
    ] = "info"
    format: Annotated[
        Literal["json", "console"],
        key(
            "json: one object a line, for machines; console: for a person at a terminal.",
        ),
    ] = "json"
