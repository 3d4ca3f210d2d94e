"""The words of consents as each channel shows them: what is archived is what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config import ConfigError
from bot.dialogs.consent import question
from bot.retention import keep_days
from core.consents import EBILL, LINKING, SMS_NOTICES, Basis, ConsentText, Law, Terms

if TYPE_CHECKING:
    from datetime import date

    from bot.config import Config
    from bot.texts.catalogue import Catalogue
    from core.values import Value

_FORMS = {"telegram": "full", "tel": "short"}


@dataclass(frozen=True, slots=True)
class CatalogueConsents:
    """`core.consents.ConsentTexts` over the catalogue. `today` is for texts with dates: these have none."""

    catalogue: Catalogue
    supplier: Mapping[str, Value]
    terms: Mapping[str, Terms]
    url: str
    today: Callable[[], date]

    def shown(self, purpose: str, address: str) -> ConsentText:
        """The question, or what is told, as the channel of `address` writes it."""
        form = _FORMS.get(address.partition(":")[0], "full")
        lines = [
            self.catalogue.text(form, phrase.key, {**self.supplier, **phrase.values}, self.today())
            for phrase in question(purpose, self.terms[purpose], self.url)
        ]
        return ConsentText("\n".join(filter(None, lines)))


def missing_texts(terms: Mapping[str, Terms], catalogue: Catalogue) -> list[str]:
    """Keys of the words that the terms in force need and the catalogue does not have."""
    keys = [phrase.key for purpose, given in terms.items() for phrase in question(purpose, given, "")]
    return [key for key in keys if key not in catalogue]


def terms_of(config: Config) -> dict[str, Terms]:
    """The terms of every purpose, as configured."""
    given = config.consent
    return {
        LINKING: Terms(config.linking.consent_version, Basis(given.linking_basis)),
        SMS_NOTICES: Terms(given.sms_version, Basis(given.sms_basis)),
        EBILL: Terms(given.ebill_version, Basis(given.ebill_basis)),
    }


def law_of(
    config: Config, catalogue: Catalogue, supplier: Mapping[str, Value], today: Callable[[], date]
) -> Law:
    """What the lawyer decided. Raises ConfigError for a version that has no words."""
    terms = terms_of(config)
    missing = missing_texts(terms, catalogue)
    if missing:
        sentence = (
            f"no text {', '.join(missing)} in bot/texts/ru/consents.*.ftl: add the words of this version,"
            " or set linking.consent_version, consent.sms_version, consent.ebill_version to one that is there"
        )
        raise ConfigError([sentence])
    texts = CatalogueConsents(catalogue, supplier, terms, config.supplier.privacy_url, today)
    return Law(terms, texts, keep_days(config))
