"""Drawings at random: of any length, size and words, as no supplier has them."""

from __future__ import annotations

from hypothesis import strategies as st

from core.charting.drawing import Arrangement, Bar, Drawing, Legend, Look, Series

INKS = ("first", "second", "third", "before")
LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюяЁЙЩabcWi0123456789 .,–-№₽·()«»"
words = st.text(LETTERS, max_size=12).map(str.strip) | st.sampled_from(
    ("", "янв", "май", "2025", "новые цены", "кВт·ч", "в среднем 12\u202f480\u202f000", "Щ" * 60)
)


@st.composite
def drawings(draw, arrangements=tuple(Arrangement)):
    most = 10 ** draw(st.integers(0, 14))
    value = st.integers(0, most) | st.integers(-most, most)
    count = draw(st.integers(1, 3))
    bar = st.builds(
        Bar,
        draw(st.sampled_from((words, st.sampled_from(("янв", "фев", "сен"))))),
        st.just(""),
        st.lists(value, min_size=count, max_size=count).map(tuple) | st.just(()),
        st.lists(st.sampled_from(Look), max_size=count).map(tuple),
        *(st.none() | value for _ in range(3)),
        st.sampled_from(("", "", "", "новые цены")) | words,
    )
    few = draw(st.lists(bar, min_size=1, max_size=12))
    length = draw(st.integers(1, 120))
    grouped, shift = draw(st.booleans()), draw(st.integers(0, 11))
    bars = tuple(_grouped(few[at % len(few)], (at + shift) // 12, grouped) for at in range(length))
    return Drawing(
        draw(st.sampled_from(arrangements)),
        *(draw(words) for _ in range(3)),
        draw(st.sampled_from((1, 100, 1000, 1_000_000))),
        tuple(Series(draw(words), draw(st.sampled_from(INKS))) for _ in range(count)),
        bars,
        Legend(*(draw(words) for _ in range(5))),
        draw(st.none() | value),
        draw(words),
    )


def _grouped(bar, year, grouped):
    return Bar(bar.label, str(2020 + year) if grouped else "", *(getattr(bar, name) for name in _REST))


_REST = ("parts", "looks", "before", "low", "high", "mark")
