"""``[supplier]``: who speaks in the texts."""

from __future__ import annotations

from typing import Annotated

from bot.config.section import Section, key


class Office(Section, frozen=True):
    """One office that people may visit."""

    address: Annotated[str, key("Street and house.", example="Lenina 1, Primersk")] = ""
    hours: Annotated[str, key("Opening hours as people should read them.", example="8:00-17:00")] = ""
    phone: Annotated[str, key("Phone of the office.", example="+7 800 555-00-00")] = ""


class Supplier(Section, frozen=True):
    """Who speaks: what the texts say about the supplier. Write it in the language of the subscribers."""

    name: Annotated[str, key("Name as people know it.", example="Primer Energosbyt")] = ""
    phones: Annotated[
        tuple[str, ...],
        key(
            "Phones of the call centre, as they should be read.",
            example=["8 800 555-00-00"],
        ),
    ] = ()
    call_centre_hours: Annotated[str, key("When the call centre answers.", example="8:00-20:00")] = ""
    time_zone: Annotated[
        str, key("Time zone of dates and windows, by its tz name; groups: [reminders.groups].")
    ] = "Europe/Moscow"
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
