"""`[linking]`: second facts, the code of the office, reverse confirmation."""

from __future__ import annotations

import pytest

from bot.assembly import make_rules
from bot.config import ConfigError
from core.second_facts import Fact
from tests.config.good import config
from tests.config.test_checks import found


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"linking__second_facts": "[]"}, "linking.second_facts"),
        ({"linking__second_facts": '["office_code", "office_code"]'}, "linking.second_facts"),
        (
            {"linking__receipt_code_digits": "8", "linking__office_code_digits": "8"},
            "linking.office_code_digits",
        ),
        (
            {"linking__account_digits": "[10, 12]", "linking__office_code_digits": "12"},
            "linking.office_code_digits",
        ),
        ({"linking__confirmation": "reverse"}, "linking.reverse_phone"),
        ({"linking__confirmation": "reverse", "linking__reverse_phone": "7377"}, "linking.reverse_phone"),
    ],
)
def test_faults_are_found_at_their_key(changes, key):
    assert found(**changes) == [("error", key)]


def test_reverse_with_a_phone_is_fine():
    assert found(linking__confirmation="reverse", linking__reverse_phone="+7 900 000-00-00") == []


@pytest.mark.parametrize("facts", ['["passport"]', '"receipt_code"'])
def test_unknown_facts_are_refused(facts):
    with pytest.raises(ConfigError, match=r"linking\.second_facts"):
        config(linking__second_facts=facts)


def test_the_rules_of_the_conversation_follow():
    rules = make_rules(
        config(
            linking__second_facts='["office_code", "meter_and_payment"]',
            linking__last_payments="3",
            linking__office_code_digits="9",
            linking__confirmation="reverse",
            linking__reverse_phone="+7 900 000-00-00",
            linking__resume_minutes="15",
            linking__closed_accounts="allow",
        )
    )
    assert rules.second_facts == (Fact.OFFICE, Fact.METER)
    assert (rules.last_payments, rules.office_digits, rules.resume_minutes) == (3, 9, 15)
    assert (rules.reverse, rules.reverse_phone, rules.closed_linkable) == (True, "+7 900 000-00-00", True)
