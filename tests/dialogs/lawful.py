"""A desk with the words of the consents and the days of retention, and its law as a test wants it."""

from __future__ import annotations

from dataclasses import replace

from bot.consent_texts import CatalogueConsents
from bot.texts.catalogue import Catalogue
from bot.texts.samples import TODAY
from core.consents import EBILL, LINKING, SMS_NOTICES, Basis, Law, Terms
from core.usecases.consents import GiveConsent
from core.usecases.notices import MayStart
from tests.dialogs.supplier import VALUES, make_test_desk

CATALOGUE = Catalogue.load()
KEEP = {
    "inbox": 14, "dead_letters": 90, "outbox": 90, "sessions": 30, "addresses": 365, "links": 90,
    "audit": 1095, "consents": 1095, "subscribers": 1095, "requests": 1095, "tallies": 31, "sms": 31,
    "verifications": 2, "office_codes": 2, "invitations": 2, "private_pages": 0, "bill_codes": 430,
    "history": 1860, "payments": 1827,
}  # fmt: skip


def law(linking=Basis.CONSENT, sms=Basis.CONSENT, version="2026-11"):
    """The law of the test's supplier. Another version has no words of its own."""
    terms = {LINKING: Terms(version, linking), SMS_NOTICES: Terms("2026-11", sms)}
    terms[EBILL] = Terms("2026-11")
    texts = CatalogueConsents(CATALOGUE, VALUES, terms, "https://example.ru/pd", lambda: TODAY)
    return Law(terms, texts, KEEP)


def lawful_desk(given=None):
    """The usual desk under this law."""
    given = given or law()
    return replace(
        make_test_desk(),
        law=given,
        give_consent=GiveConsent(given),
        may_start=MayStart(given.terms[SMS_NOTICES].basis is Basis.CONSENT),
    )
