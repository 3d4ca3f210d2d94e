from __future__ import annotations

import json

from bench.figures import Figure, Result, by_rounds, table, write


def test_the_ratio_is_the_median_of_the_rounds_and_not_of_the_values():
    figure = by_rounds("speed", "updates/CPU s", [200.0, 100.0, 60.0], [100.0, 100.0, 50.0], 1.2, "higher")
    assert (figure.value, figure.reference, figure.ratio) == (100.0, 100.0, 1.2)
    assert figure.met
    assert not by_rounds("time", "ms", [3.0], [1.0], 2.0, "lower").met


def test_results_have_the_agreed_keys_and_keep_the_figures_of_other_runs(tmp_path):
    path = tmp_path / "results.json"
    write([Result(Figure("a", 1.0, "ms", None, None, 2.0, "lower"))], path)
    write([Result(Figure("b", 3.0, "ms", 2.0, 1.5, 2.0, "lower"), "beside")], path)
    rows = json.loads(path.read_bytes())
    assert [row["name"] for row in rows] == ["a", "b"]
    assert set(rows[1]) == {"name", "value", "unit", "reference", "ratio", "target", "better"}
    assert rows[0]["reference"] is None


def test_the_table_says_what_missed():
    shown = table(
        [
            Result(Figure("slow", 5.0, "ms", 1.0, 5.0, 2.0, "lower")),
            Result(Figure("fine", 1.0, "ms", None, None, 2.0, "lower")),
        ]
    )
    assert "MISSED" in shown.splitlines()[1]
    assert shown.splitlines()[2].endswith("ok")
