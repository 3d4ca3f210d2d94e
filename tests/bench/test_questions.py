from __future__ import annotations

import itertools
import json

from bench.questions import BUTTON, COMMAND, Person, contains, questions


def test_a_question_is_an_update_of_a_private_chat_and_no_two_are_equal():
    taken = list(itertools.islice(questions([Person(11), Person(12, "2310,90")], 500), 4))
    updates = [json.loads(question.body) for question in taken]
    assert [update["update_id"] for update in updates] == [500, 501, 502, 503]
    assert [update["message"]["chat"]["id"] for update in updates] == [11, 12, 11, 12]
    assert {update["message"]["text"] for update in updates} == {COMMAND, BUTTON}
    assert len({question.body for question in taken}) == 4
    assert [question.expected for question in taken] == ["№500", "2310,90", "№502", "2310,90"]
    assert all(question.body.isascii() and 400 < len(question.body) < 700 for question in taken)


def test_the_expected_number_is_found_whole_and_however_its_digits_are_grouped():
    assert contains("К оплате: 2 310,90 руб.", "2310,90")
    assert contains("К оплате: 2 310,90 руб.", "2310,90")
    assert not contains("К оплате: 12 310,90 руб.", "2310,90")
    assert not contains("К оплате: 2 310,905 руб.", "2310,90")
    assert contains("12310,90, из них 2310,90", "2310,90")
    assert not contains("", "2310,90")
