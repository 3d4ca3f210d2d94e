"""Nobody looks at the photos of meters yet: no text about them may promise it."""

from __future__ import annotations

import re

from bot.texts.catalogue import RU, compile_all

PROMISE = re.compile(
    r"посмотрим|посмотрят|посмотрит|проверим|проверят|рассмотр|изучи|сверим|сверят|сотрудник", re.IGNORECASE
)


def test_no_text_about_a_photo_promises_that_somebody_will_look():
    told = [
        (path.name, key, entry.template or "")
        for path in sorted(RU.glob("*.f*.ftl"))
        for key, entry in compile_all(path).items()
    ]
    about = [(name, key, text) for name, key, text in told if "фото" in text.casefold()]
    assert len(about) > 10
    assert [one for one in about if PROMISE.search(one[2])] == []
