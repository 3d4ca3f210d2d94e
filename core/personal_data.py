"""What is personal in what we keep: the classes of columns, and what each table is for, by which right.

`core.data_register` classifies every column of the schema by these words. The copy of one's own data, its
deletion, the purge and the page for the lawyer (docs/privacy.md) all follow that register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class What(StrEnum):
    """What a column tells about a person."""

    NOTHING = "nothing"  # our numbers, states and counters: nothing about anybody by itself
    PERSON = "person"  # our number of a person
    ACCOUNT = "account"  # a number of an account, or ours of it
    CHANNEL = "channel"  # a chat or a phone that writes to us
    PHONE = "phone"
    NAME = "name"
    POSTAL = "postal address"
    EMAIL = "e-mail"
    TAX = "tax number"
    MONEY = "money"
    USE = "consumption"
    METER = "meter"
    WORDS = "what somebody wrote"
    ACT = "what was done, and when"


class Purpose(StrEnum):
    """What a table is for."""

    TALK = "to answer: messages in, messages out, the state of the conversation"
    ACCESS = "to show an account to those who proved the right to it"
    SAFETY = "to keep strangers out: limits, and a trail of what happened to rights"
    PROOF = "to prove consents, and what was done about requests"
    READINGS = "to pass readings to the supplier's billing and to show what became of them"
    PAYMENTS = "to take payments, to pass them to the supplier's billing, and to show what became of them"
    BILLING = "to show what the supplier's billing says of an account"
    SYSTEM = "to run: the schema, settings, imports; nothing about people"


class Right(StrEnum):
    """By which right (152-ФЗ ст. 6)."""

    CONSENT = "consent or contract, as configured"
    CONTRACT = "contract of supply"
    DUTY = "duty of an operator of personal data"
    INTEREST = "security of the service"
    NONE = "no personal data"


class Owner(StrEnum):
    """How the rows of a person are found."""

    SUBSCRIBER = "subscriber_id"
    INVITER = "inviter_id"
    ADDRESS = "address"
    LINKED = "account_id"  # of the accounts the person has linked
    SUBJECT = "subject"  # any of their addresses, phones and numbers
    NOBODY = ""


class Fate(StrEnum):
    """What a deletion on request does with the rows of a person."""

    DELETE = "deleted"
    ALIAS = "kept with a digest in the place of the address"
    EXPIRES = "kept until it expires"
    BILLING = "kept: it is the supplier's billing"
    NONE = "nothing to delete"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns by what they tell, separated by spaces; the rest of the fields say the rules.

    `keep` names the retention rule (`storage.purge`), or says in words why there is none. `dataset` is the
    dataset of an import whose generation decides what of the table is visible.
    """

    purpose: Purpose
    right: Right
    keep: str
    columns: Mapping[What, str]
    owner: Owner = Owner.NOBODY
    fate: Fate = Fate.NONE
    dataset: str = ""
    history: bool = False
    exported: bool = field(default=True)

    def classes(self) -> dict[str, What]:
        """What each column tells."""
        return {column: what for what, names in self.columns.items() for column in names.split()}

    @property
    def personal(self) -> bool:
        """Whether anything in it belongs to a person."""
        return any(what is not What.NOTHING for what in self.columns)
