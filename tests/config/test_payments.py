"""Findings about taking money."""

from __future__ import annotations

import pytest

from bot.config import check
from core.clock import SystemClock
from tests.config.good import config

SHOP = {"payments__yookassa__shop_id": "100500", "supplier__site": "https://example.ru"}
TEST = {**SHOP, "payments__yookassa__secret_key": "test_x", "payments__environment": "test"}


def found(**changes):
    problems = check(config(**changes), SystemClock().now())
    return [
        (one.severity, one.key) for one in problems if one.key.startswith("payments") or "public" in one.key
    ]


def test_a_real_shop_in_order_only_has_no_notices_without_a_public_address():
    """Where nobody really pays, asking is good enough."""
    assert found(**TEST) == []
    real = {**SHOP, "payments__yookassa__secret_key": "live_x", "payments__environment": "production"}
    assert ("warning", "web.public_url") in found(**real)
    assert ("warning", "web.public_url") not in found(**real, web__public_url="https://example.ru")


@pytest.mark.parametrize(
    ("key", "environment"), [("test_x", "production"), ("live_x", "test"), ("  test_x", "production")]
)
def test_fault_27_a_test_key_in_production_or_a_real_one_in_a_test_keeps_the_bot_from_starting(
    key, environment
):
    changes = {"payments__yookassa__secret_key": key, "payments__environment": environment}
    assert ("error", "payments.environment") in found(**{**TEST, **changes})


@pytest.mark.parametrize(
    ("changes", "key"),
    [({"payments__notifications__networks": '["185.71.76.1/27"]'}, "payments.notifications.networks"),
     ({"supplier__site": ""}, "payments.return_url")],
)  # fmt: skip
def test_what_is_wrong_is_named(changes, key):
    assert ("error", key) in found(**{**TEST, **changes})
