"""The stretch before the first sentence."""

from __future__ import annotations

import pytest

from tawatur.annotate.dateline import dateline_end
from tawatur.lang.furniture import Furniture
from tawatur.lang.normalize import fold

REST = " افتتحت البلدية الجسر الجديد أمام السيارات."


@pytest.mark.parametrize("head", [
    "بيروت - رويترز:", "بيروت (رويترز) -", "بيروت/رويترز/", "بيروت:", "بيروت --", "(رويترز)", "بيروت - هدى العامري -", "بيروت، 6 آذار (رويترز) -",
    "بيروت 6-3-2026 (رويترز) -", "بيروت 6/3/2026 رويترز-", "بيروت 6/3/2026 -",
])
def test_cities_agencies_and_desks_before_a_mark(head: str, furniture: Furniture) -> None:
    text = fold(head + REST)
    end = dateline_end(text, 0, len(text), furniture)
    assert end is not None
    assert text[:end] == fold(head)


@pytest.mark.parametrize("head", [
    "", "هدى العامري -", "بيروت-دمشق", "(هدى)", "افتتحت البلدية في بيروت الجسر الجديد:", "بيروت",
    "بيروت - دمشق - عمان - القاهرة - الرباط - تونس - طرابلس -",
])
def test_what_is_no_dateline(head: str, furniture: Furniture) -> None:
    text = fold(head + REST)
    end = dateline_end(text, 0, len(text), furniture)
    assert end is None or text[:end] != fold(head)


def test_a_report_must_follow(furniture: Furniture) -> None:
    text = fold("بيروت - رويترز: فتح الجسر")
    assert dateline_end(text, 0, len(text), furniture) is None


def test_only_the_given_stretch_is_looked_at(furniture: Furniture) -> None:
    text = fold("عنوان الخبر\nبيروت - رويترز:" + REST)
    start = text.index("بيروت")
    assert dateline_end(text, 0, start, furniture) is None
    assert dateline_end(text, start, len(text), furniture) == text.index(":") + 1
