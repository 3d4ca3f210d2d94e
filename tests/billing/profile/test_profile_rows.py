"""Rows through a profile: what arrives, and how every bad one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from billing.pipeline import ImportOptions, run_import
from billing.profile.find import profile_finder
from billing.profile.read import ProfileError, load_profile
from billing.rejects import Reject
from billing.report import Status, describe
from tests.billing.conftest import seal
from tests.billing.memory_sink import MemorySink

BALANCES = """
[[source]]
dataset = "balances"
files = "saldo*.csv"
encoding = "{encoding}"
{options}
[source.columns]
account = {{ column = "ЛС", pad = 6 }}
as_of = "Дата"
saldo = {{ column = "Сальдо", side = "positive" }}
"""
ACCOUNTS = """
[[source]]
dataset = "accounts"
files = "abon*.csv"
{options}
[source.columns]
account = {{ column = "ЛС", pad = 6, strip = "-" }}
kind = {{ column = "Тип", map = {{ "Ф" = "person", "Ю" = "organisation" }} }}
holder = "ФИО"
"""


class Bench:
    def __init__(self, directory):
        self.directory, self.sink = directory, MemorySink()
        self.files = directory / "files"
        self.files.mkdir()

    def profile(self, *parts, **values):
        path = self.directory / "profile.toml"
        path.write_text("".join(parts).format(**{"options": "", "encoding": "auto", **values}), "utf-8")
        return path

    def file(self, name, text, encoding="utf-8"):
        self.files.joinpath(name).write_bytes(text.encode(encoding))

    async def load(self, path, **options):
        profile = load_profile(path)
        find = lambda directory: profile_finder(profile, directory)  # noqa: E731
        return await run_import(self.files, self.sink, seal, ImportOptions(**options), None, find)


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path)


ABON = "ЛС;Тип;ФИО\n00-77;Ф;Ёлкин И.\n78;ю;ООО Ель\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "cp866"])
async def test_a_signed_balance_in_every_code_page(bench, encoding):
    bench.file("abon.csv", ABON, encoding)
    bench.file("saldo.csv", "ЛС;Дата;Сальдо\n77;05.10.2026;1 234,50\n78;05.10.2026;200,00-\n", encoding)
    report = await bench.load(_with(bench, {"cp1251": "windows-1251"}.get(encoding, encoding)))
    assert report.status is Status.DONE, list(describe(report))
    assert [row[:4] for row in bench.sink.rows("balances")] == [
        ("000077", "2026-10-05", 123450, 0),
        ("000078", "2026-10-05", 0, 20000),
    ]
    assert [row[:3] for row in bench.sink.rows("accounts")] == [
        ("000077", "person", "Ёлкин И."),
        ("000078", "organisation", "ООО Ель"),
    ]


def _with(bench, encoding):
    return bench.profile(
        ACCOUNTS.replace("{options}", f'encoding = "{encoding}"'), BALANCES, encoding=encoding
    )


async def test_every_bad_value_is_named_with_their_column_and_masked(bench):
    bench.file("abon.csv", ABON + "79;К;Тайный И. О.\n8 0;Ф;Кто-то\n№9;Ф;Некто\n")
    report = await bench.load(bench.profile(ACCOUNTS), dry_run=True, force=True)
    assert [(r.file, r.line, r.theirs, r.column, r.value, r.code) for r in report.rejections] == [
        ("abon.csv", 4, "Тип", "kind", "К", Reject.NOT_IN_MAP),
        ("abon.csv", 6, "ЛС", "account", "9999№9", Reject.BAD_ACCOUNT),
    ]
    text = "\n".join(describe(report))
    assert "rejected: abon.csv: line 4: Тип (kind) 'К': not_in_map: add the word to `map`" in text
    assert "Тайный" not in text
    assert "Некто" not in text


async def test_rows_of_one_key_are_merged_or_refused(bench):
    meters = """
