"""Neither secrets nor texts nor phones get into logs and errors, whatever goes wrong."""

from __future__ import annotations

import io
import logging
import traceback

import pytest

from bot.channels.sms_http import Patience, SmsHttp
from bot.channels.sms_port import OutgoingSms, SmsError
from bot.channels.sms_rates import Gate
from bot.channels.sms_smsc import Smsc
from bot.channels.smsc_account import SmscAccount
from tests.channels.recorded import huge, named, recorded, reset

ACCOUNT = SmscAccount("k3y-of-the-account", "primer", "pa55word", callback_secret="s3cret")
SMS = OutgoingSms("outbox-17", "+79161234567", "Код 482913")
# What a form makes of the text, too.
HIDDEN = (
    "k3y-of", "pa55word", "s3cret", "482913", "9161234567", "%D0%9A%D0%BE%D0%B4", "\\u041a\\u043e\\u0434"
)  # fmt: skip
ECHO = {"error": f"denied: {SMS.text} {SMS.phone} apikey=k3y-of-the-account", "error_code": 6}


@pytest.fixture
def logged():
    """Everything that any library logs, at the finest level."""
    stream = io.StringIO()
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    level, others = root.level, [logging.getLogger(name) for name in ("urllib3", "requests")]
    root.addHandler(handler)
    for logger in (root, *others):
        logger.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
    for logger in others:
        logger.setLevel(logging.NOTSET)


def chain(error):
    """The error with all that hangs on it, also what is not shown by default."""
    while error is not None:
        yield from (repr(error), str(error), *traceback.format_exception(error))
        yield from (repr(vars(error)), repr(error.args))
        assert "requests" not in type(error).__module__, "its request holds the form"
        error = error.__cause__ or error.__context__


@pytest.mark.parametrize(
    "answer",
    [{"id": 17, "cnt": 1}, ECHO, (500, ECHO), b"<html>482913", reset, huge(3), None, "nobody"],
    ids=named,
)
def test_nothing_is_told(answer, logged, capfd):
    with recorded() as server:
        server.plan = [server.hang if answer is None else answer] * 3
        base = "http://127.0.0.1:9/sys/" if answer == "nobody" else server.url
        smsc = Smsc(ACCOUNT, SmsHttp([base], Patience(1, 0.2, 1)), Gate(lambda: 0))
        told = []
        for call in (smsc.send, smsc.price, lambda sms: smsc.send_list([sms])):
            try:
                told.append(repr(call(SMS)))
            except SmsError as error:
                told += chain(error)
    told += [logged.getvalue(), *capfd.readouterr()]
    told = [text.replace(f"{SMS.phone!r}: ", "") for text in told]  # the outcome of a list is by phone
    assert "HTTP connection" in logged.getvalue(), "the log of urllib3 was on"
    for text in told:
        for hidden in HIDDEN:
            assert hidden not in text


def test_an_account_hides_its_secrets():
    assert [hidden for hidden in HIDDEN if hidden in repr(ACCOUNT)] == []
