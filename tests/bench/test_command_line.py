from __future__ import annotations

import pytest

from bench.__main__ import main
from bench.suites.registry import NAMES


def test_an_unknown_name_is_wrong_usage_and_the_known_ones_are_listed(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["speed_of_light"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "speed_of_light" in said
    assert all(name in said.replace("\n", " ") for name in NAMES)


def test_every_figure_has_one_suite():
    assert len(set(NAMES)) == len(NAMES)
