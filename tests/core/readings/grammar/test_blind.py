"""A list by somebody who had not seen the grammar: what its first run gave, and what must not be lost since.

First run of 198 messages, 145 of them readings, 46 none, 7 to be asked about: 133 were heard for certain,
128 of these rightly, so precision 0.962 and recall 0.883. Of the 46, three were heard as a reading (a sum
with the sign of the rouble, a postcode, «112») and one was asked about. Some of the list's answers are open
to argument: «1)» as T1, the kWh of a month, which the checks ask about, a bare 0, the word for help. What was
wrong was then mended where a rule or a word could do it, so later figures are not blind any more.
"""

from __future__ import annotations

from bot.texts.reading_words import load_reading_words
from core.readings.grammar.hearing import hear
from tests.core.readings.grammar.contexts import alike, cases, spelled

PRECISION, RECALL = 0.97, 0.91
KNOWN_INVENTED = {"112"}
"""A bare short number: nobody can tell the number of the emergency service from a new meter."""


def test_messages_written_blind(capsys):
    words = load_reading_words()
    rows = [(case, hear(case.text, case.known, words)) for case in cases("blind")]
    readings = [case for case, _ in rows if case.right not in {"?", "-"}]
    assert (len(readings), sum(case.right == "-" for case, _ in rows)) == (145, 46)
    heard = [(case, message) for case, message in rows if spelled(message)[0] not in "?-"]
    right = sum(alike(message, case.right) for case, message in heard)
    precision, recall = right / len(heard), right / len(readings)
    with capsys.disabled():
        print(f"\nblind: {len(rows)} messages, precision {precision:.3f}, recall {recall:.3f}")
    assert {case.text for case, _ in heard if case.right == "-"} <= KNOWN_INVENTED
    assert precision >= PRECISION
    assert recall >= RECALL
