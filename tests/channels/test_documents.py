"""A file by meaning: carried where it can and may be, else its words say where it is to be had."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assembly import SMS
from bot.channels.policy import ceiling
from bot.channels.render import CAPTION, render
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.codec import decode_reply, encode_reply
from bot.dialogs.model import Reply, say
from bot.texts.catalogue import Catalogue
from bot.texts.samples import TODAY
from tests.dialogs.supplier import VALUES

CATALOGUE = Catalogue.load()
FILE = Reply((say("data-file"),), document="own-data", lasting=True)


def drawn(reply, can):
    return render(reply, can, CATALOGUE, VALUES, TODAY)


def under(mode, can):
    return replace(can, allowed=ceiling(mode, can.name))


def test_document_goes_with_its_words():
    [part] = drawn(FILE, under("open", TELEGRAM)).parts
    assert part.document == "own-data"
    assert part.text.startswith("В файле")


@pytest.mark.parametrize(
    "can",
    [SMS, under("strict", TELEGRAM), replace(TELEGRAM, documents=False)],
    ids=["sms", "strict", "unable"],
)
def test_document_that_stays_takes_its_words_along(can):
    rendered = drawn(FILE, can)
    [part] = rendered.parts
    assert part.document == ""
    assert "офис" in part.text
    assert "В файле" not in part.text
    assert rendered.dropped[0] == "document:own-data"


def test_an_unknown_document_is_taken_for_the_most_private():
    reply = Reply((say("data-file"),), document="own-data")
    assert drawn(replace(reply, document="own-data"), TELEGRAM).parts[0].document
    with pytest.raises(Exception, match="document-secret-instead"):
        drawn(replace(reply, document="secret"), TELEGRAM)


def test_document_survives_the_outbox():
    assert decode_reply(encode_reply(FILE)) == FILE
    assert decode_reply(encode_reply(Reply((say("data-file"),)))).document == ""


def test_long_words_under_a_document_are_cut_to_a_caption():
    long = Reply(tuple([say("data-file")] * 12), document="own-data")
    parts = drawn(long, under("open", TELEGRAM)).parts
    assert [bool(part.document) for part in parts] == [True, *[False] * (len(parts) - 1)]
    assert len(parts[0].text) <= CAPTION
