"""Hostile examples: whatever comes near a log, no secret and no whole account or phone leaves it."""

from __future__ import annotations

import pytest

from core.masking import Masker, mask_account, mask_phone
from tests.cpu import cpu_of

TOKEN = "7123456789:AAFakeFakeFakeFakeFakeFakeFakeFake12345"
ACCOUNT = "291234567833"
PHONE = "79161234567"
SECRET = "correct horse battery staple"


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("+7 (916) 123-45-67", "7916***4567"),
        ("8 916 123 45 67", "7916***4567"),
        ("79161234567", "7916***4567"),
        ("+4917012345678", "4917***5678"),
        ("112", "***"),
        ("", "***"),
    ],
)
def test_phone(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


def test_account_shows_four_characters_at_most() -> None:
    assert mask_account(ACCOUNT) == "*7833"
    assert mask_account("12345") == "***"


@pytest.mark.parametrize(
    "text",
    [
        f"POST https://api.telegram.org/bot{TOKEN}/sendMessage failed",
        f"https://api.telegram.org/file/bot{TOKEN.replace(':', '%3A')}/photo.jpg",
        f"token {TOKEN}",
        "https://smsc.ru/sys/send.php?login=a&psw=hunter2hunter2&phones=79161234567",
        '{"password": "hunter2hunter2"}',
        "{'api_key': 'hunter2hunter2', 'x': 1}",
        "X-Telegram-Bot-Api-Secret-Token: hunter2hunter2",
        "Authorization: Basic aHVudGVyMmh1bnRlcjI=",
        "Bearer aHVudGVyMmh1bnRlcjI",
        "postgresql://abonent:hunter2hunter2@db:5432/abonent",
        "postgresql://abonent:hunter2@hunter2@db:5432/abonent",
        "key live_hunter2hunter2hunter2",
        "GET /abonent/p/hunter2hunter2hunter2hunter2 HTTP/1.1",
        "Location: view/x, then https://bot.example.ru/p/view/hunter2hunter2-hunter2_hunter2",
        "код 482133",
        "Ваш код: 482133, никому не говорите",
        "receipt_code=482133",
        "code='482133'",
        "кодом 482133",
        f"account {ACCOUNT} not found",
        f"phone {PHONE}",
        "phone +7 (916) 123-45-67 is bound",
        "tel:+79161234567",
        "ivanov.ivan@example.ru",
        "KeyError: '291234567833'",
        f"a\n{ACCOUNT}\nb",
    ],
)
def test_text_leaks_nothing(text: str) -> None:
    masked = Masker().text(text)
    for part in ("hunter2", "482133", "aHVudGVy", TOKEN[-20:], ACCOUNT, PHONE, "1234567", "123-45", "ivanov"):
        assert part not in masked, masked


@pytest.mark.parametrize(
    "text",
    [
        "turn done in 12 ms",
        "2026-11-22T13:01:00.123456Z",
        "HTTP 403 error_code=403 status_code: 502",
        "sha 3f786850e387550fdab836ed7e6dc881de23001b",
        "ratio 0.123456789",
        "telegram.token is empty",
        "row 1234567",
    ],
)
def test_useful_text_stays(text: str) -> None:
    assert Masker().text(text) == text


def test_addresses_stay_tellable() -> None:
    assert Masker().text(f"account {ACCOUNT} of {PHONE}") == "account *7833 of 7916***4567"
    assert Masker().text("telegram:5123456789") == "telegram:*6789"
    assert Masker().text("call +4917012345678") == "call 4917***5678"


def test_nested_values_are_masked_by_name() -> None:
    event = {
        "update": {"message": {"text": "482133", "from": {"first_name": "Anna", "id": 1}, "phone": PHONE}},
        "config": [{"Secret-Key": "hunter2"}, {"callback_secret": ["hunter2"]}],
        "account": int(ACCOUNT),
        "accounts": [ACCOUNT, ACCOUNT],
        "code": 482133,
        "now_ms": 1763980000000,
        "count": 12345678,
        PHONE: "as a name",
    }
    masked = Masker().fields(event)
    assert masked["account"] == "*7833"
    assert masked["accounts"] == ["*7833", "*7833"]
    assert masked["now_ms"] == 1763980000000
    assert masked["count"] == 12345678
    assert masked["update"]["message"]["text"] == "<6 characters>"
    assert masked["update"]["message"]["from"] == {"first_name": "***", "id": 1}
    for part in ("482133", "hunter2", PHONE, ACCOUNT, "Anna"):
        assert part not in repr(masked)


def test_known_secrets_are_hidden_under_any_name() -> None:
    masker = Masker([SECRET, "", "abc"])
    assert SECRET not in masker.text(f"odd place: {SECRET}!")
    assert masker.text("abc") == "abc", "too short to be told from a word"
    assert SECRET not in repr(masker.named("anything", {"x": ValueError(f"at {SECRET}")}))


def test_objects_exceptions_and_bytes() -> None:
    masker = Masker()
    assert masker.named("error", ValueError(f"no account {ACCOUNT}")) == "ValueError: no account *7833"
    assert masker.named("anything", b"\x00" * 10) == "<10 bytes>"
    loop: dict[str, object] = {}
    loop["loop"] = loop
    assert "***" in repr(masker.named("anything", loop))


@pytest.mark.parametrize(
    "text", ["token" * 20_000, "7" * 100_000, "a@" * 50_000, "://a:" * 20_000, "code " * 20_000]
)
def test_long_hostile_text_is_quick_and_cut(text: str) -> None:
    assert cpu_of(lambda: Masker([SECRET]).text(text)) < 1
    assert len(Masker([SECRET]).text(text)) < 20_000