[[source]]
dataset = "meters"
files = "sch.csv"
[source.columns]
account = "LS"
serial = "N"
zones = { value = "2" }
digits = { value = "5" }
[[source]]
dataset = "readings"
files = "pok.csv"
merge = true
[source.columns]
account = "LS"
serial = "N"
taken_on = "D"
t1 = { column = "P", when = { Z = ["1"] } }
t2 = { column = "P", when = { Z = ["2"] } }
source = { value = "subscriber" }
""".replace("{", "{{").replace("}", "}}")
    bench.file("abon.csv", "ЛС;Тип;ФИО\n000077;Ф;Я\n")
    bench.file("sch.csv", "LS;N\n000077;A\n")
    bench.file("pok.csv", "LS;N;D;Z;P\n000077;A;01.10.2026;1;10\n000077;A;01.10.2026;2;20\n"
               "000077;A;02.10.2026;1;11\n000077;A;02.10.2026;1;12\n000077;A;03.10.2026;2;30\n")  # fmt: skip
    report = await bench.load(bench.profile(ACCOUNTS, meters), dry_run=True, force=True)
    found = [(r.line, r.code) for r in report.rejections]
    assert found == [(4, Reject.MISSING), (5, Reject.PARTS_DIFFER), (6, Reject.MISSING)]
    assert report.files[-1].passed["merged"] == 2
    assert report.files[-1].rows == 1


WIDE = """
[[source]]
dataset = "charge_lines"
files = "nach_{{MM}}{{YY}}.csv"
delimiter = ","
header = false
skip_lines = 2
ignore_lines = ["="]
money = "kopecks"
only = {{ 5 = ["1"] }}
[source.columns]
account = {{ column = 1, pad = 6 }}
period = {{ file = "period" }}
kind = {{ value = "own" }}
[[source.rows]]
unless_zero = [2]
title = {{ value = "День" }}
amount = 2
[[source.rows]]
unless_zero = [3, 4]
title = {{ value = "Ночь" }}
amount = {{ sum = ["3", "-4"] }}
"""


async def test_one_wide_row_becomes_several_lines(bench):
    wide = WIDE.replace('only = {{ 5 = ["1"] }}', "").replace('sum = ["3", "-4"]', "column = 3")
    bench.file("abon.csv", ABON)
    bench.file("nach_1026.csv", "Реестр\n\n77,12345,0,0,1\n78,0,500,0,1\n77,100,1,0,1,\n=2,12345\n")
    report = await bench.load(bench.profile(ACCOUNTS, wide))
    assert report.status is Status.DONE, list(describe(report))
    lines = bench.sink.rows("charge_lines")
    assert [(row[0], row[1], row[4], row[7]) for row in lines] == [
        ("000077", "2026-10", "День", 12345),
        ("000078", "2026-10", "Ночь", 500),
        ("000077", "2026-10", "День", 100),
        ("000077", "2026-10", "Ночь", 1),
    ]
    assert len({row[2] for row in lines}) == 4  # each has its own place in the bill
    assert report.files[-1].passed == {"ignored": 1}


async def test_the_same_files_again_are_no_news_and_another_profile_is(bench):
    bench.file("abon.csv", ABON)
    path = bench.profile(ACCOUNTS)
    assert (await bench.load(path)).status is Status.DONE
    assert (await bench.load(path)).status is Status.NOTHING_NEW
    path.write_text(path.read_text("utf-8") + "# changed\n", "utf-8")
    assert (await bench.load(path)).status is Status.DONE


async def test_columns_not_found_are_named_with_the_nearest(bench):
    bench.file("abon.csv", "ЛСЧ;Тип;ФИО1\n1;Ф;Я\n")
    report = await bench.load(bench.profile(ACCOUNTS))
    assert report.status is Status.REFUSED
    assert [p.detail for p in report.problems] == [
        "has no column ЛС (nearest: ЛСЧ), ФИО (nearest: ФИО1); the file has ЛСЧ, Тип, ФИО1"
    ]


async def test_a_required_file_that_is_not_there(bench):
    bench.file("abon.csv", ABON)
    bench.file("saldo.csv.part", "half")
    strict = BALANCES.replace("{options}", "required = true")
    report = await bench.load(bench.profile(ACCOUNTS, strict))
    (problem,) = report.problems
    assert problem.detail == (
        "balances: no file saldo*.csv (nearest: saldo.csv.part, abon.csv); the profile requires it"
    )


async def test_links_hidden_files_and_folders_are_not_read(bench, tmp_path):
    secret = tmp_path / "secret.csv"
    secret.write_text(ABON)
    (bench.files / "abon1.csv").symlink_to(secret)
    (bench.files / "abon2.csv").mkdir()
    bench.file("~abon.csv", ABON)
    report = await bench.load(bench.profile(ACCOUNTS.replace("abon*.csv", "*.csv")))
    assert report.status is Status.REFUSED
    assert "holds no file of the profile" in report.problems[0].detail


async def test_an_endless_line_and_a_wrong_delimiter(bench):
    bench.file("abon.csv", "ЛС,Тип,ФИО\n" + "x" * (3 << 20))
    report = await bench.load(bench.profile(ACCOUNTS))
    assert report.problems[0].code == "endless_line"
    bench.file("abon.csv", "ЛС,Тип,ФИО\n1,Ф,Я\n")
    report = await bench.load(bench.profile(ACCOUNTS))
    assert report.problems[0].detail == "its columns are not separated by ';': try delimiter = \",\""


D = 'valid_from = "D"\n'
# dataset, keys of the source, its columns, what is said
MISTAKES = [
    ("rates", 'files = "r"', 'rate = "R"', "source 1 (rates): says nothing of valid_from"),
    ("acounts", 'files = "r"', D, "did you mean 'accounts'?"),
    ("rates", "", D + 'rate = "R"', "source 1 (rates): needs files"),
    ("rates", 'files = "../r"', D + 'rate = "R"', "no pattern of a file name"),
    ("rates", 'file = "r"', D, "source 1 (rates): unknown key 'file'; did you mean 'files'?"),
    (
        "rates",
        'files = "r"',
        D + 'rate = {colum = "R"}',
        "columns.rate: unknown key 'colum'; did you mean 'column'?",
    ),
    ("rates", 'files = "r"', D + 'rate = {column = "R", sum = ["A"]}', "it has column and sum"),
    (
        "rates",
        'files = "r"',
        D + "rate = {pad = 3}",
        "needs one of column, join, sum, value, file; it has none",
    ),
    ("rates", 'files = "r"\ndates = ["tt.mm"]', D + 'rate = "R"', "is no format"),
    ("rates", 'files = "r"\nencoding = "koi8"', D + 'rate = "R"', "koi8"),
    (
        "rates",
        'files = "r"',
        'rate = "R"\nvalid_from = {file = "month_start"}',
        "needs {MM} and {YY} or {YYYY}",
    ),
    ("rates", 'files = "r"', D + 'rate = {column = "R", lookup = "x"}', "there is no [lookup.x]"),
    ("rates", 'files = "r"\nthousands = "."', D + 'rate = "R"', 'say decimal = ","'),
    ("rates", 'files = "r"', D + 'rate = {column = "R", dates = ["dd.mm.yy"]}', "dates is of no use here"),
    ("balances", 'files = "r"', 'account = "A"\nas_of = "D"\nsaldo = "S"', "say which sign is debt"),
    (
        "accounts",
        'files = "r"',
        'account = "A"\nkind = {column = "T", map = {"1" = "human"}}',
        "'human' is none of its words: person, organisation",
    ),
]


def mistakes_of(tmp_path, text):
    path = tmp_path / "profile.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile(path)
    assert all(line.startswith("profile.toml: ") for line in caught.value.messages)
    return str(caught.value)


@pytest.mark.parametrize(("dataset", "keys", "columns", "said"), MISTAKES)
def test_mistakes_of_a_profile_are_named(tmp_path, dataset, keys, columns, said):
    text = f'[[source]]\ndataset = "{dataset}"\n{keys}\n[source.columns]\n{columns}\n'
    assert said in mistakes_of(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("nme = 1", "unknown key 'nme'; did you mean 'name'?"), ("", "names no file"), ("a = ", "no TOML")],
)  # fmt: skip
def test_a_file_that_is_no_profile(tmp_path, text, said):
    assert said in mistakes_of(tmp_path, text)


def test_a_profile_that_is_not_there(tmp_path):
    with pytest.raises(ProfileError, match="No such file"):
        load_profile(Path(tmp_path / "none.toml"))
