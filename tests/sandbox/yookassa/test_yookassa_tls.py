"""The emulators over https, with an authority that only who was told of it trusts."""

from __future__ import annotations

import asyncio

import pytest
from yookassa import Configuration
from yookassa import Settings as Account

from sandbox import tls
from sandbox.settings import Settings
from tests.openssl import NEEDED
from tests.sandbox.yookassa.conftest import KEY, ONE_LOOP, SHOP


@NEEDED
@ONE_LOOP
async def test_only_our_authority_is_trusted(yookassa, tmp_path):
    settings = Settings(data_dir=tmp_path, port=0, tls_port=0)
    await tls.listen(yookassa._runner, settings)
    port = yookassa._runner.addresses[-1][1]
    api = f"https://127.0.0.1:{port}/v3"

    async def me(**options):
        def carry_out():
            Configuration.configure(SHOP, KEY, api_url=api, max_attempts=0, **options)
            return Account.get_account_settings()

        return await asyncio.to_thread(carry_out)

    assert (await me(verify=str(tmp_path / "tls" / "ca.pem"))).account_id == SHOP
    with pytest.raises(AttributeError) as untrusted:
        await me()
    assert "CERTIFICATE_VERIFY_FAILED" in str(untrusted.value.__context__)


@NEEDED
def test_keys_are_made_once(tmp_path):
    first = tls.authority(tmp_path).read_bytes()
    assert tls.authority(tmp_path).read_bytes() == first


def test_no_openssl_is_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError, match="openssl command"):
        tls.authority(tmp_path)
