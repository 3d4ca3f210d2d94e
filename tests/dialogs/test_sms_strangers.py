"""Readings from phones that nobody linked, where the supplier takes them (`accept_unlinked_readings`)."""

from __future__ import annotations

from dataclasses import replace

from tests.dialogs.metered import GARAGE
from tests.dialogs.supplier import RULES
from tests.dialogs.texting import NUMBER, Texting


def strangers(**changes):
    rules = replace(RULES, readings=replace(RULES.readings, accept_unlinked=True, **changes))
    return Texting(rules=rules)


def test_a_reading_from_any_phone_is_answered_alike_for_every_account():
    said = set()
    for number in (NUMBER[GARAGE], NUMBER[1], "9999999999"):
        talk = strangers()
        said.add(tuple(talk.says(f"{number} 15420")))
        assert len(talk.written) == (number == NUMBER[GARAGE])
    [(answer,)] = said
    assert "15420" in answer
    assert len(answer) <= 70


def test_readings_from_any_phone_are_limited():
    talk = strangers()
    keys = []
    for value in range(15_400, 15_440):
        talk.says(f"{NUMBER[GARAGE]} {value}")
        keys.append(talk.keys[0])
    assert keys[0] == "reading-unlinked"
    assert keys[-1] == "reading-unlinked-often"
    talk.later(hours=2)
    talk.says(f"{NUMBER[GARAGE]} 15450")
    assert talk.keys[0] == "reading-unlinked"
