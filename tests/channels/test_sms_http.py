"""One request: what is read, what is not followed, what is not kept."""

from __future__ import annotations

import pytest

from bot.channels.sms_http import Patience, SmsHttp
from bot.channels.sms_port import SmsError, SmsFault
from tests.channels.recorded import recorded

PATIENCE = Patience(1, 1, 2)


def ask(http, most=10_000, *, sends=True):
    return http.ask("POST", "send.php", sends=sends, most=most, data={"psw": "pa55"})


@pytest.fixture
def server():
    with recorded() as server:
        yield server


def test_no_more_is_read_than_is_wanted(server):
    server.plan = [b"1" * 10_000, b"1" * 10_001]
    http = SmsHttp([server.url], PATIENCE)
    assert ask(http) == b"1" * 10_000
    with pytest.raises(SmsError, match="more than 10000 bytes") as caught:
        ask(http)
    assert caught.value.fault is SmsFault.UNKNOWN


def test_a_redirect_would_take_the_form_to_somebody_else(server):
    def redirect(handler):
        handler.send_response(307)
        handler.send_header("Location", other.url)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    with recorded() as other:
        server.plan = [redirect]
        with pytest.raises(SmsError, match="HTTP 307"):
            ask(SmsHttp([server.url], PATIENCE))
        assert other.asked == []


def test_cookies_are_not_kept(server):
    def cookie(handler):
        handler.send_response(200)
        handler.send_header("Set-Cookie", "session=1; Path=/")
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"{}")

    def echo(handler):
        handler.answer(200, handler.headers.get("Cookie", "none").encode())

    server.plan = [cookie, echo]
    http = SmsHttp([server.url], PATIENCE)
    ask(http)
    assert ask(http) == b"none"


def test_the_environment_adds_nothing(server, monkeypatch, tmp_path):
    def echo(handler):
        handler.answer(200, handler.headers.get("Authorization", "none").encode())

    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.plan = [echo, echo]
    http = SmsHttp([server.url], PATIENCE)
    assert ask(http) == b"none"
    monkeypatch.delenv("HTTP_PROXY")
    http._session.trust_env = True
    assert ask(http) == b"none"


def test_the_host_that_answered_comes_first():
    http = SmsHttp(["http://127.0.0.1:9/", "http://127.0.0.1:1/"], PATIENCE)
    with pytest.raises(SmsError) as caught:
        ask(http)
    assert caught.value.fault is SmsFault.TRANSIENT
    with recorded() as second:
        http = SmsHttp(["http://127.0.0.1:9/", second.url], PATIENCE)
        second.always = {}
        assert (ask(http), ask(http)) == (b"{}", b"{}")
        assert http._first == 1


def test_an_unknown_certificate_gets_no_form():
    """Nothing is sent before the host has shown who it is: so it is certain that nothing left."""
    import ssl

    from bot.channels.sms_http import _not_sent

    assert _not_sent(ssl.SSLCertVerificationError("self-signed"))
    assert not _not_sent(ConnectionResetError())
