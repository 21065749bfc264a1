"""Runs: a shared sentence without a source takes that of its shared neighbours, and no farther."""

from __future__ import annotations

import re

import pytest

from tawatur.compare.align import Group, Pair
from tawatur.compare.roots import Known
from tawatur.compare.runs import IN_A_RUN, runs

LINES = ("الجسر جاهز اليوم", "وعبرته أول السيارات", "والطريق مفتوح أيضا", "ثم عاد الناس")


def known(shop):
    return Known({"e:مريم العلي": shop.person("مريم العلي")}, {}, re.compile("وزير"), {})


def borrowed(shop, left, right, shared=1.0, middle=None, lines=LINES):
    """Roots that runs give to the groups of the n-th lines; `left`, `right` name the speakers."""
    accounts = {
        a: shop.build(a, o, *(shop.said(t, by) for t, by in zip(lines, who, strict=False)))
        for a, o, who in (("a", "النخيل", left), ("b", "المرسى", right))
    }
    groups = []
    for n, (x, y) in enumerate(zip(accounts["a"].claims, accounts["b"].claims, strict=True)):
        printed = middle if middle is not None and n == 1 else shared
        groups.append(Group((x, y), (Pair(x, y, 0.9, printed, 0.9),)))
    found = runs(groups, accounts, known(shop))
    return [r["a"].name if r else None for r in found]


MARIAM = "مريم العلي"


def test_a_source_spreads_over_the_sentences_that_both_print_alike(workshop):
    assert borrowed(workshop, (MARIAM, None, None), (None, None, None)) == [MARIAM] * 3


def test_without_a_source_there_is_nothing_to_spread(workshop):
    assert borrowed(workshop, (None, None), (None, None)) == [None, None]


@pytest.mark.parametrize(("middle", "ends", "want"), [
    (IN_A_RUN, (MARIAM, None, MARIAM), MARIAM), (IN_A_RUN - 0.01, (MARIAM, None, MARIAM), None),
    (IN_A_RUN, (MARIAM, None, None), None),
])
def test_a_changed_sentence_belongs_to_the_run_only_between_two_of_it(workshop, middle, ends, want):
    quiet = (None, None, None)
    found = borrowed(workshop, ends, quiet, middle=middle)
    assert found[1] == want


def test_another_speaker_breaks_the_run(workshop):
    assert borrowed(workshop, (MARIAM, "سليم البحري"), (None, None)) == [MARIAM, "سليم البحري"]
    assert borrowed(workshop, (MARIAM, "سليم البحري"), (None, "هدى"))[1] is None


def test_two_speakers_on_both_sides_leave_the_middle_alone(workshop):
    assert borrowed(workshop, (MARIAM, None, "سليم البحري"), (None, None, None))[1] is None


def test_an_unnamed_source_spreads_nowhere(workshop):
    accounts = {
        "a": workshop.build("a", "النخيل", workshop.said(LINES[0], "مصدر", "anonymous"), workshop.said(LINES[1])),
        "b": workshop.build("b", "المرسى", workshop.said(LINES[0]), workshop.said(LINES[1])),
    }
    groups = [Group((x, y), (Pair(x, y, 0.9, 1.0, 0.9),)) for x, y in zip(accounts["a"].claims, accounts["b"].claims, strict=True)]
    assert runs(groups, accounts, known(workshop)) == [{}, {}]


def test_sentences_that_do_not_follow_each_other_make_no_run(workshop):
    said = workshop.said
    accounts = {
        "a": workshop.build("a", "النخيل", said(LINES[0], MARIAM), said(LINES[3]), said("وفي المساء"), said(LINES[1])),
        "b": workshop.build("b", "المرسى", said(LINES[0]), said(LINES[1])),
    }
    a, b = accounts["a"].claims, accounts["b"].claims
    groups = [Group((x, y), (Pair(x, y, 0.9, 1.0, 0.9),)) for x, y in ((a[0], b[0]), (a[3], b[1]))]
    found = runs(groups, accounts, known(workshop))
    assert found[0]["a"].name == MARIAM
    assert found[1] == {}


def test_an_article_that_tells_the_fact_in_words_of_its_own_continues_no_run(workshop):
    accounts = {
        a: workshop.build(a, o, workshop.said(line, by)) for a, o, line, by in (
            ("a", "النخيل", LINES[0], MARIAM), ("b", "المرسى", LINES[0], None), ("c", "السهل", "بات العبور على الجسر ممكنا", None),
        )
    }
    x, y, z = (account.claims[0] for account in accounts.values())
    group = Group((x, y, z), (Pair(x, y, 1.0, 1.0, 1.3), Pair(x, z, 0.9, 0.0, 0.9), Pair(y, z, 0.9, IN_A_RUN - 0.01, 0.9)))
    (found,) = runs([group], accounts, known(workshop))
    assert {article: root.name for article, root in found.items()} == {"a": MARIAM, "b": MARIAM}
