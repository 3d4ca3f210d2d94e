"""The catalogue: loud about every mistake, and the fast path says what the Fluent runtime says."""

from __future__ import annotations

from datetime import date

import pytest
from fluent.runtime import FluentBundle, FluentResource

from bot.texts.catalogue import RU, Catalogue
from bot.texts.patterns import TextError, parse, runtime
from bot.texts.samples import TODAY, ordinary, samples, widest
from core.privacy import Sensitivity
from core.values import Money

CATALOGUE = Catalogue.load()


def written(tmp_path, full, short=None):
    (tmp_path / "a.full.ftl").write_text(full, "utf-8")
    (tmp_path / "a.short.ftl").write_text(full if short is None else short, "utf-8")
    (tmp_path / "format.ftl").write_text((RU / "format.ftl").read_text("utf-8"), "utf-8")
    return Catalogue.load(tmp_path)


def bundle_of(form):
    bundle = FluentBundle(["ru"], use_isolating=False)
    for path in sorted(RU.glob(f"*.{form}.ftl")):
        bundle.add_resource(FluentResource(path.read_text("utf-8")))
    return bundle


@pytest.mark.parametrize("form", ["full", "short"])
@pytest.mark.parametrize("fill", [ordinary, widest])
def test_fast_path_says_what_fluent_says(form, fill):
    voice, bundle, table = CATALOGUE.voice(form), bundle_of(form), samples()
    compared = 0
    for key, entry in voice.entries.items():
        if entry.selects:
            continue
        values = fill(entry.needs, table)
        shown = {name: voice.shown(value, TODAY) for name, value in values.items()}
        expected, errors = bundle.format_pattern(bundle.get_message(key).value, shown)
        assert not errors
        assert voice.text(key, values, TODAY) == expected, key
        compared += 1
    assert compared > 30


def test_percent_signs_braces_and_quotes_survive(tmp_path):
    catalogue = written(tmp_path, 'a = 5 % { $x } %s {"{"} "\nb = 100 %\nc = {""}\n')
    assert catalogue.text("full", "a", {"x": "%d{$y}"}, TODAY) == '5 % %d{$y} %s { "'
    assert catalogue.text("full", "b", {}, TODAY) == "100 %"
    assert catalogue.text("full", "c", {}, TODAY) == ""


def test_plurals_count_and_show_our_form(tmp_path):
    catalogue = written(
        tmp_path,
        "n = { $n ->\n    [one] { $n } счёт\n    [few] { $n } счёта\n    [many] { $n } счетов\n"
        "   *[other] { $n } счёта\n }, { $sum }\n",
    )
    said = [
        catalogue.text("full", "n", {"n": n, "sum": Money(100000)}, TODAY) for n in (1, 2, 5, 11, 1021, 15420)
    ]
    assert [text.partition(",")[0] for text in said] == [
        "1 счёт", "2 счёта", "5 счетов", "11 счетов", "1 021 счёт", "15 420 счетов"
    ]  # fmt: skip
    assert said[0].endswith(", 1 000,00 руб.")


def test_words_choose_a_variant(tmp_path):
    catalogue = written(tmp_path, "k = { $k ->\n    [photo] Фото\n   *[other] Файл\n }\n")
    assert [catalogue.text("short", "k", {"k": k}, TODAY) for k in ("photo", "x")] == ["Фото", "Файл"]


@pytest.mark.parametrize("form", ["full", "short"])
def test_unknown_key(form):
    with pytest.raises(TextError, match="no text 'nothing-such'"):
        CATALOGUE.text(form, "nothing-such", {}, TODAY)
    with pytest.raises(TextError, match="nothing-such"):
        CATALOGUE.sensitivity("nothing-such")


@pytest.mark.parametrize(
    "text", ["a = { $x } и { $y }\n", "a = { $y ->\n    [one] { $x }\n   *[other] { $x }\n }\n"]
)
def test_missing_value(tmp_path, text):
    with pytest.raises(TextError, match="text 'a' needs the value 'y'"):
        written(tmp_path, text).text("full", "a", {"x": 1}, TODAY)


def test_errors_of_the_runtime_are_raised(tmp_path):
    path = tmp_path / "x.ftl"
    path.write_text("a = { $y ->\n    [one] { $x }\n   *[other] { $x }\n }\n", "utf-8")
    with pytest.raises(TextError, match="text 'a': "):
        runtime(parse([path]))("a", {"y": 1})


def test_value_that_cannot_be_written(tmp_path):
    with pytest.raises(TextError, match="text 'a': a text can show"):
        written(tmp_path, "a = { $x }\n").text("full", "a", {"x": 1.5}, TODAY)


def test_values_are_data_not_patterns(tmp_path):
    catalogue = written(tmp_path, "a = { $x }\n")
    assert catalogue.text("full", "a", {"x": "{ $y } %s <b>"}, TODAY) == "{ $y } %s <b>"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a = б\na = в\n", r"a\.full\.ftl:2: a is written twice"),
        ("a = { $x\n", r"a\.full\.ftl:1: this is not Fluent"),
        ("a = б\n= в\n", r"a\.full\.ftl:2: this is not Fluent"),
        ("-t = б\na = { -t }\n", "terms are not used"),
        ("b = б\na = { b }\n", "references to other texts are not used"),
        ("a = { NUMBER($x) }\n", "functions are not used"),
        ("a = { $x ->\n    [one] б\n   *[many] в\n }\n", r"the default variant is \*\[other\]"),
        ("a =\n    .sensitivity = money\n", "a has no text"),
        ("a = б\n    .sensitivity = secret\n", "sensitivity is one of"),
        ("a = б\n    .sensitivty = money\n", "no other attribute"),
    ],
)
def test_broken_catalogue_is_refused_with_the_place(tmp_path, text, why):
    with pytest.raises(TextError, match=why):
        written(tmp_path, text)


def test_empty_folder_is_refused(tmp_path):
    with pytest.raises(TextError, match="no texts"):
        Catalogue.load(tmp_path)


def test_sensitivity_and_keys(tmp_path):
    catalogue = written(tmp_path, "a = б\nb = { $sum }\n    .sensitivity = money\n")
    assert (catalogue.sensitivity("a"), catalogue.sensitivity("b")) == (Sensitivity.PUBLIC, Sensitivity.MONEY)
    assert list(catalogue) == ["a", "b"]
    assert "b" in catalogue
    assert "c" not in catalogue


def test_dates_take_the_year_of_today(tmp_path):
    catalogue = written(tmp_path, "a = { $d }\n")
    assert catalogue.text("full", "a", {"d": date(2026, 12, 31)}, date(2027, 1, 1)) == "31 декабря 2026"


STAND_IN = "a = { $sum }\n    .sensitivity = money\n    .instead = b\nb = Без суммы\n"


def test_a_text_names_what_may_stand_for_it(tmp_path):
    catalogue = written(tmp_path, STAND_IN)
    assert (catalogue.instead("a"), catalogue.instead("b")) == ("b", "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a = б\n    .instead = c\n", "a: .instead = c, which is no text"),
        (STAND_IN.replace("Без суммы", "{ $other }"), "a: .instead = b needs other"),
    ],
)
def test_a_stand_in_exists_and_needs_nothing_more(tmp_path, text, why):
    with pytest.raises(TextError, match=why):
        written(tmp_path, text)
