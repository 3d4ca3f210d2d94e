"""Over TLS the SDK behaves otherwise: it repeats by itself. Ours does not, and trusts whom it was told to."""

from __future__ import annotations

import pytest

from core.payments.gateway import OutcomeUnknown
from sandbox.tls import authority, server_context
from tests.openssl import NEEDED
from tests.payments.conftest import Served, order
from tests.payments.odd_server import PAYMENT, Odd

pytestmark = NEEDED


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def behind_tls(folder):
    behind = Odd()
    served = Served(behind.app, server_context(folder))
    behind.url = f"{served.url}/v3"
    yield behind
    served.stop()


def test_one_question_is_one_request_over_tls_too(odd, behind_tls, folder):
    """The SDK would ask four times within eleven seconds, and then raise AttributeError."""
    gateway = odd.open(api_url=behind_tls.url, ca_file=str(authority(folder)))
    behind_tls.say({"type": "processing"}, 202)
    behind_tls.say(PAYMENT)
    with pytest.raises(OutcomeUnknown, match="HTTP 202"):
        gateway.create(order())
    assert len(behind_tls.asked) == 1
    assert gateway.get(PAYMENT["id"]).provider_id == PAYMENT["id"]


def test_a_certificate_of_strangers_is_not_trusted(odd, behind_tls):
    behind_tls.asked.clear()
    with pytest.raises(OutcomeUnknown, match="SSLError"):
        odd.open(api_url=behind_tls.url).create(order())
    assert behind_tls.asked == []
