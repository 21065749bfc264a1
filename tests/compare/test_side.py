"""One side of a comparison."""

from __future__ import annotations

import pytest

from tawatur.compare.side import Side, common_stems, contrast, told_how
from tawatur.model import Span


def side(shop, text, **slots):
    account = shop.build("a", "المرسى", shop.said(text, slots=slots))
    return Side(account, account.claims[0])


def test_only_the_claims_own_times_are_its_times(workshop):
    account = workshop.timed(workshop.build("a", "المرسى", workshop.said("فتح الجسر أمس")), ("أمس", "DATE", "2021-03-04"))
    assert [t.value for t in Side(account, account.claims[0]).times()] == ["2021-03-04"]
    bare = workshop.build("a", "المرسى", workshop.said("فتح الجسر أمس")).claims[0]
    assert Side(account, bare).times() == []


def test_cue_and_predicate_show_the_modality(workshop):
    text = "من المقرر أن يفتح الجسر غدا"
    found = told_how(side(workshop, text, modality_cue=Span("a", 0, 9, "من المقرر"), predicate=Span("a", 13, 17, "يفتح")))
    assert found.text == "من المقرر أن يفتح"


@pytest.mark.parametrize(("text", "shown"), [
    ("الجسر جاهز", "الجسر جاهز"),
    ("الجسر الجديد في شرق المدينة القديمة جاهز أمام السيارات", "الجسر الجديد في شرق المدينة القديمة"),
])
def test_without_them_the_opening_words_do_up_to_forty_letters(workshop, text, shown):
    assert told_how(side(workshop, text)).text == shown


def test_a_contrast_keeps_the_order_of_its_sides():
    a, b = Span("a", 0, 3, "خمس"), Span("b", 0, 3, "سبع")
    found = contrast("number", (a, "5"), (b, "7"), "figures_exclude", conflict=True)
    assert [(v.span.article, v.value) for v in found.difference.values] == [("a", "5"), ("b", "7")]
    assert (found.difference.why, found.conflict) == ("the figures exclude each other", True)


@pytest.mark.parametrize(("one", "other", "share"), [
    ("لجنة المياه", "واللجنة للمياه", 1.0), ("لجنة المياه", "لجنة الطرق", 0.5), ("لجنة", "مكتب", 0.0), ("", "مكتب", 0.0),
    ("لجنة المياه والطرق", "لجنة", 1.0),
])
def test_stems_in_common_are_a_share_of_the_shorter_wording(one, other, share):
    assert common_stems(one, other) == pytest.approx(share)
