"""check-config: a good configuration has no findings; each fault is found at its key, in one useful line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from bot.config import RuleEnd, check
from tests.config.good import KEY, TOKEN, config

NOW = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)  # already the 23rd in Moscow
REAL = "https://api.telegram.org"
HOOK = {
    "telegram__mode": "webhook",
    "telegram__api_base": REAL,
    "telegram__webhook__url": "https://bot.example.ru/telegram",
    "telegram__webhook__secret": "0123456789abcdef_-",
}
BANK = {
    "payments__requisites__name": "АО «Пример Энергосбыт»",
    "payments__requisites__account": "40702810900000001234",
    "payments__requisites__bank": "ПАО «ПРИМЕР БАНК» г. Примерск",
    "payments__requisites__bic": "041117801",
    "payments__requisites__corr_account": "30101810900000000801",
    "payments__requisites__inn": "2901000017",
    "payments__requisites__kpp": "290101001",
}


def group(keys: str) -> dict[str, str]:
    return {"reminders__groups": f"{{ North = {{ {keys} }} }}"}


def many(count: int, hour: Callable[[int], int]) -> str:
    """So many groups, the hour of each."""
    return f"{{ {', '.join(f'g{at} = {{ hour = {hour(at)} }}' for at in range(count))} }}"


SMSC = {"sms__provider": "smsc", "sms__smsc__api_key": "k", "sms__smsc__callback_secret": "s"}


def found(**changes: str) -> list[tuple[str, str]]:
    problems = check(config(**changes), NOW)
    for problem in problems:
        assert "\n" not in str(problem)
        assert TOKEN not in str(problem)
        assert KEY not in str(problem)
    return [(problem.severity, problem.key) for problem in problems]


def test_a_good_configuration_has_no_findings() -> None:
    assert found() == []
    assert found(**HOOK) == [("warning", "sms.provider")]
    assert found(**SMSC) == []
    assert found(**SMSC, sms__smsc__sender="Primer-Sbyt", sms__smsc__base_url="http://127.0.0.1:8/sys/") == []


@pytest.mark.parametrize(
    ("changes", "severity", "key"),
    [
        ({"telegram__token": ""}, "error", "telegram.token"),
        ({"readings__window": "15"}, "error", "readings.window"),
        ({"readings__window": "0-32"}, "error", "readings.window"),
        ({"readings__window": "30-3"}, "warning", "readings.window"),
        ({"readings__accept_unlinked": "true"}, "warning", "readings.accept_unlinked"),
        ({"reminders__hour": "20"}, "error", "reminders.hour"),
        ({"reminders__hour": "8"}, "error", "reminders.hour"),
        ({"reminders__sms_kinds": '["readings"]'}, "error", "reminders.sms_kinds"),
        ({"reminders__hour": "19"}, "warning", "reminders.spread_hours"),
        (group("zone = 'Asia/Nowhere'"), "error", "reminders.groups.North.zone"),
        (group("zone = ''"), "error", "reminders.groups.North.zone"),
        (group("hour = 8"), "error", "reminders.groups.North.hour"),
        (group("quiet_until = 11"), "error", "reminders.groups.North.hour"),
        (group("spread_hours = 11"), "warning", "reminders.groups.North.spread_hours"),
        (group(""), "warning", "reminders.groups.North"),
        ({"reminders__groups": many(51, lambda _at: 11)}, "error", "reminders.groups"),
        ({"reminders__groups": many(11, lambda at: 9 + at)}, "error", "reminders.groups"),
        ({"policy__mode": "strict"}, "warning", "web.public_url"),
        ({"web__public_url": "bot.example.ru"}, "error", "web.public_url"),
        ({"web__public_url": "https://bot.example.ru/?a=b"}, "error", "web.public_url"),
        ({"web__public_url": "http://bot.example.ru"}, "error", "web.public_url"),
        ({"web__public_url": "https://bot.example.ru", "web__prefix": "/a"}, "warning", "web.public_url"),
        ({"telegram__token": "123:short"}, "error", "telegram.token"),
        ({"telegram__token": TOKEN + " "}, "error", "telegram.token"),
        ({"telegram__api_base": "api.telegram.org"}, "error", "telegram.api_base"),
        ({"telegram__api_base": "https://x:99999"}, "error", "telegram.api_base"),
        ({"telegram__api_base": "http://10.0.0.5:8081"}, "warning", "telegram.api_base"),
        ({"telegram__proxy": "socks5://h:1"}, "error", "telegram.proxy"),
        (
            {"telegram__mode": "webhook", "telegram__webhook__secret": "0123456789abcdef"},
            "error",
            "telegram.webhook.url",
        ),
        (HOOK | {"telegram__webhook__secret": ""}, "error", "telegram.webhook.secret"),
        (HOOK | {"telegram__webhook__secret": "0123456789abcde!"}, "error", "telegram.webhook.secret"),
        (HOOK | {"telegram__webhook__secret": "short"}, "error", "telegram.webhook.secret"),
        (
            HOOK | {"telegram__webhook__url": "http://bot.example.ru/telegram"},
            "error",
            "telegram.webhook.url",
        ),
        (
            HOOK | {"telegram__webhook__url": "https://bot.example.ru:8080/telegram"},
            "error",
            "telegram.webhook.url",
        ),
        (
            HOOK | {"telegram__webhook__url": "https://bot.example.ru/other"},
            "warning",
            "telegram.webhook.url",
        ),
        ({"web__host": "not a host"}, "error", "web.host"),
        ({"web__prefix": "abonent"}, "error", "web.prefix"),
        ({"web__prefix": "/abonent/"}, "error", "web.prefix"),
        ({"web__prefix": "/"}, "error", "web.prefix"),
        ({"web__prefix": "/a//b"}, "error", "web.prefix"),
        ({"database__url": "sqlite:///"}, "error", "database.url"),
        ({"database__url": "sqlite:///:memory:"}, "error", "database.url"),
        ({"database__url": "mysql://x/y"}, "error", "database.url"),
        ({"database__url": "postgresql://h"}, "error", "database.url"),
        ({"database__url": "postgresql://u:secret@h:notaport/n"}, "error", "database.url"),
        ({"sms__provider": "none"}, "warning", "sms.provider"),
        ({"sms__sandbox__url": ""}, "error", "sms.sandbox.url"),
        ({"telegram__api_base": REAL}, "warning", "sms.provider"),
        (SMSC | {"sms__smsc__sender": "Энергосбыт"}, "error", "sms.smsc.sender"),
        (SMSC | {"sms__smsc__sender": "Primerenergosbyt"}, "error", "sms.smsc.sender"),
        (SMSC | {"sms__smsc__mirrors": "https://www2.smsc.ru/"}, "error", "sms.smsc.mirrors"),
        (SMSC | {"sms__smsc__api_key": ""}, "error", "sms.smsc.api_key"),
        (SMSC | {"sms__smsc__api_key": "", "sms__smsc__login": "x"}, "error", "sms.smsc.api_key"),
        (SMSC | {"sms__smsc__base_url": "http://smsc.ru/sys/"}, "error", "sms.smsc.base_url"),
        (SMSC | {"sms__smsc__callback_secret": ""}, "warning", "sms.smsc.callback_secret"),
        (SMSC | {"sms__smsc__callback_secret": "", "sms__polling": "false"}, "error", "sms.polling"),
        (SMSC | {"sms__own_numbers": "+7 903 767"}, "error", "sms.own_numbers"),
        ({"payments__yookassa__shop_id": "1"}, "error", "payments.yookassa.secret_key"),
        ({"payments__yookassa__secret_key": "live_x"}, "error", "payments.yookassa.shop_id"),
        ({"payments__yookassa__api_url": "x"}, "error", "payments.yookassa.api_url"),
        (BANK | {"payments__requisites__bic": "041117802"}, "error", "payments.requisites.account"),
        (BANK | {"payments__requisites__inn": "2901000018"}, "error", "payments.requisites.inn"),
        (BANK | {"payments__requisites__account": ""}, "error", "payments.requisites.account"),
        ({"clock__url": "http://127.0.0.1/clock", "telegram__api_base": REAL}, "error", "clock.url"),
        (
            {"clock__url": "http://x/clock", "telegram__api_base": "https://API.telegram.org./"},
            "error",
            "clock.url",
        ),
        ({"clock__url": "later"}, "error", "clock.url"),
        ({"security__secret_key": ""}, "error", "security.secret_key"),
        ({"security__secret_key": "short"}, "error", "security.secret_key"),
        ({"security__secret_key": "ab" * 32}, "error", "security.secret_key"),
        (
            {"security__secret_key": "paste the output of: openssl rand -hex 32"},
            "error",
            "security.secret_key",
        ),
        ({"security__key_id": ""}, "error", "security.key_id"),
        ({"security__previous_keys": f'{{ k1 = "{KEY}" }}'}, "error", "security.key_id"),
        ({"security__previous_keys": '{ k0 = "short" }'}, "error", "security.previous_keys.k0"),
        ({"supplier__name": ""}, "error", "supplier.name"),
        ({"supplier__phones": "[]"}, "error", "supplier.phones"),
        ({"supplier__phones": "555-00-00"}, "error", "supplier.phones"),
        ({"supplier__phones": "+8 800 555-00-00"}, "error", "supplier.phones"),
        ({"supplier__phones": "8 800 555-00-00 ext 5"}, "error", "supplier.phones"),
        ({"supplier__dispatcher_phone": ""}, "error", "supplier.dispatcher_phone"),
        ({"supplier__dispatcher_phone": "112"}, "error", "supplier.dispatcher_phone"),
        ({"supplier__offices": '[{ address = "x", phone = "1" }]'}, "error", "supplier.offices"),
        ({"supplier__call_centre_hours": ""}, "error", "supplier.call_centre_hours"),
        ({"supplier__time_zone": "Moscow"}, "error", "supplier.time_zone"),
        ({"supplier__time_zone": "../../etc/passwd"}, "error", "supplier.time_zone"),
        ({"linking__account_digits": "[]"}, "error", "linking.account_digits"),
        ({"linking__account_digits": "[3]"}, "error", "linking.account_digits"),
        ({"linking__account_digits": "[6, 10]"}, "error", "linking.receipt_code_digits"),
        ({"linking__phone_prefixes": "79, +79"}, "error", "linking.phone_prefixes"),
        ({"limits__resend_seconds": "[60, 30]"}, "error", "limits.resend_seconds"),
        ({"limits__failure_wait_seconds": "[]"}, "error", "limits.failure_wait_seconds"),
        ({"limits__codes_per_phone_hour": "6"}, "error", "limits.codes_per_phone_hour"),
        ({"limits__sms_answers_kopecks_per_day": "5000"}, "error", "limits.sms_answers_kopecks_per_day"),
    ],
)
def test_each_fault_is_found(changes: dict[str, str], severity: str, key: str) -> None:
    assert (severity, key) in found(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"web__prefix": "/abonent"},
        {"web__prefix": "/a/b-c"},
        {"policy__mode": "strict", "web__public_url": "https://bot.example.ru"},
        {"web__public_url": "https://bot.example.ru/a/", "web__prefix": "/a"},
        {"web__public_url": "http://127.0.0.1:8080"},
        {"web__host": "::1"},
        {"web__host": "0.0.0.0"},
        {"database__url": "sqlite:////var/lib/abonent/abonent.db"},
        {"database__url": "postgresql:///abonent?host=/run/postgresql"},
        {"telegram__proxy": "http://user:password@proxy.example.ru:3128"},
        {"supplier__time_zone": "Asia/Yekaterinburg"},
        {"clock__url": "http://127.0.0.1:8081/clock"},
        {"supplier__phones": "88005550000, +78005550000"},
        {
            "telegram__mode": "webhook",
            "telegram__webhook__secret": "0123456789abcdef",
            "telegram__webhook__url": "http://127.0.0.1:8080/telegram",
        },
    ],
)
def test_what_is_fine_is_not_found_fault_with(changes: dict[str, str]) -> None:
    assert [finding for finding in found(**changes) if finding[0] == "error"] == []


def test_rules_that_end_are_told_thirty_days_before_in_the_suppliers_day() -> None:
    ends = [
        RuleEnd("rates", date(2026, 11, 22)),
        RuleEnd("tariffs", date(2026, 11, 23)),
        RuleEnd("due day", date(2026, 12, 23)),
        RuleEnd("window", date(2026, 12, 24)),
    ]
    problems = check(config(), NOW, ends)
    assert [(p.severity, p.key) for p in problems] == [
        ("error", "rates"),
        ("warning", "tariffs"),
        ("warning", "due day"),
    ]
    assert (
        str(problems[0])
        == "error: rates ended on 2026-11-22; load the next one, until then the bot does not know"
    )


def test_errors_come_first() -> None:
    severities = [severity for severity, _ in found(sms__provider="none", supplier__name="")]
    assert severities == ["error", "warning"]
