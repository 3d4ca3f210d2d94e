"""What a YooKassa shop is to us: values that the configuration is turned into. They load no library."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.payments.requisites import Requisites

PRODUCTION_URL = "https://api.yookassa.ru/v3"


@dataclass(frozen=True, slots=True)
class ReceiptRule:
    """Codes of a fiscal receipt (54-FZ) from a day to a day, both inclusive, by Moscow's calendar.

    `vat_code` 1 to 12 (11 and 12 are 22 % and 22/122, from 2026-01-01 in place of 4 and 6), `tax_system`
    1 to 6 or 0 for none; `subject`, `mode` and `measure` are words of the API. The accountant knows which.
    """

    valid_from: date
    vat_code: int
    valid_to: date | None = None
    subject: str = "service"
    mode: str = "full_payment"
    measure: str = "another"
    tax_system: int = 0


@dataclass(frozen=True, slots=True)
class Receipts:
    """The line of every receipt. `needs_email`: a phone is not enough, as for "receipts from YooKassa"."""

    item: str
    rules: tuple[ReceiptRule, ...]
    needs_email: bool = True


@dataclass(frozen=True, slots=True)
class Utilities:
    """Whom a utility payment goes to: obligatory in every creation of a shop that reports to GIS ZhKKh.

    `purpose`: parts between semicolons, with `{account}` and `{period}` (MM.YYYY) where they belong; a part
    whose value is not known is left out. At most 210 characters arrive.
    """

    payee: Requisites
    purpose: str
    kbk: str = ""
    oktmo: str = ""


@dataclass(frozen=True, slots=True)
class YooKassa:
    """A shop and the way to it. Blanks around shop and key are dropped: the SDK would send them.

    `api_url` ends in /v3; `ca_file` replaces the known certificate authorities.
    """

    shop_id: str
    secret_key: str = field(repr=False)
    api_url: str = PRODUCTION_URL
    return_url: str = ""
    receipts: Receipts | None = None
    utilities: Utilities | None = None
    ca_file: str = ""

    def __post_init__(self) -> None:
        for name in ("shop_id", "secret_key", "api_url"):
            object.__setattr__(self, name, getattr(self, name).strip())
        object.__setattr__(self, "api_url", self.api_url.rstrip("/"))

    @property
    def test_key(self) -> bool:
        """Whether the key is one of a test shop, whose payments are not real."""
        return self.secret_key.startswith("test_")
