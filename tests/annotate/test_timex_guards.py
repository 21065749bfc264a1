"""The words beside a match that tell a time from what only looks like one."""

from __future__ import annotations

import pytest

from tawatur.annotate.timex_guards import allowed, names_something, word_after, word_before
from tawatur.lang.normalize import fold, view
from tawatur.lang.resources import Resources


@pytest.mark.parametrize(("rule", "before", "match", "after", "g", "want"), [
    ("month in figures", "في", "3/2011", "", {}, True), ("month in figures", "القرار", "3/2011", "", {}, False), ("month in figures", "مرسوم", "3/2011", ".", {}, False),
    ("day and month", "حصل على", "22/4", "صوتا", {"n1": "22", "n2": "4", "sep": "/"}, False), ("day and month", "في", "22/4", "", {"n1": "22", "n2": "4", "sep": "/"}, True),
    ("day and month", "فاز", "22-4", "", {"n1": "22", "n2": "4", "sep": "-"}, False), ("day and month", "", "2/8", "صوتا", {"n1": "2", "n2": "8", "sep": "/", "day_noun": "يوم"}, True),
    ("year range", "موسم", "2010", "-2011 المحلي", {}, True), ("year range", "دفع", "2010", "-2011 دينارا", {}, False), ("year range", "دفع", "2010", "-2011.", {}, True),
    ("clock of figures", "عند", "15:15", "", {}, True), ("clock of figures", "النتيجة بلغت", "15:15", "نقطة", {}, False),
    ("feast", "في", "عيد الفطر", "", {}, True), ("feast", "تحدث عن", "عيد الفطر", "والعادات", {}, False), ("feast", "تحدث عن", "عيد الفطر", "2012", {"year": "2012"}, True),
    ("unit", "المدير", "العام الحالي", "", {"definite_unit": "العام"}, False), ("unit", "خلال", "العام الحالي", "", {"definite_unit": "العام"}, True),
    ("weekday", "سوق", "الخميس", "", {"weekday": "الخميس"}, False), ("weekday", "وسوق", "الخميس", "", {"weekday": "الخميس"}, False),
    ("weekday", "بين", "الخميس", "والسبت", {"weekday": "الخميس"}, True), ("weekday", "بين", "الخميس", "وأخيه", {"weekday": "الخميس"}, False),
    ("quarter", "تقدم الفريق في", "نهاية الربع الثالث", "من المباراة", {"modifier": "نهايه"}, False), ("quarter", "ارتفع السهم في", "نهاية الربع الثالث", "", {"modifier": "نهايه"}, True),
])
def test_words_beside_a_match(
    resources: Resources, rule: str, before: str, match: str, after: str, g: dict[str, str], want: bool
) -> None:
    text = f"{before} {match}{'' if after[:1] in '.-' else ' '}{after}".strip()
    seen = view(text)
    start = seen.norm.index(fold(match))
    assert allowed(seen, start, start + len(fold(match)), rule, g, resources.calendar) is want


def test_a_date_that_names_a_body(resources: Resources) -> None:
    assert names_something("قوي 14 اذار", 4, {}, resources.calendar)
    assert not names_something("قوي 14 اذار", 4, {"year": "2011"}, resources.calendar)


def test_neighbours() -> None:
    assert (word_before("عاد، 14", 5), word_after("14 (اذار", 2)) == ("عاد", "اذار")
    assert (word_before("", 0), word_after("14", 2)) == ("", "")
