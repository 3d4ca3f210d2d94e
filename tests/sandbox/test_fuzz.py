"""Rubbish gets a refusal, never a crash: the emulator must not be the thing that breaks."""

from __future__ import annotations

import json

import aiohttp
import pytest
from hypothesis import given, settings, strategies

from sandbox.telegram.errors import ApiError
from sandbox.telegram.methods import METHODS
from sandbox.telegram.render import to_html
from sandbox.telegram.text import formatted, utf16_length
from tests.sandbox.conftest import TOKEN

RUBBISH = (
    *(None, True, 0, -1, 10**30, 1.5, "", "x", "\x00", "null", "{", "[1]", '{"a":1}', "attach://none"),
    *(
        [],
        [1],
        [[]],
        [[1]],
        [{}],
        {},
        {"type": "chat"},
        {"inline_keyboard": [[5]]},
        {"keyboard": [[{"text": 5}]]},
    ),
    *({"type": "photo", "media": 5}, {"message_id": "x"}, [{"type": "bold", "offset": "0", "length": 1}]),
    *(
        {"inline_keyboard": [[{"text": "a", "web_app": 5}, {"text": "a", "url": 5}]]},
        {"type": "chat", "chat_id": []},
    ),
)


@pytest.mark.parametrize("name", sorted(METHODS))
async def test_wrong_types_everywhere(emulator, anna, name):
    good = {"chat_id": anna, "text": "x", "message_id": 1, "action": "typing", "commands": [], "timeout": 0}
    good = {key: value for key, value in good.items() if key in METHODS[name].table}
    await emulator.call("sendMessage", chat_id=anna, text="x")
    for parameter in METHODS[name].table:
        for value in RUBBISH:
            if parameter == "timeout" and value == 10**30:
                continue
            if "Webhook" in METHODS[name].name:
                await emulator.call("deleteWebhook")
            status, answer = await emulator.refused(name, **{**good, parameter: value})
            assert status < 500, (parameter, value)
            assert answer["ok"] is (status == 200)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"chat_id=%ff&text=%", "application/x-www-form-urlencoded"),
        (b"--x\r\nrubbish", "multipart/form-data; boundary=x"),
        (b"rubbish", "multipart/form-data"),
        (b"rubbish", "text/plain"),
    ],
)
async def test_broken_bodies(emulator, body, kind):
    async with emulator.http.post(
        f"/bot{TOKEN}/sendMessage", data=body, headers={"Content-Type": kind}
    ) as answer:
        assert answer.status == 400
        assert (await answer.json())["ok"] is False


async def test_multipart_and_query_and_case(emulator, anna):
    form = aiohttp.FormData({"chat_id": str(anna), "text": "x"}, default_to_multipart=True)
    async with emulator.http.post(f"/bot{TOKEN}/SENDMESSAGE", data=form) as answer:
        assert (await answer.json())["result"]["text"] == "x"
    keys = json.dumps({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]})
    query = {"chat_id": str(anna), "text": "y", "reply_markup": keys, "protect_content": "true"}
    async with emulator.http.get(f"/bot{TOKEN}/sendMessage", params=query) as answer:
        message = (await answer.json())["result"]
    assert message["reply_markup"] == json.loads(keys)
    assert message["has_protected_content"] is True


PIECES = (
    *("<b>", "</b>", "<i>", "</i>", "<a href='http://a.ru/?q=1&amp;b'>", "</a>", "<pre>", "</pre>", "&lt;"),
    *(
        '<code class="language-x">',
        "</code>",
        "&#x1F600;",
        "😀",
        "ж",
        " ",
        "<",
        ">",
        "&",
        "\n",
        "\u202e",
        "</",
    ),
)
TAGGED = strategies.lists(strategies.sampled_from(PIECES), max_size=25).map("".join)


@given(TAGGED)
@settings(max_examples=300, deadline=None)
def test_html_is_parsed_or_refused(source):
    try:
        result = formatted(source, "HTML", None)
    except ApiError:
        return
    end = utf16_length(result.text)
    for entity in result.entities:
        assert entity["length"] > 0
        assert 0 <= entity["offset"] <= entity["offset"] + entity["length"] <= end
    shown = to_html(result.text, result.entities)
    assert shown.count("<b>") == shown.count("</b>")
    # Sent again as HTML it is the same text: what the page shows is what was meant.
    assert formatted(shown.replace("&#x27;", "'"), "HTML", None).text == result.text


def test_the_page_gets_no_script():
    text = '<script>alert(1)</script>"'
    link = {"type": "text_link", "offset": 0, "length": 5, "url": 'http://a.ru/"onclick="x'}
    shown = to_html(text, [link, {"type": "text_link", "offset": 6, "length": 2, "url": "javascript:x"}])
    assert "<script" not in shown
    assert 'onclick="' not in shown
    assert "javascript" not in shown
