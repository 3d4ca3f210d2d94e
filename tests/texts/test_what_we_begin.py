"""What we tell unasked neither threatens nor sells, and its first line has no sum."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.notifications.kinds import TRAITS, Kind
from core.privacy import Sensitivity
from tests.dialogs.supplier import CATALOGUE

TEXTS = Path(__file__).parents[2] / "bot" / "texts" / "ru"
STEMS = ("notify*", "remind*", "readingnews", "ebill")
OURS = sorted(path for stem in STEMS for path in TEXTS.glob(f"{stem}.*.ftl"))
THREATS = (
    "отключ", "огранич", "суд", "взыск", "долг", "задолж", "штраф", "пристав", "немедленно", "обязаны",
    "последнее предупреждение", "срочно",
)  # fmt: skip
SALES = ("скидк", "акци", "выгодн", "предложен", "купи", "закажите", "бесплатно", "подар", "только сегодня")
HEADS = {
    Kind.READING: r"remind-reading(?:-(?:today|accounts\w*))*",
    Kind.BILL: r"money-bills?",
    Kind.DUE: r"money-dues?",
    Kind.DEBT: r"money-debts?(?:-since)?",
    Kind.PAYMENT: r"money-paids?",
    Kind.FORECAST: r"notify-forecasts?",
    Kind.TARIFF: r"notify-tariff",
    Kind.OUTAGE: r"notify-outage-(?:planned|moved|off)(?:-days)?",
    Kind.VERIFICATION: r"notify-verif(?:ied|ications)",
}


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_threat_and_no_advertisement(path):
    """A message in a chat is no formal notice (decree 354), and who did not ask for advertising gets none."""
    words = path.read_text("utf-8").lower().replace("свет отключать не будут", "")
    assert not [word for word in THREATS + SALES if re.search(rf"\b{word}", words)]


@pytest.mark.parametrize("kind", HEADS)
def test_the_first_line_has_no_sum(kind):
    """It is read on the screen of a locked phone."""
    heads = [key for key in CATALOGUE if re.fullmatch(HEADS[kind] + "(?:-named|-plain|-texted)?", key)]
    assert heads
    assert not [key for key in heads if CATALOGUE.sensitivity(key) is Sensitivity.MONEY]


def test_every_planned_kind_has_a_first_line():
    assert set(HEADS) == set(TRAITS) - {Kind.RESULT, Kind.NEWS, Kind.LINK}


def test_texts_are_there():
    assert len(OURS) >= 10
