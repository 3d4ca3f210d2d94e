"""The words people agreed to are what they were: a published version never changes."""

from __future__ import annotations

import hashlib

import pytest

from bot.config import ConfigError
from bot.consent_texts import CatalogueConsents, law_of, missing_texts, terms_of
from bot.texts.catalogue import Catalogue
from bot.texts.samples import TODAY
from core.consents import LINKING, PURPOSES, Basis, Terms
from tests.config.good import config

CATALOGUE = Catalogue.load()
KINDS = ("consent-text-", "contract-text-")

PUBLISHED = {
    "consent-text-linking-2026-11": ("3ce28047cfeb9ed3", "92707a778f171cbf"),
    "contract-text-linking-2026-11": ("d156d91bf57f3177", "95f7216478cc2f75"),
    "consent-text-sms-notices-2026-11": ("c23c927212371ed7", "eb833f1270cadae4"),
    "contract-text-sms-notices-2026-11": ("d595fd64f7adfc82", "12a888f40b4bef79"),
    "consent-text-ebill-2026-11": ("c04dfdd2093e648c", "3db76204f9d6294a"),
    "contract-text-ebill-2026-11": ("898f2d8004aa1b63", "66b2c60e975752fb"),
}
"""Digests of the words in both forms. New versions are added, old ones never change."""


def digest(form, key):
    return hashlib.sha256(CATALOGUE.text(form, key, {}, TODAY).encode()).hexdigest()[:16]


def test_published_words_are_what_they_were():
    keys = [key for key in CATALOGUE if key.startswith(KINDS)]
    words = {key: (digest("full", key), digest("short", key)) for key in keys}
    assert words == PUBLISHED, "a new version gets a key of its own; add it here"


@pytest.mark.parametrize("basis", list(Basis))
def test_every_version_is_said_in_both_forms_and_by_both_bases(basis):
    terms = dict.fromkeys(PURPOSES, Terms("2026-11", basis))
    texts = CatalogueConsents(CATALOGUE, {}, terms, "https://example.ru/pd", lambda: TODAY)
    for purpose in PURPOSES:
        full, short = (texts.shown(purpose, address).words for address in ("telegram:1", "tel:+79161234567"))
        assert full.endswith("https://example.ru/pd")
        assert len(short) <= 70
        assert full != short


def test_a_version_without_words_stops_the_start():
    wrong = config(linking__consent_version="2031-02")
    assert missing_texts(terms_of(wrong), CATALOGUE) == ["consent-text-linking-2031-02"]
    with pytest.raises(ConfigError, match="2031-02"):
        law_of(wrong, CATALOGUE, {}, lambda: TODAY)


async def test_check_config_says_so(capsys):
    from bot.commands.checking import check_configuration

    assert await check_configuration(config(consent__sms_version="x")) == 1
    assert "consent-text-sms-notices-x" in capsys.readouterr().err
    assert await check_configuration(config()) == 0


def test_the_basis_is_configuration():
    terms = terms_of(config(consent__linking_basis="contract"))
    assert terms[LINKING].basis is Basis.CONTRACT
